import { setTimeout as sleep } from 'node:timers/promises';

import type { PollContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	WorkflowActivateMode,
} from 'n8n-workflow';
import type { Workflow } from 'n8n-workflow';

import { NodeCalls } from './calls.mts';
import { changedTriggers } from './changed-triggers.mts';
import type { WorkflowRow } from './database.mts';
import { copyOf, read, save, workflowOf } from './database.mts';
import { nodeTypesOf } from './node-types.mts';
import type { Incoming, Mode } from './webhook-server.mts';
import { WebhookServer } from './webhook-server.mts';

/** n8n 2.41 tries a trigger's activation so often; the waits in between (1, 2, 4, 8 s) are left out here. */
export const ATTEMPTS = 5;

/** What n8n has loaded of the package that is tested. */
export interface LoadedPackage {
	nodes: ReadonlyMap<string, INodeType>;
	credentialsHelper: ICredentialsHelper | undefined;
}

export interface HostOptions {
	/** `2.41.1` and `1.123.81` differ in what they call and save. */
	version: string;
	/** Called at each start of n8n: the code of the nodes begins anew. */
	load(): LoadedPackage;
	budgetMs?: number;
}

/** How n8n takes what a node gives it; a status of 500 stands for an execution that could not be made. */
export type Take = () => { status: number; holdMs?: number };

interface ActivePoll {
	workflow: Workflow;
	node: INode;
	context: PollContext;
}

interface ListeningTest {
	/** The editor's copy: it knows nothing of what is stored. */
	workflow: Workflow;
	node: INode;
}

/**
 * n8n as far as triggers see it: which hooks and polls it calls when, and which static data it saves. Held to what real n8n does by
 * test/n8n/trigger-life.test.mts. Where nothing else is said, it is n8n's workflow-trigger-activator.js (2.41) and
 * active-workflow-manager.js (1.123).
 */
export class Host {
	readonly items: INodeExecutionData[] = [];

	readonly calls: NodeCalls;

	take: Take = () => ({ status: 200 });

	private readonly rows = new Map<string, WorkflowRow>();

	/** By workflow and node. Lives in the process. */
	private polls = new Map<string, ActivePoll>();

	private tests = new Map<string, ListeningTest>();

	nodeTypes: INodeTypes;

	private credentialsHelper: ICredentialsHelper | undefined;

	private readonly isPrevious: boolean;

	private constructor(
		readonly options: HostOptions,
		private readonly server: WebhookServer,
	) {
		this.isPrevious = options.version.startsWith('1.');
		const { nodes, credentialsHelper } = options.load();
		this.nodeTypes = nodeTypesOf(nodes);
		this.credentialsHelper = credentialsHelper;
		this.calls = new NodeCalls(() => ({
			origin: server.origin,
			nodeTypes: this.nodeTypes,
			credentialsHelper: this.credentialsHelper,
			budgetMs: options.budgetMs,
		}));
		server.take = async (incoming) => await this.deliver(incoming);
	}

	static async start(options: HostOptions): Promise<Host> {
		return new Host(options, await WebhookServer.start());
	}

	async stop(): Promise<void> {
		await this.server.stop();
	}

	/** n8n gets another address (WEBHOOK_URL); the old one answers no more. */
	async move(): Promise<void> {
		await this.server.move();
	}

	/** Saves the workflow's triggers, and publishes them. */
	async publish(id: string, triggers: readonly INode[]): Promise<void> {
		const row = this.rowOf(id);
		const nodes = copyOf(triggers);
		const mode = row.published ? 'update' : 'activate';
		if (this.isPrevious) {
			if (row.published) await this.remove(row, row.published);
			row.published = nodes;
			await this.addAll(row, mode).catch((error: unknown) => {
				row.published = undefined;
				throw error;
			});
			return;
		}
		const { removed, added } = changedTriggers(row.published ?? [], nodes);
		const copy = read(row);
		if (removed.length > 0) await this.end(row, copy, row.published ?? [], removed);
		row.published = nodes;
		if (added.length > 0) await this.begin(row, copy, added, mode);
	}

	/** Whether just this node, as it is, is the published version. */
	isPublished(id: string, node: INode): boolean {
		const { published } = this.rowOf(id);
		if (!published) return false;
		const { added, removed } = changedTriggers(published, copyOf([node]));
		return added.length === 0 && removed.length === 0;
	}

	async unpublish(id: string): Promise<void> {
		const row = this.rowOf(id);
		const nodes = row.published;
		if (!nodes) return;
		if (this.isPrevious) await this.remove(row, nodes);
		else await this.end(row, read(row), nodes, nodes);
		row.published = undefined;
	}

	/** n8n ends and starts again: what it has in memory is gone. */
	async restart(): Promise<void> {
		this.reload();
		await this.startTriggers('init');
	}

