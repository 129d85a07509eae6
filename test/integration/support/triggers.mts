import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	WorkflowActivateMode,
} from 'n8n-workflow';

import { CURRENT } from '../../n8n/versions.mts';
import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { Process, traffic } from './bench.mts';
import type { HookName } from './host/calls.mts';
import { Host } from './host/host.mts';
import { loadsOf } from './host/package.mts';
import type { Take } from './host/host.mts';
import type { Mode } from './host/webhook-server.mts';

/** A trigger node in a workflow. */
export interface TriggerNode {
	type: string;
	service: ServiceId;
	credential: string;
	/** What a person types into the credential. */
	typed: ICredentialDataDecryptedObject;
	parameters: INodeParameters;
	name?: string;
	webhookId?: string;
	/** Of n8n; default: the current one. */
	version?: string;
}

/** What a call of the trigger's webhook was answered. */
export interface Answered {
	status: number;
	json: unknown;
}

const WORKFLOW = 'w1';

/** One webhook trigger in a workflow, and the person who edits it. */
export class TriggerHost {
	/** As the person has edited it; published by `activate`. */
	node: INode;

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly process_: Process,
		readonly n8n: Host,
		private readonly service: ServiceId,
		node: INode,
	) {
		this.node = node;
	}

	static async start(sandbox: Sandbox, trigger: TriggerNode): Promise<TriggerHost> {
		const { type, service, credential, typed, parameters, name, webhookId } = trigger;
		const process_ = Process.start();
		const stored = process_.store.add(credential, typed);
		const n8n = await Host.start({
			version: trigger.version ?? CURRENT,
			load: loadsOf(process_),
		});
		return new TriggerHost(sandbox, process_, n8n, service, {
			id: 'node-1',
			name: name ?? 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			webhookId: webhookId ?? 'a1b2c3d4',
			parameters,
			credentials: { [credential]: { id: stored.id, name: credential } },
		});
	}

	async stop(): Promise<void> {
		await this.n8n.stop();
	}

	get items(): INodeExecutionData[] {
		return this.n8n.items;
	}

	/** What the node has told in n8n's log. */
	get told(): string[] {
		return this.n8n.calls.log;
	}

	set take(take: Take) {
		this.n8n.take = take;
	}

	/** What n8n has stored of the workflow. */
	get staticData(): IDataObject {
		return this.n8n.rowOf(WORKFLOW).staticData;
	}

	set staticData(data: IDataObject) {
		this.n8n.rowOf(WORKFLOW).staticData = data;
	}

	/** The node's address for the service. */
	address(path = 'webhook', mode: Mode = 'webhook'): string {
		return this.n8n.address(this.node, path, mode);
	}

	/**
	 * Publishes the node as it is edited, or listens for a test event with it; what is published already begins again, as at a start of
	 * n8n. Gives whether something had to be made.
	 */
	async activate(
		mode: Mode = 'webhook',
		activation: WorkflowActivateMode = 'update',
	): Promise<boolean> {
		const { n8n } = this;
		const hooks = await this.hooksOf(async () => {
			if (mode === 'webhook-test') await n8n.listen(WORKFLOW, this.node);
			else if (n8n.isPublished(WORKFLOW, this.node)) await n8n.startTriggers(activation);
			else await n8n.publish(WORKFLOW, [this.node]);
		});
		return hooks.includes('create');
	}

	/** Unpublishes the workflow, or ends a test; gives whether the node's hook says that the registrations are gone. */
	async deactivate(mode: Mode = 'webhook'): Promise<boolean> {
		const { hooks } = this.n8n.calls;
		const before = hooks.length;
		if (mode === 'webhook') await this.n8n.unpublish(WORKFLOW);
		else await this.n8n.endTest(WORKFLOW);
		return hooks.slice(before).every(({ result }) => result);
	}

	/** A fresh process of n8n on the same database, which has not begun its triggers yet. */
	restarted(): TriggerHost {
		this.n8n.reload();
		return this;
	}

	/** The node as it is edited counts as published, although no hook was called: an earlier version has registered it, say. */
	publishedBefore(): void {
		this.n8n.rowOf(WORKFLOW).published = [this.node];
	}

	/** What n8n does on the node's schedule; nothing where the workflow is not published. */
	async poll(): Promise<unknown> {
		const { id } = this.node;
		return this.n8n.isPolled(WORKFLOW, id) ? await this.n8n.poll(WORKFLOW, id) : null;
	}

	/** Another address for the service, as WEBHOOK_URL gives it. The old one answers no more. */
	async move(): Promise<void> {
		await this.n8n.move();
	}

	/** What a person types into the credential now. */
	retype(typed: ICredentialDataDecryptedObject): void {
		const [stored] = Object.values(this.node.credentials ?? {});
		Object.assign(this.process_.store.row(stored?.id ?? '').data, typed);
	}

	/** Whether the node's hook says that its registrations stand. */
	async exists(): Promise<boolean> {
		return await this.n8n.exists(WORKFLOW, this.node);
	}

	/** Requests that reach the service while the work lasts. */
	async requests(work: () => Promise<unknown>): Promise<string[]> {
		const since = (await traffic(this.sandbox, this.service)).entries.at(-1)?.seq ?? 0;
		await work();
		const { entries } = await traffic(this.sandbox, this.service, since);
		return entries.filter(({ kind }) => kind === 'call').map(({ method }) => method);
	}

	/** A call from outside, as the service makes it or not. */
	async call(
		url: string,
		body: string | Buffer,
		headers: Record<string, string> = {},
	): Promise<Answered> {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: new Uint8Array(Buffer.from(body)),
		});
		const text = await answer.text();
		return { status: answer.status, json: text === '' ? undefined : JSON.parse(text) };
	}

	/** The sandbox sends an event to everybody who is registered. */
	async emit(
		type: string,
		payload: IDataObject = {},
	): Promise<Array<{ delivered: boolean; attempts: Array<{ status?: number }> }>> {
		const answer = await this.sandbox.steer('POST', 'events', {
			service: this.service,
			type,
			payload,
		});
		return (answer as { results: Array<{ delivered: boolean; attempts: [] }> }).results;
	}

	private async hooksOf(work: () => Promise<void>): Promise<HookName[]> {
		const before = this.n8n.calls.hooks.length;
		await work();
		return this.n8n.calls.hooks.slice(before).map(({ hook }) => hook);
	}
}
