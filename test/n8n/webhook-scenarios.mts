import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Registration } from '../integration/support/registrations.mts';
import type { DeliveryResult } from '../sandbox/core/types.mts';
import type { Credential, SavedWorkflow } from './client.mts';
import { itemsOf } from './execution.mts';
import { staticDataOf } from './published.mts';
import { noteRepeats } from './repeats.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import type { N8nVersion } from './versions.mts';
import type { Count, TriggerCase } from './webhook-events.mts';
import {
	counted,
	Sender,
	startedBy,
	testAddressIn,
	TRIGGERS,
	untilTestEnds,
	webhookWorkflow,
} from './webhook-events.mts';

/** Otesse's seven retries, 44.5 hours in all, take 107 seconds: longer than n8n needs to start. doo gives up after ten quick tries. */
const TIME_COMPRESSION = 1500;
/** For all events, with two starts of n8n among them, on a busy machine. */
const SENDING_MS = 400_000;

interface Job {
	trigger: TriggerCase;
	workflow: SavedWorkflow;
	credential: Credential;
}

let rig: Rig;
const jobs = new Map<string, Job>();

function jobOf({ type }: TriggerCase): Job {
	const job = jobs.get(type);
	if (!job) throw new Error(`No workflow for ${type}`);
	return job;
}

/** The registrations that lead to this n8n. */
async function registrations(trigger: TriggerCase): Promise<Registration[]> {
	const { list } = await trigger.registrar(rig.sandbox);
	return (await list()).filter((row) => JSON.stringify(row).includes(rig.n8n.origin));
}

/** Lets the event happen; its deliveries have to be taken. */
async function emit(trigger: TriggerCase, mark: string): Promise<void> {
	const { service, event } = trigger;
	const answer = await rig.sandbox.steer('POST', 'events', { service, ...event(mark, 0) });
	const { results } = answer as { results: DeliveryResult[] };
	expect(results.length).toBeGreaterThan(0);
	expect(results.filter(({ delivered }) => !delivered)).toEqual([]);
}

/**
 * n8n 2.x takes deliveries while it waits for its executions to end, so under a stream of them it would wait until it is killed:
 * the senders hold back until it has ended, as a load balancer would see to. While it is down and starts, they send.
 */
async function restart(senders: Sender[]): Promise<number> {
	const releases = senders.map((sender) => sender.hold());
	const from = Date.now();
	await rig.n8n.stop();
	const ended = Date.now();
	for (const release of releases) release();
	await rig.restartN8n();
	console.log(`n8n ended in ${ended - from} ms, and was back after ${Date.now() - ended} ms`);
	return ended;
}

export interface WebhookExpectations {
	/** Events for each trigger. */
	events: number;
	/** Events that may be lost when n8n ends: 1.x acknowledges before it has noted them. */
	mostLost: number;
}

