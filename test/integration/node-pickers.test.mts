import { describe, expect, it } from '@jest/globals';

import type { ServiceId } from '../sandbox/core/types.mts';
import { tested, testedById, credentialDataFor } from '../services/index.mts';
import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';

const sandbox = sandboxForTests();

async function credentialOf(service: ServiceId) {
	const [first] = testedById(service).credentials;
	if (!first) throw new Error(`There is no credential type for ${service}`);
	const typed = await credentialDataFor(sandbox(), first.type);
	const data = Object.fromEntries(
		Object.entries(typed).flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value]] : [],
		),
	);
	return { type: first.type, data };
}

const rows = tested.flatMap(({ id, form: { pickers = [] } }) =>
	pickers.map((question) => [id, question.method, question] as const),
);

describe('a list to pick from', () => {
	it('is asked of each service', () => {
		expect(new Set(rows.map(([id]) => id)).size).toBe(tested.length);
	});

	it.each(rows)('%s %s answers what is asked of it', async (service, method, question) => {
		const credential = await credentialOf(service);
		const ask = async (more: { filter?: string; token?: string }) =>
			await searchList(sandbox(), service, credential, method, {
				parameters: question.parameters,
				...more,
			});
		const { filter, found, second, parent } = question;
		const first = await ask(filter === undefined ? {} : { filter });
		expect(first.names.length).toBeGreaterThan(0);
		if (found) for (const name of first.names) expect(name).toMatch(found);
		const calls = first.calls.filter(({ kind }) => kind === 'call');
		if (parent) {
			const last = calls.at(-1);
			expect(JSON.stringify([last?.path, last?.query])).toMatch(parent);
		}
		if (second === undefined) return;
		const next = await ask({ token: String(first.paginationToken) });
		expect(next.names).toHaveLength(second);
		const values = new Set(first.results.map(({ value }) => value));
		expect(next.results.filter(({ value }) => values.has(value))).toEqual([]);
	});
});
