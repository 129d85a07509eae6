import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { sandboxCredential } from '../n8n/credentials.mts';
import type { CredentialTypeName } from '../n8n/credentials.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { Registrar } from './support/registrations.mts';
import { atDoo, atOtesse, atOto } from './support/registrations.mts';
import { quickRemovals, removed } from './support/removals.mts';
import { TriggerHost } from './support/triggers.mts';

interface Case {
	service: ServiceId;
	credential: CredentialTypeName;
	registrar(sandbox: Sandbox): Promise<Registrar>;
	parameters: INodeParameters;
	event: string;
	/** A field of the credential that its secrets are derived from. */
	secret: string;
}

const OTESSE: Case = {
	service: 'otesse',
	credential: 'otesseApi',
	registrar: atOtesse,
	parameters: { authentication: 'otesseApi', events: ['booking.created'] },
	event: 'booking.created',
	secret: 'apiKey',
};

const CASES: Case[] = [
	{
		service: 'oto',
		credential: 'otoApi',
		registrar: atOto,
		parameters: { events: ['orderStatus'] },
		event: 'orderStatus',
		secret: 'refreshToken',
	},
	OTESSE,
	{
		service: 'doo',
		credential: 'dooApi',
		registrar: atDoo,
		parameters: { teamId: '111', types: ['event_created'], options: { ignoreRepeats: 0 } },
		event: 'event_created',
		secret: 'apiKey',
	},
];

/** A poll at most a second after the one before: lists are not shared longer than half of that. */
const EACH_SECOND = { item: [{ mode: 'custom', cronExpression: '* * * * * *' }] };

/** The next request is asked for again a second later. */
const BUSY = { status: 429, headers: { 'retry-after': '1' }, times: 1 };

const sandbox = sandboxForTests();
quickRemovals();
let host: TriggerHost;
let registrar: Registrar;

async function begin({ service, credential, parameters, registrar: at }: Case): Promise<void> {
	const typed = await sandboxCredential(sandbox(), credential);
	registrar = await at(sandbox());
	host = await TriggerHost.start(sandbox(), {
		type: `${service}Trigger`,
		service,
		credential,
		typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
		parameters: { ...parameters, pollTimes: EACH_SECOND },
	});
	await host.activate();
}

async function ids(): Promise<unknown[]> {
	return (await registrar.list()).map(({ id }) => id);
}

async function removeAll(): Promise<void> {
	for (const id of await ids()) await registrar.remove(String(id));
}

afterEach(async () => {
	await sandbox().steer('DELETE', 'faults');
	await host.stop();
});

describe.each(CASES)('the registrations at $service', (given) => {
	const { service, event } = given;
	const fault = async (what: object) =>
		await sandbox().steer('POST', 'faults', { service, times: 1000, ...what });
	const taken = async () =>
		expect(await host.emit(event)).toMatchObject([
			{ delivered: true, attempts: [{ status: 200 }] },
		]);

	beforeEach(async () => {
		await begin(given);
	});

	it('that are still being made when the workflow is switched off go as well', async () => {
		await removeAll();
		await fault({ method: 'POST', path: '/?webhooks?$', ...BUSY });
		const looked = host.poll();
		await pause(300);
		await host.deactivate();
		await looked;
		await removed();
		expect(await ids()).toEqual([]);
	});

	it('that are being removed when the workflow is switched on again are made again', async () => {
		await fault({ method: 'DELETE', ...BUSY });
		await host.deactivate();
		await pause(600);
		await host.activate();
		await pause(1_500);
		await taken();
	});

	it('that never stay as they are made are made once an hour in the end, which is told', async () => {
		const requests = await host.requests(async () => {
			for (let count = 0; count < 6; count += 1) {
				for (const id of await ids()) await registrar.remove(String(id));
				await host.poll();
			}
		});
		expect(requests.filter((method) => method === 'POST')).toHaveLength(3);
		expect(host.told.at(-1)).toMatch(/Repair 3 in succession/);
		expect(host.told).toHaveLength(3);
		await host.deactivate();
		await host.activate();
		await taken();
	});

	it('are looked after although the credential could not be read at the start', async () => {
		const stored = (await sandbox().steer('GET', `secrets?service=${service}`)) as Record<
			string,
			string
		>;
		host.retype({ [given.secret]: '' });
		host = host.restarted();
		expect(await host.activate('webhook', 'init')).toBe(false);
		await removeAll();
		host.retype({ [given.secret]: stored[given.secret] ?? '' });
		await host.poll();
		await taken();
	});

	it('are made at a new address although the old ones cannot be removed, which happens later', async () => {
		const old = host.address();
		await host.move();
		host = host.restarted();
		await fault({ method: 'DELETE', status: 403 });
		await host.activate('webhook', 'init');
		expect(JSON.stringify(await registrar.list())).toContain(host.address());
		expect(host.told.join()).toMatch(/could not be removed yet/);
		await sandbox().steer('DELETE', 'faults');
		await host.poll();
		expect(JSON.stringify(await registrar.list())).not.toContain(old);
		await taken();
	});
});

describe('the registration at doo', () => {
	it('is replaced although the old one cannot be removed, which happens later', async () => {
		const doo = CASES.at(-1);
		if (doo) await begin(doo);
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

describe('a registration at Otesse whose secret was changed there', () => {
	/** A delivery that only the address proves. */
	const misfit = async (url: unknown) => {
		const body = JSON.stringify({ id: 'e', type: 'booking.created', data: {} });
		const answer = await host.call(String(url), body, { 'x-otesse-signature': 'ab'.repeat(32) });
		expect(answer.status).toBe(401);
	};

	beforeEach(async () => {
		await begin(OTESSE);
	});

	it('is made again when the workflow is switched off and on', async () => {
		const [before] = await registrar.list();
		await misfit(before?.url);
		await host.deactivate();
		await host.activate();
		const [after, ...rest] = await registrar.list();
		expect(rest).toEqual([]);
		expect(after?.id).not.toBe(before?.id);
		await host.emit('booking.created');
		expect(host.items).toHaveLength(1);
	});

	it('is made again once, although deliveries of the old one still come', async () => {
		const [before] = await registrar.list();
		await misfit(before?.url);
		await host.poll();
		const [after] = await registrar.list();
		expect(after?.id).not.toBe(before?.id);
		await misfit(before?.url);
		await host.poll();
		expect(await registrar.list()).toEqual([after]);
	});
});
