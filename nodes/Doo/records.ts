import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ListField } from '../../providers/doo/lists';
import { listField, listQuery, plainNames } from '../../providers/doo/lists';
import { graphqlAnswer } from '../../providers/doo/outcomes';
import { INTROSPECTION, typesOf } from '../../providers/doo/schema';
import type { ApiClient } from '../../transport/client/api-client';
import { isRecord, valueAt } from '../../transport/core/json';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import { returnAllAndLimit } from '../shared/form/common-properties';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';
import { optionsIn } from '../shared/input/item-parameters';
import { isBlank } from '../shared/input/readers/text';
import { rowsWanted, withinLimit } from '../shared/run/results';

const EVENT = 'id title startDate endDate';
const ATTENDEE = 'id status firstName lastName email ticketName checkedInAt createdAt updatedAt';
const PAGE = 100;
const CHECK_FIELDS =
	'Check "Fields": "Get Schema" of the resource GraphQL lists what can be queried.';

const eventId: INodeProperties = {
	displayName: 'Event ID',
	name: 'eventId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 4711',
	description: 'ID of the event in doo',
};

function selection(start: string): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'selection',
		type: 'string',
		typeOptions: { rows: 4 },
		default: start,
		required: true,
		description:
			'GraphQL selection: the fields to return, objects with theirs in braces. "Get Schema" of the resource GraphQL lists all of them.',
	};
}

const SIZE = 'Page Size';
const pageSize: INodeProperties = {
	displayName: SIZE,
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: PAGE,
	description: 'Records in one request. Each request is one of the 1,000 a day.',
};

const idOf = (operation: Pick<OperationContext, 'read'>) =>
	operation.read.id('eventId', 'Event ID');

/** The selection without braces around all of it, which a person may have typed. */
function selectionOf({ read }: Pick<OperationContext, 'read'>): string {
	const text = read.text('selection', 'Fields').trim();
	return /^\{[\s\S]*\}$/.test(text) ? text.slice(1, -1).trim() : text;
}

/** The event of an answer. @throws NodeOperationError where doo refused the query or has no such event */
async function eventIn(
	operation: OperationContext,
	query: string,
	variables: IDataObject,
): Promise<IDataObject> {
	const [answer] = await operation.call('graphql.query', { query, variables });
	const { data, failure } = graphqlAnswer(answer?.json);
	if (failure !== undefined) {
		throw operation.problem(failure, CHECK_FIELDS);
	}
	if (isRecord(data.event)) return data.event;
	throw operation.problem(
		`doo has no event "${String(variables.eventId)}"`,
		'Check "Event ID", and that the user of the credential may see the event.',
	);
}

export const getEvent: CompositeOperation = {
	resource: 'event',
	operation: 'get',
	reads: true,
	name: 'Get',
	action: 'Get event',
	description: 'Get an event by its ID, with the fields that you choose',
	properties: [eventId, selection(EVENT)],
	check: (item) => {
		idOf(item);
		selectionOf(item);
	},
	run: async (operation) => {
		const query = `query EventGet($eventId: ID!) { event(id: $eventId) { ${selectionOf(operation)} } }`;
		return [{ json: await eventIn(operation, query, { eventId: idOf(operation) }) }];
	},
};

const schemas = new WeakMap<ApiClient, Promise<ListField | undefined>>();

/** How doo gives out the attendees of an event; its schema is read once in a run. */
async function attendeesField(operation: OperationContext): Promise<ListField> {
	const read = async () => {
		const [answer] = await operation.call('graphql.query', { query: INTROSPECTION });
		const { data, failure } = graphqlAnswer(answer?.json);
		if (failure !== undefined) throw operation.problem(`doo did not return its schema: ${failure}`);
		return listField(typesOf(data), 'Event', 'attendees');
	};
	const known = schemas.get(operation.client) ?? read();
	schemas.set(operation.client, known);
	const found = await known;
	if (found) return found;
	throw operation.problem(
		'doo’s schema has no list of attendees of an event',
		'Use "Query" of the resource GraphQL; "Get Schema" lists what can be queried.',
	);
}

