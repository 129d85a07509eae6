import type { IDataObject } from 'n8n-workflow';

import type { ChangeDetector, DetectorState } from '../../../transport/polling/change-detector';
import { Watcher } from './changing-list.mts';
import { Invoices, NOON, iso } from './row-list.mts';

const MINUTE = 60_000;

export const ago = (minutes: number) => iso(NOON - minutes * MINUTE);

/** A list with these rows, and a trigger that goes on with what an earlier version has stored. */
export function resumed(
	rows: readonly IDataObject[],
	detector: ChangeDetector,
	state?: DetectorState,
): { list: Invoices; watcher: Watcher } {
	const list = new Invoices();
	for (const row of rows) list.rows.set(String(row.pk ?? row.id), row);
	const watcher = new Watcher(detector, list);
	watcher.saved = state;
	watcher.restart();
	return { list, watcher };
}

/** What the next poll, a minute later, finds. */
export async function found(watcher: Watcher, list: Invoices) {
	const before = watcher.found.length;
	list.now += MINUTE;
	if (!(await watcher.poll())) throw new Error('The poll failed');
	return watcher.found.slice(before).map(({ event, row }) => [row.pk ?? row.id, event]);
}
