import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { CallItem } from '../../../transport/pagination/endpoint-call';
import type { VendorsByName } from '../../../providers/ottimate/erp-vendors';
import { byName, candidatesFor, forExport, isHeld } from '../../../providers/ottimate/erp-vendors';
import { choicesOf } from '../../shared/form/labels/choices';
import { returnAllAndLimit } from '../../shared/form/common-properties';
import { propertyOf } from '../../shared/form/fields';
import type { CompositeOperation, OperationContext } from '../../shared/form/service-form';
import type { ItemContext } from '../../shared/input/item-context';
import { collectionIn, optionsIn } from '../../shared/input/item-parameters';
import { rowsWanted, withinLimit } from '../../shared/run/results';
import { pickers } from '../pickers';

const READY = 'ready-for-export';
/** Invoices that one request names in its address. */
const NAMED = 50;

const LOCATIONS = 'Location Names or IDs';
const VENDOR = 'Vendor';
const MODIFIED = 'Modified Since';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		propertyOf(
			{ name: 'locations', type: 'string', multiple: true },
			{
				parameter: 'locations',
				label: LOCATIONS,
				required: false,
				picker: { name: 'location', picker: pickers.location },
			},
		),
		{
			displayName: MODIFIED,
			name: 'modifiedSince',
			type: 'dateTime',
			default: '',
			description: 'Only invoices modified at this time or later',
		},
		propertyOf(
			{ name: 'vendor', type: 'string', description: 'Only invoices of this vendor' },
			{
				parameter: 'vendor',
				label: VENDOR,
				required: false,
				picker: { name: 'vendor', picker: pickers.vendor },
			},
		),
	],
};

const HELD = 'Include Invoices on Hold';
const UNKNOWN = 'If the ERP Vendor Is Not Found';

const options: readonly INodeProperties[] = [
	{
		displayName: HELD,
		name: 'includeHeld',
		type: 'boolean',
		default: false,
		description: 'Whether to return invoices that are on hold as well',
	},
	{
		displayName: UNKNOWN,
		name: 'whenUnknown',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'The invoice is an error' },
			{
				name: 'Return Without',
				value: 'keep',
				description: 'Return the invoice with an empty "erp_vendor_id"',
			},
		],
		default: 'keep',
		description: 'What to do with an invoice whose vendor name fits no vendor, or several',
	},
];

function filtersIn({ context, itemIndex }: ItemContext): IDataObject {
	const given = collectionIn(context, itemIndex, filters.name);
	const locations = given.has('locations') ? given.list('locations', LOCATIONS) : undefined;
	const vendor = given.givenId('vendor', VENDOR);
	const since = given.givenDate('modifiedSince', MODIFIED, 'dateTime');
	return {
		status: READY,
		...(locations === undefined ? {} : { ottimate_location_ids: locations.join(',') }),
		...(vendor === undefined ? {} : { ottimate_vendor_id: vendor }),
		...(since === undefined ? {} : { last_modified_date_from_utc: since }),
	};
}

const namedFilters = (values: IDataObject) =>
	[
		[LOCATIONS, values.ottimate_location_ids],
		[VENDOR, values.ottimate_vendor_id],
		[MODIFIED, values.last_modified_date_from_utc],
	].filter((filter): filter is [string, string] => filter[1] !== undefined);

const lists = new WeakMap<ApiClient, Promise<VendorsByName>>();

/** All vendors, read once in a run. */
async function vendorsOf(operation: OperationContext): Promise<VendorsByName> {
	const known =
		lists.get(operation.client) ??
		operation.call('vendor.getMany', {}).then((rows) => byName(rows.map(({ json }) => json)));
	lists.set(operation.client, known);
	return await known;
}

