import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Credential } from '../client.mts';
import type { Rig } from '../rig.mts';
import { until } from '../until.mts';
import type { NodeJson, WorkflowJson } from '../workflows.mts';
import type { YearService } from './services.mts';
import { parametersOf, SERVICES } from './services.mts';
import type { Receiver, Span } from './story.mts';

interface Trigger {
	service: YearService;
	id: string;
	name: string;
	webhookId: string;
	selection: 0 | 1;
	receiver: Receiver;
}

/** Nobody knows yet when it ends. */
const OPEN = Infinity;

/** A workflow with one or two triggers, and the person who edits it. */
export class YearWorkflow {
	readonly triggers: Trigger[] = [];

	private id = '';

	private edits = 0;

	private constructor(
		private readonly rig: Rig,
		readonly name: string,
		private readonly credentials: ReadonlyMap<YearService, Credential>,
	) {}

	/** Not published yet. */
	static async create(
		rig: Rig,
		name: string,
		services: readonly YearService[],
		credentials: ReadonlyMap<YearService, Credential>,
	): Promise<YearWorkflow> {
		const workflow = new YearWorkflow(rig, name, credentials);
		for (const service of services) {
			const webhookId = `${service}-${randomUUID()}`;
			workflow.triggers.push({
				service,
				id: randomUUID(),
				name: `On ${service}`,
				webhookId,
				selection: 0,
				receiver: {
					name: `${name}, ${service}`,
					workflowId: '',
					service,
					webhookId: SERVICES[service].isWebhook ? webhookId : undefined,
					off: [{ from: 0, to: OPEN }],
					anew: [],
					rotated: [],
					moving: [],
					missing: [],
				},
			});
		}
		const { id } = await rig.client.createWorkflow(workflow.json());
		workflow.id = id;
		for (const { receiver } of workflow.triggers) receiver.workflowId = id;
		return workflow;
	}

	/** Saves what was edited and publishes it; returns when n8n has done so. */
	async publish(): Promise<void> {
		const { nodes, connections } = this.json();
		await this.rig.client.updateWorkflow(this.id, { nodes, connections });
		await this.rig.client.publish(this.id);
		await this.untilDone();
		const now = Date.now();
		for (const { receiver } of this.triggers) {
			const last = receiver.off.at(-1);
			if (last?.to === OPEN) last.to = now;
		}
	}

	async unpublish(): Promise<void> {
		const from = Date.now();
		for (const { receiver } of this.triggers) receiver.off.push({ from, to: OPEN });
		await this.rig.client.unpublish(this.id);
		await this.untilDone();
	}

	editOther(): void {
		this.edits += 1;
	}

	/** Changes one trigger, and publishes: it is then published anew. */
	async change(trigger: Trigger, edit: (trigger: Trigger) => void): Promise<void> {
		const span: Span = { from: Date.now(), to: OPEN };
		trigger.receiver.anew.push(span);
		edit(trigger);
		await this.publish();
		span.to = Date.now();
	}

	private json(): WorkflowJson {
		const nodes = this.triggers.map(({ service, id, name, webhookId, selection }): NodeJson => {
			const { type, isWebhook } = SERVICES[service];
			const credential = this.credentials.get(service);
			if (!credential) throw new Error(`There is no credential for ${service}`);
			return {
				id,
				name,
				type: `n8n-nodes-business-apis.${type}`,
				typeVersion: 1,
				position: [0, 0],
				...(isWebhook ? { webhookId } : {}),
				parameters: parametersOf(service, selection),
				credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			};
		});
		const end: NodeJson = {
			id: `end-of-${this.name}`,
			name: 'End',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [300, 0],
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ edits: this.edits }), options: {} },
		};
		const main = [[{ node: 'End', type: 'main' as const, index: 0 }]];
		return {
			name: this.name,
			nodes: [...nodes, end],
			connections: Object.fromEntries(nodes.map(({ name }) => [name, { main }])),
			settings: { executionOrder: 'v1' },
		};
	}

	/** n8n 2.41 publishes after its answer, in an order of its own. */
	private async untilDone(): Promise<void> {
		const file = path.join(this.rig.n8n.userFolder, '.n8n', 'database.sqlite');
		const sql = `SELECT count(*) AS open FROM workflow_publication_outbox
			WHERE workflowId = ? AND status IN ('pending', 'in_progress')`;
		await until(`${this.name} is published`, async () => {
			const database = new DatabaseSync(file, { readOnly: true });
			try {
				return await Promise.resolve(database.prepare(sql).get(this.id)?.open === 0);
			} finally {
				database.close();
			}
		});
	}
}
