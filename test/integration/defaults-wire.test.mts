import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { inputsOf, partsOf, sourcesOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import type { Paging } from '../../transport/contracts/endpoint';
import { services } from '../coverage/services.mts';
import { visibleIn } from '../unit/support/visible.mts';
import { requiredOf } from './support/sweep-form.mts';
import { leavesIn } from './support/sweep-wire.mts';
import { answerFor } from './support/wire-answer.mts';
import { WireBench } from './support/wire-bench.mts';
import { pagingOf } from './support/wire-plan.mts';

function pageNames(paging: Paging | undefined): string[] {
	return paging ? [paging.page, ...(paging.size ? [paging.size] : [])] : [];
}

describe.each(services.map(({ form }) => [form.provider.id, form] as const))('%s', (_id, form) => {
	let bench: WireBench;
	beforeAll(async () => {
		bench = await WireBench.start(form);
	});
	afterAll(async () => {
		await bench.server.close();
	});

	it('sends what is required and nothing else, where nothing else was filled in', async () => {
		const found: string[] = [];
		let compared = 0;
		for (const row of rowsIn(form).filter((one) => sourcesOf(one).length === 0)) {
			const { resource, operation } = row;
			const chosen = { resource, operation };
			const required = requiredOf(visibleIn(bench.description, chosen));
			bench.server.says(answerFor(form.provider, row).said);
			bench.server.take();
			await bench.run({ ...chosen, ...required }, [{}], true);
			// What the form's own code wants beside the row is refused: nothing is sent.
			const [first] = bench.server.take();
			if (!first) continue;
			compared++;
			const inputs = inputsOf(form, row);
			const fields = [...(row.query ?? []), ...(row.body ?? []), ...(row.headers ?? [])];
			const whole = fields.some((field) => field.whole);
			const known = new Set([
				...partsOf(row.path),
				...inputs.filter(({ field }) => field.required).map(({ name }) => name),
				...fields.flatMap(({ name, default: start }) => (start === undefined ? [] : [name])),
				...pageNames(pagingOf(form.provider, row)),
				'path',
			]);
			const names = (await leavesIn(first)).map(({ name, root = name }) => root);
			const more = whole ? [] : names.filter((name) => !known.has(name));
			if (more.length > 0) found.push(`${resource}.${operation}: ${[...new Set(more)].join(', ')}`);
		}
		expect(compared).toBeGreaterThan(2);
		expect(found).toEqual([]);
	}, 120_000);
});
