/** The rows of one page; `page` counts from 1. A page past the end is empty. */
export function slice<Row>(rows: readonly Row[], page: number, size: number): Row[] {
	return rows.slice((page - 1) * size, page * size);
}

/** Number of pages; 0 where there are no rows. */
export function pageCount(total: number, size: number): number {
	return Math.ceil(total / size);
}

/**
 * A whole number out of a query value: `fallback` where it is absent, `undefined` where it is no
 * whole number or below `min`, and at most `max`.
 */
export function wholeNumber(
	text: string | undefined,
	fallback: number,
	limits: { min?: number; max?: number } = {},
): number | undefined {
	if (text === undefined || text === '') return fallback;
	if (!/^-?\d+$/.test(text)) return undefined;
	const value = Number(text);
	if (value < (limits.min ?? 1)) return undefined;
	return limits.max === undefined ? value : Math.min(value, limits.max);
}
