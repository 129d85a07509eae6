import type { Call } from './call.mts';
import { Refusal } from './call.mts';
import type { Batch } from './records.mts';
import { state } from './state.mts';

/** After how many looks at a batch it is done. */
const pollsToFinish = 3;

export function startBatch(call: Call, tasks: Batch['tasks']) {
	const number = Math.floor(state.random() * 0xffffffff)
		.toString(16)
		.padStart(8, '0');
	const batch: Batch = {
		batch_id: `b-${number}-${state.batches.length + 1}`,
		polls: 0,
		status: 'processing',
		tasks,
		results: [],
		modified: call.now,
		completed: null,
	};
	state.batches.push(batch);
	return {
		batch_id: batch.batch_id,
		batch_url: `/v1/batch/${batch.batch_id}/progress`,
		results_url: `/v1/batch/${batch.batch_id}/results`,
	};
}

function run(task: Batch['tasks'][number]): ReturnType<Batch['tasks'][number]> {
	try {
		return task();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		const detail = error.detail;
		const message = typeof detail === 'string' ? detail : JSON.stringify(detail ?? error.code);
		return { result: null, message };
	}
}

/** Each look lets a running batch get on by a third of its tasks. */
export function advance(batch: Batch, now: number): void {
	if (batch.status === 'completed') return;
	batch.polls += 1;
	const due =
		batch.polls >= pollsToFinish
			? batch.tasks.length
			: Math.floor((batch.tasks.length * batch.polls) / pollsToFinish);
	const done = batch.results.length;
	batch.tasks.slice(done, due).forEach((task, at) => {
		batch.results.push({ task: done + at + 1, ...run(task) });
	});
	batch.modified = now;
	if (batch.polls < pollsToFinish) return;
	batch.status = 'completed';
	batch.completed = now;
}

export function counts(batch: Batch) {
	const failed = batch.results.filter((row) => row.message !== null).length;
	return {
		progress: Math.min(1, Math.round((batch.polls / pollsToFinish) * 100) / 100),
		tasks_count: batch.tasks.length,
		tasks_completed: batch.results.length - failed,
		tasks_failed: failed,
	};
}
