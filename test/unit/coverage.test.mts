import { describe, expect, it } from '@jest/globals';

import { coverage } from '../coverage/all.mts';
import { coverageOf } from '../coverage/compare.mts';
import { offeredIn } from '../coverage/offered.mts';
import { services } from '../coverage/services.mts';
import { simulators as simulated } from '../services/simulators.mts';

const named = services.map((service) => [service.form.provider.id, service] as const);

describe.each(named)('%s', (id, service) => {
	const { form, description, formsForSome } = service;
	const found = coverage(process.cwd(), service);
	const routes = simulated.find((service) => service.id === id)?.routes() ?? [];

	it('offers, simulates and documents every endpoint, in a document that is up to date', () => {
		expect(found.missing).toEqual([]);
		expect(found.rows).toHaveLength(form.provider.endpoints.length);
	});

	it('misses what one of the sides has not', () => {
		const { document } = found;
		const bare = { ...description, properties: [] };
		const callable = found.rows.filter(({ row }) => !row.token && !row.interactive);
		expect(coverageOf(form, { description: bare, routes, document }).missing).toHaveLength(
			callable.length,
		);
		const [first, ...others] = routes;
		expect(first).toBeDefined();
		expect(
			coverageOf(form, { description, routes: others, document, formsForSome }).missing,
		).toEqual([expect.stringMatching(/ is not simulated$/)]);
		const lines = document.split('\n');
		const shorter = lines.slice(0, -2).join('\n');
		expect(
			coverageOf(form, { description, routes, document: shorter, formsForSome }).missing,
		).toEqual([expect.stringMatching(/ is not in docs\/endpoints$/)]);
	});

	it('has words for each operation of its node', () => {
		const offered = offeredIn(description);
		const keys = offered.map(({ resource, operation }) => `${resource}.${operation}`);
		expect(keys.length).toBeGreaterThan(0);
		expect(new Set(keys).size).toBe(keys.length);
		for (const one of offered) {
			expect({ ...one, description: one.description.trim() }).toMatchObject({
				description: expect.stringMatching(/\w \w/),
				action: expect.stringMatching(/^[A-Z].*\w \w/),
			});
		}
	});
});
