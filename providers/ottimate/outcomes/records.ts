import type { IDataObject } from 'n8n-workflow';

import type { RecordResult } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';

export function listAt(body: unknown, key: string): unknown[] {
	const list = isRecord(body) ? body[key] : undefined;
	return Array.isArray(list) ? list : [];
}

export function recordsAt(body: unknown, key: string): IDataObject[] {
	return listAt(body, key).map((entry) => (isRecord(entry) ? entry : { id: entry as number }));
}

export function wordsOf(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function sameText(a: unknown, b: unknown): boolean {
	return a !== undefined && a !== null && b !== undefined && b !== null && String(a) === String(b);
}

/** The records sent, each of which an answer may claim once. */
export class Claims {
	private readonly open: Set<number>;

	constructor(private readonly sent: readonly unknown[]) {
		this.open = new Set(sent.keys());
	}

	/** The first record that nothing has claimed yet and that fits; a position that the answer names counts at once. */
	claim(fits: (record: IDataObject) => boolean, position?: unknown): number | undefined {
		const named = typeof position === 'number' && position in this.sent ? position : undefined;
		const found =
			named ??
			[...this.open].find((at) => {
				const record = this.sent[at];
				return isRecord(record) && fits(record);
			});
		if (found !== undefined) this.open.delete(found);
		return found;
	}

	/** Records that no part of the answer speaks of. */
	left(): Array<{ at: number; record: IDataObject }> {
		return [...this.open].map((at) => {
			const record = this.sent[at];
			return { at, record: isRecord(record) ? record : {} };
		});
	}
}

export function outcome(
	json: IDataObject,
	record: number | undefined,
	failure?: string,
): RecordResult {
	return {
		json,
		...(record === undefined ? {} : { record }),
		...(failure === undefined ? {} : { failure }),
	};
}

export function inOrder(outcomes: RecordResult[]): RecordResult[] {
	return outcomes.sort((a, b) => (a.record ?? Infinity) - (b.record ?? Infinity) || 0);
}

/**
 * Outcomes of records that the answer does not speak of: that of a record with the same key, else a failure.
 *
 * @param name the key that tells which record it is
 */
export function unnamed(
	outcomes: readonly RecordResult[],
	left: ReadonlyArray<{ at: number; record: IDataObject }>,
	sent: readonly unknown[],
	name: string,
	thing: string,
): RecordResult[] {
	return left.map(({ at, record }) => {
		const twin = outcomes.find((one) => {
			const other = one.record === undefined ? undefined : sent[one.record];
			return isRecord(other) && sameText(other[name], record[name]);
		});
		if (twin) return { ...twin, record: at };
		return outcome(record, at, `Ottimate's answer does not mention this ${thing}`);
	});
}
