import { isDeepStrictEqual } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { ootiEvents } from '../integration/support/ooti-events.mts';
import type { PollingEvent } from '../integration/support/polling-event.mts';
import { OttimateRecords } from '../integration/support/ottimate-events.mts';
import { ootiClient } from '../services/ooti/client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import { errorOf, rowsOf } from './execution.mts';
import { POLL_MS, POLL_TIMES } from './polling-support.mts';
import { staticDataOf } from './published.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import type { N8nVersion } from './versions.mts';
import { chain } from './workflows.mts';

const TRIGGER = 'Trigger';

interface Watched extends PollingEvent {
	workflowId: string;
}

/** Every event of the polling triggers happens while n8n is down, after polls that n8n has not saved. */
export function pollingStops(version: N8nVersion): void {
	let rig: Rig;
	const watched: Watched[] = [];

	const itemsOf = async (workflowId: string): Promise<IDataObject[]> => {
		const items: IDataObject[] = [];
		for (const { id } of await rig.client.listExecutions(workflowId)) {
			const run = await rig.client.waitForExecution(id);
			expect(errorOf(run)).toBeUndefined();
			items.push(...rowsOf(run, TRIGGER));
		}
		return items;
	};

	const fits = (item: IDataObject, expected: IDataObject) =>
		Object.entries(expected).every(([name, value]) => isDeepStrictEqual(item[name], value));

	beforeAll(async () => {
		rig = await Rig.start({ version, env: { N8N_EXPRESSION_ENGINE: 'legacy' } });
		const all = {
			ooti: ootiEvents(() => ootiClient(rig.sandbox)),
			ottimate: new OttimateRecords(async () => await ottimateClient(rig.sandbox)).events,
		};
		for (const service of ['ooti', 'ottimate'] as const) {
			const fast = { requestsPerSecond: 1000, requestsPerDay: 0 };
			const { id, name, type } = await rig.credential(`${service}Api`, fast);
			const workflows = new Map<string, string>();
			for (const event of all[service]) {
				const key = JSON.stringify(event.parameters);
				const known = workflows.get(key);
				const draft = chain(
					event.name,
					{
						name: TRIGGER,
						type: `n8n-nodes-business-apis.${service}Trigger`,
						typeVersion: 1,
						parameters: { ...event.parameters, pollTimes: POLL_TIMES },
						credentials: { [type]: { id, name } },
					},
					{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
				);
				const workflowId = known ?? (await rig.client.createWorkflow(draft)).id;
				workflows.set(key, workflowId);
				watched.push({ ...event, workflowId });
			}
		}
		for (const { prepare } of watched) await prepare?.();
		for (const id of new Set(watched.map(({ workflowId }) => workflowId))) {
			await rig.client.publish(id);
			await until(
				'it has a base line',
				async () => await Promise.resolve(staticDataOf(rig.n8n, id).includes('fingerprint')),
			);
		}
	}, 300_000);

	afterAll(async () => {
		await rig?.stop();
	});

	it.each([0, 1, 5])(
		`n8n ${version}: after a stop with %i polls without items before it each event is told once`,
		async (polls) => {
			await sleep(polls * POLL_MS);
			await rig.n8n.stop();
			const expected = new Map<Watched, IDataObject>();
			for (const one of watched) expected.set(one, await one.happen());
			await rig.restartN8n();
			const told = async ({ workflowId }: Watched, item: IDataObject) =>
				(await itemsOf(workflowId)).filter((row) => fits(row, item));
			for (const [one, item] of expected) {
				await until(`${one.name} is told`, async () => (await told(one, item)).length > 0);
			}
			await rig.restartN8n();
			await sleep(2 * POLL_MS);
			for (const [one, item] of expected) {
				expect([one.name, (await told(one, item)).length]).toEqual([one.name, 1]);
			}
			for (const id of new Set(watched.map(({ workflowId }) => workflowId))) {
				const keys = (await itemsOf(id)).map(({ eventKey }) => eventKey);
				expect(new Set(keys).size).toBe(keys.length);
			}
		},
		300_000,
	);
}