	/** A fresh process, which has not begun its triggers yet. */
	reload(): void {
		const { nodes, credentialsHelper } = this.options.load();
		this.nodeTypes = nodeTypesOf(nodes);
		this.credentialsHelper = credentialsHelper;
		this.polls = new Map();
		this.tests = new Map();
	}

	/** What a start of n8n does for the published workflows. */
	async startTriggers(mode: WorkflowActivateMode): Promise<void> {
		for (const row of this.rows.values()) {
			if (!row.published) continue;
			if (this.isPrevious) {
				await this.addAll(row, mode);
				continue;
			}
			// Triggers that have webhooks only are registered in the database, and are not looked at.
			const missing = row.published.filter((node) => this.calls.polls(node));
			if (missing.length > 0) await this.begin(row, read(row), missing, mode);
		}
	}

	/** "Execute workflow" with a webhook trigger: the editor listens. */
	async listen(id: string, node: INode): Promise<void> {
		const copy: WorkflowRow = { id, published: undefined, staticData: {} };
		const workflow = workflowOf(copy, [node], this.nodeTypes);
		this.tests.set(id, { workflow, node });
		try {
			if (await this.calls.hook(workflow, node, 'checkExists', 'manual', true)) return;
			await this.calls.hook(workflow, node, 'create', 'manual', true);
		} catch (error) {
			await this.endTest(id);
			throw error;
		}
	}

	/** Ends listening: after a test event, or when it was cancelled. */
	async endTest(id: string): Promise<void> {
		const test = this.tests.get(id);
		if (!test) return;
		this.tests.delete(id);
		await this.calls.hook(test.workflow, test.node, 'delete', 'update', true);
	}

	isPolled(id: string, nodeId: string): boolean {
		return this.polls.has(`${id} ${nodeId}`);
	}

	/** A poll by the clock; null where it gives nothing. */
	async poll(id: string, nodeId: string): Promise<INodeExecutionData[] | null> {
		const active = this.polls.get(`${id} ${nodeId}`);
		if (!active) throw new Error(`Node ${nodeId} is not polled`);
		return await this.pollOnce(this.rowOf(id), active);
	}

	/** "Fetch Test Event" of a polling trigger, which saves nothing. */
	async fetchTestEvent(id: string, node: INode): Promise<INodeExecutionData[] | null> {
		const workflow = workflowOf(read(this.rowOf(id)), [node], this.nodeTypes);
		const context = this.calls.pollContext(workflow, node, 'manual', 'manual');
		return await this.calls.poll(node, context);
	}

	/** What the node's hook says now; n8n itself does not ask. */
	async exists(id: string, node: INode): Promise<boolean> {
		const workflow = workflowOf(read(this.rowOf(id)), [node], this.nodeTypes);
		return await this.calls.hook(workflow, node, 'checkExists', 'update');
	}

	/** What n8n has stored of a workflow. */
	rowOf(id: string): WorkflowRow {
		const row = this.rows.get(id) ?? { id, published: undefined, staticData: {} };
		this.rows.set(id, row);
		return row;
	}

	/** A node's static data in the process: what its polls see. */
	memoryOf(id: string, nodeId: string): unknown {
		const active = this.polls.get(`${id} ${nodeId}`);
		return active ? active.workflow.staticData : this.rowOf(id).staticData;
	}

	/** n8n has lost the static data; the code of the nodes lives on. */
	forget(id: string): void {
		const row = this.rowOf(id);
		row.staticData = {};
		for (const [key, { node }] of this.polls) {
			const workflow = workflowOf(read(row), row.published ?? [], this.nodeTypes);
			const context = this.calls.pollContext(workflow, node, 'trigger', 'activate');
			this.polls.set(key, { workflow, node, context });
		}
	}

	address(node: INode, path: string, mode: Mode): string {
		return this.calls.address(node, path, mode);
	}

	/** 2.41: hooks and polls of the given nodes begin side by side, on one copy of the static data. */
	private async begin(
		row: WorkflowRow,
		copy: WorkflowRow,
		nodes: readonly INode[],
		mode: WorkflowActivateMode,
	): Promise<void> {
		const workflow = workflowOf(copy, row.published ?? [], this.nodeTypes);
		const polling = nodes.filter((node) => this.calls.polls(node));
		const results = await Promise.allSettled([
			...polling.map(
				async (node) =>
					await attempts(async () => await this.startPolling(row, workflow, node, mode)),
			),
			...nodes.map(
				async (node) => await attempts(async () => await this.register(row, workflow, node, mode)),
			),
		]);
		save(row, workflow);
		throwFirst(results);
	}

