import type { INodeParameters } from 'n8n-workflow';

import type { ServiceId } from '../sandbox/core/types.mts';

interface Written {
	what: string;
	service: ServiceId;
	set: { resource: string; operation: string; with: INodeParameters };
	/** Part of the body, or of the query. */
	sent: Record<string, unknown>;
}

/** OOTI's operations of 0.1.0 that are called by API Request since 0.2.0. */
export const MOVED: Readonly<Record<string, readonly string[]>> = {
	area: ['create', 'delete', 'update'],
	contact: ['countUncategorized', 'getListActions'],
	contactCategory: ['createInProject', 'delete', 'update'],
	currency: ['delete', 'update'],
	customField: ['create', 'delete', 'update'],
	employeeContract: ['create', 'delete', 'update'],
	expense: ['createInGroup'],
	expenseGroup: ['countPdfs', 'createExpensesFromFiles', 'createMine'],
	feeProject: ['getUpdate'],
	job: ['update'],
	organization: ['update'],
	phase: ['resetOrder', 'updateProgress'],
	task: ['emptyTrash', 'logAll'],
	timeOff: ['createBalance', 'createMine'],
	timeType: ['create', 'delete', 'update'],
	timesheet: ['validate'],
	workLog: ['comment', 'deleteImported', 'getImportedToDelete'],
};

/** Operations as `differences` names them. */
export const movedOperations = Object.entries(MOVED).flatMap(([resource, operations]) =>
	operations.map((operation) => `${resource}.${operation}`),
);

const requestsPerSecond = (now: string, before: string) => [
	`requestsPerSecond: starts with ${now} instead of ${before}`,
];

/** What CHANGELOG.md tells under "What to change" of 0.2.0. */
export const TOLD: Readonly<Record<string, readonly string[]>> = {
	ooti: [`operation is gone (${movedOperations.join(', ')})`],
	ootiApi: requestsPerSecond('0', '50'),
	ootiJwtApi: requestsPerSecond('0', '50'),
	otesseApi: requestsPerSecond('20', '1.5'),
	otesseAppApi: requestsPerSecond('20', '1.5'),
	otesseOAuth2Api: requestsPerSecond('20', '1.5'),
	otoApi: requestsPerSecond('0', '100'),
};

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const organizationId = byId('210');

/** Nodes of 0.1.0 with what is picked since 0.2.0, and what they send. */
export const WRITTEN: readonly Written[] = [
	{
		what: 'followers as JSON',
		service: 'ooti',
		set: {
			resource: 'note',
			operation: 'create',
			with: { organizationId, title: 'Site visit', additionalFields: { followers: '[1, 2]' } },
		},
		sent: { followers: [1, 2] },
	},
	{
		what: 'locations with commas',
		service: 'ottimate',
		set: {
			resource: 'invoice',
			operation: 'getMany',
			with: { limit: 1, filters: { ottimateLocationIds: '456, 457' } },
		},
		sent: { ottimate_location_ids: '456,457' },
	},
	{
		what: 'the SKU of a line',
		service: 'oto',
		set: {
			resource: 'inventoryOrder',
			operation: 'create',
			with: {
				actionValue: 'inbound',
				locationCode: byId('WH-RUH'),
				lines: { line: [{ sku: 'SKU-1', qty: 2 }] },
			},
		},
		sent: { items: [{ sku: 'SKU-1', qty: 2 }] },
	},
];

/** What n8n asks for before it runs one of the operations that have moved. */
export const PLACES = { organizationId, projectId: byId('1'), teamId: byId('1') };
