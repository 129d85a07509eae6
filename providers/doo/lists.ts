import type { SchemaField, SchemaType, SchemaValue } from './schema';

/** An argument of a list, and its type as the schema writes it. */
export type ListArgument = Pick<SchemaValue, 'name' | 'type'>;

/** How a field gives out its rows page by page, read off doo's own schema: doo does not publish it. */
export interface ListField {
	/** The field of the parent, such as `attendees`. */
	field: string;
	/** Number of rows in a page. */
	size?: ListArgument;
	/** What names the next page: rows to leave out, the number of the page, or the end of the last one. */
	next?: ListArgument & { by: 'offset' | 'page' | 'cursor' };
	/** Where the rows are below the field: names from outside to inside; none for a bare list. */
	rows: readonly string[];
	/** The member of each row that is the record (`node` of `edges`). */
	node?: string;
	/** The field that holds the number of all rows. */
	total?: string;
	/** The list has `pageInfo { hasNextPage endCursor }`. */
	hasPageInfo: boolean;
	/** Names of the fields of a row. */
	fields: readonly string[];
}

const SIZES = ['first', 'limit', 'pageSize', 'perPage', 'size', 'take'];
const OFFSETS = ['offset', 'skip'];
const PAGES = ['page', 'pageNumber'];
const CURSORS = ['after', 'cursor'];
const ROWS = ['items', 'nodes', 'edges', 'results', 'rows', 'data'];
const TOTALS = ['total', 'totalCount', 'count'];

/** `Attendee` of `[Attendee!]!`. */
function baseName(reference: string): string {
	return reference.replace(/[[\]!]/g, '');
}

const isList = (reference: string) => reference.startsWith('[');

function fieldIn(type: SchemaType | undefined, names: readonly string[]): SchemaField | undefined {
	return names
		.map((name) => type?.fields.find((field) => field.name === name))
		.find((field) => field !== undefined);
}

function argumentIn(field: SchemaField, names: readonly string[]): ListArgument | undefined {
	return names
		.map((name) => field.arguments.find((argument) => argument.name === name))
		.find((argument) => argument !== undefined);
}

function nextOf(field: SchemaField, hasPageInfo: boolean): ListField['next'] {
	const ways = [
		...(hasPageInfo ? ([['cursor', CURSORS]] as const) : []),
		['offset', OFFSETS],
		['page', PAGES],
	] as const;
	for (const [by, names] of ways) {
		const argument = argumentIn(field, names);
		if (argument) return { name: argument.name, type: argument.type, by };
	}
	return undefined;
}

/**
 * The list that a field of a type is.
 *
 * @returns undefined where the schema has no such field, or the field no rows
 */
export function listField(
	types: readonly SchemaType[],
	parent: string,
	name: string,
): ListField | undefined {
	const typeOf = (reference: string) => types.find((type) => type.name === baseName(reference));
	const field = fieldIn(typeOf(parent), [name]);
	if (!field) return undefined;
	const page = isList(field.type) ? undefined : typeOf(field.type);
	const rows = isList(field.type) ? field : fieldIn(page, ROWS);
	if (!rows || !isList(rows.type)) return undefined;
	const rowType = typeOf(rows.type);
	const node = rows.name === 'edges' ? fieldIn(rowType, ['node']) : undefined;
	const record = node ? typeOf(node.type) : rowType;
	const hasPageInfo = fieldIn(page, ['pageInfo']) !== undefined;
	const size = argumentIn(field, SIZES);
	const next = nextOf(field, hasPageInfo);
	const total = fieldIn(page, TOTALS);
	return {
		field: name,
		...(size ? { size: { name: size.name, type: size.type } } : {}),
		...(next ? { next } : {}),
		rows: page ? [rows.name] : [],
		...(node ? { node: node.name } : {}),
		...(total ? { total: total.name } : {}),
		hasPageInfo,
		fields: (record?.fields ?? []).map(({ name: own }) => own),
	};
}

/** The query for one page of a list that belongs to an event. `selection`: the fields of a row. */
export function listQuery(list: ListField, selection: string): string {
	const { field, size, next, rows, node, total, hasPageInfo } = list;
	const given = [size, next].filter((argument) => argument !== undefined);
	// The first page has no cursor; everything else has a value.
	const typeOf = ({ name, type }: ListArgument) =>
		next?.by === 'cursor' && name === next.name ? type.replace(/!$/, '') : type;
	const variables = given.map((argument) => `, $${argument.name}: ${typeOf(argument)}`).join('');
	const passed = given.map(({ name }) => `${name}: $${name}`).join(', ');
	const record = node === undefined ? selection : `${node} { ${selection} }`;
	const inside = rows.reduceRight((inner, name) => `${name} { ${inner} }`, record);
	const further = [
		...(total === undefined ? [] : [total]),
		...(hasPageInfo ? ['pageInfo { hasNextPage endCursor }'] : []),
	];
	const body = rows.length === 0 ? inside : [...further, inside].join(' ');
	return `query EventList($eventId: ID!${variables}) { event(id: $eventId) { id ${field}${passed ? `(${passed})` : ''} { ${body} } } }`;
}

/** The names at the top of a selection that is nothing but names; undefined for one with objects, arguments or aliases. */
export function plainNames(selection: string): string[] | undefined {
	return /^[\w\s,]+$/.test(selection) ? selection.split(/[\s,]+/).filter(Boolean) : undefined;
}