/** Registers, sends, restarts and deactivates in a real n8n. */
export function webhookScenarios(version: N8nVersion, expected: WebhookExpectations): void {
	beforeAll(async () => {
		// n8n 2.x starts an isolate for each delivery, which takes three times as long and is nothing that a trigger node sees.
		rig = await Rig.start({ version, env: { N8N_EXPRESSION_ENGINE: 'legacy' } });
		await rig.sandbox.steer('POST', 'settings', { timeCompression: TIME_COMPRESSION });
		for (const trigger of TRIGGERS) {
			const fast = { requestsPerSecond: 500, requestsPerDay: 0 };
			const credential = await rig.credential(trigger.credential, fast);
			const workflow = await rig.client.createWorkflow(webhookWorkflow(trigger, credential));
			jobs.set(trigger.type, { trigger, workflow, credential });
		}
	});

	afterAll(async () => {
		await rig?.stop();
	});

	describe('a test in the editor that cannot register', () => {
		it.each(TRIGGERS)('of $type says why; those that follow can', async (trigger) => {
			const nowhere = 'http://127.0.0.1:9';
			const changes = {
				baseUrl: nowhere,
				...(trigger.service === 'doo' ? { graphqlUrl: nowhere } : {}),
			};
			const credential = await rig.credential(trigger.credential, changes);
			const { id } = await rig.client.createWorkflow(webhookWorkflow(trigger, credential));
			await expect(rig.client.startWorkflow(id)).rejects.toThrow(/could not be reached/);
			expect(rig.n8n.log).toContain('Trigger: its webhooks could not be removed: ');
		});
	});

	describe('a test in the editor', () => {
		it.each(TRIGGERS)('of $type takes one delivery at the test address', async (trigger) => {
			const { workflow } = jobOf(trigger);
			await rig.client.startWorkflow(workflow.id);
			const rows = await registrations(trigger);
			expect(rows.length).toBeGreaterThan(0);
			expect(JSON.stringify(rows)).toContain(`${rig.n8n.origin}/webhook-test/`);
			await emit(trigger, `mark-${trigger.service}-test`);
			await until('the test has run', async () => {
				const [run] = await rig.client.listExecutions(workflow.id);
				return run?.status === 'success';
			});
			const [run] = await rig.client.listExecutions(workflow.id);
			const execution = await rig.client.getExecution(run?.id ?? '');
			expect(execution.mode).toBe('manual');
			expect(itemsOf(execution, 'End')).toMatchObject([
				{ json: { eventKey: expect.any(String), eventType: expect.any(String) } },
			]);
			await untilTestEnds(testAddressIn(rows));
			expect(await registrations(trigger)).toEqual([]);
		});
	});

	describe(`${expected.events} events, a twentieth twice, a twentieth out of order, twenty at once, two restarts`, () => {
		const restarts: number[] = [];
		const senders = new Map<string, Sender>();
		const counts = new Map<string, Count>();

		beforeAll(async () => {
			for (const trigger of TRIGGERS) {
				const { workflow } = jobOf(trigger);
				await rig.client.publish(workflow.id);
				await until('it is registered', async () => (await registrations(trigger)).length > 0);
				senders.set(trigger.type, new Sender(rig.sandbox, trigger, expected.events));
			}
			const all = [...senders.values()];
			const tested = TRIGGERS.map(({ type }) => ({ type, at: Date.now() }));
			const sending = Promise.all(all.map(async (sender) => await sender.sendAll()));
			for (const share of [0.3, 0.6]) {
				const enough = async () => {
					await Promise.race([sending, sleep(1)]);
					return all.every(({ progress }) => progress >= share);
				};
				await until('enough is sent', enough, SENDING_MS);
				restarts.push(await restart(all));
			}
			await sending;
			for (const { sent } of all)
				noteRepeats('an event that the service had given up', sent.resent);
			for (const trigger of TRIGGERS) {
				const { workflow } = jobOf(trigger);
				const from = tested.find(({ type }) => type === trigger.type)?.at ?? 0;
				const started = () => startedBy(rig.n8n, workflow.id).filter(({ at }) => at >= from);
				await until('all executions are over', async () =>
					started().every(({ status }) => !['new', 'running'].includes(status)),
				);
				const count = counted(started(), expected.events, restarts);
				counts.set(trigger.type, count);
				const { sent } = senders.get(trigger.type) ?? {};
				console.log(
					`${version} ${trigger.type}: sent ${expected.events}, ${JSON.stringify(count)}, ${JSON.stringify(sent)}`,
				);
			}
		}, SENDING_MS);

		it.each(TRIGGERS)(
			`$type: of ${expected.events} events at most ${expected.mostLost} are lost`,
			({ type }) => {
				const { resent = 0 } = senders.get(type)?.sent ?? {};
				noteRepeats('an event, as the service had given up its deliveries', resent);
				const { received, lost = Infinity } = counts.get(type) ?? {};
				expect(received).toBe(expected.events - lost);
				expect(lost).toBeLessThanOrEqual(expected.mostLost);
			},
		);

		it.each(TRIGGERS)('$type: events come twice only across a restart', ({ type }) => {
			expect(counts.get(type)?.doubledInOneLife).toBe(0);
		});

		it.each(TRIGGERS)('$type: every execution ended well', ({ type }) => {
			expect(counts.get(type)?.unfinished).toBeLessThanOrEqual(expected.mostLost);
		});

		it.each(TRIGGERS)('$type: the registration has outlived the restarts', async (trigger) => {
			const rows = await registrations(trigger);
			expect(rows).toHaveLength(trigger.type === 'otoTrigger' ? 4 : 1);
		});
	});

	describe('a node with another name', () => {
		it.each(TRIGGERS)('of $type keeps its registrations, and takes deliveries', async (trigger) => {
			const { workflow } = jobOf(trigger);
			// n8n 1.x publishes with the saving.
			const before = (await registrations(trigger)).map(({ id }) => id);
			const { nodes, connections } = await rig.client.getWorkflow(workflow.id);
			const named = nodes.map((node) =>
				node.name === 'Trigger' ? { ...node, name: 'Other' } : node,
			);
			await rig.client.updateWorkflow(workflow.id, {
				nodes: named,
				connections: { Other: connections.Trigger ?? { main: [] } },
			});
			await rig.client.publish(workflow.id);
			await until('n8n has registered the node under its name', async () =>
				staticDataOf(rig.n8n, workflow.id).includes('"node:Other"'),
			);
			expect((await registrations(trigger)).map(({ id }) => id)).toEqual(before);
			const from = startedBy(rig.n8n, workflow.id).length;
			await emit(trigger, `mark-${trigger.service}-9999`);
			await until('the delivery has arrived', async () =>
				startedBy(rig.n8n, workflow.id)
					.slice(from)
					.some(({ mark }) => mark.endsWith('9999')),
			);
		});
	});

	describe('a workflow that is switched off', () => {
		it.each(TRIGGERS)('leaves nothing of $type behind', async (trigger) => {
			expect((await registrations(trigger)).length).toBeGreaterThan(0);
			await rig.client.unpublish(jobOf(trigger).workflow.id);
			await until('it is gone', async () => (await registrations(trigger)).length === 0);
		});
	});
}
