import {
	CATALOG_RECORDS_PER_CALL,
	LINES_PER_CALL,
	RECORDS_PER_CALL,
	counted,
} from '../../providers/ottimate/endpoints/shared';
import type { CallItem } from '../../transport/call';
import { isRecord } from '../../transport/reply';
import type { OperationForm, ResourceForm, Work } from '../shared/form';
import { asBatch } from './batches';
import {
	allowanceEntry,
	catalogBody,
	changedVendors,
	checkedLines,
	checkedOrderLines,
	documentLinesWindow,
	invoiceLinesWindow,
	markedInvoice,
} from './checks';
import { invoiceLines, orderLines, receiptLines } from './lines';

const MARK_NOTICE =
	'Ottimate documents a number as the ID of an invoice to mark, while its lists show a UUID. Try one invoice first.';

/** An entry is saved even where Ottimate warns: the warnings stay in the item and are shown beside the node. */
async function withWarnings({ context }: Work, items: CallItem[]): Promise<CallItem[]> {
	const warnings = items
		.flatMap(({ json }) => (Array.isArray(json.warnings) ? json.warnings : []))
		.map((warning: unknown) => (isRecord(warning) ? String(warning.message) : String(warning)));
	if (warnings.length > 0) {
		context.addExecutionHints?.({
			message: `Ottimate saved the catalog entry and warns: ${warnings.join('; ')}`,
			location: 'outputPane',
		});
	}
	return items;
}

const catalogBulk: OperationForm = {
	...asBatch,
	shape: (item, values) => catalogBody(item, asBatch.shape(item, values)),
};

