import type { IDataObject, NodeParameterValueType } from 'n8n-workflow';

/** What differs for one row because the form has code of its own for it. */
export interface Special {
	/** Values by wire name in place of the samples that the code refuses, and how they go out. */
	values?: Readonly<Record<string, { entered: NodeParameterValueType; wire: unknown }>>;
	/** Fields that are not filled in with the others: the code takes only one of several. */
	without?: readonly string[];
	/** What every record has to have, for a call that takes many. */
	record?: IDataObject;
	/** Method, path, query and body are not those of the row alone. */
	request?: 'free';
	/** The items are not those of the answer, or there are further calls. */
	items?: 'free';
}

/** By `service resource.operation`; each entry says why. Items of rows with `outcomes` or `then` are free without one. */
export const SPECIAL: Readonly<Record<string, Special>> = {};
