import { setTimeout as sleep } from 'node:timers/promises';

import type { INode, INodeType } from 'n8n-workflow';

import type { Life, ProbeNode } from '../../../n8n/probe/life.mts';
import type { ProbeAnswer, Recorder } from '../../../n8n/probe/recorder.mts';
import { Host } from './host.mts';

/** A person in front of the tests' host. */
export class HostLife implements Life {
	private readonly nodes = new Map<string, INode[]>();

	private constructor(
		private readonly host: Host,
		private readonly recorder: Recorder,
	) {}

	static async start(
		version: string,
		recorder: Recorder,
		load: () => ReadonlyMap<string, INodeType>,
	): Promise<HostLife> {
		const host = await Host.start({
			version,
			load: () => ({ nodes: load(), credentialsHelper: undefined }),
		});
		return new HostLife(host, recorder);
	}

	async stop(): Promise<void> {
		await this.host.stop();
	}

	async publish(workflow: string, probes: readonly ProbeNode[]): Promise<void> {
		const nodes = probes.map((probe) => this.nodeOf(probe));
		this.nodes.set(workflow, nodes);
		await this.host.publish(workflow, nodes);
	}

	async editOther(workflow: string): Promise<void> {
		await this.host.publish(workflow, this.nodes.get(workflow) ?? []);
	}

	async unpublish(workflow: string): Promise<void> {
		await this.host.unpublish(workflow);
	}

	async restart(): Promise<void> {
		await this.host.restart();
	}

	async listen(workflow: string, node: string): Promise<void> {
		await this.host.listen(workflow, this.find(node));
	}

	async deliver(node: string, mode: 'webhook' | 'webhook-test'): Promise<void> {
		const answer = await fetch(this.host.address(this.find(node), 'webhook', mode), {
			method: 'POST',
		});
		await answer.text();
		if (!answer.ok) throw new Error(`The delivery was answered with ${answer.status}`);
	}

	async tick(node: string, answer: ProbeAnswer): Promise<void> {
		const { answer: otherwise } = this.recorder;
		this.recorder.answer = () => answer;
		await this.host.poll('Main', this.find(node).id);
		this.recorder.answer = otherwise;
	}

	async saved(workflow: string): Promise<Record<string, unknown>> {
		return await Promise.resolve(this.host.rowOf(workflow).staticData);
	}

	async settle(calls: number): Promise<void> {
		for (let left = 100; this.recorder.calls.length < calls && left > 0; left -= 1) await sleep(10);
		await sleep(20);
	}

	private find(name: string): INode {
		const node = [...this.nodes.values()].flat().find((one) => one.name === name);
		if (!node) throw new Error(`There is no node ${name}`);
		return node;
	}

	private nodeOf({ id, name, type, selection }: ProbeNode): INode {
		return {
			id,
			name,
			type,
			typeVersion: 1,
			position: [0, 0],
			webhookId: `hook-${id}`,
			parameters: { recorder: this.recorder.url, selection },
		};
	}
}
