import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { N8n } from './n8n.mts';
import { until } from './until.mts';

/** Waits until n8n, which goes on after its answer, takes calls of a published workflow. */
export async function untilListening(n8n: N8n, workflowId: string): Promise<void> {
	const sql = 'SELECT count(*) AS count FROM webhook_entity WHERE workflowId = ?';
	await until('n8n listens for a published workflow', async () => {
		return await Promise.resolve(Number(rowOf(n8n, sql, workflowId).count) > 0);
	});
}

/** What n8n has saved of the memory of a workflow's trigger. */
export function staticDataOf(n8n: N8n, workflowId: string): string {
	const sql = 'SELECT staticData FROM workflow_entity WHERE id = ?';
	return String(rowOf(n8n, sql, workflowId).staticData ?? '');
}

function rowOf(n8n: N8n, sql: string, workflowId: string): Record<string, unknown> {
	const file = path.join(n8n.userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		return database.prepare(sql).get(workflowId) ?? {};
	} finally {
		database.close();
	}
}
