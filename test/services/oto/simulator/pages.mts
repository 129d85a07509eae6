import { pageCount, slice } from '../../../sandbox/core/page.mts';

export interface Page<Row> {
	rows: Row[];
	page: number;
	size: number;
	pages: number;
	total: number;
}

/** A whole number above zero, given as a number or as text. */
export function positive(value: unknown): number | undefined {
	const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined;
}

/** One page; a size above the maximum is cut to it, and values that make no sense count as absent. */
export function pageOf<Row>(
	rows: readonly Row[],
	wanted: { page: unknown; size: unknown },
	limits: { size: number; max?: number },
): Page<Row> {
	const page = positive(wanted.page) ?? 1;
	const size = Math.min(positive(wanted.size) ?? limits.size, limits.max ?? Infinity);
	return {
		rows: slice(rows, page, size),
		page,
		size,
		pages: pageCount(rows.length, size),
		total: rows.length,
	};
}
