import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../core/json';

/** Paths that a state holds: in a list with more all fields are compared. */
const MOST_PATHS = 400;

/** In a shorter list a filled field may be a change of one record. */
const FEWEST_ROWS = 5;

interface Count {
	rows: number;
	/** The last row that was counted. */
	last: IDataObject | undefined;
	filled: boolean;
}

function isFilled(value: unknown): boolean {
	return value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** Counts the rows that have a member, by its dotted path; the objects of a list share one path. */
function count(value: unknown, row: IDataObject, counts: Map<string, Count>, before = ''): void {
	if (Array.isArray(value)) for (const item of value) count(item, row, counts, before);
	else if (isRecord(value)) {
		for (const name of Object.keys(value)) {
			const path = before === '' ? name : `${before}.${name}`;
			const found = counts.get(path) ?? { rows: 0, last: undefined, filled: false };
			if (found.rows === 0) counts.set(path, found);
			if (found.last !== row) found.rows++;
			found.last = row;
			found.filled ||= isFilled(value[name]);
			if (typeof value[name] === 'object') count(value[name], row, counts, path);
		}
	}
}

/** The fields that a list has had so far. */
export interface KnownFields {
	/** All paths, for the next comparison; undefined where there are too many. */
	paths: string | undefined;
	/** Paths that the service has added to its answers: they are no change of a record. */
	added: ReadonlySet<string>;
}

/**
 * A new field was added by the service if it is empty everywhere, or if half of the rows have it. One that only a few rows have filled
 * is a change of these records.
 *
 * @param known `paths` of the comparison before
 */
export function fieldsOf(rows: readonly IDataObject[], known: string | undefined): KnownFields {
	const counts = new Map<string, Count>();
	for (const row of rows) count(row, row, counts);
	const before = known === undefined ? undefined : new Set(known.split('\n'));
	const common = (having: number) => rows.length >= FEWEST_ROWS && having * 2 >= rows.length;
	const added = [...counts]
		.filter(([path]) => before?.has(path) === false)
		.filter(([, { filled, rows: having }]) => !filled || common(having))
		.map(([path]) => path);
	const all = [...new Set([...(before ?? []), ...counts.keys()])];
	return {
		paths: all.length > MOST_PATHS ? undefined : all.sort().join('\n'),
		added: new Set(added),
	};
}
