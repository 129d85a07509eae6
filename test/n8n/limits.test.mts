import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LoopbackProxy } from '../integration/support/proxy.mts';
import { residentOf } from '../bench/memory.mts';
import { tooEarly } from '../integration/support/pace.mts';
import { rawServer } from '../integration/support/raw-server.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { Credential, N8nClient } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import type { N8n } from './n8n.mts';
import { Rig } from './support.mts';
import type { ProviderRequestOptions } from './workflows.mts';
import { chain, manualTrigger, numbered, providerRequest } from './workflows.mts';

let rig: Rig;
let made = 0;

/** A request takes up to so long from n8n to the service on a busy machine. */
const JITTER_MS = 1000;

beforeAll(async () => {
	rig = await Rig.start();
	// The first request of a fresh n8n takes longer than others.
	await run(rig.client, await own('otesseApi'), 1, { endpoint: 'GET /services/industries' });
});
afterAll(async () => {
	await rig?.stop();
});
beforeEach(async () => {
	await rig.reset();
	await rig.clearLog();
});

/** A credential with a key, and so with limits, of its own: n8n goes on running and counts. */
async function own(
	type: 'dooApi' | 'otesseApi' | 'otoApi',
	changes: Record<string, string | number> = {},
): Promise<Credential> {
	const secret = type === 'otoApi' ? 'refreshToken' : 'apiKey';
	const value = { [secret]: `sandbox-limits-${++made}` };
	await rig.sandbox.steer('POST', 'secrets', { service: SERVICE_OF[type], ...value });
	return await rig.credential(type, { ...value, ...changes });
}

type Asked = Pick<ProviderRequestOptions, 'endpoint' | 'method' | 'path' | 'options' | 'graphql'>;
const hooks: Asked = {
	endpoint: 'GET /team/{team_id}/webhooks',
	path: { team_id: '111' },
	options: { pagination: 'off' },
};
const account: Asked = { endpoint: 'GET /accountInfo' };

/** A workflow that sends one request for each of so many items. */
function workflow(credential: Credential, items: number, asked: Asked) {
	const service = SERVICE_OF[credential.type as CredentialTypeName];
	return chain(
		`${items} with ${credential.name}`,
		manualTrigger(),
		...numbered(items),
		providerRequest({ ...asked, service, credential, onError: 'continueRegularOutput' }),
	);
}

async function run(client: N8nClient, ...asked: Parameters<typeof workflow>) {
	const execution = await client.runOnce(workflow(...asked), 200_000);
	expect(errorOf(execution)).toBeUndefined();
	return rowsOf(execution, 'Request').map(({ error }) => error);
}

const failures = (errors: unknown[][]) => errors.flat().filter((error) => error !== undefined);

describe('three workflows at once', () => {
	it('keep doo’s one request a second, token request among them', async () => {
		const credential = await own('dooApi');
		const all = await Promise.all(
			[1, 2, 3].map(async () => await run(rig.client, credential, 3, hooks)),
		);
		expect(all.map(({ length }) => length)).toEqual([3, 3, 3]);
		expect(failures(all)).toEqual([]);
		const { entries, tokenRequests } = await rig.traffic('doo');
		expect([entries.length, tokenRequests.length]).toEqual([10, 1]);
		expect(tooEarly(entries, 1000, JITTER_MS)).toEqual([]);
	});

	it('keep doo’s 1,000 requests a day, token request among them; the others fail at once', async () => {
		const credential = await own('dooApi', { requestsPerSecond: 5000 });
		const all = await Promise.all(
			[1, 2, 3].map(async () => await run(rig.client, credential, 400, hooks)),
		);
		const { entries, tokenRequests } = await rig.traffic('doo');
		expect([entries.length, tokenRequests.length]).toEqual([1000, 1]);
		const failed = failures(all);
		expect(failed).toHaveLength(201);
		for (const error of failed) {
			expect(error).toMatch(
				/^The daily budget of 1000 requests is used up until \d{4}-\d\d-\d\dT00:00:00/,
			);
		}
	});
});

describe('a stopped execution', () => {
	/** Starts, stops once the service has seen so many calls, and counts what comes a second later and after that. */
	async function stopped(service: ServiceId, seen: number, ...asked: Parameters<typeof workflow>) {
		const calls = async () => (await rig.traffic(service)).calls.length;
		const { id } = await rig.client.createWorkflow(workflow(...asked));
		const execution = await rig.client.startWorkflow(id);
		const limit = Date.now() + 60_000;
		while ((await calls()) < seen) {
			if (Date.now() > limit) throw new Error('The workflow sends nothing');
			await sleep(20);
		}
		await rig.client.request('POST', `/rest/executions/${execution}/stop`, {});
		await sleep(1000);
		const before = await calls();
		const { status } = await rig.client.waitForExecution(execution);
		await sleep(2000);
		return { before, after: (await calls()) - before, status };
	}

	it('in the middle of 500 items sends nothing more', async () => {
		const credential = await own('otoApi');
		await rig.configure('oto', { latencyMs: 300 });
		const { before, after, status } = await stopped('oto', 30, credential, 500, account);
		expect({ after, status }).toEqual({ after: 0, status: 'canceled' });
		expect(before).toBeGreaterThanOrEqual(30);
		expect(before).toBeLessThan(200);
	});

	it('in a wait that the service has asked for waits no longer, and sends nothing more', async () => {
		const credential = await own('otoApi');
		const times = 100_000;
		const headers = { 'retry-after': '3000' };
		const fault = { service: 'oto', kind: 'call', status: 429, headers, times };
		await rig.sandbox.steer('POST', 'faults', fault);
		const patient = { ...account, options: { longestWait: 3600 } };
		const { before, after, status } = await stopped('oto', 1, credential, 50, patient);
		expect({ after, status }).toEqual({ after: 0, status: 'canceled' });
		expect(before).toBeLessThanOrEqual(20);
	});

	it('that waits for its turn among others lets them go on', async () => {
		const credential = await own('dooApi');
		const other = run(rig.client, credential, 4, hooks);
		const { status } = await stopped('doo', 2, credential, 50, hooks);
		expect(status).toBe('canceled');
		expect(failures([await other])).toEqual([]);
		expect(tooEarly((await rig.traffic('doo')).entries, 1000, JITTER_MS)).toEqual([]);
	});
});

