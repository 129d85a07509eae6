import type { RecordResult } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { recordsAt, wordsOf } from './records';

/** A batch that is over and in which tasks failed counts as failed; while it runs nothing does. */
export function batchProgress(body: unknown): RecordResult[] {
	const json = isRecord(body) ? body : {};
	const failed = Number(json.tasks_failed ?? 0);
	const error = wordsOf(json.error);
	if (json.status === 'processing' || (error === undefined && !(failed > 0))) return [{ json }];
	const count = `${failed} of ${String(json.tasks_count ?? 'the')} tasks failed`;
	return [{ json, failure: error === undefined ? count : `${error} (${count})` }];
}

/** A task without a result but with a message failed; Ottimate says no more of it than that. */
export function batchResults(body: unknown): RecordResult[] {
	return recordsAt(body, 'results').map((json) => {
		const words = wordsOf(json.message);
		const result = json.result;
		const empty = result === undefined || result === null || result === '' || result === false;
		return { json, ...(empty && words !== undefined ? { failure: words } : {}) };
	});
}
