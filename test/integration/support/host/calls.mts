import { HookContext, PollContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeTypes,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import type { Workflow } from 'n8n-workflow';

import type { Incoming, Mode } from './webhook-server.mts';

export type HookName = 'checkExists' | 'create' | 'delete';

/** A hook that n8n has called. */
export interface HookCall {
	node: string;
	hook: HookName;
	activation: WorkflowActivateMode;
	result: boolean;
}

/** What a call of a node needs of its n8n. */
export interface CallSettings {
	origin: string;
	nodeTypes: INodeTypes;
	credentialsHelper: ICredentialsHelper | undefined;
	/** What n8n 2.41's durable scheduler would say of a poll's time. */
	budgetMs: number | undefined;
}

/** Calls nodes on n8n-core's own contexts, and keeps what they write into n8n's log. */
export class NodeCalls {
	/** Warnings and errors in n8n's log. */
	readonly log: string[] = [];

	readonly hooks: HookCall[] = [];

	constructor(private readonly settings: () => CallSettings) {}

	/** A hook of every webhook of the node that has one. */
	async hook(
		workflow: Workflow,
		{ name: nodeName }: INode,
		name: HookName,
		activation: WorkflowActivateMode,
		isTest = false,
	): Promise<boolean> {
		const node = nodeIn(workflow, nodeName);
		const type = this.typeOf(node);
		const mode: WorkflowExecuteMode =
			name === 'delete' ? 'internal' : isTest ? 'manual' : 'trigger';
		let all = true;
		for (const webhookDescription of type.description.webhooks ?? []) {
			const hook = type.webhookMethods?.[webhookDescription.name]?.[name];
			if (!hook) continue;
			const context = new HookContext(workflow, node, this.additional(node), mode, activation, {
				webhookDescription,
				isTest,
			} as unknown as IWebhookData);
			const result = await hook.call(this.logged(context));
			this.hooks.push({ node: node.name, hook: name, activation, result });
			all &&= result;
		}
		return all;
	}

	pollContext(
		workflow: Workflow,
		{ name }: INode,
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): PollContext {
		const node = nodeIn(workflow, name);
		const context = new PollContext(workflow, node, this.additional(node), mode, activation);
		const { budgetMs } = this.settings();
		if (budgetMs !== undefined) Reflect.set(context, 'getPollBudgetMs', () => budgetMs);
		return this.logged(context);
	}

	async poll(node: INode, context: PollContext): Promise<INodeExecutionData[] | null> {
		const type = this.typeOf(node);
		if (!type.poll) throw new Error('The node does not poll');
		return (await type.poll.call(context))?.flat() ?? null;
	}

	async webhook(
		workflow: Workflow,
		{ name }: INode,
		{ mode, path, httpRequest, httpResponse }: Incoming,
	): Promise<IWebhookResponseData> {
		const node = nodeIn(workflow, name);
		const type = this.typeOf(node);
		const webhookDescription = type.description.webhooks?.find((webhook) => webhook.path === path);
		const isTest = mode === 'webhook-test';
		const context = new WebhookContext(
			workflow,
			node,
			{ ...this.additional(node), httpRequest, httpResponse } as IWorkflowExecuteAdditionalData,
			isTest ? 'manual' : 'webhook',
			{ webhookDescription, isTest } as unknown as IWebhookData,
			[],
			null,
		);
		return (await type.webhook?.call(this.logged(context))) ?? {};
	}

	polls(node: INode): boolean {
		return this.typeOf(node).poll !== undefined;
	}

	/** Whether a call at this address is for the node. */
	listens(node: INode, { webhookId, path }: Pick<Incoming, 'webhookId' | 'path'>): boolean {
		const { webhooks = [] } = this.typeOf(node).description;
		return node.webhookId === webhookId && webhooks.some((webhook) => webhook.path === path);
	}

	address(node: INode, path: string, mode: Mode): string {
		return `${this.settings().origin}/${mode}/${node.webhookId}/${path}`;
	}

	additional({ parameters }: INode): IWorkflowExecuteAdditionalData {
		const { origin, credentialsHelper } = this.settings();
		return {
			credentialsHelper,
			executionId: undefined,
			variables: {},
			currentNodeParameters: parameters as IDataObject,
			instanceBaseUrl: origin,
			webhookBaseUrl: `${origin}/webhook`,
			webhookTestBaseUrl: `${origin}/webhook-test`,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private typeOf({ type, typeVersion }: INode) {
		return this.settings().nodeTypes.getByNameAndVersion(type, typeVersion);
	}

	private logged<T extends object>(context: T): T {
		const tell = (text: string) => this.log.push(text);
		const silent = () => {};
		const value = { error: tell, warn: tell, info: silent, debug: silent };
		Reflect.defineProperty(context, 'logger', { value });
		return context;
	}
}

function nodeIn(workflow: Workflow, name: string): INode {
	const node = workflow.getNode(name);
	if (!node) throw new Error(`The workflow has no node ${name}`);
	return node;
}
