import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { N8nClient } from '../client.mts';
import type { N8n } from '../n8n.mts';
import { startN8n } from '../n8n.mts';
import { staticDataOf } from '../published.mts';
import { until } from '../until.mts';
import { root } from '../versions.mts';
import type { N8nVersion } from '../versions.mts';
import { chain } from '../workflows.mts';
import type { WorkflowJson } from '../workflows.mts';
import type { Life, ProbeNode } from './life.mts';
import type { ProbeAnswer, ProbeCall, Recorder } from './recorder.mts';
import { POLL_TIMES } from '../polling-support.mts';

/** Without a call for so long nothing more is expected. */
const QUIET_MS = 2_500;

/** A person in front of a real n8n. */
export class RealLife implements Life {
	private readonly ids = new Map<string, string>();

	private readonly next = new Map<string, ProbeAnswer>();

	private edits = 0;

	private constructor(
		private readonly n8n: N8n,
		private client: N8nClient,
		private readonly recorder: Recorder,
	) {}

	static async start(version: N8nVersion, recorder: Recorder): Promise<RealLife> {
		const folder = path.join(root, 'test', 'n8n', 'probe');
		const n8n = await startN8n({ version, env: { N8N_CUSTOM_EXTENSIONS: folder } });
		const life = new RealLife(n8n, await N8nClient.signIn(n8n), recorder);
		const otherwise = recorder.answer;
		recorder.answer = (call) => life.answerTo(call) ?? otherwise(call);
		return life;
	}

	async stop(): Promise<void> {
		await this.n8n.dispose();
	}

	async publish(workflow: string, nodes: readonly ProbeNode[]): Promise<void> {
		const json = this.workflowOf(workflow, nodes);
		let id = this.ids.get(workflow);
		if (id === undefined) {
			({ id } = await this.client.createWorkflow(json));
			this.ids.set(workflow, id);
		} else {
			await this.client.updateWorkflow(id, json);
		}
		await this.client.publish(id);
	}

	async editOther(workflow: string): Promise<void> {
		const id = this.idOf(workflow);
		const { nodes } = await this.client.getWorkflow(id);
		this.edits += 1;
		const edited = nodes.map((node) =>
			node.name === 'End' ? { ...node, position: [this.edits, 0] as [number, number] } : node,
		);
		await this.client.updateWorkflow(id, { nodes: edited });
		await this.client.publish(id);
	}

	async unpublish(workflow: string): Promise<void> {
		await this.client.unpublish(this.idOf(workflow));
	}

	async restart(): Promise<void> {
		await this.n8n.restart();
		this.client = await N8nClient.signIn(this.n8n);
	}

	async listen(workflow: string, node: string): Promise<void> {
		const id = this.idOf(workflow);
		const workflowData = await this.client.getWorkflow(id);
		const triggerToStartFrom = { name: node };
		await this.client.request('POST', `/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom,
		});
	}

	async deliver(node: string, mode: 'webhook' | 'webhook-test'): Promise<void> {
		const id = node === 'Renamed' ? 'h' : node.charAt(0).toLowerCase();
		const url = `${this.n8n.origin}/${mode}/hook-${id}/webhook`;
		const answer = await fetch(url, { method: 'POST', headers: { connection: 'close' } });
		if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
	}

	async tick(node: string, answer: ProbeAnswer): Promise<void> {
		this.next.set(node, answer);
		await until(`${node} is polled`, async () => await Promise.resolve(!this.next.has(node)));
	}

	async saved(workflow: string): Promise<Record<string, unknown>> {
		const id = this.ids.get(workflow);
		if (id === undefined) return {};
		return JSON.parse(staticDataOf(this.n8n, id) || '{}') as Record<string, unknown>;
	}

	async settle(calls: number): Promise<void> {
		const counted = () => this.recorder.calls.filter(isNoTick).length;
		await until('n8n has called', async () => await Promise.resolve(counted() >= calls));
		for (let before = -1; before !== counted(); ) {
			before = counted();
			await sleep(QUIET_MS);
		}
	}

	private answerTo({ node, call, isFirst }: ProbeCall): ProbeAnswer | undefined {
		const answer = this.next.get(node);
		if (call !== 'poll' || isFirst || !answer) return undefined;
		this.next.delete(node);
		return answer;
	}

	private idOf(workflow: string): string {
		const id = this.ids.get(workflow);
		if (id === undefined) throw new Error(`There is no workflow ${workflow}`);
		return id;
	}

	private workflowOf(name: string, nodes: readonly ProbeNode[]): WorkflowJson {
		const end = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
		const drafts = nodes.map(({ id, name: nodeName, type, selection }) => ({
			id,
			name: nodeName,
			type: `CUSTOM.${type}`,
			typeVersion: 1,
			webhookId: `hook-${id}`,
			parameters: {
				recorder: this.recorder.url,
				selection,
				...(type === 'hookProbe' ? {} : { pollTimes: POLL_TIMES }),
			},
		}));
		const json = chain(name, ...drafts, end);
		const main = [[{ node: 'End', type: 'main' as const, index: 0 }]];
		return {
			...json,
			connections: Object.fromEntries(nodes.map(({ name: from }) => [from, { main }])),
		};
	}
}

function isNoTick({ call, isFirst }: ProbeCall): boolean {
	return call !== 'poll' || isFirst;
}
