import { jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { ottimate } from '../../../providers/ottimate';
import type { ApiClient } from '../../../transport/client/api-client';
import type { ApiRequest } from '../../../transport/http/request';
import type { DetectorContext } from '../../../transport/polling/change-detector';
import { RowHistory } from '../../../transport/polling/row-history';

export const NOON = Date.UTC(2026, 5, 1, 12);

export const iso = (time: number) => new Date(time).toISOString();

let serial = 0;

/** A list of rows as Ottimate gives its invoices, with a clock of its own. */
export class Invoices {
	now = NOON;

	/** In the order of the list. */
	readonly rows = new Map<string, IDataObject>();

	private readonly history = new RowHistory(`invoices ${serial++}`);

	constructor() {
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
	}

	get look(): DetectorContext {
		const client = {
			request: async ({ query = {} }: ApiRequest) => await Promise.resolve(this.answer(query)),
		} as unknown as ApiClient;
		const { history } = this;
		return { client, provider: ottimate, deadline: Infinity, resumed: false, history };
	}

	/** Changes an invoice, or creates it; times are ms since the epoch. */
	set(id: string, changes: IDataObject, at = this.now): void {
		const row = this.rows.get(id) ?? { id, created_at_utc: iso(this.now), status: 'processing' };
		this.rows.set(id, { ...row, ...changes, last_modified_date_utc: iso(at) });
	}

	private answer(query: Record<string, unknown>) {
		const at = (name: string, otherwise: number) =>
			typeof query[name] === 'string' ? Date.parse(query[name]) : otherwise;
		const within = (row: IDataObject, field: string, from: string, to: string) => {
			if (query[from] === undefined && query[to] === undefined) return true;
			const time = Date.parse(String(row[field]));
			return time >= at(from, -Infinity) && time <= at(to, Infinity);
		};
		const results = [...this.rows.values()]
			.filter((row) => within(row, 'created_at_utc', 'date_from_utc', 'date_to_utc'))
			.filter((row) =>
				within(
					row,
					'last_modified_date_utc',
					'last_modified_date_from_utc',
					'last_modified_date_to_utc',
				),
			)
			.filter(({ status }) => query.status === undefined || query.status === status);
		const start = (Number(query.page ?? 1) - 1) * 100;
		const body = { count: results.length, results: results.slice(start, start + 100) };
		const headers = { date: new Date(this.now).toUTCString() };
		return { status: 200, headers, body, raw: Buffer.alloc(0) };
	}
}
