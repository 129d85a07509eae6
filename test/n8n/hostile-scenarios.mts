import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { rawServer } from '../integration/support/raw-server.mts';
import type { DeliveryResult } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import { errorOf, itemsOf, rowsOf } from './execution.mts';
import { untilListening } from './published.mts';
import type { Rig } from './rig.mts';
import { until } from './until.mts';
import { TRIGGERS, webhookWorkflow } from './webhook-events.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from './workflows.mts';

/** n8n may send to the simulated services, which listen on 127.0.0.1, and to no other address of this machine. */
export const SSRF_PROTECTION = {
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32,::1/128',
};

const BLOCKED_HOST = '127.0.0.2';

/** A server that answers everything, where n8n's SSRF protection lets nothing pass. */
async function blockedServer() {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, BLOCKED_HOST, resolve));
	const { port } = server.address() as AddressInfo;
	const url = `http://${BLOCKED_HOST}:${port}/v1`;
	// It is n8n's protection alone that keeps requests away.
	await fetch(url);
	expect(seen.splice(0)).toEqual(['GET /v1']);
	const close = async () => {
		server.closeAllConnections();
		await new Promise<void>((resolve) => void server.close(() => resolve()));
	};
	return { url, seen, close };
}

/** Blocked addresses, file names that lead elsewhere and events that may be replays, in an n8n that runs with `SSRF_PROTECTION`. */
export function hostileScenarios(rigOf: () => Rig): void {
	const messagesIn = async (credential: Credential, count: number) => {
		const rig = rigOf();
		const began = Date.now();
		const node = providerRequest({
			service: 'ottimate',
			credential,
			endpoint: 'POST /vendors',
			body: { ottimate_company_id: 123, erp_vendor_id: '1', erp_vendor_name: 'Ada' },
			onError: 'continueRegularOutput',
		});
		const workflow = chain('Blocked', manualTrigger(), ...numbered(count), node);
		const rows = rowsOf(await rig.client.runOnce(workflow), node.name);
		return { rows, ms: Date.now() - began };
	};

	describe('an address that n8n’s SSRF protection blocks', () => {
		const blocked = (use: string) =>
			`n8n's SSRF protection does not allow requests to ${BLOCKED_HOST}, where Ottimate ${use}`;

		it('is told at once for token requests: by a node, HTTP Request and the credential test', async () => {
			const rig = rigOf();
			const server = await blockedServer();
			const tokenUrl = `${server.url}/oauth/token`;
			const credential = await rig.credential('ottimateApi', { tokenUrl });
			const { rows, ms } = await messagesIn(credential, 3);
			expect(rows.map(({ error }) => error)).toEqual(Array(3).fill(blocked('issues tokens')));
			expect(rows[0]?.message).toMatch(/^Nothing was sent\..* N8N_SSRF_ALLOWED_HOSTNAMES\.$/);
			// Version 0.1.0 tried for 8.5 seconds.
			expect(ms).toBeLessThan(5_000);

			const url = `${rig.sandbox.baseUrls.ottimate}/vendors`;
			const request = httpRequest({ credential, url });
			const execution = await rig.client.runOnce(chain('HTTP', manualTrigger(), request));
			expect(JSON.stringify(errorOf(execution))).toContain(blocked('issues tokens'));

			const { status, message } = await rig.client.testCredential(credential.id);
			expect([status, message]).toEqual([
				'Error',
				expect.stringContaining(blocked('issues tokens')),
			]);
			expect(server.seen).toEqual([]);
			expect((await rig.traffic('ottimate')).entries).toEqual([]);
			await server.close();
		});

		it('is told at once for calls, and a write is not in doubt', async () => {
			const rig = rigOf();
			const server = await blockedServer();
			const tokenUrl = `${rig.sandbox.baseUrls.ottimate}/oauth/token`;
			const credential = await rig.credential('ottimateApi', { baseUrl: server.url, tokenUrl });
			const { rows, ms } = await messagesIn(credential, 1);
			expect(rows).toEqual([
				{
					error: blocked('answers'),
					message: expect.stringMatching(/^Nothing was sent\./),
				},
			]);
			expect(ms).toBeLessThan(5_000);
			expect(server.seen).toEqual([]);
			await server.close();
		});
	});

	describe('a file whose name would lead elsewhere, or hides its ending', () => {
		const NAMES: ReadonlyArray<readonly [disposition: string | undefined, name: string]> = [
			[undefined, 'plan'],
			['attachment; filename="Plan A.pdf"', 'Plan A.pdf'],
			['attachment; filename=".."', 'plan'],
			['attachment; filename="../../etc/passwd"', '_.._etc_passwd'],
			["attachment; filename*=UTF-8''..%2F..%5Cx.exe", '_.._x.exe'],
			["attachment; filename*=UTF-8''invoice%E2%80%AEfdp.exe", 'invoicefdp.exe'],
			['attachment; filename=".htaccess"', 'plan.htaccess'],
			['attachment; filename="NUL.txt"', '_NUL.txt'],
		];

		it('has a plain one in n8n', async () => {
			const rig = rigOf();
			const server = await rawServer((request, response) => {
				const at = Number(new URL(request.url ?? '', 'http://x').searchParams.get('n'));
				const [disposition] = NAMES[at] ?? [];
				response.writeHead(200, {
					'content-type': 'application/pdf',
					...(disposition === undefined ? {} : { 'content-disposition': disposition }),
				});
				response.end('%PDF-1.7');
			});
			const credential = await rig.credential('otesseApi', { baseUrl: server.url });
			const node = providerRequest({
				service: 'otesse',
				credential,
				endpoint: '/files/plan',
				method: 'GET',
				query: { n: '={{ $json.n }}' },
			});
			const workflow = chain('Files', manualTrigger(), ...numbered(NAMES.length), node);
			const execution = await rig.client.runOnce(workflow);
			expect(errorOf(execution)).toBeUndefined();
			const items = itemsOf(execution, node.name);
			const names = NAMES.map(([, name]) => name);
			expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(names);
			expect(items.map(({ json }) => json.fileName)).toEqual(names);
			expect(server.seen).toHaveLength(NAMES.length);
			await server.close();
		});
	});

	describe('an event that may be a replay, although its signature is right', () => {
		const HOUR_MS = 3_600_000;
		const old = Date.now() - 400 * HOUR_MS;
		const order = { orderId: 'C1', status: 'new', timestamp: String(Date.now()) };
		type Event = readonly [what: string, payload: Record<string, string>, accepted: boolean];
		const EVENTS: Partial<Record<string, { type: string; events: readonly Event[] }>> = {
			otoTrigger: {
				type: 'orderStatus',
				events: [
					['as usual', order, true],
					['400 hours old', { ...order, timestamp: String(old) }, false],
					['as old, its time shifted by a colon', { ...order, timestamp: `x:${old}` }, false],
					[
						'that can be read as another order',
						{ ...order, orderId: 'C1:new', status: 'x' },
						false,
					],
				],
			},
			otesseTrigger: {
				type: 'booking.created',
				events: [
					['as usual', { id: 'e1' }, true],
					['400 hours old', { id: 'e2', created_at: new Date(old).toISOString() }, false],
					['without a time', { id: 'e3', created_at: '' }, false],
					['of the year 2999', { id: 'e4', created_at: '2999-01-01T00:00:00Z' }, false],
				],
			},
		};

		it.each(TRIGGERS.filter(({ type }) => EVENTS[type]))('is refused by $type', async (trigger) => {
			const rig = rigOf();
			await rig.sandbox.steer('POST', 'settings', { timeCompression: 1e9 });
			const credential = await rig.credential(trigger.credential);
			const { id } = await rig.client.createWorkflow(webhookWorkflow(trigger, credential));
			await rig.client.publish(id);
			try {
				await untilListening(rig.n8n, id);
				const { list } = await trigger.registrar(rig.sandbox);
				// OTO has a registration for each type of event.
				const wanted = trigger.service === 'oto' ? [trigger.parameters.events].flat().length : 1;
				await until('all is registered', async () => (await list()).length === wanted);
				const { type = '', events = [] } = EVENTS[trigger.type] ?? {};
				const outcomes: Array<[what: string, status: number | undefined]> = [];
				for (const [what, payload] of events) {
					const event = { service: trigger.service, type, payload };
					const answer = (await rig.sandbox.steer('POST', 'events', event)) as {
						results: DeliveryResult[];
					};
					outcomes.push([what, answer.results[0]?.attempts[0]?.status]);
				}
				expect(outcomes).toEqual(events.map(([what, , accepted]) => [what, accepted ? 200 : 401]));
			} finally {
				await rig.client.unpublish(id);
			}
		});
	});
}
