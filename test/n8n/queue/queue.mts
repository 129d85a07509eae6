import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionStatus, ICredentialDataDecryptedObject } from 'n8n-workflow';
import { isOver } from '../execution.mts';
import type { N8n, N8nOptions } from '../n8n.mts';
import { startN8n } from '../n8n.mts';
import { prepared } from '../prepared.mts';
import { Rig } from '../rig.mts';
import { fieldsIn } from '../stored.mts';
import type { N8nVersion } from '../versions.mts';
import { CURRENT } from '../versions.mts';
import type { WorkflowJson } from '../workflows.mts';
import { Servers } from './servers.mts';

const ENVIRONMENT = {
	// Without it the main process runs what a person starts in the editor.
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
	EXECUTIONS_DATA_PRUNE: 'false',
};

export interface QueueOptions {
	workers: number;
	version?: N8nVersion;
	/** Comes on top, for all processes. */
	env?: Record<string, string>;
}

/** An execution as the database has it. */
export interface Row {
	id: string;
	status: ExecutionStatus;
	/** Milliseconds since the epoch; null where a worker took the job and was killed before it began. */
	startedAt: number | null;
	stoppedAt: number | null;
}

/**
 * n8n in queue mode: PostgreSQL, Redis, a main process and workers, each with a folder of its own and the packed package in it,
 * as in containers.
 */
export class Queue {
	private constructor(
		readonly servers: Servers,
		readonly rig: Rig,
		readonly workers: readonly N8n[],
		private readonly settings: N8nOptions,
	) {}

	static async start({ workers, version = CURRENT, env }: QueueOptions): Promise<Queue> {
		const servers = await Servers.start();
		const settings = await prepared({
			version,
			editor: false,
			env: { ...servers.env, ...ENVIRONMENT, ...env },
		});
		const parts: Array<{ stop(): Promise<void> }> = [servers];
		try {
			// Alone at first: it makes the tables.
			const rig = await Rig.start(settings);
			parts.push(rig);
			const started = await Promise.allSettled(
				Array.from({ length: workers }, async () => {
					const worker = await startN8n({ ...settings, role: 'worker' });
					parts.push({ stop: async () => await worker.dispose() });
					return worker;
				}),
			);
			const ready = started.map((one) => {
				if (one.status === 'rejected') throw one.reason;
				return one.value;
			});
			return new Queue(servers, rig, ready, settings);
		} catch (error) {
			for (const part of parts.reverse()) await part.stop();
			throw error;
		}
	}

	async stop(): Promise<void> {
		await Promise.all(this.workers.map(async (worker) => await worker.dispose()));
		await this.rig.stop();
		await this.servers.stop();
	}

	/** Processes that only take calls of webhooks (n8n's command `webhook`); the caller disposes of them. */
	async webhookProcesses(count: number): Promise<N8n[]> {
		return await Promise.all(
			Array.from(
				{ length: count },
				async () => await startN8n({ ...this.settings, role: 'webhook' }),
			),
		);
	}

	/** Creates a workflow and publishes it; gives its id when n8n takes calls of its webhook. */
	async publish(workflow: WorkflowJson): Promise<string> {
		const { id } = await this.rig.client.createWorkflow(workflow);
		await this.rig.client.publish(id);
		await until(`the webhook of ${workflow.name} is there`, async () => {
			const sql = `SELECT 1 AS there FROM webhook_entity WHERE "workflowId" = '${id}'`;
			return (await this.servers.query(sql)).length > 0;
		});
		return id;
	}

	/** The worker that took the execution. */
	workerOf(executionId: string): N8n | undefined {
		const words = `Worker started execution ${executionId} `;
		return this.workers.find(({ log }) => log.includes(words));
	}

	/** All executions of the workflows, oldest first. */
	async executions(workflowIds: readonly string[]): Promise<Row[]> {
		const ids = workflowIds.map((id) => `'${id}'`).join(', ');
		return await this.servers.query<Row>(
			`SELECT id::text, status, ${ms('"startedAt"')} AS "startedAt", ${ms('"stoppedAt"')} AS "stoppedAt"
			FROM execution_entity WHERE "workflowId" IN (${ids}) ORDER BY execution_entity.id`,
		);
	}

	/**
	 * Waits until the workflows' executions are over, except one; gives how many still are not when the time is up.
	 */
	async untilOver(
		workflowIds: readonly string[],
		limitMs: number,
		except?: string,
	): Promise<number> {
		const end = Date.now() + limitMs;
		for (;;) {
			const rows = await this.executions(workflowIds);
			const open = rows.filter(({ id, status }) => id !== except && !isOver(status)).length;
			if (open === 0 || Date.now() > end) return open;
			await sleep(500);
		}
	}

	/** A credential's fields as they lie in the database. */
	async storedCredential(id: string): Promise<ICredentialDataDecryptedObject> {
		const [row] = await this.servers.query<{ data: string }>(
			`SELECT data FROM credentials_entity WHERE id = '${id}'`,
		);
		if (!row) throw new Error(`No credential ${id} in the database`);
		return fieldsIn(row.data);
	}
}

const LIMIT_MS = 240_000;

/** Waits until something holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
	const end = Date.now() + LIMIT_MS;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`Not in ${LIMIT_MS} ms: ${what}`);
		await sleep(100);
	}
}

function ms(column: string): string {
	return `round(extract(epoch FROM ${column}) * 1000)`;
}
