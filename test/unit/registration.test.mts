import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { storedRegistrations } from '../../transport/webhooks/registration';
import { ownOf, planRegistrations, sharedOf } from '../../transport/webhooks/registration-plan';
import type {
	StoredRegistration,
	ListedRegistration,
	Registry,
	DesiredRegistration,
} from '../../transport/webhooks/registration-plan';

const listed = (id: string, row: IDataObject = {}, ...urls: string[]): ListedRegistration => ({
	id,
	urls,
	row,
});

const want = (slot: string, text = slot): DesiredRegistration => ({
	slot,
	makeKeys: () => ({}),
	body: () => ({ text }),
});

/** What is remembered after `want(slot)` was made under this ID. */
function known(slot: string, id: string): StoredRegistration {
	const mark = planRegistrations(
		[listed(id)],
		[want(slot)],
		[{ slot, id, keys: {}, mark: '' }],
		changing,
	).update[0]?.mark;
	return { slot, id, keys: {}, mark: mark ?? '' };
}

const state = ({ row }: ListedRegistration) =>
	row.spoilt ? ('spoilt' as const) : row.changed ? ('changed' as const) : ('same' as const);
const fixed: Pick<Registry, 'state'> = { state };
const changing: Pick<Registry, 'state' | 'update'> = { state, update: async () => undefined };

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
	it('keeps what fits', () => {
		const one = known('a', '1');
		expect(planRegistrations([listed('1')], [want('a')], [one], fixed)).toEqual({
			...nothing,
			keep: [one],
		});
	});

	it('makes what is missing, also where it is only remembered', () => {
		const plan = planRegistrations([], [want('a')], [known('a', '1')], fixed);
		expect(plan.create.map(({ slot }) => slot)).toEqual(['a']);
		expect(plan.removeFirst).toEqual([]);
	});

	it('removes first what nobody remembers', () => {
		const plan = planRegistrations(
			[listed('1'), listed('2')],
			[want('a')],
			[known('a', '2')],
			fixed,
		);
		expect([plan.removeFirst, plan.keep.length]).toEqual([['1'], 1]);
	});

	it.each([
		['it differs at the service', listed('1', { changed: true }), 'a'],
		['something else is wanted now', listed('1'), 'other'],
	])('changes it, or makes it anew before the old one goes, where %s', (_why, row, text) => {
		const one = known('a', '1');
		const updating = planRegistrations([row], [want('a', text)], [one], changing);
		expect(updating).toMatchObject({ update: [{ known: one, body: { text } }], create: [] });
		const replacing = planRegistrations([row], [want('a', text)], [one], fixed);
		expect(replacing).toMatchObject({
			create: [{ slot: 'a' }],
			removeLast: ['1'],
			removeFirst: [],
		});
	});

	it('makes a spoilt one anew after its removal', () => {
		const plan = planRegistrations(
			[listed('1', { spoilt: true })],
			[want('a')],
			[known('a', '1')],
			changing,
		);
		expect(plan).toMatchObject({ create: [{ slot: 'a' }], removeFirst: ['1'], removeLast: [] });
	});
});

describe('the memory of a node', () => {
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