/** Of invoices whose vendor name fits several vendors, those of one of them: Ottimate filters by its own vendor ID. */
async function idsOf(
	operation: OperationContext,
	invoices: readonly IDataObject[],
	vendor: IDataObject,
): Promise<string[]> {
	const found: string[] = [];
	for (let from = 0; from < invoices.length; from += NAMED) {
		const ids = invoices.slice(from, from + NAMED).map(({ id }) => String(id));
		const values = { invoice_ids: ids.join(','), ottimate_vendor_id: String(vendor.id) };
		const rows = await operation.call('invoice.getMany', values);
		found.push(...rows.map(({ json }) => String(json.id)));
	}
	return found;
}

/** The vendor of each invoice, by the invoice's ID. */
async function vendorOfEach(
	operation: OperationContext,
	invoices: readonly IDataObject[],
): Promise<Map<string, IDataObject>> {
	const vendors = await vendorsOf(operation);
	const known = new Map<string, IDataObject>();
	const doubtful = new Map<IDataObject, IDataObject[]>();
	for (const invoice of invoices) {
		const [first, ...others] = candidatesFor(invoice, vendors);
		if (first && others.length === 0) known.set(String(invoice.id), first);
		for (const vendor of first && others.length > 0 ? [first, ...others] : []) {
			doubtful.set(vendor, [...(doubtful.get(vendor) ?? []), invoice]);
		}
	}
	for (const [vendor, maybe] of doubtful) {
		for (const id of await idsOf(operation, maybe, vendor)) known.set(id, vendor);
	}
	return known;
}

const WHEN_UNKNOWN = choicesOf(['fail', 'keep']);

function optionsOf({ context, itemIndex }: ItemContext): { held: boolean; fails: boolean } {
	const given = optionsIn(context, itemIndex);
	const isGiven = given.optionalText('whenUnknown', UNKNOWN) !== undefined;
	return {
		held: given.boolean('includeHeld', HELD),
		fails: isGiven && given.choice('whenUnknown', UNKNOWN, WHEN_UNKNOWN) === 'fail',
	};
}

async function run(operation: OperationContext): Promise<CallItem[]> {
	const { context, itemIndex } = operation;
	const { held, fails } = optionsOf(operation);
	const values = filtersIn(operation);
	const wanted = rowsWanted(context, itemIndex);
	const rows = await operation.call('invoice.getMany', values, held ? wanted : Infinity);
	const ready = rows.map(({ json }) => json).filter((invoice) => held || !isHeld(invoice));
	const invoices = withinLimit(context, itemIndex, ready.slice(0, wanted), {
		filters: namedFilters(values),
	});
	if (invoices.length === 0) return [];
	const vendors = await vendorOfEach(operation, invoices);
	return invoices.map((invoice): CallItem => {
		const vendor = vendors.get(String(invoice.id));
		const json = forExport(invoice, vendor);
		if (vendor || !fails) return { json };
		const name = String(invoice.ottimate_vendor_name ?? '');
		return {
			json,
			failure: `Ottimate has no single vendor named "${name}"`,
			details: `Invoice ${String(invoice.invoice_number ?? invoice.id)}: sync the vendor from the ERP, or set "${UNKNOWN}" to Return Without.`,
		};
	});
}

/** What an ERP needs of an invoice, and what marks it as exported afterwards. */
export const getReadyForExport: CompositeOperation = {
	resource: 'invoice',
	operation: 'getReadyForExport',
	reads: true,
	name: 'Get Ready for Export',
	action: 'Get invoices ready for export',
	description:
		'List the invoices that are approved and ready for the ERP, with due date and ERP vendor, without those on hold. Pass the same items to "Mark as Exported" afterwards. Ottimate shows vendors only by name: the node looks up their IDs in the ERP.',
	properties: [...returnAllAndLimit, filters],
	options,
	simplify: [
		'invoice_id',
		'invoice_number',
		'erp_vendor_id',
		'erp_vendor_name',
		'ottimate_location_name',
		'invoice_date',
		'due_date',
		'total_amount',
		'currency',
		'purchase_order',
	],
	check: (item) => {
		filtersIn(item);
		optionsOf(item);
		rowsWanted(item.context, item.itemIndex);
	},
	run,
};
