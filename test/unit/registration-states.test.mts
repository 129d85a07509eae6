import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import {
	derivedKeys,
	registryOf,
	verifyDelivery,
	wantedRegistrations as wantedAtDoo,
} from '../../providers/doo/webhooks';
import { registry as otesse } from '../../providers/otesse/webhooks';
import { NodeSecrets } from '../../transport/webhooks/secrets';

const address = 'https://n8n.example.com/webhook/a/webhook';
const secrets = new NodeSecrets(['doo', 'api-key'], {
	workflowId: 'w',
	nodeId: 'n',
	isTest: false,
});

describe('a registration at Otesse', () => {
	const events = ['booking.created'];
	const state = (row: IDataObject) =>
		otesse.state({ id: '1', urls: [address], row: { events, ...row } }, { url: address, events });

	it.each([
		[{}, 'same'],
		[{ status: null }, 'same'],
		[{ status: 'active' }, 'same'],
		[{ status: 'Active', added_field: 1 }, 'same'],
		[{ status: 'disabled' }, 'broken'],
		[{ status: 'ACTIVE', events: ['*'] }, 'changed'],
	])('listed as %j is %s', (row, expected) => {
		expect(state(row)).toBe(expected);
	});
});

describe('a configuration at doo', () => {
	const doo = registryOf('111');
	const [want] = wantedAtDoo(
		address,
		{
			name: 'n8n',
			description: '',
			scope: {},
			types: ['event_created'],
			queryOf: () => 'query { __typename }',
			variables: { id: '%EVENT_ID%' },
			graphqlUrl: 'https://gql.doo.net',
			tokenUrl: 'https://n8n.example.com/webhook/a/token',
		},
		secrets,
	);
	const body = want?.body() ?? {};
	const [hook] = body.hooks as Array<IDataObject & { endpoint: string; origin: { body: string } }>;
	const listed = (origin: string, row: IDataObject = {}) => ({
		id: '1',
		urls: [hook?.endpoint ?? ''],
		row: { ...body, hooks: [{ ...hook, origin: { ...hook?.origin, body: origin } }], ...row },
	});

	it('whose queries are listed with other spaces or another order is the same', () => {
		const { operationName, variables, query } = JSON.parse(hook?.origin.body ?? '') as IDataObject;
		const rewritten = JSON.stringify({ query, variables, operationName }, null, 2);
		expect(doo.state(listed(rewritten), body)).toBe('same');
		expect(doo.state(listed(JSON.stringify({ query: 'query { id }' })), body)).toBe('changed');
		expect(doo.state(listed('{'), body)).toBe('changed');
	});

	it.each<IDataObject>([
		{ endpoint: 'https://n8n.example.com/webhook/a/token' },
		{ credentials: { client_id: 'doo', client_secret: '' } },
		{ credentials: { client_id: 'doo', client_secret: null } },
	])('that hides its client secret leaves no key that is good without a token: %j', (hidden) => {
		const listing = listed(hook?.origin.body ?? '', { authentication: hidden });
		const keys = doo.keysOf?.(listing) ?? {};
		const query = Object.fromEntries(new URL(hook?.endpoint ?? '').searchParams);
		const raw = Buffer.from('{}');
		const delivery = { raw, headers: {}, query, read: () => ({ text: '{}', body: {} }) };
		const known = [{ slot: 'hooks', keys }, ...derivedKeys(true, secrets)];
		expect(verifyDelivery(delivery, known)).toBeUndefined();
	});
});
