import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { IRunExecutionData } from 'n8n-workflow';
import { unflatten } from '../execution.mts';
import type { N8n } from '../n8n.mts';
import type { Told } from './story.mts';

const MARK = /mark-([a-z]+)-\d{4,}/;

/** Every item that a trigger gave to its workflow, read past n8n; and how many executions are not over. */
export function everythingTold(n8n: N8n): { told: Told[]; open: number } {
	const file = path.join(n8n.userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = database
			.prepare(
				`SELECT e.workflowId, e.status, e.createdAt, d.data FROM execution_entity e
				JOIN execution_data d ON d.executionId = e.id`,
			)
			.all();
		const told: Told[] = [];
		let open = 0;
		for (const row of rows) {
			if (['new', 'running', 'waiting'].includes(String(row.status))) open += 1;
			const text = String(row.data);
			if (!MARK.test(text)) continue;
			const at = Date.parse(`${String(row.createdAt).replace(' ', 'T')}Z`);
			for (const mark of marksIn(unflatten(text) as IRunExecutionData)) {
				const service = MARK.exec(mark)?.[1] ?? '';
				told.push({ workflowId: String(row.workflowId), service, mark, at });
			}
		}
		return { told, open };
	} finally {
		database.close();
	}
}

function marksIn({ resultData, executionData }: IRunExecutionData): string[] {
	const runs = Object.entries(resultData.runData).filter(([name]) => name !== 'End');
	const items = runs.flatMap(([, all]) => all.flatMap(({ data }) => data?.main?.[0] ?? []));
	// An execution that has not run yet, or was ended, has them on its stack only.
	const waiting = executionData?.nodeExecutionStack.flatMap(({ data }) => data.main?.[0] ?? []);
	const found = items.length > 0 ? items : (waiting ?? []);
	return found.flatMap(({ json }) => MARK.exec(JSON.stringify(json))?.[0] ?? []);
}
