import type { ExecutionStatus, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';

/** One run of a workflow with its data decoded. */
export interface Execution {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	/** `manual`, `trigger` ... */
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	data: IRunExecutionData;
}

export type ExecutionSummary = Omit<Execution, 'data'>;

/** What a node error looks like once it has been stored as JSON. */
export interface StoredError {
	name?: string;
	message: string;
	description?: string | null;
	messages?: string[];
	httpCode?: string | null;
	context?: Record<string, unknown>;
	node?: { name?: string };
}

const RUNNING: readonly ExecutionStatus[] = ['new', 'running', 'waiting'];

export function isOver(status: ExecutionStatus): boolean {
	return !RUNNING.includes(status);
}

/** All items that a node gave to one of its outputs, over all its runs. */
export function itemsOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** The JSON of those items. */
export function rowsOf(execution: Execution, nodeName: string, output = 0) {
	return itemsOf(execution, nodeName, output).map(({ json }) => json);
}

/** Why the execution, or one node of it, failed. */
export function errorOf(execution: Execution, nodeName?: string): StoredError | undefined {
	const { resultData } = execution.data;
	const error =
		nodeName === undefined
			? resultData.error
			: resultData.runData[nodeName]?.find((run) => run.error)?.error;
	return error as StoredError | undefined;
}

/**
 * Decodes n8n's wire form of run data ("flatted"): a list in which every object, list and text
 * stands once, and texts inside objects and lists are indexes into it.
 */
export function unflatten(text: string): unknown {
	const table: unknown[] = JSON.parse(text);
	const done = new Set<unknown>();
	const todo: unknown[] = [table[0]];
	const look = (value: unknown) => {
		if (typeof value !== 'string') return value;
		const found = table[Number(value)];
		if (typeof found === 'object' && found !== null) todo.push(found);
		return found;
	};
	for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
		if (done.has(next)) continue;
		done.add(next);
		if (Array.isArray(next)) next.forEach((value, index) => void (next[index] = look(value)));
		else if (isObject(next)) for (const key in next) next[key] = look(next[key]);
	}
	return table[0];
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
