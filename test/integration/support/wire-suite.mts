import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { OperationForm, ServiceForm } from '../../../nodes/shared/form/service-form';
import { inputsOf, operationForm, sourcesOf } from '../../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../../nodes/shared/form/operation-choice';
import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { Special } from '../../services/calls.mts';
import { testedById } from '../../services/index.mts';
import { WireBench } from './wire-bench.mts';
import { nameOf, WireRows } from './wire-rows.mts';
import { specialOf } from './wire-special.mts';

/** The entry without one of the things that it says, each in turn. */
function lessOf({ oneOf, values, ...others }: Special): Special[] {
	const whole = { ...others, ...(oneOf ? { oneOf } : {}), ...(values ? { values } : {}) };
	const lists = oneOf ?? [];
	const ofLists = lists.flatMap((list) =>
		list.slice(1).map((name) => ({
			...whole,
			oneOf: lists.map((one) => (one === list ? one.filter((other) => other !== name) : one)),
		})),
	);
	const names = Object.keys(others) as Array<keyof typeof others>;
	return [
		...ofLists,
		...(values ? [{ ...others, ...(oneOf ? { oneOf } : {}) }] : []),
		...names.map((name) => {
			const { [name]: _left, ...less } = whole;
			return less;
		}),
	];
}

type Named = readonly [name: string, row: EndpointDefinition];

const named = (row: EndpointDefinition): Named => [nameOf(row), row];

/**
 * Sends every row of a service through its built node, with its required fields and with all its fields, and compares what comes
 * over the wire, and the items, with the row. Where the form checks or changes values by code of its own, what is expected is made
 * with that code: each such row has a call that is written down by hand, in `literals`.
 *
 * @param floor rows that there are at least
 */
export function describeRows(form: ServiceForm, floor: number): void {
	const { endpoints, id, name: service } = form.provider;
	const callable = endpoints.filter(({ token, interactive }) => !token && !interactive);
	const offered = new Set(rowsIn(form));
	const single = callable
		.filter((row) => offered.has(row) && sourcesOf(row).length === 0)
		.map(named);
	const many = callable
		.filter((row) => offered.has(row))
		.flatMap((row) => sourcesOf(row).map((source) => [...named(row), source] as const));
	const rest = callable.filter((row) => !offered.has(row)).map(named);
	const { calls } = testedById(id);
	const special = Object.entries(calls.special ?? {});

	describe(`${service}: each row as it goes over the wire`, () => {
		let bench: WireBench;
		let rows: WireRows;

		beforeAll(async () => {
			bench = await WireBench.start(form);
			rows = new WireRows(form, bench);
		});
		afterAll(async () => {
			await bench.server.close();
		});

		const both = async (row: EndpointDefinition, entry?: Special) => {
			await rows.operation(row, 'required', entry);
			await rows.operation(row, 'all', entry);
		};

		it(`has at least ${floor} rows that can be called`, () => {
			expect(callable.length).toBeGreaterThanOrEqual(floor);
			expect(single.length + new Set(many.map(([, row]) => row)).size + rest.length).toBe(
				callable.length,
			);
		});

		it('asks for each field of a row but for those that are known', () => {
			const left = [...offered].map((row): [string, string[]] => {
				const { query = [], body = [], headers = [] } = row;
				const asked = inputsOf(form, row).map(({ name }) => name);
				const names = [...query, ...body, ...headers].map(({ name }) => name);
				return [nameOf(row), names.filter((name) => !asked.includes(name))];
			});
			expect(Object.fromEntries(left.filter(([, names]) => names.length > 0))).toEqual(
				calls.dropped ?? {},
			);
		});

		it('has a call written down by hand for each row that the form checks or changes', () => {
			const withCode = [...offered].filter((row) => {
				const { shape, parts, record, lines }: OperationForm = operationForm(form, row);
				return [shape, parts, record, lines].some((code) => code !== undefined);
			});
			expect(Object.keys(calls.literals ?? {}).sort()).toEqual(withCode.map(nameOf).sort());
		});

		if (single.length > 0) {
			it.each(single)('%s', async (name, row) => {
				const entry = specialOf(id, name);
				await both(row, entry);
				await rows.alternatives(row, entry);
			});
		}

		if (many.length > 0) {
			it.each(many)('%s, many at once: %#', async (name, row, source) => {
				await rows.batch(row, source, 'required', specialOf(id, name));
				await rows.batch(row, source, 'all', specialOf(id, name));
			});
		}

		if (rest.length > 0) {
			it.each(rest)('%s by Send Request', async (name, row) => {
				await rows.bySendRequest(row, specialOf(id, name));
			});
		}

		if (special.length > 0) {
			it.each(special)('%s still needs each of its exceptions', async (name, entry) => {
				const row = callable.find((one) => named(one)[0] === name);
				if (!row) throw new Error(`There is no row ${name}`);
				for (const less of lessOf(entry)) {
					const alone = async () => {
						for (const source of sourcesOf(row)) await rows.batch(row, source, 'all', less);
						if (sourcesOf(row).length > 0) return;
						if (offered.has(row)) {
							await both(row, less);
							await rows.alternatives(row, less);
						} else await rows.bySendRequest(row, less);
					};
					await expect(alone()).rejects.toThrow();
				}
			});
		}
	});
}
