import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import type { ApiClient } from '../../transport/client/api-client';
import { asNodeError } from '../../transport/items/items';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import type { ItemContext } from '../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';
import { collectionProperty } from '../shared/form/nested-object';
import { address } from './properties';
import { INVITATION } from './resources';

/** Customers that a search for a whole email address is expected to find at most. */
const SEARCHED = 200;

const running = new WeakMap<ApiClient, Map<string, Promise<unknown>>>();

/** Calls with the same key run one after the other: two items with one email make one customer. */
async function oneByOne<T>(client: ApiClient, key: string, run: () => Promise<T>): Promise<T> {
	const keys = running.get(client) ?? new Map<string, Promise<unknown>>();
	running.set(client, keys);
	const before = keys.get(key) ?? Promise.resolve();
	const mine = before.then(run, run);
	keys.set(key, mine);
	return await mine;
}

function emailOf(item: ItemContext): string {
	return item.read.id('email', 'Email');
}

/** The customer with exactly this email address; of several one that is active. */
async function find(operation: OperationContext, email: string): Promise<IDataObject | undefined> {
	const found = await operation.call('customer.getMany', { search: email }, SEARCHED);
	const same = found
		.map(({ json }) => json)
		.filter((row) => String(row.email).trim().toLowerCase() === email.toLowerCase());
	return same.find(({ status }) => status === 'active') ?? same[0];
}

async function create(operation: OperationContext, email: string): Promise<CallItem[]> {
	try {
		const made = await operation.send();
		return made.map(({ json }) => ({ json: { ...json, created: true } }));
	} catch (error) {
		// Somebody else was faster.
		const taken = error instanceof NodeApiError && error.httpCode === '409';
		const found = taken ? await find(operation, email) : undefined;
		if (found) return [{ json: { ...found, created: false } }];
		throw asNodeError(operation.context, error, operation.itemIndex);
	}
}

export const findOrCreate: CompositeOperation = {
	resource: 'customer',
	operation: 'findOrCreate',
	name: 'Find or Create',
	action: 'Find or create customer – emails invitation if new',
	description:
		'Return the customer with this email address, or create one if there is none. The output field "created" is true for a new customer. An existing customer is not changed.',
	notice: INVITATION,
	row: 'customer.create',
	properties: [collectionProperty(address)],
	check(item) {
		emailOf(item);
	},
	async run(operation) {
		const email = emailOf(operation);
		return await oneByOne(operation.client, email.toLowerCase(), async () => {
			const found = await find(operation, email);
			return found ? [{ json: { ...found, created: false } }] : await create(operation, email);
		});
	},
};
