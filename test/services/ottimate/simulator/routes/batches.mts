import { isoSecond } from '../../../../sandbox/core/wire.mts';
import { advance, counts } from '../batches.mts';
import type { Call } from '../call.mts';
import { notFound } from '../call.mts';
import { between } from '../dates.mts';
import { paged } from '../paging.mts';
import type { Batch } from '../records.mts';
import type { Operation } from '../serve.mts';
import { version } from '../serve.mts';
import { state } from '../state.mts';

function named(call: Call): Batch {
	const batch = state.batches.find((row) => row.batch_id === call.id());
	if (!batch) throw notFound('Batch');
	return batch;
}

function list(call: Call) {
	const status = call.oneOf('status', ['processing', 'completed']);
	for (const batch of state.batches) advance(batch, call.now);
	const own = state.batches
		.filter((batch) => status === undefined || batch.status === status)
		.sort((left, right) => right.modified - left.modified);
	const rows = between(call, own, { from: 'date_from', to: 'date_to' }, (row) => row.modified);
	const { count, rows: shown } = paged(call, rows, { size: 20 });
	const results = shown.map((batch) => ({
		batch_id: batch.batch_id,
		status: batch.status,
		...counts(batch),
		modified_at: isoSecond(batch.modified),
		completed_at: batch.completed === null ? null : isoSecond(batch.completed),
	}));
	return { status: 200, body: { count, results } };
}

function progress(call: Call) {
	const batch = named(call);
	advance(batch, call.now);
	const numbers = counts(batch);
	const allFailed = numbers.tasks_count > 0 && numbers.tasks_failed === numbers.tasks_count;
	return {
		status: 200,
		body: {
			version: version(call),
			batch_id: batch.batch_id,
			...numbers,
			status: batch.status,
			results_url: `/v1/batch/${batch.batch_id}/results`,
			error: allFailed ? 'All tasks failed' : null,
		},
	};
}

function results(call: Call) {
	const batch = named(call);
	const body = { version: version(call), batch_id: batch.batch_id, results: batch.results };
	return { status: 200, body };
}

export const batchOperations: Operation[] = [
	{ method: 'GET', path: '/batch', work: list },
	{ method: 'GET', path: '/batch/{id}/progress', work: progress },
	{ method: 'GET', path: '/batch/{id}/results', work: results },
];
