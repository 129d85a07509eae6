import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { seedRows } from './seeds.mts';

/** One record; `values` is what answers show besides the id. */
export interface Row {
	id: number;
	/** The organization that it belongs to; 0 for those that belong to all. */
	org: number;
	values: JsonObject;
}

let collections = new Map<string, Row[]>();

export function resetStore(): void {
	collections = new Map();
}

/** The rows of a resource, seeded when they are first asked for. */
export function rowsOf(resource: string): Row[] {
	const known = collections.get(resource);
	if (known) return known;
	const rows = seedRows(resource);
	collections.set(resource, rows);
	return rows;
}

export const rowBy = (resource: string, id: number): Row | undefined =>
	rowsOf(resource).find((row) => row.id === id);

export function addRow(resource: string, org: number, values: JsonObject): Row {
	const rows = rowsOf(resource);
	const id = Math.max(100, ...rows.map((row) => row.id)) + 1;
	const row = { id, org, values };
	rows.push(row);
	return row;
}

export function removeRow(resource: string, id: number): void {
	const rows = rowsOf(resource);
	const at = rows.findIndex((row) => row.id === id);
	if (at >= 0) rows.splice(at, 1);
}
