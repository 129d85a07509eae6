import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { events } from '../../providers/ottimate/changes';
import type { DetectorState } from '../../transport/polling/change-detector';
import { ago, found, resumed } from './support/resumed.mts';
import { iso } from './support/row-list.mts';

const common = {
	ottimate_vendor_name: 'Fresh Foods',
	total_amount: 10,
	images: [{ id: 1, url: 'https://cdn.example/1.png' }],
	url: 'https://x/1',
	dimensions: {},
	on_hold: { is_held: false, reason: '' },
};
const invoices: IDataObject[] = [
	{
		id: 'a',
		status: 'exported',
		created_at_utc: ago(9_000),
		exported_date_utc: ago(4),
		last_modified_date_utc: ago(4),
		...common,
	},
	{
		id: 'b',
		status: 'needs-attention',
		created_at_utc: ago(9_000),
		last_modified_date_utc: ago(3),
		...common,
	},
	{
		id: 'c',
		status: 'processing',
		created_at_utc: ago(2),
		last_modified_date_utc: ago(2),
		...common,
	},
];

/** What version 0.1.0 stored for these rows. */
const stored: Record<string, DetectorState> = {
	invoiceStatusReached: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: '7ps0:TLrkg_Ge',
		levels: 'PiPoFgA5WUPmEN',
	},
	invoiceUpdated: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: '7ps0:1jpHBfeH;902o:eHpmtJMB;aadc:W7psnxDPqe9pn_Ei',
		levels: '',
	},
	invoiceCreated: {
		floor: 1_780_314_600_000,
		since: 1_780_314_600_000,
		held: 0,
		seen: 'aadc:Ln0sA6lQ',
		levels: '',
	},
};

function begun(id: string, state: DetectorState) {
	const statuses = id === 'invoiceStatusReached' ? ['exported', 'needs-attention'] : [];
	const event = events.find((one) => one.id === id);
	if (!event) throw new Error(`There is nothing called ${id}`);
	return resumed(invoices, event.watch({ statuses, ignored: [] }), state);
}

afterEach(() => {
	jest.restoreAllMocks();
});

describe.each(Object.entries(stored))('the memory of 0.1.0 for %s', (id, state) => {
	it('brings nothing forward that was known, and loses nothing', async () => {
		const { list, watcher } = begun(id, state);
		expect(await found(watcher, list)).toEqual([]);
		if (id === 'invoiceCreated') list.set('new', {});
		else list.set('c', { status: 'needs-attention', total_amount: 11 });
		expect(await found(watcher, list)).toHaveLength(1);
		expect(await found(watcher, list)).toEqual([]);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});

	it('finds what happened before the first poll of the new version', async () => {
		const { list, watcher } = begun(id, state);
		if (id === 'invoiceCreated') list.set('new', {});
		else list.set('c', { status: 'exported', exported_date_utc: iso(list.now) });
		expect(await found(watcher, list)).toHaveLength(1);
		watcher.restart();
		expect(await found(watcher, list)).toEqual([]);
	});
});
