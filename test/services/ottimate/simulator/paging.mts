import { slice } from '../../../sandbox/core/page.mts';
import type { Call } from './call.mts';
import { invalid } from './call.mts';

export interface Page<Row> {
	count: number;
	page: number;
	limit: number;
	rows: Row[];
}

/** One page of rows; page 0 counts as the first, a limit above the maximum is refused. */
export function paged<Row>(
	call: Call,
	rows: readonly Row[],
	limits: { size: number; max?: number },
): Page<Row> {
	const page = Math.max(1, call.whole('page') ?? 1);
	const limit = call.whole('limit') ?? limits.size;
	if (limit < 1) throw invalid({ limit: ['Ensure this value is greater than or equal to 1.'] });
	if (limits.max !== undefined && limit > limits.max) {
		throw invalid({ limit: [`Ensure this value is less than or equal to ${limits.max}.`] });
	}
	return { count: rows.length, page, limit, rows: slice(rows, page, limit) };
}

/** The addresses of the neighbouring pages. */
export function neighbours(
	call: Call,
	{ page, limit, count }: Page<unknown>,
): { next: string | null; previous: string | null } {
	const address = (number: number) => {
		const url = new URL(call.request.url, call.context.origin());
		url.searchParams.set('page', String(number));
		return url.href;
	};
	return {
		next: page * limit < count ? address(page + 1) : null,
		previous: page > 1 ? address(page - 1) : null,
	};
}
