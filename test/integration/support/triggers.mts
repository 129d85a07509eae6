import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWebhookDescription,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { Process, traffic } from './bench.mts';

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
}

/** What a call of the trigger's webhook was answered. */
export interface Answered {
	status: number;
	json: unknown;
}

/** How n8n takes what the node gives it; a status of 500 stands for an execution that could not be made. */
type Take = () => { status: number; holdMs?: number };

/**
 * n8n as far as a webhook trigger sees it: hooks, static data filed under the node's name, and the two webhook addresses, on
 * n8n-core's own contexts.
 */
export class TriggerHost {
	readonly items: INodeExecutionData[] = [];

	/** What n8n has stored of the workflow. */
	staticData: IDataObject = {};

	take: Take = () => ({ status: 200 });

	node: INode;

	private active: Array<'webhook' | 'webhook-test'> = [];

	/** What the node has told in n8n's log. */
	readonly told: string[] = [];

	private origin = '';

	private constructor(
		private readonly sandbox: Sandbox,
		private readonly process_: Process,
		private readonly server: http.Server,
		private readonly service: ServiceId,
		private readonly nodeType: INodeType,
		node: INode,
	) {
		this.node = node;
	}

	static async start(sandbox: Sandbox, trigger: TriggerNode): Promise<TriggerHost> {
		const process_ = Process.start();
		const nodeType = process_.built.nodes.get(trigger.type);
		if (!nodeType) throw new Error(`The package has no node ${trigger.type}`);
		const stored = process_.store.add(trigger.credential, trigger.typed);
		const node: INode = {
			id: 'node-1',
			name: trigger.name ?? 'Trigger',
			type: trigger.type,
			typeVersion: 1,
			position: [0, 0],
			webhookId: trigger.webhookId ?? 'a1b2c3d4',
			parameters: trigger.parameters,
			credentials: { [trigger.credential]: { id: stored.id, name: trigger.credential } },
		};
		const server = http.createServer();
		const host = new TriggerHost(sandbox, process_, server, trigger.service, nodeType, node);
		server.on('request', (request, response) => void host.serve(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		host.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		return host;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** The node's address for the service. */
	address(path = 'webhook', mode: 'webhook' | 'webhook-test' = 'webhook'): string {
		return `${this.origin}/${mode}/${this.node.webhookId}/${path}`;
	}

	/** Another address for the service, as WEBHOOK_URL gives it. The old one answers no more. */
	async move(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.server.closeAllConnections();
			this.server.close(() => resolve());
		});
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What a person types into the credential now. */
	retype(typed: ICredentialDataDecryptedObject): void {
		const [stored] = Object.values(this.node.credentials ?? {});
		Object.assign(this.process_.store.row(stored?.id ?? '').data, typed);
	}

	/** Gives another copy of the node's code the same workflow, as a restart does. */
	restarted(): TriggerHost {
		const process_ = Process.start(this.process_.store);
		const nodeType = process_.built.nodes.get(this.node.type);
		if (!nodeType) throw new Error('The node is gone');
		const { sandbox, server, service, node } = this;
		const next = new TriggerHost(sandbox, process_, server, service, nodeType, node);
		Object.assign(next, { origin: this.origin, staticData: this.staticData, active: this.active });
		server.removeAllListeners('request');
		server.on('request', (request, response) => void next.serve(request, response));
		return next;
	}

	/** What n8n does when a workflow is published, or tested; gives whether something had to be made. */
	async activate(
		mode: 'webhook' | 'webhook-test' = 'webhook',
		activation: WorkflowActivateMode = 'activate',
	): Promise<boolean> {
		if (!this.active.includes(mode)) this.active.push(mode);
		const work = async (call: (method: 'checkExists' | 'create') => Promise<boolean>) => {
			if (await call('checkExists')) return false;
			await call('create');
			return true;
		};
		return await this.hooked(mode, work, activation);
	}

	/** What n8n does on the node's schedule. What a poll that gives nothing changes in static data is not stored. */
	async poll(): Promise<unknown> {
		const context = new PollContext(
			this.workflow(),
			this.node,
			this.additional(),
			'trigger',
			'activate',
		);
		this.listen(context);
		return await this.nodeType.poll?.call(context);
	}

	/** n8n's log, as far as the node writes it. */
	private listen(context: object): void {
		const tell = (words: string) => this.told.push(words);
		Reflect.defineProperty(context, 'logger', { value: { error: tell, warn: tell, info: tell } });
	}

	/** Gives whether the registrations are gone. */
	async deactivate(mode: 'webhook' | 'webhook-test' = 'webhook'): Promise<boolean> {
		this.active = this.active.filter((other) => other !== mode);
		return await this.hooked(mode, async (call) => await call('delete'));
	}

	async exists(): Promise<boolean> {
		return await this.hooked('webhook', async (call) => await call('checkExists'));
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

	private async hooked<T>(
		mode: 'webhook' | 'webhook-test',
		work: (call: (method: 'checkExists' | 'create' | 'delete') => Promise<boolean>) => Promise<T>,
		activation: WorkflowActivateMode = 'activate',
	): Promise<T> {
		const workflow = this.workflow();
		const additional = this.additional();
		const webhook = this.webhookData('default', mode);
		try {
			return await work(async (method) => {
				const hook = this.nodeType.webhookMethods?.default?.[method];
				if (!hook) throw new Error(`The node has no ${method}`);
				const context = new HookContext(
					workflow,
					this.node,
					additional,
					mode === 'webhook' ? 'trigger' : 'manual',
					mode === 'webhook' ? activation : 'manual',
					webhook,
				);
				this.listen(context);
				return await hook.call(context);
			});
		} finally {
			this.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
		}
	}

	private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = new URL(request.url ?? '/', this.origin);
		const [, mode, , path] = url.pathname.split('/');
		const isActive = this.active.some((active) => active === mode);
		const description = this.descriptions().find((webhook) => webhook.path === path);
		if (!isActive || !description) {
			response.writeHead(404).end();
			return;
		}
		const query = Object.fromEntries(url.searchParams);
		const express = Object.assign(response, {
			status: (code: number) => Object.assign(express, { statusCode: code }),
			set: (headers: Record<string, string>) => {
				for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
				return express;
			},
			json: (body: unknown) => {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(body));
				return express;
			},
		});
		const additional = {
			...this.additional(),
			httpRequest: Object.assign(request, { rawBody: Buffer.concat(chunks), query }),
			httpResponse: express,
		} as unknown as IWorkflowExecuteAdditionalData;
		const isTest = mode === 'webhook-test';
		const context = new WebhookContext(
			this.workflow(),
			this.node,
			additional,
			isTest ? 'manual' : 'webhook',
			this.webhookData(description.name, isTest ? 'webhook-test' : 'webhook'),
			[],
			null,
		);
		this.listen(context);
		const result: IWebhookResponseData = (await this.nodeType.webhook?.call(context)) ?? {};
		const [items] = result.workflowData ?? [];
		if (!items) return;
		const { status, holdMs = 0 } = this.take();
		if (holdMs > 0) await new Promise((resolve) => setTimeout(resolve, holdMs));
		if (status === 200) this.items.push(...items);
		express.status(status).json(result.webhookResponse);
	}

	private descriptions(): IWebhookDescription[] {
		return this.nodeType.description.webhooks ?? [];
	}

	private webhookData(name: string, mode: 'webhook' | 'webhook-test'): IWebhookData {
		const webhookDescription = this.descriptions().find((webhook) => webhook.name === name);
		return {
			webhookDescription,
			isTest: mode === 'webhook-test',
		} as unknown as IWebhookData;
	}

	private workflow(): Workflow {
		const type = this.nodeType;
		const nodeTypes: INodeTypes = {
			getByName: () => type,
			getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(type),
			getKnownTypes: () => ({}),
		};
		return new Workflow({
			id: 'w1',
			name: 'Deliveries',
			nodes: [this.node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(JSON.stringify(this.staticData)) as IDataObject,
		});
	}

	private additional(): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.process_.store.helper(),
			executionId: undefined,
			variables: {},
			instanceBaseUrl: this.origin,
			webhookBaseUrl: `${this.origin}/webhook`,
			webhookTestBaseUrl: `${this.origin}/webhook-test`,
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}
