import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';

/** The first account that the answer of `GET /accounts` lists, and how many there are. */
export function accountIn(body: unknown): IDataObject {
	if (!isRecord(body)) return {};
	const [first] = Array.isArray(body.results) ? body.results : [];
	const { id, name } = isRecord(first) ? first : {};
	return { id, name, accounts: body.count };
}
