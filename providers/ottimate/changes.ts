import { endpointOf } from '../../transport/pagination/rows';
import type { ChangeDetector } from '../../transport/polling/change-detector';
import { SnapshotDetector } from '../../transport/polling/snapshot-detector';
import type { Change } from '../../transport/polling/snapshot';
import { TimeWindowDetector } from '../../transport/polling/time-window-detector';
import type { Rule } from '../../transport/polling/observations';
import type { TimeWindowList } from '../../transport/polling/time-window-detector';
import { endpoints } from './endpoints';
import type { FilterName } from './filters';
import { INVOICE_FILTERS, ORDER_FILTERS, RECEIPT_FILTERS } from './filters';
import { INVOICE_ROW, INVOICE_SIMPLE, VENDOR_ROW } from './watched-rows';

/** What a person chose to watch. */
export interface Scope {
	company?: string;
	location?: string;
	statuses: readonly string[];
	/** ms since the epoch. */
	since?: number;
	/** Further keys that do not count as a change. */
	ignored: readonly string[];
	/** The only keys that count; all if absent. */
	only?: readonly string[];
}

export interface OttimateEvent {
	id: string;
	name: string;
	description: string;
	company?: 'required' | 'optional';
	location?: true;
	statuses?: true;
	/** Fields can be left out of the comparison. Where a time stamp tells the change, any field moves it. */
	ignores?: true;
	/** What else of a record can be asked for before a workflow starts. */
	filters?: readonly FilterName[];
	/** Where a row has the address of the record in Ottimate's web application. */
	link?: string;
	/** The ten keys that Simplify keeps. */
	simple: readonly string[];
	watch(scope: Scope): ChangeDetector;
}

const asked = (field: string): readonly string[] =>
	endpointOf(endpoints, 'invoice', 'getMany').query?.find(({ name }) => name === field)?.options ??
	[];

/** Those that the list of invoices can be asked for. */
export const invoiceStatuses: readonly string[] = [...asked('status')].sort();
export const paymentStatuses: readonly string[] = asked('payment_status');

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Rows appear when their transaction ends, but carry the time of its start; clocks differ. */
const OVERLAP = 10 * MINUTE;
/** It is not documented whether a batch is filtered by its start or its end: a batch may run for a day. */
const BATCH_OVERLAP = DAY;

/** Links to the CDN and to the dashboard are not said to be stable. */
const LINKS = ['images', 'url'];

/** A date of approval or export may be that of the accounting system, long before Ottimate shows it. */
const LATE = 3 * DAY;

const UPDATED = ['last_modified_date_utc', 'last_modified_date'];
const CREATED = ['created_at_utc', 'created_at'];

type Window = Pick<TimeWindowList, 'from' | 'to' | 'stamp'>;

const created: Window = { from: 'date_from_utc', to: 'date_to_utc', stamp: CREATED };
const modified: Window = {
	from: 'last_modified_date_from_utc',
	to: 'last_modified_date_to_utc',
	stamp: UPDATED,
};

function timed(
	event: string,
	resource: string,
	window: Window,
	rule: Rule,
	{ since }: Scope,
	query: Record<string, string | undefined>,
	more: Partial<TimeWindowList> = {},
): ChangeDetector {
	return new TimeWindowDetector({
		event,
		list: { row: endpointOf(endpoints, resource, 'getMany'), query },
		id: ['id'],
		...window,
		overlap: OVERLAP,
		ignored: LINKS,
		rule,
		...(since === undefined ? {} : { since }),
		...more,
	});
}

function invoices(event: string, window: Window, rule: Rule, scope: Scope): ChangeDetector {
	const query = { ottimate_location_ids: scope.location };
	return timed(event, 'invoice', window, rule, scope, query, {
		fields: INVOICE_ROW,
		...(rule.kind === 'reached' ? { late: LATE } : {}),
	});
}

const BOTH: ReadonlyArray<Change<unknown>['kind']> = ['created', 'updated'];

