import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { isTokenGood, issueToken, mayHaveToken } from '../../providers/doo/receiver-token';
import {
	derivedKeys,
	registryOf,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/doo/webhooks';
import { NodeSecrets } from '../../transport/webhooks/secrets';
import { delivery, known, large, take } from './support/delivery.mts';

const address = 'https://n8n.example.com/webhook/a/webhook';
const secrets = new NodeSecrets(['doo', 'api-key'], {
	workflowId: 'w',
	nodeId: 'n',
	isTest: false,
});

afterEach(() => {
	jest.restoreAllMocks();
});

describe('a delivery', () => {
	const urlKey = 'url-key';
	const clientSecret = 'client-secret';
	const text = '{"data":{"event":{"id":"4711","title":"Summit"}}}';
	const query = { type: 'event_created', key: urlKey };
	const open = [known('hooks', { urlKey })];
	const closed = [known('hooks', { urlKey, clientSecret })];
	const token = () => issueToken(clientSecret, Date.now()).access_token;

	it('takes the key in the URL, and tells type, content and record apart', () => {
		expect(verifyDelivery(delivery(text, {}, query), open)).toEqual({
			type: 'event_created',
			id: expect.stringMatching(/^event_created:[0-9a-f]{32}$/),
			subject: 'event_created event 4711',
			body: JSON.parse(text),
		});
	});

	it.each<[string, Record<string, unknown>]>([
		['no key', { type: 'event_created' }],
		['another key', { ...query, key: 'url-kez' }],
		['a shorter key', { ...query, key: 'url-ke' }],
		['two keys', { ...query, key: [urlKey, urlKey] }],
		['an empty key', { ...query, key: '' }],
		['no type', { key: urlKey }],
		['two types', { ...query, type: ['a', 'b'] }],
	])('refuses %s', (_what, wrong) => {
		expect(verifyDelivery(delivery(text, {}, wrong), open)).toBeUndefined();
		expect(
			verifyDelivery(delivery(text, {}, wrong), [known('hooks', { urlKey: '' })]),
		).toBeUndefined();
	});

	it('wants its token as well where the registration has one', () => {
		const asked = (authorization: string) =>
			verifyDelivery(delivery(text, { authorization }, query), closed)?.type;
		expect(asked(`Bearer ${token()}`)).toBe('event_created');
		const other = issueToken('other', Date.now()).access_token;
		const old = issueToken(clientSecret, Date.now() - 300_001).access_token;
		const [until = '', ...rest] = token().split('.');
		const longer = [String(Number(until) + 1), ...rest].join('.');
		for (const wrong of [
			'',
			'Bearer',
			other,
			old,
			longer,
			`${token()}x`,
			token().slice(1),
			'..',
			clientSecret,
		]) {
			expect(asked(`Bearer ${wrong}`)).toBeUndefined();
		}
		const foreign = delivery(text, { authorization: `Bearer ${token()}` }, { ...query, key: 'x' });
		expect(verifyDelivery(foreign, closed)).toBeUndefined();
	});

	it('issues tokens that hold for five minutes, each a different one', () => {
		const now = Date.now();
		const { access_token: first, ...rest } = issueToken(clientSecret, now);
		expect(rest).toEqual({ message: 'ok', description: '', token_type: 'Bearer', expires_in: 300 });
		expect(issueToken(clientSecret, now).access_token).not.toBe(first);
		const at = (ms: number) => isTokenGood(clientSecret, first, now + ms);
		expect([at(0), at(299_999), at(300_000)]).toEqual([true, true, false]);
	});

	it.each([
		['client_id=doo&client_secret=client-secret&grant_type=client_credentials', true],
		['client_id=doo&client_secret=client-secret', false],
		['client_id=doo&client_secret=client-secret&grant_type=password', false],
		['client_id=dou&client_secret=client-secret&grant_type=client_credentials', false],
		['client_id=doo&client_secret=wrong&grant_type=client_credentials', false],
		['client_id=doo&client_secret=&grant_type=client_credentials', false],
		['client_id=doo&grant_type=client_credentials', false],
		[
			'{"client_id":"doo","client_secret":"client-secret","grant_type":"client_credentials"}',
			false,
		],
		['', false],
	])('lets the form %s have a token: %s', (form, may) => {
		expect(mayHaveToken(clientSecret, form)).toBe(may);
	});

	it('names no record where the payload shows none', () => {
		for (const body of ['{"data":null}', '{"errors":[]}', '{"data":{"event":null}}']) {
			expect(verifyDelivery(delivery(body, {}, query), open)).not.toHaveProperty('subject');
		}
	});
});

describe('a call that proves nothing', () => {
	it.each<Record<string, string>>([{ key: 'wrong', type: 'a' }, { type: 'a' }, {}])(
		'is not parsed: %j',
		async (query) => {
			const call = { body: large, query };
			expect(await take(verifyDelivery, 'hooks', { urlKey: 'right' }, call)).toEqual({
				status: 401,
				parsed: 0,
			});
		},
	);
});

describe('a large call with its proof', () => {
	it('is taken', async () => {
		const call = { body: large, query: { key: 'right', type: 'a' } };
		expect((await take(verifyDelivery, 'hooks', { urlKey: 'right' }, call)).status).toBe(200);
	});
});

describe('a configuration', () => {
	const doo = registryOf('111');
	const [want] = wantedRegistrations(
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
		const forged = { raw, headers: {}, query, read: () => ({ text: '{}', body: {} }) };
		const keysKnown = [{ slot: 'hooks', keys }, ...derivedKeys(true, secrets)];
		expect(verifyDelivery(forged, keysKnown)).toBeUndefined();
	});
});