describe('Allowed HTTP Request Domains', () => {
	const only = (allowedDomains: string) => ({
		allowedHttpRequestDomains: 'domains',
		allowedDomains,
	});

	it('that leave out the host of the tokens are explained, by node and by credential test', async () => {
		const { port } = new URL(rig.sandbox.origin);
		const tokenUrl = `http://localhost:${port}/ottimate/v1/oauth/token`;
		const credential = await rig.credential('ottimateApi', { tokenUrl, ...only('127.0.0.1') });
		const message =
			'"Allowed HTTP Request Domains" of the credential do not include localhost, where Ottimate issues tokens';
		const vendors: Asked = { endpoint: 'GET /accounts' };
		expect(await run(rig.client, credential, 2, vendors)).toEqual([message, message]);
		const test = await rig.client.testCredential(credential.id);
		expect(test).toEqual({ status: 'Error', message: expect.stringContaining(message) });
		expect((await rig.traffic('ottimate')).entries).toEqual([]);

		await rig.client.updateCredential(credential.id, only('127.0.0.1, localhost'));
		expect(failures([await run(rig.client, credential, 2, vendors)])).toEqual([]);
	});

	it('that leave out the service are explained', async () => {
		const credential = await own('otesseApi', only('example.com'));
		const [error] = await run(rig.client, credential, 1, { endpoint: 'GET /customers' });
		expect(error).toBe(
			'"Allowed HTTP Request Domains" of the credential do not include 127.0.0.1, where Otesse answers',
		);
		expect((await rig.traffic('otesse')).entries).toEqual([]);
	});
});

describe('an answer without an end', () => {
	const part = Buffer.alloc(1024 * 1024, 32);

	/** Sends as fast as it is read. */
	function endless(response: ServerResponse): void {
		response.writeHead(200, { 'content-type': 'application/json' });
		const more = () => {
			while (!response.destroyed && response.write(part));
		};
		response.on('drain', more);
		more();
	}

	it('is given up, its connection closed, and n8n’s memory stays flat', async () => {
		const open = new Set<ServerResponse>();
		const server = await rawServer((_request, response) => {
			open.add(response);
			response.on('close', () => open.delete(response));
			endless(response);
		});
		const credential = await own('otesseApi', { baseUrl: server.url });
		const before = await residentOf(rig.n8n.pid);
		let peak = before;
		let over = false;
		const watched = (async () => {
			while (!over) {
				peak = Math.max(peak, await residentOf(rig.n8n.pid));
				await sleep(20);
			}
		})();
		const asked: Asked = { endpoint: 'GET /customers', options: { maxResponseSize: 20 } };
		const errors = await run(rig.client, credential, 10, asked);
		over = true;
		await watched;
		expect(new Set(errors)).toEqual(new Set(['Otesse: The answer is larger than 20 MB']));
		expect(server.seen).toHaveLength(10);
		expect(open.size).toBe(0);
		// Ten answers of 20 MB at once, and as much again that waits for the collector.
		expect((peak - before) / part.length).toBeLessThan(500);
		await server.close();
	});
});

describe('a second n8n on the same database, behind a proxy', () => {
	let proxy: LoopbackProxy;
	let second: { n8n: N8n; client: N8nClient };

	beforeAll(async () => {
		proxy = await LoopbackProxy.start();
		second = await rig.secondN8n({ HTTP_PROXY: proxy.url });
	});
	afterAll(async () => {
		await second?.n8n.dispose();
		await proxy?.close();
	});

	it('shares doo’s one request a second with the first one', async () => {
		await rig.configure('doo', { quotas: true });
		const credential = await own('dooApi', { processes: 2 });
		expect(failures([await run(rig.client, credential, 1, hooks)])).toEqual([]);
		await rig.clearLog();
		const clients = [rig.client, second.client];
		const all = await Promise.all(
			clients.map(async (client) => await run(client, credential, 5, hooks)),
		);
		expect(failures(all)).toEqual([]);
		const { entries } = await rig.traffic('doo');
		expect(entries.filter(({ status }) => status === 200)).toHaveLength(10);
		// Until each has found a slot of its own two may come at once; never more than one a second for long.
		expect(tooEarly(entries, 1000, 1500)).toEqual([]);
		expect(proxy.passed.length).toBeGreaterThanOrEqual(5);
	});

	it('sends nothing to another host through its proxy', async () => {
		const credential = await own('otesseApi');
		proxy.passed.length = 0;
		await rig.sandbox.steer('POST', 'faults', {
			service: 'otesse',
			status: 307,
			headers: { location: 'http://evil.example/steal' },
			times: 2,
		});
		const errors = await run(second.client, credential, 2, {
			endpoint: '/anything',
			method: 'GET',
		});
		expect(errors).toEqual(
			Array(2).fill('Otesse redirects to http://evil.example, where the credential is not sent'),
		);
		const hostile = { endpoint: '//evil.example/orders', method: 'GET' };
		expect(await run(second.client, credential, 1, hostile)).toEqual([
			expect.stringMatching(/^The path must not name a host/),
		]);
		expect(proxy.hosts).toEqual([new URL(rig.sandbox.origin).host]);
	});
});
