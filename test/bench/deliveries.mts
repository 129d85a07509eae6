import { setTimeout as sleep } from 'node:timers/promises';
import { Rig } from '../n8n/rig.mts';
import { untilListening } from '../n8n/published.mts';
import { chain, webhookTrigger } from '../n8n/workflows.mts';
import type { NodeDraft } from '../n8n/workflows.mts';
import { inspected, memoryOf } from './memory.mts';

const COUNT = 2_000;
const WARM_UP = 200;
const AT_ONCE = 5;
/** Until n8n has saved what has just ended. */
const REST_MS = 3_000;

/** What n8n's process holds more after the deliveries than before them. */
export interface GrowthOf {
	heapBytes: number;
	rssBytes: number;
}

/** Memory over many deliveries: our OTO trigger, and n8n's own Webhook node with the same bodies. */
export interface Deliveries {
	count: number;
	ours: GrowthOf;
	theirs: GrowthOf;
}

type Send = (index: number) => Promise<void>;

const END: NodeDraft = {
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	parameters: {},
};

const bodyOf = (index: number) => ({ orderId: `delivery-${index}`, timestamp: Date.now() });

/** Each in a fresh n8n, which keeps no data of executions. */
async function grown(prepare: (rig: Rig) => Promise<Send>): Promise<GrowthOf> {
	const { port, env } = await inspected();
	const rig = await Rig.start({
		env: { ...env, EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none', N8N_EXPRESSION_ENGINE: 'legacy' },
	});
	try {
		const send = await prepare(rig);
		await sendAll(send, 0, WARM_UP);
		const before = await memoryOf(rig.n8n, port);
		await sendAll(send, WARM_UP, COUNT);
		const after = await memoryOf(rig.n8n, port);
		return {
			heapBytes: after.heapBytes - before.heapBytes,
			rssBytes: after.rssBytes - before.rssBytes,
		};
	} finally {
		await rig.stop();
	}
}

async function sendAll(send: Send, first: number, count: number): Promise<void> {
	let next = first;
	const worker = async () => {
		while (next < first + count) await send(next++);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	await sleep(REST_MS);
}

async function toOtoTrigger(rig: Rig): Promise<Send> {
	const { id, name, type } = await rig.credential('otoApi');
	const node: NodeDraft = {
		name: 'Trigger',
		type: 'n8n-nodes-business-apis.otoTrigger',
		typeVersion: 1,
		webhookId: 'deliveries',
		credentials: { [type]: { id, name } },
		parameters: { events: ['orderStatus'] },
	};
	const workflow = await rig.client.createWorkflow(chain('Deliveries', node, END));
	await rig.client.publish(workflow.id);
	await untilListening(rig.n8n, workflow.id);
	// n8n takes calls before it has registered the webhook.
	await sleep(REST_MS);
	return async (index) => {
		const event = { service: 'oto', type: 'orderStatus', payload: bodyOf(index) };
		const answer = await rig.sandbox.steer('POST', 'events', event);
		const { results } = answer as { results: Array<{ delivered: boolean }> };
		if (!results.some(({ delivered }) => delivered)) throw new Error(`${index} was not taken`);
	};
}

async function toWebhook(rig: Rig): Promise<Send> {
	const workflow = await rig.client.createWorkflow(chain('Plain', webhookTrigger('plain'), END));
	await rig.client.publish(workflow.id);
	await untilListening(rig.n8n, workflow.id);
	return async (index) => {
		const answer = await fetch(`${rig.n8n.origin}/webhook/plain`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(bodyOf(index)),
		});
		await answer.text();
		if (!answer.ok) throw new Error(`${index} was answered with ${answer.status}`);
	};
}

export async function deliveries(): Promise<Deliveries> {
	return { count: COUNT, ours: await grown(toOtoTrigger), theirs: await grown(toWebhook) };
}
