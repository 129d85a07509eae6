import { digest } from '../core/digest';

/** Records that a snapshot holds: its text stays below 100 kB. */
export const MOST_RECORDS = 5_000;

const ID_DIGITS = 10;

const ROW_DIGITS = 8;

const OTHER_DIGITS = 6;

/** Digests of ids, with the digest of each record's content. */
export type Snapshot = ReadonlyMap<string, string>;

export interface Observed<Row> {
	id: string;
	/** Eight digits that change with the content. */
	content: string;
	/** Whether the record is unchanged although its content differs from this. */
	equals?: (before: string) => boolean;
	row: Row;
}

export interface Change<Row> {
	kind: 'created' | 'updated';
	observed: Observed<Row>;
}

/** Eight digits of a record's content. */
export function contentDigits(text: string): string {
	return digest(text, ROW_DIGITS);
}

/**
 * Compares a list with its last snapshot. A missing record stays in the snapshot: it may only have moved to another page while the list
 * was read. Missing ones are dropped first when there is no room.
 */
export function compare<Row>(
	before: Snapshot,
	observed: ReadonlyArray<Observed<Row>>,
): { changes: Array<Change<Row>>; after: Snapshot } {
	const now = new Map<string, string>();
	const records = new Map<string, Observed<Row>>();
	for (const one of observed) {
		const key = digest(one.id, ID_DIGITS);
		now.set(key, one.content);
		records.set(key, one);
	}
	const changes: Array<Change<Row>> = [];
	for (const [key, one] of records) {
		const known = before.get(key);
		if (known === one.content || (known !== undefined && one.equals?.(known))) continue;
		changes.push({ kind: known === undefined ? 'created' : 'updated', observed: one });
	}
	const missing = [...before].filter(([key]) => !now.has(key));
	return { changes, after: new Map([...missing, ...now].slice(-MOST_RECORDS)) };
}

/** A snapshot as one text, eighteen characters a record. */
export function storeSnapshot(snapshot: Snapshot): string {
	return [...snapshot].map(([id, content]) => id + content).join('');
}

export function readSnapshot(text: string): Snapshot {
	const size = ID_DIGITS + ROW_DIGITS;
	const snapshot = new Map<string, string>();
	for (let at = 0; at + size <= text.length; at += size) {
		snapshot.set(text.slice(at, at + ID_DIGITS), text.slice(at + ID_DIGITS, at + size));
	}
	return snapshot;
}

/** IDs of records that are read but filtered out, six characters each. */
export function storeOthers(ids: readonly string[]): string {
	return [...new Set(ids.map((id) => digest(id, OTHER_DIGITS)))].join('');
}

/** Whether an ID is among those. */
export function isOther(others: string, id: string): boolean {
	const key = digest(id, OTHER_DIGITS);
	for (let at = others.indexOf(key); at >= 0; at = others.indexOf(key, at + 1)) {
		if (at % OTHER_DIGITS === 0) return true;
	}
	return false;
}
