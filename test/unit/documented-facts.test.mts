import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ProviderRequest } from '../../nodes/ProviderRequest/ProviderRequest.node';
import { providers } from '../../providers';
import type { Certainty } from '../../transport/contracts/endpoint';

const page = (name: string) => readFileSync(path.join(__dirname, '../../docs', name), 'utf8');

/** The cells of the rows of a table that starts with this heading. */
function tableAt(text: string, heading: string): string[][] {
	const [, after = ''] = text.split(`\n| ${heading} `);
	return (after.split('\n\n')[0] ?? '')
		.split('\n')
		.slice(2)
		.map((line) => line.split('|').map((cell) => cell.trim()))
		.map(([, service = '', ...cells]) => [service.toLowerCase(), ...cells.slice(0, -1)]);
}

const CERTAINTIES: readonly Certainty[] = ['official', 'sdk', 'inferred', 'contradictory'];

describe('the figures of the documents', () => {
	it('provider-request.md counts the endpoints by certainty', () => {
		const table = tableAt(page('provider-request.md'), 'Service  | Endpoints');
		const expected = providers.map(({ id, endpoints }) => [
			id,
			String(endpoints.length),
			...CERTAINTIES.map((wanted) => {
				const count = endpoints.filter(({ certainty }) => certainty === wanted).length;
				return count === 0 ? '' : String(count);
			}),
		]);
		expect([...table].sort()).toEqual([...expected].sort());
		for (const { endpoints } of providers) {
			expect(endpoints.filter(({ certainty }) => !CERTAINTIES.includes(certainty))).toEqual([]);
		}
	});

	it('credentials.md tells the limits that the credentials start with', () => {
		const table = tableAt(page('credentials.md'), 'Service  | Per second');
		const number = (value: number) => (value === 0 ? 'none' : value.toLocaleString('en-US'));
		const expected = providers.map(({ id, name, credentials }) => {
			const all = new Set(credentials.map(({ limits }) => JSON.stringify(limits)));
			expect([name, all.size]).toEqual([name, 1]);
			const [{ limits } = { limits: undefined }] = credentials;
			if (!limits) throw new Error(`${name} has no credential`);
			const { requestsPerSecond, requestsPerMinute = 0, concurrency, requestsPerDay } = limits;
			const columns = [requestsPerSecond, requestsPerMinute, concurrency, requestsPerDay];
			return [id, ...columns.map(number)];
		});
		expect(table.map((cells) => cells.slice(0, 5)).sort()).toEqual([...expected].sort());
	});

	it('provider-request.md names the options of the node', () => {
		const options = new ProviderRequest().description.properties.find(
			({ name }) => name === 'options',
		)?.options;
		const names = options?.map((option) => 'displayName' in option && option.displayName);
		const table = tableAt(page('provider-request.md'), 'Option  ');
		expect(table.map(([name]) => name)).toEqual(names?.map((name) => String(name).toLowerCase()));
	});

	it('ooti.md and ottimate.md count operations and keys', () => {
		const rowsOf = (id: string) => providers.find((one) => one.id === id)?.endpoints ?? [];
		expect(page('ooti.md')).toContain(`Of the ${rowsOf('ooti').length} endpoints in the list`);
		const keyed = rowsOf('ottimate').filter(({ idempotencyKey }) => idempotencyKey);
		expect(page('ottimate.md')).toContain(`The ${keyed.length} POSTs that take one get one`);
		const calls = rowsOf('ottimate').filter(({ token }) => !token);
		expect(page('ottimate.md')).toContain(`the ${calls.length} documented calls besides`);
	});
});
