import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { otesseClient } from '../services/otesse/client.mts';
import { otoClient } from '../services/oto/client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import type { CredentialTypeName } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import { POLL_MS, POLL_TIMES } from './polling-support.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import type { N8nVersion } from './versions.mts';
import { chain } from './workflows.mts';

const TRIGGER = 'Trigger';
const MOMENT = '2026-06-01T00:00:00Z';

interface Missed {
	service: ServiceId;
	credential: CredentialTypeName;
	parameters: INodeParameters;
	/** The records that the service lists since then; absent where it sends them itself. */
	listed?(sandbox: Sandbox): Promise<IDataObject[]>;
	/** An event that happens once the trigger listens. */
	live?: { type: string; payload: IDataObject };
}

const CASES: Missed[] = [
	{
		service: 'oto',
		credential: 'otoApi',
		parameters: { events: ['newOrders'], options: { since: MOMENT } },
		async listed(sandbox) {
			const oto = await otoClient(sandbox);
			const rows: IDataObject[] = [];
			for (let page = 1, pages = 1; page <= pages; page++) {
				const list = await oto.call(
					'GET',
					`/orders?perPage=100&page=${page}&minDate=${MOMENT.slice(0, 10)}`,
				);
				rows.push(...(list.orders as IDataObject[]));
				pages = Number(list.totalPage);
			}
			return rows;
		},
		live: { type: 'newOrders', payload: { order: { incrementId: 'new-1', status: 'new' } } },
	},
	{
		service: 'otesse',
		credential: 'otesseApi',
		parameters: {
			authentication: 'otesseApi',
			events: ['customer.created'],
			options: { since: MOMENT },
		},
		async listed(sandbox) {
			const otesse = otesseClient(sandbox);
			const rows: IDataObject[] = [];
			for (let page = 1; rows.length === (page - 1) * 100; page++) {
				const query = `per_page=100&page=${page}&created_after=${MOMENT}`;
				rows.push(...((await otesse.call('GET', `/customers?${query}`)).data as IDataObject[]));
			}
			return rows;
		},
		live: { type: 'customer.created', payload: { data: { id: 'cust_new' } } },
	},
	{
		service: 'doo',
		credential: 'dooApi',
		parameters: {
			teamId: '111',
			types: ['event_created'],
			options: { since: MOMENT, ignoreRepeats: 0 },
		},
		live: { type: 'event_created', payload: {} },
	},
	{
		service: 'ottimate',
		credential: 'ottimateApi',
		parameters: { event: 'invoiceCreated', options: { since: MOMENT } },
		async listed(sandbox) {
			const ottimate = await ottimateClient(sandbox);
			const rows: IDataObject[] = [];
			for (let page = 1; rows.length === (page - 1) * 100; page++) {
				const query = `date_from_utc=${MOMENT}&limit=100&page=${page}`;
				rows.push(...((await ottimate.call('GET', `/invoices?${query}`)).results as IDataObject[]));
			}
			return rows;
		},
	},
];

/** The option that fetches what happened before a trigger was published. */
export function missedEvents(version: N8nVersion): void {
	let rig: Rig;
	const workflows = new Map<Missed, string>();

	async function keys(missed: Missed): Promise<string[]> {
		const found: string[] = [];
		for (const { id } of await rig.client.listExecutions(workflows.get(missed) ?? '')) {
			const run = await rig.client.waitForExecution(id);
			expect(errorOf(run)).toBeUndefined();
			found.push(...rowsOf(run, TRIGGER).map(({ eventKey }) => String(eventKey)));
		}
		return found.sort();
	}

	/** Edits and publishes another node than the trigger. */
	async function edit(missed: Missed, notes: string): Promise<void> {
		const id = workflows.get(missed) ?? '';
		const { nodes } = await rig.client.getWorkflow(id);
		await rig.client.updateWorkflow(id, {
			nodes: nodes.map((node) => (node.name === 'End' ? { ...node, notes } : node)),
		});
		await rig.client.publish(id);
	}

	beforeAll(async () => {
		rig = await Rig.start({ version, env: { N8N_EXPRESSION_ENGINE: 'legacy' } });
		for (const missed of CASES) {
			const { service, credential, parameters } = missed;
			const fast = { requestsPerSecond: 500, requestsPerDay: 0 };
			const { id, name, type } = await rig.credential(credential, fast);
			const trigger = {
				name: TRIGGER,
				type: `n8n-nodes-business-apis.${service}Trigger`,
				typeVersion: 1,
				webhookId: `missed-${service}`,
				parameters: { ...parameters, pollTimes: POLL_TIMES },
				credentials: { [type]: { id, name } },
			};
			const end = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
			const workflow = await rig.client.createWorkflow(chain(service, trigger, end));
			workflows.set(missed, workflow.id);
			await rig.client.publish(workflow.id);
		}
	});

	afterAll(async () => {
		await rig?.stop();
	});

	it(`are returned once in n8n ${version}, over edits of another node and a restart; the next event follows`, async () => {
		const first = new Map<Missed, string[]>();
		for (const missed of CASES) {
			const rows = await missed.listed?.(rig.sandbox);
			await until(`what ${missed.service} has had has come`, async () => {
				const { length } = await keys(missed);
				return rows ? length >= rows.length : length > 0;
			});
			// doo sends one after the other.
			if (!rows) await sleep(2 * POLL_MS);
			const found = await keys(missed);
			first.set(missed, found);
			if (rows) expect([missed.service, found.length]).toEqual([missed.service, rows.length]);
			expect(found.length).toBeGreaterThan(5);
			expect(new Set(found).size).toBe(found.length);
		}
		for (const missed of CASES) await edit(missed, 'First');
		await sleep(POLL_MS);
		await rig.restartN8n();
		await sleep(POLL_MS);
		for (const missed of CASES) await edit(missed, 'Second');
		await sleep(2 * POLL_MS);
		for (const missed of CASES) {
			expect([missed.service, await keys(missed)]).toEqual([missed.service, first.get(missed)]);
			const { service, live } = missed;
			if (!live) continue;
			await rig.sandbox.steer('POST', 'events', { service, ...live });
			const count = (first.get(missed)?.length ?? 0) + 1;
			await until(`${service} has one more`, async () => (await keys(missed)).length === count);
		}
	}, 300_000);
}
