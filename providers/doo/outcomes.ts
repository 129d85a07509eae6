import type { IDataObject } from 'n8n-workflow';

import type { RecordResult } from '../../transport/contracts/endpoint';
import { isRecord, wordsAt } from '../../transport/core/json';

/** What a GraphQL answer holds. */
export interface GraphqlAnswer {
	data: IDataObject;
	/** GraphQL's own error objects; empty where all went well. */
	errors: IDataObject[];
	/** Where something failed: what, in the words of the service. */
	failure?: string;
}

function said(error: IDataObject): string {
	const where = Array.isArray(error.path) ? `${error.path.join('.')}: ` : '';
	return `${where}${wordsAt(error, ['message']) ?? JSON.stringify(error)}`;
}

/** Reads an answer `{data, errors}`: errors beside data mean that a part of the query failed. */
export function graphqlAnswer(body: unknown): GraphqlAnswer {
	const { data, errors } = isRecord(body) ? body : {};
	if (!isRecord(data) && data !== null && !Array.isArray(errors)) {
		return { data: {}, errors: [], failure: 'The answer is not a GraphQL answer: it has no data' };
	}
	const list = Array.isArray(errors) ? errors : [];
	const found = list.map((error) => (isRecord(error) ? error : { message: String(error) }));
	return {
		data: isRecord(data) ? data : {},
		errors: found,
		...(found.length === 0
			? {}
			: { failure: `A part of the query failed: ${found.map(said).join('; ')}` }),
	};
}

/** The whole answer as one item, failed where a part of the query did. */
export function graphqlOutcomes(body: unknown): RecordResult[] {
	const { failure } = graphqlAnswer(body);
	const json = isRecord(body) ? body : { data: body as IDataObject[string] };
	return [failure === undefined ? { json } : { json, failure }];
}

/** The rows at a dotted path, or what keeps them from being found. */
export type RowsAt = { rows: IDataObject[] } | { missing: string };

/**
 * The rows at a dotted path inside the data: a list gives one row per entry, an object one, `null` on the way none.
 *
 * @param path such as `events.items`; empty for the data itself
 */
export function rowsAt(data: IDataObject, path: string): RowsAt {
	let current: unknown = data;
	for (const key of path === '' ? [] : path.split('.')) {
		if (current === null) return { rows: [] };
		if (!isRecord(current)) {
			return {
				missing: `the value before "${key}" is ${Array.isArray(current) ? 'a list' : 'not an object'}`,
			};
		}
		if (!Object.prototype.hasOwnProperty.call(current, key)) {
			return {
				missing: `there is no "${key}", only ${Object.keys(current).join(', ') || 'nothing'}`,
			};
		}
		current = current[key];
	}
	if (current === null) return { rows: [] };
	return { rows: [current].flat().map((row) => (isRecord(row) ? row : { value: row })) };
}
