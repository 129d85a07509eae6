import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { otesseClient } from '../services/otesse/client.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { missedEvents } from './support/missed-events.mts';

const sandbox = sandboxForTests();

const bench = missedEvents(sandbox);

const since = (moment: string) => ({ options: { since: moment } });

const rowsOf = ({ data }: IDataObject) => data as IDataObject[];

describe.each([CURRENT, PREVIOUS])('events that were missed, in n8n %s', (version) => {
	describe('of Otesse', () => {
		const SINCE = '2026-06-01T00:00:00Z';

		it('are records created and invoices paid since that moment, once', async () => {
			const events = ['booking.*', 'customer.created', 'invoice.paid'];
			const parameters = { authentication: 'otesseApi', events, ...since(SINCE) };
			await bench.start('otesse', 'otesseApi', parameters, version);
			await bench.host.activate();
			const otesse = otesseClient(sandbox());
			const all = async (list: string) => {
				const rows: IDataObject[] = [];
				for (let page = 1; page === 1 || rows.length === (page - 1) * 100; page++) {
					rows.push(...rowsOf(await otesse.call('GET', `/${list}?per_page=100&page=${page}`)));
				}
				return rows;
			};
			const expected = [
				['booking.created', 'bookings', 'created_at'],
				['customer.created', 'customers', 'created_at'],
				['invoice.paid', 'invoices', 'paid_at'],
			] as const;
			for (const [type, list, at] of expected) {
				const wanted = (await all(list)).filter((row) => String(row[at] ?? '') >= SINCE);
				const found = bench.items().filter(({ event }) => event === type);
				expect(wanted.length).toBeGreaterThan(5);
				expect(found.map(({ eventKey }) => eventKey).sort()).toEqual(
					wanted.map(({ id }) => `${type}:${String(id)}`).sort(),
				);
				const times = found.map(({ occurredAt }) => Date.parse(String(occurredAt)));
				expect(times).toEqual([...times].sort((one, other) => one - other));
			}
			expect(bench.items()[0]).toMatchObject({
				data: { id: expect.any(String) },
				previous_data: null,
			});
			expect(await bench.added(async () => await bench.host.poll())).toEqual([]);
			const [{ data } = {}] = bench.items().filter(({ event }) => event === 'customer.created');
			const known = { record_id: (data as IDataObject).id as string };
			expect(
				await bench.added(async () => await bench.host.emit('customer.created', known)),
			).toEqual([]);
			// The test events that Otesse sends are about no record.
			const test = { ...known, test: true };
			expect(
				await bench.added(async () => await bench.host.emit('customer.created', test)),
			).toHaveLength(1);
			expect(await bench.added(bench.restart)).toEqual([]);
		});
	});
});
