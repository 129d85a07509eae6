import { isoSecond } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { invalid } from './call.mts';
import { isDay, isMoment } from './fields.mts';

const day = 86_400_000;

/** A moment and its UTC twin, e.g. `created_at` and `created_at_utc`. */
export function moment(name: string, time: number | null): Record<string, string | null> {
	const text = time === null ? null : isoSecond(time);
	return { [name]: text, [`${name}_utc`]: text };
}

function parse(name: string, text: string, zoned: boolean): number {
	const plain = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?$/.test(text) && isDay(text.slice(0, 10));
	const time = plain
		? Date.parse(`${text.replace(' ', 'T')}${text.length > 10 ? 'Z' : ''}`)
		: zoned && isMoment(text)
			? Date.parse(text)
			: NaN;
	if (Number.isNaN(time)) throw invalid({ [name]: ['Datetime has wrong format.'] });
	return time;
}

/** The bound that a filter sets; its `_utc` twin wins. */
export function bound(call: Call, name: string): number | undefined {
	const plain = call.text(name);
	const zoned = call.text(`${name}_utc`);
	const plainTime = plain === undefined ? undefined : parse(name, plain, false);
	return zoned === undefined ? plainTime : parse(`${name}_utc`, zoned, true);
}

/** Keeps the rows whose moment lies between the two bounds, both included. */
export function between<Row>(
	call: Call,
	rows: readonly Row[],
	names: { from: string; to: string },
	timeOf: (row: Row) => number | null,
): Row[] {
	const from = bound(call, names.from);
	const to = bound(call, names.to);
	if (from === undefined && to === undefined) return [...rows];
	return rows.filter((row) => {
		const time = timeOf(row);
		return time !== null && time >= (from ?? -Infinity) && time <= (to ?? Infinity);
	});
}

/** A filter on a document date, `YYYY-MM-DD` only. */
export function dayBound(call: Call, name: string): string | undefined {
	const text = call.text(name);
	if (text !== undefined && !isDay(text)) {
		throw invalid({ [name]: ['Date has wrong format. Use YYYY-MM-DD.'] });
	}
	return text;
}

/** Whether the items are asked for; the window between the two dates may then be 30 days at most. */
export function itemsExpanded(call: Call, window: { from?: number; to?: number }): boolean {
	if (call.oneOf('expand', ['items']) === undefined) return false;
	if (window.from === undefined || window.to === undefined) {
		throw invalid('expand=items needs a date window');
	}
	if (window.to - window.from > 30 * day) {
		throw invalid('expand=items allows a window of at most 30 days');
	}
	return true;
}
