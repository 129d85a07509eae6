import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { reportsOf } from './connection-scenarios.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF, urlOf } from './credentials.mts';
import type { Execution } from './execution.mts';
import { errorOf, itemsOf } from './execution.mts';
import { freePort } from './n8n.mts';
import { Postgres } from './queue/servers.mts';
import { serviceNode } from './service-nodes.mts';
import { Rig } from './support.mts';
import { TOKEN_TYPES } from './token-types.mts';
import type { NodeDraft } from './workflows.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from './workflows.mts';

const ITEMS = 20;

let postgres: Postgres;
let rig: Rig;

beforeAll(async () => {
	postgres = await Postgres.start();
	const host = '127.0.0.1';
	const [port, controlPort] = [await freePort(), await freePort()];
	rig = await Rig.start({
		env: {
			N8N_ENABLED_MODULES: 'engine-v2',
			N8N_ENGINE_DATABASE_URL: postgres.url,
			N8N_ENGINE_HOST: host,
			N8N_ENGINE_PORT: String(port),
			N8N_ENGINE_BASE_URL: `http://${host}:${port}`,
			N8N_ENGINE_CONTROL_PLANE_HOST: host,
			N8N_ENGINE_CONTROL_PLANE_PORT: String(controlPort),
			N8N_ENGINE_CONTROL_PLANE_BASE_URL: `http://${host}:${controlPort}`,
		},
	});
});

afterAll(async () => {
	await rig?.stop();
	await postgres?.stop();
});

/** Runs a workflow in n8n's Engine 2.0. */
async function run(...nodes: NodeDraft[]): Promise<Execution> {
	const workflow = chain('Engine 2.0', manualTrigger(), ...nodes);
	return await rig.client.runOnce({
		...workflow,
		settings: { ...workflow.settings, engineType: 'v2' },
	});
}

const fast = { requestsPerSecond: 500, requestsPerDay: 0 };

/** A harmless read of each service, by its own node. */
const READS: ReadonlyArray<[CredentialTypeName, string, Record<string, string>]> = [
	['ootiJwtApi', 'project.getMany', {}],
	['ottimateApi', 'vendor.getMany', {}],
	['dooApi', 'webhook.getMany', { team_id: '111' }],
	['otoApi', 'order.getMany', {}],
	['ootiApi', 'project.getMany', {}],
	['otesseApi', 'customer.getMany', {}],
];

/** Types whose tokens our code exchanges, and can exchange again from what was typed. */
const REPEATABLE = TOKEN_TYPES.filter(({ type }) => type !== 'otesseAppApi');

describe("n8n's Engine 2.0", () => {
	it.each(REPEATABLE)('$type: twenty items take one token', async ({ type, path }) => {
		const service = SERVICE_OF[type];
		const credential = await rig.credential(type, fast);
		await rig.clearLog();
		const request = providerRequest({
			service,
			credential,
			method: 'GET',
			endpoint: path,
			limit: 1,
		});
		const execution = await run(...numbered(ITEMS), request);
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Request').length).toBeGreaterThanOrEqual(ITEMS);
		const { calls, tokenRequests } = await rig.traffic(service);
		expect([calls.length, tokenRequests.length]).toEqual([ITEMS, 1]);
	});

	it.each(READS)('%s: %s by the node of the service', async (type, row, values) => {
		const service = SERVICE_OF[type];
		const credential = await rig.credential(type, fast);
		const execution = await run(serviceNode('Read', credential, { service, row, values }));
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Read').length).toBeGreaterThan(0);
	});

	it.each(READS)('%s: a check of the connection', async (type) => {
		const credential = await rig.credential(type, fast);
		for (const report of await reportsOf(rig, credential, type, 'v2')) {
			expect(report).toMatchObject({ ok: true, advice: [], n8n: { engine: '2.0' } });
		}
	});

	it('otesseAppApi: a check of the connection says what to use', async () => {
		const type = 'otesseAppApi';
		for (const report of await reportsOf(rig, await rig.credential(type, fast), type, 'v2')) {
			expect(report).toMatchObject({ ok: false, problem: 'other' });
			expect(report.finding).toMatch(/use an API key of Otesse in this workflow/);
		}
	});

	it('renews a token that was revoked', async () => {
		const credential = await rig.credential('ottimateApi', fast);
		const request = providerRequest({ service: 'ottimate', credential, endpoint: 'GET /accounts' });
		expect(errorOf(await run(request))).toBeUndefined();
		await rig.revokeTokens('ottimate');
		await rig.clearLog();
		expect(errorOf(await run(request))).toBeUndefined();
		expect((await rig.traffic('ottimate')).tokenRequests).toHaveLength(1);
	});

	it('is what these workflows run on: HTTP Request cannot use such a credential there', async () => {
		const credential = await rig.credential('ottimateApi', fast);
		const url = `${urlOf(rig.sandbox, 'ottimate')}/accounts`;
		const execution = await run(httpRequest({ credential, url }));
		expect(errorOf(execution)).toMatchObject({
			message: expect.stringContaining('does not support credentials with an expirable property'),
		});
	});

	const REFUSED = {
		message: expect.stringMatching(
			/^n8n's Engine 2\.0 cannot store the tokens of the .* credential, .*: use an API key of Otesse/,
		),
	};
	const endpoint = 'GET /services/industries';

	it('refuses otesseAppApi before its code is used: it works on the usual engine afterwards', async () => {
		const credential = await rig.credential('otesseAppApi', fast);
		await rig.clearLog();
		const request = providerRequest({ service: 'otesse', credential, endpoint });
		expect(errorOf(await run(request))).toMatchObject(REFUSED);
		expect((await rig.traffic('otesse')).entries).toEqual([]);
		const usual = await rig.client.runOnce(chain('Usual engine', manualTrigger(), request));
		expect(errorOf(usual)).toBeUndefined();
	});

	it('refuses otesseOAuth2Api when its token has ended', async () => {
		const credential = await rig.credential('otesseOAuth2Api', fast);
		await rig.connectOAuth2(credential);
		await rig.expireTokens('otesse');
		const execution = await run(providerRequest({ service: 'otesse', credential, endpoint }));
		expect(errorOf(execution)).toMatchObject(REFUSED);
	});
});
