import type { IDataObject } from 'n8n-workflow';

import type { RecordResult } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { Claims, inOrder, outcome, recordsAt, sameText, unnamed, wordsOf } from './records';

/**
 * `created[]`, `updated[]` and `errors[]` of the bulk calls. A record sent that none of them names counts as failed, and so do
 * errors that are counted but not listed.
 *
 * @param name the key by which records of request and answer are matched
 */
function bulkOutcomes(body: unknown, sent: readonly unknown[], name: string, thing: string) {
	const claims = new Claims(sent);
	const byName = (entry: IDataObject) => (record: IDataObject) =>
		sameText(record[name], entry[name]);
	const errors = recordsAt(body, 'errors').map((entry) => {
		const words = wordsOf(entry.error) ?? wordsOf(entry.message);
		const at = claims.claim(byName(entry), entry.index);
		return outcome(entry, at, words ?? `Ottimate could not save the ${thing}`);
	});
	const saved = ['created', 'updated'].flatMap((result) =>
		recordsAt(body, result).map((entry) =>
			outcome({ ...entry, outcome: result }, claims.claim(byName(entry))),
		),
	);
	const counted = isRecord(body) ? Number(body.error_count ?? 0) : 0;
	const left = claims.left();
	const unplaced = [...errors, ...saved].filter(({ record }) => record === undefined);
	// As many as are left over on both sides: the service wrote the key another way.
	if (left.length === unplaced.length) {
		unplaced.forEach((one, place) => {
			const at = left[place]?.at;
			if (at !== undefined) one.record = at;
		});
	}
	const others =
		left.length > unplaced.length ? unnamed([...errors, ...saved], left, sent, name, thing) : [];
	const missing = counted - [...errors, ...others].filter(({ failure }) => failure).length;
	const unlisted =
		missing > 0
			? [
					outcome(
						{ error_count: counted },
						undefined,
						`Ottimate counts ${counted} errors but lists ${errors.length}`,
					),
				]
			: [];
	return inOrder([...errors, ...saved, ...others, ...unlisted]);
}

/** Source: OpenAPI file 1.0.0, POST /vendors/bulk: errors have `index`, `erp_vendor_id`, `error`, `type`. */
export function vendorOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	return bulkOutcomes(body, sent, 'erp_vendor_id', 'vendor');
}

/** Source: OpenAPI file 1.0.0, POST /dimensions/bulk: all three lists have `id` and `name` only. */
export function dimensionOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	return bulkOutcomes(body, sent, 'name', 'dimension');
}