	private async register(
		row: WorkflowRow,
		workflow: Workflow,
		node: INode,
		mode: WorkflowActivateMode,
	): Promise<void> {
		// n8n stores the address in its database first, so that polls come before hooks.
		await sleep(1);
		try {
			await this.createWebhook(workflow, node, mode);
		} catch (error) {
			await this.calls.hook(workflow, node, 'delete', 'update');
			save(row, workflow);
			throw error;
		}
	}

	/** 2.41: the triggers of the version before end, on the copy that those of the new one go on with. */
	private async end(
		row: WorkflowRow,
		copy: WorkflowRow,
		nodes: INode[],
		ending: readonly INode[],
	): Promise<void> {
		const workflow = workflowOf(copy, nodes, this.nodeTypes);
		for (const { id } of ending) this.polls.delete(`${row.id} ${id}`);
		await Promise.allSettled(
			ending.map(async (node) => await this.calls.hook(workflow, node, 'delete', 'update')),
		);
		save(row, workflow);
	}

	/** 1.123: all triggers of a workflow begin together, hooks first. */
	private async addAll(row: WorkflowRow, mode: WorkflowActivateMode): Promise<void> {
		const nodes = row.published ?? [];
		const workflow = workflowOf(read(row), nodes, this.nodeTypes);
		for (const node of nodes) {
			try {
				await this.createWebhook(workflow, node, mode);
			} catch (error) {
				await this.remove(row, nodes);
				throw error;
			}
		}
		save(row, workflow);
		for (const node of nodes) {
			if (this.calls.polls(node)) await this.startPolling(row, workflow, node, mode);
		}
		save(row, workflow);
	}

	/** 1.123: all triggers of a workflow end together. */
	private async remove(row: WorkflowRow, nodes: INode[]): Promise<void> {
		const workflow = workflowOf(read(row), nodes, this.nodeTypes);
		for (const node of nodes) await this.calls.hook(workflow, node, 'delete', 'update');
		save(row, workflow);
		for (const { id } of nodes) this.polls.delete(`${row.id} ${id}`);
	}

	private async createWebhook(
		workflow: Workflow,
		node: INode,
		mode: WorkflowActivateMode,
	): Promise<void> {
		if (await this.calls.hook(workflow, node, 'checkExists', mode)) return;
		await this.calls.hook(workflow, node, 'create', mode);
	}

	private async startPolling(
		row: WorkflowRow,
		workflow: Workflow,
		node: INode,
		mode: WorkflowActivateMode,
	): Promise<void> {
		const context = this.calls.pollContext(workflow, node, 'trigger', mode);
		const active = { workflow, node, context };
		const key = `${row.id} ${node.id}`;
		this.polls.set(key, active);
		try {
			await this.pollOnce(row, active);
		} catch (error) {
			this.polls.delete(key);
			throw error;
		}
	}

	/** Saves what the poll remembers, with all else in its copy, only if it gives items. */
	private async pollOnce(
		row: WorkflowRow,
		{ workflow, node, context }: ActivePoll,
	): Promise<INodeExecutionData[] | null> {
		const items = await this.calls.poll(node, context);
		if (items === null) return null;
		save(row, workflow);
		this.items.push(...items);
		return items;
	}

	private async deliver(incoming: Incoming): Promise<void> {
		const { mode, httpResponse } = incoming;
		const found = mode === 'webhook' ? this.published(incoming) : this.listening(incoming);
		if (!found) {
			httpResponse.writeHead(404).end();
			return;
		}
		const { row, workflow, node } = found;
		const result = await this.calls.webhook(workflow, node, incoming);
		const [items] = result.workflowData ?? [];
		if (items) {
			const { status, holdMs = 0 } = this.take();
			if (holdMs > 0) await sleep(holdMs);
			if (status === 200) this.items.push(...items);
			httpResponse.status(status).json(result.webhookResponse);
		}
		if (!row) await this.endTest(workflow.id);
		else if (this.isPrevious) save(row, workflow);
	}

	private published(incoming: Incoming) {
		for (const row of this.rows.values()) {
			const node = row.published?.find((one) => this.calls.listens(one, incoming));
			if (!node) continue;
			return { row, node, workflow: workflowOf(read(row), row.published ?? [], this.nodeTypes) };
		}
		return undefined;
	}

	private listening(incoming: Incoming) {
		const test = [...this.tests.values()].find(({ node }) => this.calls.listens(node, incoming));
		return test && { row: undefined, ...test };
	}
}

async function attempts(work: () => Promise<void>): Promise<void> {
	for (let left = ATTEMPTS; ; left -= 1) {
		try {
			return await work();
		} catch (error) {
			if (left === 1) throw error;
		}
	}
}

function throwFirst(results: ReadonlyArray<PromiseSettledResult<void>>): void {
	const failed = results.find(({ status }) => status === 'rejected');
	if (failed?.status === 'rejected') throw failed.reason;
}
