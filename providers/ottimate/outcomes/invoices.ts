import type { RecordResult } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { listAt, outcome, recordsAt, wordsOf } from './records';

/**
 * A changed invoice, and its lines that were not. `items_processing_result.failure` maps the position of a line in the request,
 * from 0, to what is wrong with it.
 */
export function lineOutcomes(body: unknown): RecordResult[] {
	const invoice = isRecord(body) ? body : {};
	const result = isRecord(invoice.items_processing_result) ? invoice.items_processing_result : {};
	const failure = isRecord(result.failure) ? Object.entries(result.failure) : [];
	const failed = failure.map(([line, words]) =>
		outcome(
			{ invoice_id: invoice.id, line: Number(line), error: words },
			undefined,
			`Line ${Number(line) + 1}: ${wordsOf(words) ?? JSON.stringify(words)}`,
		),
	);
	if (result.status === 'failure') {
		const json = { invoice_id: invoice.id, items_processing_result: result };
		return failed.length > 0
			? failed
			: [outcome(json, undefined, 'Ottimate could not change any line')];
	}
	if (result.status === 'partial_success' && failed.length === 0) {
		const json = { invoice_id: invoice.id, items_processing_result: result };
		failed.push(outcome(json, undefined, 'Ottimate could not change all lines'));
	}
	return [{ json: invoice }, ...failed];
}

/** The images of an invoice after they were replaced, and those that were not taken. */
export function imageOutcomes(body: unknown): RecordResult[] {
	const failed = recordsAt(body, 'image_errors').map((entry) => {
		const source = wordsOf(entry.source);
		const words = wordsOf(entry.error) ?? 'Ottimate could not use the image';
		return outcome(entry, undefined, source === undefined ? words : `${source}: ${words}`);
	});
	const images = listAt(body, 'images');
	const whole = isRecord(body) ? body : {};
	return failed.length > 0 && images.length === 0 ? failed : [{ json: whole }, ...failed];
}

/** An invoice that was sent back to review; `success` may be false. */
export function flagOutcomes(body: unknown): RecordResult[] {
	const json = isRecord(body) ? body : {};
	if (json.success !== false) return [{ json }];
	return [{ json, failure: wordsOf(json.message) ?? 'Ottimate did not flag the invoice' }];
}
