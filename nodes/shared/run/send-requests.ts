import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ApiRequest } from '../../../transport/http/request';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { Operation } from './operation';

/** Refusals of what was sent. */
const REFUSED = ['400', '422'];

/** The requests of an item, checked: one, or several where the service gives out a list only in parts. */
export function requestsFor(
	operation: Operation,
	itemIndex: number,
	values: IDataObject,
	options: ReturnType<Operation['options']>,
): ApiRequest[] {
	const item = operation.item(itemIndex);
	const parts = operation.special.parts?.(item, values) ?? [values];
	const requests = parts.map((part) => operation.request(itemIndex, part, options));
	for (const request of requests) operation.check(request);
	return requests;
}

/** Sends the requests one after the other, until there are as many rows as wanted. A row that came before is left out. */
export async function sendAll(
	operation: Operation,
	requests: readonly ApiRequest[],
	limit: number,
	ownKey?: string,
): Promise<CallItem[]> {
	const [only, ...more] = requests;
	if (only === undefined) return [];
	if (more.length === 0) return await operation.send(only, limit, ownKey);
	const rows: CallItem[] = [];
	const known = new Set<unknown>();
	for (const request of requests) {
		// Rows on the edge of two parts come twice, so that as many more are asked for as have come.
		const found = await operation.send(request, limit);
		for (const row of found) {
			const { id } = row.json;
			if (id !== undefined && known.has(id)) continue;
			known.add(id);
			rows.push(row);
		}
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}

/** Says what to do about a refusal, where the form knows more than the service's words. */
export async function advised(
	{ special }: Operation,
	sent: readonly unknown[],
	answer: Promise<CallItem[]>,
): Promise<CallItem[]> {
	return await answer.catch((error: unknown) => {
		const refused = error instanceof NodeApiError && REFUSED.includes(error.httpCode ?? '');
		const advice = refused ? special.advice?.(sent) : undefined;
		if (refused && advice !== undefined) error.description = `${advice} ${error.description ?? ''}`;
		throw error;
	});
}
