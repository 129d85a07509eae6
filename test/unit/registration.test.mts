import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { Listings } from '../../transport/webhooks/listings';
import {
	isFulfilled,
	ownOf,
	planRegistrations,
	sharedOf,
} from '../../transport/webhooks/registration-plan';
import type {
	DesiredRegistration,
	ListedRegistration,
	Registry,
} from '../../transport/webhooks/registration-plan';
import { storedRegistrations } from '../../transport/webhooks/static-data';

const listed = (id: string, row: IDataObject = {}, ...urls: string[]): ListedRegistration => ({
	id,
	urls,
	row: { slot: 'a', ...row },
});

const want = (slot: string): DesiredRegistration => ({
	slot,
	secrets: [],
	isOurs: () => true,
	body: () => ({ slot }),
});

type Judge = Pick<Registry, 'state' | 'update' | 'slotOf' | 'most'>;

const fixed: Judge = {
	slotOf: ({ row }) => String(row.slot),
	state: ({ row }) => (row.broken ? 'broken' : row.changed ? 'changed' : 'same'),
};
const changing: Judge = { ...fixed, update: async () => undefined };

const nothing = { keep: [], update: [], removeFirst: [], create: [], removeLast: [] };

describe('the registrations of a node', () => {
	it('are those that lead to its address, whatever the query and however the host is written', () => {
		const rows = [
			listed('1', {}, 'https://n8n.example.com/webhook/a/webhook'),
			listed(
				'2',
				{},
				'https://n8n.example.com/webhook/a/webhook?type=a',
				'https://N8N.example.com:443/webhook/a/webhook?type=b#c',
			),
			listed('3', {}, 'https://n8n.example.com/webhook/a/webhook2'),
			listed('4', {}, 'https://n8n.example.com/webhook-test/a/webhook'),
			listed('5', {}, 'http://n8n.example.com/webhook/a/webhook'),
			listed('6', {}, 'https://n8n.example.com.evil.com/webhook/a/webhook'),
			listed('7', {}, 'not an address', ''),
			listed('8'),
		];
		const own = ownOf(rows, 'https://N8N.example.com/webhook/a/webhook');
		expect(own.map(({ id }) => id)).toEqual(['1', '2']);
	});

	it('are not those that lead elsewhere too', () => {
		const address = 'https://n8n.example.com/webhook/a/webhook';
		const mixed = listed('1', {}, `${address}?type=a`, 'https://x.example.com/');
		const rows = [mixed, listed('2', {}, address), listed('3', {}, 'https://x.example.com/')];
		expect(ownOf(rows, address).map(({ id }) => id)).toEqual(['2']);
		expect(sharedOf(rows, address)).toEqual([mixed]);
	});
});

describe('the plan', () => {
	it('keeps what fits, whoever has made it', () => {
		const one = listed('1');
		const plan = planRegistrations([one], [want('a')], fixed);
		expect(plan).toEqual({ ...nothing, keep: [one] });
		expect(isFulfilled(plan)).toBe(true);
	});

	it('makes what is missing, before what is not wanted goes', () => {
		const stray = listed('1', { slot: 'b' });
		const plan = planRegistrations([stray], [want('a')], fixed);
		expect(plan).toMatchObject({ create: [{ slot: 'a' }], removeFirst: [], removeLast: [stray] });
		expect(isFulfilled(plan)).toBe(false);
	});

	it('lets go first what is not wanted where the account has room for so many only', () => {
		const stray = listed('1', { slot: 'b' });
		const plan = planRegistrations([stray], [want('a')], { ...fixed, most: 10 });
		expect(plan).toMatchObject({ create: [{ slot: 'a' }], removeFirst: [stray], removeLast: [] });
	});

	it('keeps one of several that are alike', () => {
		const [one, two] = [listed('1', { changed: true }), listed('2')];
		const plan = planRegistrations([one, two], [want('a')], changing);
		expect(plan).toEqual({ ...nothing, keep: [two], removeLast: [one] });
	});

	it('changes what differs, or makes it anew before the old one goes', () => {
		const row = listed('1', { changed: true });
		expect(planRegistrations([row], [want('a')], changing)).toMatchObject({
			...nothing,
			update: [{ listed: row, body: { slot: 'a' } }],
		});
		expect(planRegistrations([row], [want('a')], fixed)).toMatchObject({
			...nothing,
			create: [{ slot: 'a' }],
			removeLast: [row],
		});
	});

	it('makes a broken one anew, and then removes it', () => {
		const row = listed('1', { broken: true });
		const plan = planRegistrations([row], [want('a')], changing);
		expect(plan).toMatchObject({ ...nothing, create: [{ slot: 'a' }], removeLast: [row] });
	});
});

describe('what version 0.1.0 has stored', () => {
	it.each([
		[undefined],
		[null],
		['x'],
		[{ slot: 'a' }],
		[
			[
				null,
				1,
				{},
				{ slot: 'a', id: 1, mark: '', keys: {} },
				{ slot: 'a', id: '1', mark: '', keys: { k: 1 } },
			],
		],
	])('without anything usable is empty: %j', (registrations) => {
		expect(storedRegistrations({ getWorkflowStaticData: () => ({ registrations }) })).toEqual([]);
	});
});

describe('the lists of an account', () => {
	it('are shared by all who ask within the time, failures are not', async () => {
		const listings = new Listings();
		let asked = 0;
		const ask = async () => {
			asked += 1;
			if (asked === 1) throw new Error('away');
			return [listed(String(asked))];
		};
		await expect(listings.get('a', 1000, ask)).rejects.toThrow('away');
		const rows = await Promise.all([1, 2, 3].map(async () => await listings.get('a', 1000, ask)));
		expect([asked, rows.flat().map(({ id }) => id)]).toEqual([2, ['2', '2', '2']]);
		await listings.get('b', 1000, ask);
		await listings.get('a', 0, ask);
		listings.forget('a');
		await listings.get('a', 1000, ask);
		expect(asked).toBe(5);
	});
});
