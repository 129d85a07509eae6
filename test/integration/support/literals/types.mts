import type { IDataObject, INodeParameters } from 'n8n-workflow';

/** What a person fills in, and the call as it has to go out, both written down by hand. */
export interface Literal {
	with: INodeParameters;
	/** The input items, where they matter. */
	items?: IDataObject[];
	/** Method and path. */
	call: string;
	query?: Readonly<Record<string, string>>;
	body?: unknown;
}

/** By `resource.operation`: one entry for each row for which the form has code of its own. */
export type Literals = Readonly<Record<string, Literal>>;

/** A record that is chosen by its ID. */
export const byId = (value: number | string): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value,
});