/** Purchase orders and receipts have no filter on the time of a change. */
function compared(
	resource: string,
	updated: readonly string[],
	{ company, location, ignored, only, since }: Scope,
): ChangeDetector {
	const query = { ottimate_company_id: company, ottimate_location_id: location };
	return new SnapshotDetector({
		list: { row: endpointOf(endpoints, resource, 'getMany'), query },
		id: ['id'],
		// The stamps change with every field, the ignored ones too.
		ignored: ignored.length > 0 ? [...LINKS, ...UPDATED, ...ignored] : LINKS,
		...(only ? { only } : {}),
		...(since === undefined ? {} : { since }),
		kinds: BOTH,
		created: ['created_date_utc', 'created_date'],
		updated,
		advice: 'Select a "Company" or a "Location" to shorten the list.',
	});
}

/** Source: the list endpoints of Ottimate's OpenAPI file; the service has no webhooks. */
export const events: readonly OttimateEvent[] = [
	{
		id: 'batchCompleted',
		name: 'Batch Completed',
		description: 'An import or another bulk job was completed',
		simple: [
			'batch_id',
			'status',
			'progress',
			'tasks_count',
			'tasks_completed',
			'tasks_failed',
			'modified_at',
			'completed_at',
		],
		watch: (scope) =>
			timed(
				'batchCompleted',
				'batch',
				{ ...created, stamp: ['modified_at', 'completed_at'] },
				{ kind: 'once' },
				scope,
				{ status: 'completed' },
				// A batch that is touched after its end has not ended again.
				{ id: ['batch_id'], overlap: BATCH_OVERLAP, at: ['completed_at'] },
			),
	},
	{
		id: 'invoiceCreated',
		name: 'Invoice Created',
		description: 'An invoice was created',
		location: true,
		simple: INVOICE_SIMPLE,
		filters: INVOICE_FILTERS,
		link: 'url',
		watch: (scope) => invoices('invoiceCreated', created, { kind: 'once' }, scope),
	},
	{
		id: 'invoiceStatusReached',
		name: 'Invoice Reached Status',
		description: 'An invoice reached one of the selected statuses',
		location: true,
		statuses: true,
		simple: INVOICE_SIMPLE,
		filters: INVOICE_FILTERS,
		link: 'url',
		watch: (scope) =>
			invoices(
				'invoiceStatusReached',
				modified,
				{
					kind: 'reached',
					field: 'status',
					values: scope.statuses,
					dates: { approved: 'approved_date_utc', exported: 'exported_date_utc' },
				},
				scope,
			),
	},
	{
		id: 'invoiceUpdated',
		name: 'Invoice Updated',
		description: 'An existing invoice was updated',
		location: true,
		simple: INVOICE_SIMPLE,
		filters: INVOICE_FILTERS,
		link: 'url',
		watch: (scope) =>
			invoices('invoiceUpdated', modified, { kind: 'changed', created: CREATED }, scope),
	},
	{
		id: 'purchaseOrderChanged',
		name: 'Purchase Order Created or Updated',
		description: 'A purchase order was created or updated',
		ignores: true,
		company: 'optional',
		location: true,
		simple: [
			'id',
			'po_number',
			'status',
			'ottimate_location_id',
			'date',
			'erp_vendor_id',
			'erp_vendor_name',
			'total_amount',
			'created_date_utc',
			'last_modified_date_utc',
		],
		filters: ORDER_FILTERS,
		watch: (scope) => compared('purchaseOrder', UPDATED, scope),
	},
	{
		id: 'receiptChanged',
		name: 'Receipt Created or Updated',
		description: 'A receipt was created or updated',
		ignores: true,
		company: 'optional',
		location: true,
		simple: [
			'id',
			'external_id',
			'receipt_number',
			'status',
			'ottimate_po_id',
			'date',
			'total_amount',
			'created_date_utc',
		],
		filters: RECEIPT_FILTERS,
		watch: (scope) => compared('receipt', [], scope),
	},
	{
		id: 'vendorChanged',
		name: 'Vendor Created or Updated',
		description: 'A vendor of a company was created or updated',
		company: 'required',
		simple: [
			'id',
			'ottimate_company_id',
			'company_name',
			'erp_vendor_id',
			'erp_vendor_name',
			'email',
			'phone',
			'net_terms',
			'payment_method',
			'last_modified_date_utc',
		],
		watch: (scope) =>
			timed(
				'vendorChanged',
				'vendor',
				modified,
				{ kind: 'changed' },
				scope,
				{ ottimate_company_id: scope.company },
				{ fields: VENDOR_ROW },
			),
	},
];
