import type { RecordResult } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { Claims, inOrder, listAt, outcome, recordsAt, sameText, unnamed, wordsOf } from './records';

/** `updated` and `flagged` hold ids, `failed` and `skipped` an id and what is wrong. */
function markOutcomes(body: unknown, sent: readonly unknown[], done: string): RecordResult[] {
	const claims = new Claims(sent);
	const claim = (id: unknown) => claims.claim((record) => sameText(record.invoice_id, id));
	const recordOf = (at: number | undefined) => {
		const record = at === undefined ? undefined : sent[at];
		return isRecord(record) ? record : {};
	};
	const flagged = listAt(body, 'flagged');
	const refused = ['failed', 'skipped'].flatMap((result) =>
		recordsAt(body, result).map((entry) => {
			const at = claim(entry.id);
			const words = wordsOf(entry.error) ?? 'Ottimate gave no reason';
			const json = { ...recordOf(at), ...entry, outcome: result };
			return outcome(json, at, result === 'skipped' ? `Skipped: ${words}` : words);
		}),
	);
	const ids = [...new Set([...listAt(body, 'updated'), ...flagged])];
	const marked = ids.map((id) => {
		const at = claim(id);
		const flag = done === 'unexported' ? { flagged: flagged.includes(id) } : {};
		return outcome({ ...recordOf(at), invoice_id: id as number, outcome: done, ...flag }, at);
	});
	const named = [...refused, ...marked];
	return inOrder([...named, ...unnamed(named, claims.left(), sent, 'invoice_id', 'invoice')]);
}

export function exportOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	return markOutcomes(body, sent, 'exported');
}

export function unexportOutcomes(body: unknown, sent: readonly unknown[]): RecordResult[] {
	return markOutcomes(body, sent, 'unexported');
}
