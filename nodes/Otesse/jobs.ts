import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ApiClient } from '../../transport/client/api-client';
import { asNodeError } from '../../transport/items/items';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import type { ItemContext } from '../shared/input/item';
import type { Job, Work } from '../shared/form/service-form';
import { partsProperty } from '../shared/form/nested-object';
import { address } from './properties';
import { INVITATION } from './resources';

/** Customers that a search for a whole email address is expected to find at most. */
const SEARCHED = 200;

const running = new WeakMap<ApiClient, Map<string, Promise<unknown>>>();

/** Work for the same key waits for the one before it: two items with one email make one customer. */
async function oneByOne<T>(client: ApiClient, key: string, work: () => Promise<T>): Promise<T> {
	const keys = running.get(client) ?? new Map<string, Promise<unknown>>();
	running.set(client, keys);
	const before = keys.get(key) ?? Promise.resolve();
	const mine = before.then(work, work);
	keys.set(key, mine);
	return await mine;
}

function emailOf(item: ItemContext): string {
	return item.read.id('email', 'Email');
}

/** The customer with exactly this email address; of several one that is active. */
async function find(work: Work, email: string): Promise<IDataObject | undefined> {
	const found = await work.call('customer.getMany', { search: email }, SEARCHED);
	const same = found
		.map(({ json }) => json)
		.filter((row) => String(row.email).trim().toLowerCase() === email.toLowerCase());
	return same.find(({ status }) => status === 'active') ?? same[0];
}

async function create(work: Work, email: string): Promise<CallItem[]> {
	try {
		const made = await work.send();
		return made.map(({ json }) => ({ json: { ...json, created: true } }));
	} catch (error) {
		// Somebody else was faster.
		const taken = error instanceof NodeApiError && error.httpCode === '409';
		const found = taken ? await find(work, email) : undefined;
		if (found) return [{ json: { ...found, created: false } }];
		throw asNodeError(work.context, error, work.itemIndex);
	}
}

export const findOrCreate: Job = {
	resource: 'customer',
	operation: 'findOrCreate',
	name: 'Find or Create',
	action: 'Find or create customer – emails invitation if new',
	description:
		'Return the customer with this email address, or create one if there is none. The output field "created" is true for a new customer. An existing customer is not changed.',
	notice: INVITATION,
	row: 'customer.create',
	properties: [partsProperty(address)],
	check(item) {
		emailOf(item);
	},
	async run(work) {
		const email = emailOf(work);
		return await oneByOne(work.client, email.toLowerCase(), async () => {
			const found = await find(work, email);
			return found ? [{ json: { ...found, created: false } }] : await create(work, email);
		});
	},
};
