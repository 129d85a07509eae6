import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IRunExecutionData,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import type { CredentialsStore } from './credentials-store.mts';

process.env.N8N_USER_FOLDER ??= mkdtempSync(path.join(tmpdir(), 'nba-core-'));

const main = (name: string, execute: INodeType['execute'], parameters: string[]): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: name,
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [],
		properties: parameters.map((parameter) => ({
			displayName: parameter,
			name: parameter,
			type: 'json' as const,
			default: '[]',
		})),
	},
	...(execute ? { execute } : {}),
});

const start = main(
	'start',
	async function (this: IExecuteFunctions) {
		const items = this.getNodeParameter('items', 0);
		const list: IDataObject[] = Array.isArray(items) ? items : [{}];
		return [list.map((json, item) => ({ json, pairedItem: { item } }))];
	},
	['items'],
);

/** Sends as n8n's HTTP Request node does with a predefined credential type: all items at once, through the older helper. */
const httpRequest = main(
	'httpRequest',
	async function (this: IExecuteFunctions) {
		const goOn = this.continueOnFail();
		const results = await Promise.allSettled(
			this.getInputData().map(async ({ json }, itemIndex) => {
				const { type, method, uri, body } = json;
				return await this.helpers.requestWithAuthentication.call(
					this,
					String(type),
					{ method, uri, json: true, ...(body === undefined ? {} : { body }) } as IDataObject,
					undefined,
					itemIndex,
				);
			}),
		);
		const items: INodeExecutionData[] = [];
		for (const [item, result] of results.entries()) {
			if (result.status === 'fulfilled')
				items.push({ json: { answer: result.value }, pairedItem: { item } });
			else if (goOn)
				items.push({ json: { error: String(result.reason.message) }, pairedItem: { item } });
			else throw result.reason;
		}
		return [items];
	},
	[],
);

export interface Step extends Partial<INode> {
	name: string;
	type: string;
	parameters?: INode['parameters'];
}

export interface Outcome {
	run: IRun;
	/** Items of the last node's first output. */
	items: INodeExecutionData[];
	/** Message of the error that ended the workflow. */
	error?: { message: string; description?: string | null; context?: IDataObject };
}

let executions = 0;

/** Runs workflow JSON (a chain of nodes behind a start node) with n8n-core. */
export class Core {
	private readonly types: INodeTypes;

	constructor(
		readonly store: CredentialsStore,
		nodes: ReadonlyMap<string, INodeType>,
	) {
		const all = new Map([
			...nodes,
			// n8n offers a node to AI agents as a type of its own.
			...[...nodes].map(([name, node]): [string, INodeType] => [`${name}Tool`, node]),
			['start', start],
			['n8n-nodes-base.httpRequest', httpRequest],
		]);
		const get = (name: string) => {
			const type = all.get(name);
			if (!type) throw new Error(`There is no node type ${name}`);
			return type;
		};
		this.types = {
			getByName: get,
			getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(get(name)),
			getKnownTypes: () => ({}),
		};
	}

	async run(
		items: IDataObject[],
		steps: Step[],
		settings: IWorkflowSettings = {},
		executionId = `e${++executions}`,
	): Promise<Outcome> {
		const all: Step[] = [
			{ name: 'Start', type: 'start', parameters: { items } as INode['parameters'] },
			...steps,
		];
		const nodes = all.map(
			(step, index): INode => ({
				id: String(index),
				typeVersion: 1,
				position: [index * 200, 0],
				parameters: {},
				...step,
			}),
		);
		const connections = Object.fromEntries(
			all
				.slice(0, -1)
				.map(({ name }, index) => [
					name,
					{ main: [[{ node: all[index + 1]?.name ?? '', type: 'main' as const, index: 0 }]] },
				]),
		);
		const workflow = new Workflow({
			id: 'w1',
			nodes,
			connections,
			active: false,
			nodeTypes: this.types,
			settings,
		});
		const base = {
			id: 'w1',
			name: 'w1',
			nodes,
			connections,
			active: false,
		} as unknown as IWorkflowBase;
		const additional = {
			credentialsHelper: this.store.helper(),
			hooks: new ExecutionLifecycleHooks('trigger', executionId, base),
			executionId,
			currentNodeParameters: undefined,
			variables: {},
			webhookWaitingBaseUrl: 'http://127.0.0.1:5678/',
			formWaitingBaseUrl: 'http://127.0.0.1:5678/',
			restApiUrl: 'http://127.0.0.1:5678/',
			instanceBaseUrl: 'http://127.0.0.1:5678/',
			webhookBaseUrl: 'http://127.0.0.1:5678/',
			webhookTestBaseUrl: 'http://127.0.0.1:5678/',
			setExecutionStatus: () => undefined,
			executeData: undefined,
		} as unknown as IWorkflowExecuteAdditionalData;
		const [first] = nodes;
		if (!first) throw new Error('A workflow needs nodes');
		const run = await new WorkflowExecute(additional, 'trigger').run({
			workflow,
			startNode: first,
		});
		return outcomeOf(run, all.at(-1)?.name ?? '');
	}
}

function outcomeOf(run: IRun, last: string): Outcome {
	const data: IRunExecutionData['resultData'] = run.data.resultData;
	const items = data.runData[last]?.[0]?.data?.main?.[0] ?? [];
	const { error } = data;
	if (!error) return { run, items };
	return {
		run,
		items,
		error: {
			message: error.message,
			...('description' in error ? { description: error.description } : {}),
			...('context' in error ? { context: error.context } : {}),
		},
	};
}
