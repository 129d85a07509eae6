import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../core/json';

/** Paths that a state remembers: a list with more is compared with all that it has. */
const MOST_PATHS = 400;

/** In a shorter list a filled field may be new in one record. */
const FEWEST_ROWS = 5;

/** Dotted paths of all members of a record, with whether they are filled; the objects of a list share theirs. */
function pathsOf(value: unknown, found: Map<string, boolean>, before = ''): Map<string, boolean> {
	if (Array.isArray(value)) for (const item of value) pathsOf(item, found, before);
	else if (isRecord(value)) {
		for (const [name, member] of Object.entries(value)) {
			const path = before === '' ? name : `${before}.${name}`;
			const empty = member === null || member === '' || (Array.isArray(member) && !member.length);
			found.set(path, found.get(path) === true || !empty);
			pathsOf(member, found, path);
		}
	}
	return found;
}

/** The fields that a list has had. */
export interface KnownFields {
	/** All paths, for the next comparison; undefined where there are too many. */
	paths: string | undefined;
	/** Paths that a service has added to its answers: no record has changed by them. */
	added: ReadonlySet<string>;
}

/**
 * A field that was never seen before was added by the service if it is empty everywhere, or if half of the rows have it. One that
 * a few rows have filled is new in these records.
 *
 * @param known `paths` of the comparison before
 */
export function fieldsOf(rows: readonly IDataObject[], known: string | undefined): KnownFields {
	const counts = new Map<string, { rows: number; filled: boolean }>();
	for (const row of rows) {
		for (const [path, filled] of pathsOf(row, new Map())) {
			const count = counts.get(path);
			counts.set(path, { rows: (count?.rows ?? 0) + 1, filled: count?.filled === true || filled });
		}
	}
	const before = known === undefined ? undefined : new Set(known.split('\n'));
	const common = (count: number) => rows.length >= FEWEST_ROWS && count * 2 >= rows.length;
	const added = [...counts]
		.filter(([path, count]) => before?.has(path) === false && (!count.filled || common(count.rows)))
		.map(([path]) => path);
	const all = [...new Set([...(before ?? []), ...counts.keys()])];
	return {
		paths: all.length > MOST_PATHS ? undefined : all.sort().join('\n'),
		added: new Set(added),
	};
}