/** The fields to ask for. Those that stand there from the start are left out where doo does not have them. */
function fieldsFor(operation: OperationContext, { fields }: ListField): string {
	const asked = selectionOf(operation);
	if (asked !== ATTENDEE) return asked;
	const known = (plainNames(asked) ?? []).filter((name) => fields.includes(name));
	return known.length > 0 ? known.join(' ') : 'id';
}

function rowsIn(event: IDataObject, { field, rows, node }: ListField): IDataObject[] {
	const found = valueAt(event, [field, ...rows].join('.'));
	const list = Array.isArray(found) ? found.filter(isRecord) : [];
	return node === undefined ? list : list.map((row) => row[node]).filter(isRecord);
}

/** What asks for the page after this one; undefined at the end. A short page is no end: services cap their pages. */
function following(
	event: IDataObject,
	list: ListField,
	got: { rows: number; all: number; size: number; page: number },
	asked: IDataObject,
): IDataObject | undefined {
	const { field, next, total, hasPageInfo } = list;
	if (next === undefined || got.rows === 0) return undefined;
	if (next.by === 'cursor') {
		const info = valueAt(event, `${field}.pageInfo`);
		const more = hasPageInfo && isRecord(info) && info.hasNextPage === true;
		const cursor = more ? info.endCursor : undefined;
		return isBlank(cursor) || cursor === asked[next.name] ? undefined : { [next.name]: cursor };
	}
	const count = Number(total === undefined ? NaN : valueAt(event, `${field}.${total}`));
	// A count that equals a full page may be that of the page.
	const mayCountPage = count === got.rows && got.rows >= got.size;
	if (got.all >= count && !mayCountPage) return undefined;
	return { [next.name]: next.by === 'offset' ? got.all : got.page + 1 };
}

function pageSizeOf({
	context,
	itemIndex,
}: Pick<OperationContext, 'context' | 'itemIndex'>): number | undefined {
	const form = { integer: true, min: 1 };
	return optionsIn(context, itemIndex).optionalNumber('pageSize', SIZE, form);
}

async function attendees(operation: OperationContext): Promise<CallItem[]> {
	const { context, itemIndex } = operation;
	const id = idOf(operation);
	const list = await attendeesField(operation);
	const query = listQuery(list, fieldsFor(operation, list));
	const wanted = rowsWanted(context, itemIndex);
	const size = Math.min(pageSizeOf(operation) ?? PAGE, wanted);
	const rows: IDataObject[] = [];
	let more: IDataObject | undefined =
		list.next?.by === 'page'
			? { [list.next.name]: 1 }
			: list.next?.by === 'offset'
				? { [list.next.name]: 0 }
				: {};
	for (let page = 1; more !== undefined && rows.length < wanted; page++) {
		const variables = { eventId: id, ...(list.size ? { [list.size.name]: size } : {}), ...more };
		const event = await eventIn(operation, query, variables);
		const found = rowsIn(event, list);
		rows.push(...found);
		more = following(event, list, { rows: found.length, all: rows.length, size, page }, more);
	}
	const shown = withinLimit(context, itemIndex, rows.slice(0, wanted), { filters: [] });
	return shown.map((row) => ({ json: row }));
}

export const getAttendees: CompositeOperation = {
	resource: 'attendee',
	operation: 'getMany',
	reads: true,
	name: 'Get Many',
	action: 'Get many attendees',
	description:
		'List the attendees of an event, page by page. doo does not publish its schema: the node reads it first (1 request per run), and pages as it says.',
	properties: [eventId, ...returnAllAndLimit, selection(ATTENDEE)],
	options: [pageSize],
	check: (item) => {
		idOf(item);
		selectionOf(item);
		rowsWanted(item.context, item.itemIndex);
		pageSizeOf(item);
	},
	run: attendees,
};
