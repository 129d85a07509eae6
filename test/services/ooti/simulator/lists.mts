import { slice } from '../../../sandbox/core/page.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { detail } from './refusals.mts';
import type { Row } from './store.mts';
import { rowsOf } from './store.mts';
import { view } from './views.mts';

const defaultPageSize = 20;
const cappedPageSize = 100;

function matches(row: Row, name: string, wanted: string): boolean {
	if (name === 'q') {
		const text = JSON.stringify(row.values).toLowerCase();
		return text.includes(wanted.toLowerCase());
	}
	const value = row.values[name];
	if (typeof value === 'boolean') return String(value) === wanted.toLowerCase();
	return String(value) === wanted;
}

/** The rows that a list path and its filters let through. */
function chosen(call: Call): Row[] {
	const { resource, filters } = call.entry;
	const org = call.org();
	const scope = Object.entries(call.scope());
	const rows = rowsOf(resource).filter(
		(row) =>
			(org === undefined || row.org === org || row.org === 0) &&
			scope.every(([field, id]) => row.values[field] === id),
	);
	const wanted = filters.flatMap((name) => {
		const text = call.text(name);
		return text === undefined || text === '' ? [] : [{ name, text }];
	});
	return rows.filter((row) => wanted.every(({ name, text }) => matches(row, name, text)));
}

const invalidPage = () => detail(404, 'Invalid page.');

function pageAddress(call: Call, page: number): string {
	const url = new URL(call.request.url, call.context.origin());
	url.searchParams.set('page', String(page));
	return url.href;
}

const wholeOf = (text: string | undefined): number | undefined =>
	text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

function paged(call: Call, rows: Row[]): Answer {
	const asked = wholeOf(call.text('page_size')) ?? defaultPageSize;
	const cap = call.variant === 'page-cap' ? cappedPageSize : Infinity;
	const size = asked > 0 ? Math.min(asked, cap) : defaultPageSize;
	const text = call.text('page') ?? '1';
	const pages = Math.max(1, Math.ceil(rows.length / size));
	const page = text === 'last' ? pages : wholeOf(text);
	if (page === undefined || page < 1 || page > pages) throw invalidPage();
	return {
		status: 200,
		body: {
			count: rows.length,
			next: page < pages ? pageAddress(call, page + 1) : null,
			previous: page > 1 ? pageAddress(call, page - 1) : null,
			results: slice(rows, page, size).map((row) => view(call.entry.resource, row)),
		},
	};
}

export function list(call: Call): Answer {
	const { form, resource } = call.entry;
	const rows = chosen(call);
	if (form === 'bare') return { status: 200, body: rows.map((row) => view(resource, row)) };
	if (form === 'paged') return paged(call, rows);
	const asked = call.text('page') !== undefined || call.text('page_size') !== undefined;
	if (asked && call.variant !== 'unpaged') return paged(call, rows);
	return { status: 200, body: { results: rows.map((row) => view(resource, row)) } };
}