export const resources: Readonly<Record<string, ResourceForm>> = {
	account: { name: 'Account' },
	batch: {
		name: 'Batch',
		plural: 'Batches',
		operations: {
			getProgress: {
				action: 'Get progress of batch',
				description:
					'Get the progress of a batch job, from 0 to 1. A completed batch with failed tasks is an error.',
			},
			getResults: {
				action: 'Get results of batch',
				description:
					'Get the outcome of each task of a batch job, one item for each; tasks that failed are errors',
			},
		},
	},
	catalogAllowance: {
		name: 'Catalog Allowance',
		simplify: [
			'id',
			'catalog_entry_id',
			'allowance_type',
			'amount',
			'unit_allowance',
			'target_type',
			'ottimate_location_id',
			'start_date',
			'end_date',
			'reference_id',
		],
		operations: {
			create: { shape: allowanceEntry },
			upsertMany: {
				...catalogBulk,
				description: `Create or update up to ${counted(CATALOG_RECORDS_PER_CALL)} allowances as a batch job. Ottimate does not document the body: it is sent as you write it.`,
			},
		},
	},
	catalogEntry: {
		name: 'Catalog Entry',
		plural: 'Catalog Entries',
		simplify: [
			'id',
			'item_name',
			'sku',
			'upc',
			'pack_size',
			'uom',
			'price',
			'erp_vendor_id',
			'prices',
			'allowances',
		],
		operations: {
			upsert: {
				description: 'Create a new record, or update the current one if it already exists (upsert)',
				then: withWarnings,
			},
			update: { then: withWarnings },
			upsertMany: {
				...catalogBulk,
				description: `Create or update up to ${counted(CATALOG_RECORDS_PER_CALL)} catalog entries as a batch job. Ottimate does not document the body: it is sent as you write it.`,
			},
		},
	},
	catalogPrice: {
		name: 'Catalog Price',
		simplify: [
			'id',
			'catalog_entry_id',
			'price',
			'unit_price',
			'price_type_display',
			'ottimate_location_id',
			'ottimate_group_id',
			'start_date',
			'end_date',
			'reference_id',
		],
		operations: {
			createMany: {
				...catalogBulk,
				action: 'Create many catalog prices',
				description: `Create up to ${counted(CATALOG_RECORDS_PER_CALL)} prices as a batch job; prices that exist are skipped. Ottimate does not document the body: it is sent as you write it.`,
			},
		},
	},
	company: { name: 'Company' },
	dimension: {
		name: 'Dimension',
		operations: {
			upsertMany: {
				description: `Create or update GL accounts, departments and other dimensions, up to ${RECORDS_PER_CALL} in one request. Returns one item for each; those that Ottimate could not save are errors.`,
			},
		},
	},
	invoice: {
		name: 'Invoice',
		operations: {
			getMany: {
				description:
					'List invoices, newest first, by status, location, vendor, dates or search text. Invoices to export have the status ready-for-export.',
				simplify: [
					'id',
					'invoice_number',
					'ottimate_vendor_name',
					'ottimate_location_name',
					'invoice_date',
					'total_amount',
					'currency',
					'status',
					'payment_status',
					'items',
				],
				shape: invoiceLinesWindow,
			},
			get: {
				simplify: [
					'id',
					'number',
					'ottimate_vendor_name',
					'ottimate_location_name',
					'invoice_date',
					'total_amount',
					'currency',
					'status',
					'gl_splits',
					'history',
				],
			},
			update: {
				description:
					'Change header, lines, dimensions or images of an invoice. Lines that Ottimate could not change are errors, one item for each.',
				shape: checkedLines,
			},
			upload: {
				action: 'Upload invoice file',
				description:
					'Upload an invoice file (PDF, JPG, PNG, TIFF, at most 25 MB) for extraction and return its reference ID. The invoice appears later; "Upload and Wait for Invoice" waits for it.',
			},
			import: {
				...asBatch,
				action: 'Import invoices from structured data',
				description: `Create invoices from structured data as a batch job, up to ${RECORDS_PER_CALL} in one request. Returns the accepted batch, or the outcome of each invoice where it waits for completion.`,
				upFront: ['erp_vendor_id', 'invoice_number', 'invoice_date'],
				lines: invoiceLines,
				record: checkedLines,
			},
			markExported: {
				name: 'Mark as Exported',
				action: 'Mark invoices as exported',
				description: `Mark invoices as exported to the ERP, up to ${RECORDS_PER_CALL} in one request. Returns one item for each; invoices that Ottimate could not mark are errors.`,
				notice: MARK_NOTICE,
				upFront: ['invoice_id'],
				record: markedInvoice,
			},
			markUnexported: {
				name: 'Mark as Unexported',
				action: 'Mark invoices as unexported',
				description: `Take back the export mark of invoices, up to ${RECORDS_PER_CALL} in one request. Returns one item for each; invoices that Ottimate could not mark, or skipped, are errors.`,
				notice: MARK_NOTICE,
				upFront: ['invoice_id'],
				record: markedInvoice,
			},
			flag: {
				action: 'Flag invoice for review',
				description: 'Send an invoice back to review, with a reason; its status becomes incomplete',
				upFront: ['flagging_reason'],
			},
			replaceImages: {
				action: 'Replace images of invoice',
				description:
					'Replace all images of an invoice by files of the input item. Files that Ottimate could not take are errors.',
			},
		},
	},
	invoiceApprover: { name: 'Invoice Approver' },
	invoiceUpload: {
		name: 'Invoice Upload',
		operations: { getMany: { upFront: ['ottimate_location_id'] } },
	},
	location: { name: 'Location' },
	priceVariance: {
		name: 'Price Variance',
		operations: {
			getInvoiceItems: {
				action: 'Get invoice lines of price variance',
			},
		},
	},
	purchaseOrder: {
		name: 'Purchase Order',
		simplify: [
			'id',
			'po_number',
			'external_id',
			'status',
			'date',
			'erp_vendor_id',
			'erp_vendor_name',
			'ottimate_location_id',
			'total_amount',
			'items',
		],
		operations: {
			getMany: { shape: documentLinesWindow },
			create: {
				lines: orderLines,
				shape: checkedOrderLines,
			},
			update: { shape: checkedOrderLines },
			upsertMany: {
				...asBatch,
				description: `Create or update purchase orders of one location as a batch job (beta), up to ${RECORDS_PER_CALL} with ${counted(LINES_PER_CALL)} lines in one request. Returns the accepted batch, or the outcome of each order where it waits for completion.`,
				lines: orderLines,
				record: checkedOrderLines,
			},
		},
	},
	receipt: {
		name: 'Receipt',
		simplify: [
			'id',
			'external_id',
			'receipt_number',
			'status',
			'ottimate_po_id',
			'date',
			'total_amount',
			'invoice_number_ref',
			'created_date_utc',
			'items',
		],
		operations: {
			getMany: { shape: documentLinesWindow },
			create: {
				upFront: ['ottimate_po_id'],
				lines: receiptLines,
				shape: checkedLines,
			},
			update: { shape: checkedLines },
			upsertMany: {
				...asBatch,
				description: `Create or update receipts as a batch job (beta), up to ${RECORDS_PER_CALL} with ${counted(LINES_PER_CALL)} lines in one request. Returns the accepted batch, or the outcome of each receipt where it waits for completion.`,
				lines: receiptLines,
				record: checkedLines,
			},
		},
	},
	receiverExport: { name: 'Receiver Export' },
	varianceBatch: {
		name: 'Variance Batch',
		plural: 'Variance Batches',
		operations: {
			export: {
				name: 'Mark as Exported',
				action: 'Mark variance batch as exported',
			},
		},
	},
	vendor: {
		name: 'Vendor',
		simplify: [
			'id',
			'ottimate_company_id',
			'company_name',
			'erp_vendor_id',
			'erp_vendor_name',
			'email',
			'phone',
			'payment_method',
			'net_terms',
			'last_modified_date_utc',
		],
		operations: {
			getMany: { shape: changedVendors },
			upsertMany: {
				description: `Create or update vendors, matched by their ERP ID, up to ${RECORDS_PER_CALL} in one request. Returns one item for each; those that Ottimate could not save are errors.`,
			},
		},
	},
};
