import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { isTransient } from '../../transport/http/retry';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import type { ItemContext } from '../shared/input/item-context';
import type { OperationForm, OperationContext } from '../shared/form/service-form';
import type { Waited } from '../shared/run/waiting';
import { lastState, secondsIn, waitUntil, messageOf } from '../shared/run/waiting';
import { waitLimitsOf, waitLimitOptions } from './wait-limits';

export const BATCH_WAIT = { limitSeconds: 300, everySeconds: 5 };

const LATER =
	'Use "Get Progress" and "Get Results" of the resource Batch with this batch_id later.';

const ACCEPTED = 'Ottimate has accepted the records: do not send them again.';

/** @param known Ottimate has the batch: its records must not be sent again */
function unknownFate(
	operation: OperationContext,
	batch: string,
	reason: string,
	known: boolean,
): Error {
	const way = `Use "Get Progress" and "Get Results" of the resource Batch with the ID ${batch} later, or raise "Time Limit (Seconds)" under "Options".`;
	return operation.problem(`Batch ${batch}: ${reason}`, known ? `${ACCEPTED} ${way}` : way);
}

function unnamed(operation: OperationContext): Error {
	return operation.problem(
		'Ottimate accepted the records, but returned no batch ID to wait for',
		'They may be created: do not send them again. Look for them in Ottimate.',
	);
}

/** Reads what Ottimate says of a batch that it is known to have. */
async function readKnown(
	operation: OperationContext,
	batch: string,
	row: string,
): Promise<CallItem[]> {
	return await operation.call(row, { id: batch }).catch((error: unknown) => {
		if (isTransient(error)) throw error;
		const reason = `its state could not be read (${messageOf(error)})`;
		throw unknownFate(operation, batch, reason, true);
	});
}

/** Looks for a batch that a person names: whether Ottimate has it shows only here. */
async function findNamed(operation: OperationContext, batch: string): Promise<CallItem[]> {
	return await operation.call('batch.getProgress', { id: batch }).catch((error: unknown) => {
		const missing = error instanceof NodeApiError && error.httpCode === '404';
		if (!missing) throw error;
		throw operation.problem(
			`Ottimate has no batch "${batch}"`,
			'Use the "batch_id" that the call which sent the records returned. A batch of another account is not found either.',
		);
	});
}

/** Tasks as items. Where Ottimate counts more failures than the results show, a message alone counts as one. */
function tasksOf(results: CallItem[], progress: IDataObject): CallItem[] {
	const failed = Number(progress.tasks_failed ?? 0);
	const seen = results.filter(({ failure }) => failure !== undefined).length;
	if (failed <= seen) return results;
	const spoken = results.filter(({ json }) => typeof json.message === 'string' && json.message);
	if (spoken.length === failed) {
		return results.map((item) =>
			spoken.includes(item) ? { ...item, failure: String(item.json.message) } : item,
		);
	}
	const words = `Ottimate counts ${failed} failed tasks, but its results show ${seen}`;
	const error = progress.error ? `${String(progress.error)} (${words})` : words;
	return [...results, { json: progress, failure: error }];
}

/** The state of a batch when the time ran out. */
function outcomeOf({ last, trouble }: Waited<unknown>, limitMs: number): string {
	const time = secondsIn(limitMs);
	const since = trouble === undefined ? '' : ` (${trouble})`;
	if (!last) return `Ottimate did not report its state in ${time}${since}`;
	if (last.state.status === 'completed') {
		return `completed at ${last.at}, but Ottimate did not give its results in ${time}${since}`;
	}
	const share = `${Math.round(Number(last.state.progress ?? 0) * 100)} %`;
	return trouble === undefined
		? `not completed after ${time} (${share})`
		: `not completed after ${time}; it was at ${share} at ${last.at}, and Ottimate has not answered since${since}`;
}

/**
 * Waits until a batch is completed.
 *
 * @param accepted Ottimate has accepted the batch in this run
 * @returns one item for each task, in the order of the tasks
 * @throws NodeOperationError that names the batch when the time is up
 */
export async function waitForBatch(
	operation: OperationContext,
	batch: string,
	accepted: boolean,
): Promise<CallItem[]> {
	const limits = waitLimitsOf(operation, BATCH_WAIT);
	let completed: IDataObject | undefined;
	let known = accepted;
	const waited = await waitUntil(operation, limits, async (bounded, observe) => {
		if (!completed) {
			const [item] = known
				? await readKnown(bounded, batch, 'batch.getProgress')
				: await findNamed(bounded, batch);
			const progress = item?.json ?? {};
			known = true;
			observe(progress);
			if (progress.status !== 'completed') return undefined;
			completed = progress;
		}
		const results = await readKnown(bounded, batch, 'batch.getResults');
		return tasksOf(inOrder(results), completed);
	});
	const { result, last } = waited;
	if (result) return result.map((item) => ({ ...item, json: { batch_id: batch, ...item.json } }));
	const state = { ...last?.state, batch_id: batch };
	const asTool = lastState(
		operation.context,
		waited,
		state,
		known ? `${ACCEPTED} ${LATER}` : LATER,
	);
	if (asTool) return asTool;
	throw unknownFate(operation, batch, outcomeOf(waited, limits.limitMs), known);
}

/** Results by the number of their task. */
function inOrder(results: CallItem[]): CallItem[] {
	return results.every(({ json }) => Number.isFinite(Number(json.task)))
		? [...results].sort((a, b) => Number(a.json.task) - Number(b.json.task))
		: results;
}

/** How many records the service says it accepted. */
function accepted({ summary }: IDataObject): number | undefined {
	const counts = isRecord(summary) ? [summary.count, summary.invoice_count] : [];
	return counts.find((count): count is number => typeof count === 'number');
}

/** Tasks in the place of the accepted batch. Task n is record n where there are as many tasks as records. */
async function whenDone(operation: OperationContext, items: CallItem[]): Promise<CallItem[]> {
	if (!operation.read.boolean('waitForCompletion', 'Wait for Completion')) return items;
	const [first] = items;
	const batch = first?.json.batch_id;
	if (first === undefined || typeof batch !== 'string' || batch === '') throw unnamed(operation);
	const tasks = await waitForBatch(operation, batch, true);
	const matched = tasks.length === accepted(first.json);
	return tasks.map((item, record) => (matched ? { ...item, record } : item));
}

const properties: readonly INodeProperties[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		default: false,
		description:
			'Whether to wait for the batch to complete and return one item per task, failed tasks as errors. Otherwise the node returns the accepted batch, and failures appear only in its results.',
	},
];

const options = waitLimitOptions(BATCH_WAIT, { show: { '/waitForCompletion': [true] } });

/** A time limit that cannot be kept is refused before anything is sent. */
function checkWaitLimits(item: ItemContext, values: IDataObject): IDataObject {
	if (item.read.boolean('waitForCompletion', 'Wait for Completion')) {
		waitLimitsOf(item, BATCH_WAIT);
	}
	return values;
}

/** What all calls that are carried out as a batch have in common. */
export const asBatch = {
	properties,
	options,
	shape: checkWaitLimits,
	afterResponse: whenDone,
} satisfies OperationForm;
