import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredential } from '../n8n/credentials.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Registrar } from './support/registrations.mts';
import { atDoo } from '../services/doo/registrar.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;
let doo: Registrar;

async function start(parameters: INodeParameters): Promise<TriggerHost> {
	const typed = await sandboxCredential(sandbox(), 'dooApi');
	return await TriggerHost.start(sandbox(), {
		type: 'dooTrigger',
		service: 'doo',
		credential: 'dooApi',
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters: { teamId: '111', ...parameters },
	});
}

function change(parameters: INodeParameters): void {
	host.node.parameters = { ...host.node.parameters, ...parameters };
}

interface Hook {
	type: string;
	endpoint: string;
	origin?: { endpoint: string; body: string };
}

const hooks = async () => (await doo.list()).flatMap((row) => row.hooks as Hook[]);

beforeEach(async () => {
	doo = await atDoo(sandbox());
	host = await start({ types: ['event_created', 'attendee_checkin'] });
});
afterEach(async () => {
	await host.stop();
});

describe('the configuration at doo', () => {
	it('has a hook for each type, each with its own URL, and is kept', async () => {
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'POST']);
		const [row, ...rest] = await doo.list();
		expect(rest).toEqual([]);
		expect(row).toMatchObject({
			name: 'n8n workflow w1',
			description: 'Made by the Doo Trigger node',
		});
		expect(row).not.toHaveProperty('authentication');
		const [checkin, created] = await hooks();
		expect(checkin?.endpoint).toMatch(
			/\/webhook\/a1b2c3d4\/webhook\?type=attendee_checkin&key=[\w-]{43}&for=[0-9a-f]{8}$/,
		);
		expect(checkin).not.toHaveProperty('origin');
		expect(created?.type).toMatch(/^event_created_[0-9a-f]{32}$/);
		expect(created?.origin?.endpoint).toBe(sandbox().baseUrls['doo-gql']);
		expect(JSON.parse(created?.origin?.body ?? '')).toEqual({
			operationName: null,
			variables: { id: '%EVENT_ID%' },
			query: expect.stringContaining('event(id: $id)'),
		});
		// One look of the poll, one of the hook.
		expect(await host.requests(async () => await host.activate())).toEqual(['GET', 'GET']);
	});

	it.each<[string, INodeParameters]>([
		['types', { types: ['event_created'] }],
		['typed types', { otherTypes: 'contact_created, on_event_created' }],
		['query', { eventQuery: 'query ($id: ID!) { event(id: $id) { id status } }' }],
		['variables', { variables: '{ "id": "4711" }' }],
		['scope', { scope: 'event_id', eventId: '4711' }],
		['guide', { scope: 'event_guide_id', eventGuideId: '12' }],
		['token', { requireToken: true }],
	])(
		'is replaced when the %s change: first the new one, then the old one goes',
		async (_what, parameters) => {
			await host.activate();
			const [before] = await doo.list();
			change(parameters);
			expect(await host.requests(async () => await host.activate())).toEqual([
				'GET',
				'POST',
				'DELETE',
				'GET',
			]);
			const after = await doo.list();
			expect(after).toHaveLength(1);
			expect(after[0]?.id).not.toBe(before?.id);
			expect(await host.exists()).toBe(true);
			expect(await host.emit('event_created')).toMatchObject([{ delivered: true }]);
		},
	);

	it('is sent with the scope', async () => {
		const sent = async () => {
			const log = (await sandbox().steer('GET', 'log?service=doo')) as {
				entries: Array<{ method: string; path: string; rawBody: string }>;
			};
			const posts = log.entries.filter(
				({ method, path }) => method === 'POST' && path.includes('/webhooks'),
			);
			return JSON.parse(posts.at(-1)?.rawBody ?? '') as object;
		};
		change({ scope: 'event_id', eventId: ' 4711 ' });
		await host.activate();
		expect(await sent()).toMatchObject({ event_id: 4711 });
		change({ scope: 'event_guide_id', eventGuideId: 'abc' });
		await host.activate();
		expect(await sent()).toMatchObject({ event_guide_id: 'abc' });
		change({ scope: 'organization' });
		await host.activate();
		expect(Object.keys(await sent())).toEqual(['name', 'description', 'hooks']);
	});

	it('stays after a rename, and strays go', async () => {
		await host.activate();
		host.node.name = 'Renamed';
		await host.activate();
		expect(await doo.list()).toHaveLength(1);
		const [row] = await doo.list();
		const { hooks: same, name } = row ?? {};
		await doo.add({
			name,
			hooks: (same as Hook[]).map((hook) => ({ ...hook, type: 'event_created' })),
		});
		await doo.add({
			name: 'Other',
			hooks: [{ type: 'event_created', endpoint: `${host.address()}2` }],
		});
		expect(await host.exists()).toBe(false);
		await host.activate();
		expect((await doo.list()).map(({ name: left }) => left)).toEqual([name, 'Other']);
		await host.deactivate();
		await removed();
		expect((await doo.list()).map(({ name: left }) => left)).toEqual(['Other']);
	});

	it('of others stays, also where one of its hooks leads here, and is told', async () => {
		const hooks = [host.address(), 'https://example.com/x'];
		await doo.add({
			name: 'Mixed',
			hooks: hooks.map((endpoint) => ({ type: 'event_created', endpoint })),
		});
		await host.activate();
		expect((await doo.list()).map(({ name }) => name)).toContain('Mixed');
		await host.deactivate();
		await removed();
		expect((await doo.list()).map(({ name }) => name)).toEqual(['Mixed']);
	});

	it('is found on the second page', async () => {
		for (let count = 0; count < 30; count += 1) {
			await doo.add({
				name: `Other ${count}`,
				hooks: [{ type: 'event_created', endpoint: 'https://example.com/x' }],
			});
		}
		await host.activate();
		expect(await host.exists()).toBe(true);
		await host.deactivate();
		await removed();
		expect(await host.exists()).toBe(false);
	});

	it('goes with the workflow, twice', async () => {
		await host.activate();
		await host.deactivate();
		await removed();
		expect(await doo.list()).toEqual([]);
		await host.deactivate();
		await removed();
	});

	it('that doo does not remove, although it says so, is told', async () => {
		await host.activate();
		await sandbox().steer('POST', 'faults', {
			faults: [{ service: 'doo', method: 'DELETE', status: 204, times: 1 }],
		});
		await host.deactivate();
		await removed();
		expect(host.told).toEqual([expect.stringMatching(/: doo did not remove the webhook/)]);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ teamId: ' ' }, /"Organization ID" is empty/],
		[{ types: [] }, /No event is selected/],
		[{ scope: 'event_id', eventId: '' }, /"Event ID" is empty/],
		[{ scope: 'event_guide_id' }, /"Event Guide ID" is empty/],
		[{ variables: '[1]' }, /"Query Variables" must be a JSON object/],
		[{ variables: '{' }, /"Query Variables" is not valid JSON/],
		[{ otherTypes: 'nothing_known' }, /hooks.type nothing_known does not exist/],
	])('that cannot be made is told: %j', async (parameters, words) => {
		change(parameters);
		await expect(host.activate()).rejects.toThrow(words);
		expect(await doo.list()).toEqual([]);
	});
});

