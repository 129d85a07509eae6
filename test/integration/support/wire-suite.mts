import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { ServiceForm } from '../../../nodes/shared/form';
import { sourcesOf } from '../../../nodes/shared/inputs';
import { rowsIn } from '../../../nodes/shared/properties';
import type { EndpointRow } from '../../../transport/types';
import { WireBench } from './wire-bench.mts';
import { WireRows } from './wire-rows.mts';
import type { Special } from './wire-special.mts';
import { SPECIAL } from './wire-special.mts';

type Named = readonly [name: string, row: EndpointRow];

const named = (row: EndpointRow): Named => [`${row.resource}.${row.operation}`, row];

/**
 * Sends every row of a service through its built node, with its required fields and with all its fields, and compares what comes
 * over the wire, and the items, with the row.
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
	const special = Object.entries(SPECIAL).flatMap(([key, entry]) => {
		const [, name] = key.split(`${id} `);
		return name === undefined ? [] : [[name, entry] as const];
	});

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

		const both = async (row: EndpointRow, entry?: Special) => {
			await rows.operation(row, 'required', entry);
			await rows.operation(row, 'all', entry);
		};

		it(`has at least ${floor} rows that can be called`, () => {
			expect(callable.length).toBeGreaterThanOrEqual(floor);
			expect(single.length + new Set(many.map(([, row]) => row)).size + rest.length).toBe(
				callable.length,
			);
		});

		it.each(single)('%s', async (name, row) => {
			await both(row, SPECIAL[`${id} ${name}`]);
		});

		if (many.length > 0) {
			it.each(many)('%s, many at once: %#', async (name, row, source) => {
				await rows.batch(row, source, 'required', SPECIAL[`${id} ${name}`]);
				await rows.batch(row, source, 'all', SPECIAL[`${id} ${name}`]);
			});
		}

		if (rest.length > 0) {
			it.each(rest)('%s by Send Request', async (_name, row) => {
				await rows.bySendRequest(row);
			});
		}

		if (special.length > 0) {
			it.each(special)('%s still needs to be an exception', async (name) => {
				const row = callable.find((one) => named(one)[0] === name);
				if (!row) throw new Error(`There is no row ${name}`);
				const alone = async () => {
					for (const source of sourcesOf(row)) await rows.batch(row, source, 'all');
					if (sourcesOf(row).length === 0) await both(row);
				};
				await expect(alone()).rejects.toThrow();
			});
		}
	});
}
