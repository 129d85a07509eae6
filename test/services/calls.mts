import type { IDataObject, INodeParameters, NodeParameterValueType } from 'n8n-workflow';

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

/** What differs for one row because the form has code of its own for it. */
export interface Special {
	/** Values by wire name in place of the samples that the code refuses, and how they go out. */
	values?: Readonly<Record<string, { entered: NodeParameterValueType; wire: unknown }>>;
	/** The code takes one field of each of these lists: the first, and in a further run each other one in its place. */
	oneOf?: ReadonlyArray<readonly string[]>;
	/** What every record has to have, for a call that takes many. */
	record?: IDataObject;
	/** Required fields alone are refused, in these words, before anything is sent. */
	refusal?: string;
	/** The answer that suits every row says nothing that code of this row or form can use: each item fails in these words. */
	fails?: RegExp;
}

/** How the rows of a service go over the wire where the form has a hand in it; a form without code of its own needs nothing here. */
export interface Calls {
	literals?: Literals;
	/** By `resource.operation`; each entry says why. */
	special?: Readonly<Record<string, Special>>;
	/** Fields of a row that the form does not ask for, by `resource.operation`. */
	dropped?: Readonly<Record<string, readonly string[]>>;
	/** Values that the service has no use for beside others, and that its form leaves out: `resource.operation` and the field; each entry says why. */
	leftOut?: readonly string[];
	/** What an operation needs as a tool beyond its required fields, where one optional field does not do, by `resource.operation`. */
	asTool?: Readonly<Record<string, INodeParameters>>;
}

/** A record that is chosen by its ID. */
export const byId = (value: number | string): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value,
});
