import type { IDataObject } from 'n8n-workflow';

import { LINES_WINDOW_DAYS } from '../../providers/ottimate/endpoints/shared';
import type { ItemContext } from '../shared/input/item-context';

const DAY_MS = 86_400_000;
const WINDOW_MS = LINES_WINDOW_DAYS * DAY_MS;
/** An open end is "now" when Ottimate reads the request, which is later than when it was made. */
const OPEN_WINDOW_MS = WINDOW_MS - DAY_MS;
/** Calls that one list may take. */
const MOST_WINDOWS = 24;

/** The two filters that limit a list. */
interface Span {
	from: string;
	to: string;
}

const CREATED: Span = { from: 'date_from_utc', to: 'date_to_utc' };
const MODIFIED: Span = { from: 'last_modified_date_from_utc', to: 'last_modified_date_to_utc' };
const DOCUMENT: Span = { from: 'date_from', to: 'date_to' };

function timeOf(value: unknown): number | undefined {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

/** The edges of the windows from the end of a span to its start. Neighbours share their edge, so that nothing falls between. */
function edgesOf(from: number, to: number, newestMs: number): number[] {
	const edges: number[] = [];
	for (let edge = to - newestMs; edge > from; edge -= WINDOW_MS) edges.push(edge);
	return edges;
}

function windowsOf(
	item: ItemContext,
	values: IDataObject,
	span: Span,
	write: (time: number) => string,
): IDataObject[] {
	const from = timeOf(values[span.from]) ?? 0;
	const end = timeOf(values[span.to]);
	const to = end ?? Math.floor(Date.now() / 1000) * 1000;
	const edges = edgesOf(from, to, end === undefined ? OPEN_WINDOW_MS : WINDOW_MS);
	if (edges.length >= MOST_WINDOWS) {
		throw item.problem(
			`"Expand" covers ${Math.ceil((to - from) / DAY_MS)} days, but at most ${(MOST_WINDOWS - 1) * LINES_WINDOW_DAYS} days can be listed with their lines at once`,
			`Ottimate returns lines for ${LINES_WINDOW_DAYS} days per request, and the node sends at most ${MOST_WINDOWS} requests. Choose dates that are closer together, or remove "Expand".`,
		);
	}
	const starts = [...edges.map(write), values[span.from]];
	const ends = [values[span.to], ...edges.map(write)];
	return starts.map((start, at) => {
		const until = ends[at];
		return { ...values, [span.from]: start, ...(until === undefined ? {} : { [span.to]: until }) };
	});
}

/** Invoices with their lines: windows of the creation or, without one, of the last change. An empty end means now. */
export function invoiceWindows(item: ItemContext, values: IDataObject): IDataObject[] {
	if (values.expand !== 'items') return [values];
	const span = [CREATED, MODIFIED].find(({ from }) => values[from] !== undefined);
	if (span === undefined) {
		throw item.problem(
			'"Expand" needs "Created Since" or "Modified Since"',
			'Add one of these filters, or remove "Expand".',
		);
	}
	return windowsOf(item, values, span, (time) =>
		new Date(time).toISOString().replace('.000Z', 'Z'),
	);
}

/** Purchase orders and receipts with their lines: windows of the document's date, with both ends. */
export function documentWindows(item: ItemContext, values: IDataObject): IDataObject[] {
	if (values.expand !== 'items') return [values];
	if (values[DOCUMENT.from] === undefined || values[DOCUMENT.to] === undefined) {
		throw item.problem(
			'"Expand" needs both "Date From" and "Date To"',
			'Add both filters, or remove "Expand".',
		);
	}
	return windowsOf(item, values, DOCUMENT, (time) => new Date(time).toISOString().slice(0, 10));
}
