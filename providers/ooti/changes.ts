import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import type { ListRequest } from '../../transport/pagination/lists';
import { endpointOf } from '../../transport/pagination/rows';
import { textAt } from '../../transport/polling/change-detector';
import type { ChangeDetector } from '../../transport/polling/change-detector';
import { SnapshotDetector } from '../../transport/polling/snapshot-detector';
import type { Change } from '../../transport/polling/snapshot';
import { endpoints } from './endpoints';

/** What to watch. */
export interface Scope {
	organization: string;
	team?: string;
	project?: string;
	kinds: ReadonlyArray<Change<unknown>['kind']>;
	/** Keys that do not count as a change. */
	ignored: readonly string[];
	/** The only keys that count; all if absent. */
	only?: readonly string[];
}

export interface WatchedRecord {
	id: string;
	name: string;
	/** Its lists hang on a team, can be narrowed to one, or cannot. */
	team?: 'required' | 'optional';
	/** Its rows name a project. */
	project?: true;
	/** The keys that Simplify keeps, ten at most. */
	simple: readonly string[];
	/** The list and the filters that OOTI applies; what is left is filtered here. */
	list(scope: Scope): ListRequest;
}

/** The id's key differs by resource. Source: the tests of OOTI's Python SDK. */
const ID = ['pk', 'id'] as const;

/** The names of the time stamps are not documented: those that Django projects use. */
const CREATED = ['created_at', 'created', 'date_created', 'created_on'] as const;
const UPDATED = ['updated_at', 'modified_at', 'updated', 'modified', 'last_modified'] as const;

function inOrganization(resource: string, filters: Record<string, string | undefined> = {}) {
	return ({ organization }: Scope): ListRequest => ({
		row: endpointOf(endpoints, resource, 'getMany'),
		pathValues: { org_pk: organization },
		query: filters,
	});
}

/** The `team` filter of these lists is the SDK's. */
function filteredByTeam(resource: string) {
	return (scope: Scope): ListRequest => inOrganization(resource, { team: scope.team })(scope);
}

function inTeam(resource: string, operation = 'getMany') {
	return ({ team }: Scope): ListRequest => ({
		row: endpointOf(endpoints, resource, operation),
		pathValues: { team_pk: team },
	});
}

export const records: readonly WatchedRecord[] = [
	{
		id: 'client',
		name: 'Client',
		team: 'optional',
		simple: [
			...ID,
			'name',
			'company_name',
			'number',
			'currency',
			'billing_address',
			'team',
			'tags',
		],
		list: filteredByTeam('client'),
	},
	{
		id: 'contact',
		name: 'Contact',
		project: true,
		simple: [
			...ID,
			'name',
			'first_name',
			'last_name',
			'email',
			'mobile_phone',
			'job_title',
			'tags',
		],
		list: (scope) =>
			scope.project === undefined
				? inOrganization('contact')(scope)
				: {
						row: endpointOf(endpoints, 'contact', 'getManyByProject'),
						pathValues: { org_pk: scope.organization, project_id: scope.project },
					},
	},
	{
		id: 'expenseGroup',
		name: 'Expense Group',
		team: 'optional',
		simple: [...ID, 'display', 'description', 'team', 'orguser', 'is_validated', 'is_treated'],
		list: (scope) =>
			scope.team === undefined
				? inOrganization('expenseGroup')(scope)
				: inTeam('expenseGroup', 'getManyByTeam')(scope),
	},
	{
		id: 'invoice',
		name: 'Invoice',
		team: 'optional',
		project: true,
		simple: [
			'pk',
			'project',
			'client',
			'type',
			'invoice_date',
			'due_date',
			'total',
			'is_valid',
			'is_sent',
		],
		list: filteredByTeam('invoice'),
	},
	{
		id: 'note',
		name: 'Note',
		project: true,
		simple: [...ID, 'title', 'text', 'project', 'orguser', 'is_pinned', 'is_public', 'followers'],
		list: inOrganization('note'),
	},
	{
		id: 'payment',
		name: 'Payment',
		team: 'optional',
		project: true,
		simple: [...ID, 'date', 'amount', 'currency', 'type', 'invoice', 'team', 'project'],
		list: filteredByTeam('payment'),
	},
	{
		id: 'project',
		name: 'Project',
		team: 'optional',
		simple: [
			'id',
			'project_title',
			'case_number',
			'client',
			'stage',
			'signed',
			'start_date',
			'end_date',
			'city',
		],
		list: (scope) =>
			scope.team === undefined
				? inOrganization('project')(scope)
				: {
						row: endpointOf(endpoints, 'project', 'getManyByTeam'),
						pathValues: { org_pk: scope.organization, team_pk: scope.team },
					},
	},
	{
		id: 'task',
		name: 'Task',
		project: true,
		simple: [
			'pk',
			'title',
			'project',
			'due_date',
			'assigned_to',
			'priority',
			'is_completed',
			'completed_at',
			'phase',
		],
		list: inOrganization('task'),
	},
	{
		id: 'timeOff',
		name: 'Time Off',
		team: 'required',
		simple: [...ID, 'orguser', 'type', 'start_date', 'end_date', 'is_draft', 'is_treated', 'notes'],
		list: inTeam('timeOff'),
	},
	{
		id: 'workLog',
		name: 'Work Log',
		team: 'required',
		project: true,
		simple: [...ID, 'project', 'phase', 'date', 'hours', 'orguser', 'description', 'is_validated'],
		list: inTeam('workLog'),
	},
];

/** A row names its project by id, or holds the project. */
function belongsTo(row: IDataObject, project: string): boolean {
	const value = row.project;
	const id = isRecord(value) ? textAt(value, ID) : textAt(row, ['project']);
	return id === project;
}

function adviceFor({ name, team, project }: WatchedRecord): string {
	const filters = [...(team ? ['"Team"'] : []), ...(project ? ['"Project"'] : [])];
	return `OOTI cannot filter ${name.toLowerCase()} records by time of change, so each poll reads the whole list. Select a ${filters.join(' or a ')} to shorten it.`;
}

/** OOTI knows no filter on the time of a change, and no order: its lists are read as a whole and compared. */
export function watchOf(record: WatchedRecord, scope: Scope): ChangeDetector {
	const { project } = scope;
	// The list of a project's contacts is OOTI's own; the contacts in it do not name the project.
	const filtered = record.project && record.id !== 'contact' && project !== undefined;
	return new SnapshotDetector({
		list: record.list(scope),
		id: ID,
		ignored: scope.ignored,
		...(scope.only ? { only: scope.only } : {}),
		kinds: scope.kinds,
		created: CREATED,
		updated: UPDATED,
		advice: adviceFor(record),
		...(filtered
			? { keep: { field: 'project', test: (row: IDataObject) => belongsTo(row, project) } }
			: {}),
	});
}
