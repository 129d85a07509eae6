import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchItems,
	INodeParameters,
} from 'n8n-workflow';

import { CURRENT } from '../../n8n/versions.mts';
import type { Fault, LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { Process, traffic } from './bench.mts';
import type { Stored } from './credentials-store.mts';
import { read, workflowOf } from './host/database.mts';
import { Host } from './host/host.mts';
import { loadsOf } from './host/package.mts';

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
	/** Of n8n; default: the current one. */
	version?: string;
}

const WORKFLOW = 'w1';
const NODE = 'n1';

const EVERY_MINUTE = { item: [{ mode: 'everyMinute' }] };

const FACTS = ['event', 'eventKey', 'occurredAt', 'link', 'changes'];

/** The keys of an item that the record has. */
export function recordKeys(item: IDataObject | undefined): string[] {
	return Object.keys(item ?? {}).filter((key) => !FACTS.includes(key));
}

const rowsIn = (items: INodeExecutionData[] | null): IDataObject[] =>
	(items ?? []).map(({ json }) => json);

/** One polling trigger in a workflow, and the person who edits it. */
export class Poller {
	private host: Promise<Host> | undefined;

	private n8n: Host | undefined;

	private constructor(
		private readonly sandbox: Sandbox,
		readonly options: PollerOptions,
		private readonly process_: Process,
		private stored: Stored,
	) {}

	static start(sandbox: Sandbox, options: PollerOptions): Poller {
		const process_ = Process.start();
		const { type, data } = options.credential;
		return new Poller(sandbox, options, process_, process_.store.add(type, data));
	}

	/** Publishes the trigger as it is edited, for the first time or anew; what its first poll tells. */
	async activate(): Promise<IDataObject[]> {
		return await this.told(async (n8n) => {
			await n8n.unpublish(WORKFLOW);
			await n8n.publish(WORKFLOW, [this.node()]);
		});
	}

	/** n8n ends and starts again: its memory is gone. Gives what the poll at the start and the first one by the clock tell. */
	async restart(): Promise<IDataObject[]> {
		return [...(await this.startUp()), ...(await this.poll())];
	}

	/** n8n ends and starts again; what the poll at the start tells. */
	async startUp(): Promise<IDataObject[]> {
		return await this.told(async (n8n) => await n8n.restart());
	}

	/** A poll by the clock. */
	async poll(): Promise<IDataObject[]> {
		return rowsIn(await (await this.running()).poll(WORKFLOW, NODE));
	}

	/** "Fetch Test Event". */
	async test(): Promise<IDataObject[]> {
		return rowsIn(await (await this.running()).fetchTestEvent(WORKFLOW, this.node()));
	}

	/** The parameters are edited and published. */
	async edit(changes: INodeParameters): Promise<IDataObject[]> {
		this.options.parameters = { ...this.options.parameters, ...changes };
		return await this.told(async (n8n) => await n8n.publish(WORKFLOW, [this.node()]));
	}

	/** Another saved credential is chosen. */
	useCredential(changes: ICredentialDataDecryptedObject): void {
		const { type, data } = this.options.credential;
		this.stored = this.process_.store.add(type, { ...data, ...changes });
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
		this.n8n?.forget(WORKFLOW);
	}

	/** What a drop-down offers. */
	async search(method: string, filter?: string): Promise<INodeListSearchItems[]> {
		const n8n = await this.running();
		const { nodeTypes } = n8n;
		const workflow = workflowOf(read(n8n.rowOf(WORKFLOW)), [this.node()], nodeTypes);
		const [node] = Object.values(workflow.nodes);
		const type = nodeTypes.getByNameAndVersion(this.options.type);
		const search = type.methods?.listSearch?.[method];
		if (!node || !search) throw new Error(`There is no list ${method}`);
		const additional = n8n.calls.additional(node);
		const context = new LoadOptionsContext(workflow, node, additional, 'parameters');
		return (await search.call(context, filter)).results;
	}

	/** What the database holds. */
	get saved(): IDataObject {
		return this.n8n?.rowOf(WORKFLOW).staticData ?? {};
	}

	set saved(data: IDataObject) {
		if (!this.n8n) throw new Error('The trigger was never activated');
		this.n8n.rowOf(WORKFLOW).staticData = data;
	}

	/** What the trigger wrote into n8n's log. */
	get warnings(): string[] {
		return this.n8n?.calls.log ?? [];
	}

	/** Static data in memory, as text. */
	get memory(): string {
		return JSON.stringify(this.n8n?.memoryOf(WORKFLOW, NODE) ?? {});
	}

	/** What polls tell while n8n does something. */
	private async told(work: (n8n: Host) => Promise<void>): Promise<IDataObject[]> {
		const n8n = await this.running();
		const before = n8n.items.length;
		await work(n8n);
		return rowsIn(n8n.items.slice(before));
	}

	private async running(): Promise<Host> {
		this.host ??= Host.start({
			version: this.options.version ?? CURRENT,
			load: loadsOf(this.process_),
			...(this.options.budgetMs === undefined ? {} : { budgetMs: this.options.budgetMs }),
		});
		this.n8n = await this.host;
		return this.n8n;
	}

	private node(): INode {
		const { parameters, credential, type, pollTimes = EVERY_MINUTE } = this.options;
		return {
			id: NODE,
			name: 'Trigger',
			type,
			typeVersion: 1,
			position: [0, 0],
			parameters: { ...parameters, pollTimes },
			credentials: { [credential.type]: { id: this.stored.id, name: credential.type } },
		};
	}
}

/** The Ottimate Trigger with a credential of the simulator. */
export function ottimateTrigger(
	sandbox: Sandbox,
	parameters: INodeParameters,
	more: Partial<PollerOptions> = {},
): Poller {
	return Poller.start(sandbox, {
		service: 'ottimate',
		type: 'ottimateTrigger',
		parameters,
		credential: {
			type: 'ottimateApi',
			data: {
				environment: 'custom',
				baseUrl: sandbox.baseUrls.ottimate ?? '',
				apiKey: 'sandbox-ottimate-api-key',
				clientId: 'sandbox-ottimate-client-id',
				clientSecret: 'sandbox-ottimate-client-secret',
				requestsPerSecond: 1000,
				requestsPerDay: 10_000,
			},
		},
		...more,
	});
}
