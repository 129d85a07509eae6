import { LoadOptionsContext, PollContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeListSearchItems,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowActivateMode,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { cronNodeOptions, NodeHelpers, Workflow } from 'n8n-workflow';

import type { Fault, LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { freshPackage, traffic } from './bench.mts';
import { CredentialsStore } from './credentials-store.mts';
import type { Stored } from './credentials-store.mts';

export interface PollerOptions {
	service: ServiceId;
	/** The trigger's type. */
	type: string;
	parameters: INodeParameters;
	credential: { type: string; data: ICredentialDataDecryptedObject };
	/** Every minute by default. */
	pollTimes?: INodeParameters;
	/** What n8n 2.41's durable scheduler would say. */
	budgetMs?: number;
}

/** As n8n-core's nodes-loader/constants.js has it. */
const POLL_TIMES: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: { item: [{ mode: 'everyMinute' }] },
	options: cronNodeOptions,
};

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

const FACTS = ['event', 'eventKey', 'occurredAt', 'link', 'changes'];

/** The keys of an item that the record has. */
export function recordKeys(item: IDataObject | undefined): string[] {
	return Object.keys(item ?? {}).filter((key) => !FACTS.includes(key));
}

/**
 * A trigger in an n8n that is active. Keeps static data as n8n does: what a poll stores lives on in the process, and is saved
 * only when a poll gives items, or when the trigger is activated.
 */
export class Poller {
	/** What the database holds. */
	saved: IDataObject = {};

	/** What the trigger wrote into n8n's log. */
	readonly warnings: string[] = [];

	private process = freshPackage();

	private workflow: Workflow | undefined;

	/** n8n keeps one for all polls until the trigger is activated again. */
	private context: PollContext | undefined;

	private constructor(
		private readonly sandbox: Sandbox,
		readonly options: PollerOptions,
		private readonly store: CredentialsStore,
		private stored: Stored,
	) {}

	static start(sandbox: Sandbox, options: PollerOptions): Poller {
		const store = new CredentialsStore(freshPackage().credentials);
		const { type, data } = options.credential;
		return new Poller(sandbox, options, store, store.add(type, data));
	}

	/** Switches the trigger on, or starts n8n with it: its first poll, after which n8n saves. */
	async activate(mode: WorkflowActivateMode = 'activate'): Promise<IDataObject[]> {
		this.workflow = undefined;
		this.context = undefined;
		const rows = await this.poll(mode);
		this.save();
		return rows;
	}

	/** n8n ends and starts again: its memory is gone. Gives what the poll at the start and the first one by the clock tell. */
	async restart(): Promise<IDataObject[]> {
		this.process = freshPackage();
		return [...(await this.activate('init')), ...(await this.poll())];
	}

	/** n8n ends and starts again; what the poll at the start tells. */
	async startUp(): Promise<IDataObject[]> {
		this.process = freshPackage();
		return await this.activate('init');
	}

	/** A poll by the clock. */
	async poll(mode: WorkflowActivateMode = 'activate'): Promise<IDataObject[]> {
		const rows = await this.run('trigger', mode);
		if (rows === null) return [];
		this.save();
		return rows;
	}

	/** "Fetch Test Event". */
	async test(): Promise<IDataObject[]> {
		return (await this.run('manual', 'manual')) ?? [];
	}

	/** The parameters are edited and published. */
	async edit(changes: INodeParameters): Promise<IDataObject[]> {
		this.options.parameters = { ...this.options.parameters, ...changes };
		return await this.activate('update');
	}

	/** Another saved credential is chosen. */
	useCredential(changes: ICredentialDataDecryptedObject): void {
		const { type, data } = this.options.credential;
		this.stored = this.store.add(type, { ...data, ...changes });
	}

	/** The saved credential is edited. */
	editCredential(changes: ICredentialDataDecryptedObject): void {
		Object.assign(this.stored.data, changes);
	}

	/** Requests of the trigger while some work is done, those for a token left out. */
	async requests(work: () => Promise<unknown>): Promise<LogEntry[]> {
		const { service } = this.options;
		const since = (await traffic(this.sandbox, service)).entries.at(-1)?.seq ?? 0;
		await work();
		const { entries } = await traffic(this.sandbox, service, since);
		return entries.filter(({ kind }) => kind === 'call');
	}

	async fault(fault: Omit<Fault, 'service'>): Promise<void> {
		await this.sandbox.steer('POST', 'faults', {
			kind: 'call',
			...fault,
			service: this.options.service,
		});
	}

	/** n8n has lost the static data, the process lives on. */
	forget(): void {
		this.saved = {};
		this.workflow = undefined;
		this.context = undefined;
	}

	/** What a drop-down offers. */
	async search(method: string, filter?: string): Promise<INodeListSearchItems[]> {
		const nodeType = this.nodeType();
		const workflow = this.load(nodeType);
		const [node] = Object.values(workflow.nodes);
		const search = nodeType.methods?.listSearch?.[method];
		if (!node || !search) throw new Error(`There is no list ${method}`);
		const path = 'parameters';
		const context = new LoadOptionsContext(workflow, node, this.additional(), path);
		return (await search.call(context, filter)).results;
	}

	/** Static data in memory, as text. */
	get memory(): string {
		return JSON.stringify(this.workflow?.staticData ?? this.saved);
	}

	private save(): void {
		if (this.workflow) this.saved = JSON.parse(JSON.stringify(this.workflow.staticData));
	}

	private async run(
		mode: WorkflowExecuteMode,
		activation: WorkflowActivateMode,
	): Promise<IDataObject[] | null> {
		const { budgetMs } = this.options;
		const nodeType = this.nodeType();
		if (!nodeType.poll) throw new Error('The node does not poll');
		const workflow = this.workflow ?? this.load(nodeType);
		if (mode !== 'manual') this.workflow = workflow;
		const [node] = Object.values(workflow.nodes);
		if (!node) throw new Error('The workflow has no node');
		const context =
			(mode === 'manual' ? undefined : this.context) ??
			this.observed(new PollContext(workflow, node, this.additional(), mode, activation));
		if (mode !== 'manual') this.context = context;
		if (budgetMs !== undefined) Reflect.set(context, 'getPollBudgetMs', () => budgetMs);
		const items = await nodeType.poll.call(context);
		return items === null ? null : items.flat().map(({ json }) => json);
	}

	private observed(context: PollContext): PollContext {
		const warn = (text: string) => this.warnings.push(text);
		Object.defineProperty(context, 'logger', { value: { warn } });
		return context;
	}

	private nodeType(): INodeType {
		const { type } = this.options;
		const nodeType = this.process.nodes.get(type);
		if (!nodeType) throw new Error(`There is no node type ${type}`);
		// n8n adds the poll times to the description when it loads a node.
		const description = structuredClone(nodeType.description);
		const loaded: INodeType = Object.assign(Object.create(nodeType), { description });
		description.properties.unshift(POLL_TIMES);
		return loaded;
	}

	private additional(): IWorkflowExecuteAdditionalData {
		return {
			credentialsHelper: this.store.helper(),
			variables: {},
			currentNodeParameters: this.options.parameters,
		} as unknown as IWorkflowExecuteAdditionalData;
	}

	private load(nodeType: INodeType): Workflow {
		const { parameters, credential, type, pollTimes = EVERY_MINUTE } = this.options;
		const node: INode = {
			id: 'n1',
			name: 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: { ...parameters, pollTimes },
			credentials: { [credential.type]: { id: this.stored.id, name: credential.type } },
		};
		const types: INodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(nodeType),
			getKnownTypes: () => ({}),
		};
		return new Workflow({
			id: 'w1',
			name: 'w1',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes: types,
			staticData: JSON.parse(JSON.stringify(this.saved)),
		});
	}
}
