import { setImmediate } from 'node:timers/promises';

import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { Paging } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import type { ApiRequest } from '../../../transport/http/request';
import { onePage, pages } from '../../../transport/pagination/pages';
import type { PageOptions } from '../../../transport/pagination/pages';

export const paging: Paging = { in: 'query', page: 'page', size: 'limit', maxSize: 10 };

export const rows = (from: number, count: number): IDataObject[] =>
	Array.from({ length: count }, (_entry, index) => ({ id: from + index }));

interface Service {
	total: number;
	/** Largest page that it gives, whatever is asked. */
	cap?: number;
	/** What the answer says besides the rows. */
	envelope?: (page: number, size: number) => IDataObject;
	/** The answer for some page, in place of the usual one. */
	instead?: (page: number) => { status: number; body: IDataObject } | undefined;
	/** Turns of the event loop that an answer takes. */
	slowness?: (page: number) => number;
}

function positionOf(request: ApiRequest, { in: where, page, size }: Paging) {
	const values = where === 'query' ? request.query : request.body;
	const record: Record<string, unknown> = isRecord(values) ? values : {};
	return { page: Number(record[page] ?? 1), size: Number(size ? record[size] : 10) };
}

/** A service with a list of rows, as a session sees it, that notes what it is asked. */
export function pagedService(service: Service, how: Paging = paging) {
	const asked: ApiRequest[] = [];
	let running = 0;
	const seen = { most: 0 };
	const request = async (sent: ApiRequest) => {
		asked.push(sent);
		seen.most = Math.max(seen.most, ++running);
		const { page, size } = positionOf(sent, how);
		for (let turn = 0; turn < (service.slowness?.(page) ?? 1); turn++) await setImmediate();
		running--;
		const held = Math.min(size, service.cap ?? Infinity);
		const count = Math.max(0, Math.min(held, service.total - (page - 1) * held));
		const body = {
			items: rows((page - 1) * held, count),
			...service.envelope?.(page, held),
		};
		const { status, body: given } = service.instead?.(page) ?? { status: 200, body };
		if (status >= 400 && status !== sent.acceptStatus) throw new Error(`status ${status}`);
		return { status, headers: {}, body: given, raw: Buffer.alloc(0) };
	};
	const notes: string[] = [];
	const note = (sentence: string) => notes.push(sentence);
	const client = { request, note } as unknown as ApiClient;

	const fetchAll = async (
		options: Partial<PageOptions> = {},
		first: ApiRequest = { method: 'GET', path: '/items' },
	): Promise<IDataObject[]> => {
		const found: IDataObject[] = [];
		const all = { paging: how, records: 'items', recordKeys: [], limit: Infinity, ...options };
		for await (const batch of pages(client, first, all)) found.push(...batch);
		return found;
	};
	const fetchOne = async (page: number, options: Partial<PageOptions> = {}) => {
		const all = { paging: how, records: 'items', recordKeys: [], limit: 10, ...options };
		return await onePage(client, { method: 'GET', path: '/items' }, all, page);
	};
	return {
		fetchAll,
		fetchOne,
		asked,
		seen,
		notes,
		pagesAsked: () => asked.map((one) => positionOf(one, how).page),
	};
}