describe('an answer without the list of registrations', () => {
	it('changes nothing: what is there is neither forgotten nor made twice', async () => {
		await host.activate();
		const before = host.staticData;
		const damaged = async () =>
			await sandbox().steer('POST', 'faults', {
				faults: [
					{
						service: 'doo',
						method: 'GET',
						path: '/webhooks$',
						status: 200,
						times: 1000,
						body: { detail: 'maintenance' },
					},
				],
			});
		const words = /answered without a list/;
		await damaged();
		await expect(host.activate()).rejects.toThrow(words);
		expect(host.staticData).toEqual(before);
		await host.deactivate();
		await removed();
		expect(host.told).not.toEqual([]);
		for (const line of host.told) expect(line).toMatch(words);
		await sandbox().steer('DELETE', 'faults');
		expect(host.staticData).toEqual(before);
		const registered = (await doo.list()).length;
		expect(registered).toBeGreaterThan(0);
		await host.activate();
		expect(await doo.list()).toHaveLength(registered);
	});
});

describe('deliveries of doo', () => {
	it.each([false, true])(
		'start the workflow and are answered as documented (token: %s)',
		async (requireToken) => {
			change({ requireToken });
			await host.activate();
			expect(await host.emit('event_created', { eventId: '4712' })).toEqual([
				{
					delivered: true,
					attempts: [
						{ at: expect.any(Number), status: 200, body: '{"message":"ok","description":""}' },
					],
				},
			]);
			expect(await host.emit('attendee_checkin')).toMatchObject([{ delivered: true }]);
			expect(host.items).toMatchObject([
				{
					json: {
						data: {
							event: { id: '4712', title: expect.any(String), startDate: expect.any(String) },
						},
						eventType: 'event_created',
						eventKey: expect.stringMatching(/^event_created:/),
					},
				},
				{ json: { data: { attendee: { id: expect.any(String) } }, eventType: 'attendee_checkin' } },
			]);
		},
	);

	it('that repeat themselves are dropped for a minute, and taken where the option says so', async () => {
		await host.activate();
		for (const title of ['A', 'B', 'A', 'A']) {
			await host.emit('event_created', { data: { event: { id: '4711', title } } });
		}
		expect(host.items).toHaveLength(3);
		change({ options: { ignoreRepeats: 0 } });
		await host.activate();
		await host.emit('event_created', { data: { event: { id: '4711', title: 'A' } } });
		expect(host.items).toHaveLength(4);
	});

	it('without key or token start nothing', async () => {
		change({ requireToken: true });
		await host.activate();
		const [hook] = await hooks();
		const endpoint = hook?.endpoint ?? '';
		const body = JSON.stringify({ data: { event: { id: '1' } } });
		const refused = { status: 401, json: { message: 'refused', description: '' } };
		expect(await host.call(endpoint, body)).toEqual(refused);
		expect(await host.call(endpoint, body, { authorization: 'Bearer x.y.z' })).toEqual(refused);
		expect(await host.call(host.address(), body)).toEqual(refused);
		expect(host.items).toEqual([]);
	});

	it('get a token only for the secret of the registration', async () => {
		change({ requireToken: true });
		await host.activate();
		const [row] = await doo.list();
		const { endpoint, credentials } = row?.authentication as {
			endpoint: string;
			credentials: { client_id: string; client_secret: string };
		};
		expect(endpoint).toBe(host.address('token'));
		const ask = async (secret: string) =>
			await host.call(
				endpoint,
				new URLSearchParams({
					...credentials,
					client_secret: secret,
					grant_type: 'client_credentials',
				}).toString(),
				{ 'content-type': 'application/x-www-form-urlencoded' },
			);
		expect(await ask('wrong')).toEqual({
			status: 401,
			json: { message: 'refused', description: '' },
		});
		const { status, json } = await ask(credentials.client_secret);
		expect([status, json]).toEqual([
			200,
			{
				message: 'ok',
				description: '',
				access_token: expect.any(String),
				token_type: 'Bearer',
				expires_in: 300,
			},
		]);
		const [hook] = await hooks();
		const { access_token: token } = json as { access_token: string };
		const body = JSON.stringify({ data: { attendee: { id: '1' } } });
		const delivered = await host.call(hook?.endpoint ?? '', body, {
			authorization: `Bearer ${token}`,
		});
		expect(delivered.status).toBe(200);
		expect(host.items).toHaveLength(1);
	});
});

it('a trigger that was saved with 0.1.0 registers no more than its other events', async () => {
	host = await start({ otherTypes: 'contact_created' });
	await host.activate();
	expect((await hooks()).map(({ type }) => type)).toEqual([
		expect.stringMatching(/^contact_created/),
	]);
});

describe('a configuration that is replaced', () => {
	/** Lists are not shared longer than half of that. */
	const EACH_SECOND = { item: [{ mode: 'custom', cronExpression: '* * * * * *' }] };
	const ids = async () => (await doo.list()).map(({ id }) => id);

	it('is so although the old one cannot be removed, which happens later', async () => {
		host = await start({
			types: ['event_created'],
			options: { ignoreRepeats: 0 },
			pollTimes: EACH_SECOND,
		});
		await host.activate();
		await sandbox().steer('POST', 'faults', {
			faults: [{ service: 'doo', method: 'DELETE', status: 204, times: 1 }],
		});
		host.node.parameters = { ...host.node.parameters, types: ['event_created', 'order_created'] };
		await host.activate();
		expect(host.told).toEqual([expect.stringMatching(/doo did not remove the webhook/)]);
		expect(await ids()).toHaveLength(2);
		await host.poll();
		expect(await ids()).toHaveLength(1);
	});
});
