import { digest } from '../core/digest';

/** Records that a snapshot holds: its text stays below 100 kB. */
export const MOST_RECORDS = 5_000;

const ID_DIGITS = 10;

const ROW_DIGITS = 8;

/** Digests of ids, with the digest of each record's content. */
export type Snapshot = ReadonlyMap<string, string>;

export interface Observed<Row> {
	id: string;
	/** Eight digits that change with the content. */
	content: string;
	row: Row;
}

export interface Change<Row> {
	kind: 'created' | 'updated';
	row: Row;
}

/**
 * Compares a list with what it was. A record that is missing stays known: it may only have slipped to another page while the
 * list was read. The missing ones are forgotten first when there is no room.
 */
export function compare<Row>(
	before: Snapshot,
	observed: ReadonlyArray<Observed<Row>>,
): { changes: Array<Change<Row>>; after: Snapshot } {
	const now = new Map<string, string>();
	const rows = new Map<string, Row>();
	for (const { id, content, row } of observed) {
		const key = digest(id, ID_DIGITS);
		now.set(key, content);
		rows.set(key, row);
	}
	const changes: Array<Change<Row>> = [];
	for (const [key, row] of rows) {
		const known = before.get(key);
		if (known === now.get(key)) continue;
		changes.push({ kind: known === undefined ? 'created' : 'updated', row });
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
