import { RECORDS_PER_CALL } from '../../../providers/ottimate/endpoints/shared';
import type { ResourceForm } from '../../shared/form/service-form';
import { asBatch } from '../batches';
import { checkedLines, exportedInvoice, markAdvice, unexportedInvoice } from '../checks';
import { inSequence } from '../../shared/input/item-context';
import { dimensionFields, withDimensions } from '../dimensions';
import { invoiceLines } from '../lines';
import { invoiceWindows } from '../windows';

const MARK_NOTICE =
	"Ottimate's reference asks for a numeric ID here, but invoice lists return UUIDs. Test with one invoice first.";

export const invoices: Readonly<Record<string, ResourceForm>> = {
	invoice: {
		name: 'Invoice',
		operations: {
			getMany: {
				description:
					'List invoices, newest first, by status, location, vendor, dates or text. Invoices to export have the status "Ready for Export".',
				simplify: [
					'id',
					'invoice_number',
					'ottimate_vendor_name',
					'ottimate_location_name',
					'due_date',
					'total_amount',
					'status',
					'outstanding_balance',
					'on_hold',
					'url',
				],
				expanded: ['items'],
				parts: invoiceWindows,
			},
			get: {
				simplify: [
					'id',
					'number',
					'ottimate_vendor_name',
					'ottimate_location_name',
					'due_date',
					'total_amount',
					'currency',
					'outstanding_balance',
					'status',
					'url',
				],
				expanded: ['gl_splits', 'history'],
			},
			update: {
				description:
					'Change the header, lines, dimensions or images of an invoice. Each line that Ottimate could not change is returned as an error.',
				properties: [dimensionFields],
				shape: inSequence(withDimensions, checkedLines),
			},
			upload: {
				action: 'Upload invoice file',
				description:
					'Upload an invoice file for extraction and return its reference ID. The invoice appears later; to wait for it, use "Upload and Wait for Invoice".',
			},
			import: {
				...asBatch,
				action: 'Import invoices from structured data',
				description: `Create invoices from structured data as a batch, up to ${RECORDS_PER_CALL} per request. Returns the accepted batch or, with "Wait for Completion", one item per invoice.`,
				primaryFields: ['erp_vendor_id', 'invoice_number', 'invoice_date'],
				lines: invoiceLines,
				record: checkedLines,
			},
			markExported: {
				name: 'Mark as Exported',
				action: 'Mark invoices as exported',
				description: `Mark invoices as exported to the ERP, up to ${RECORDS_PER_CALL} per request. Returns one item per invoice; invoices that could not be marked are errors. Takes the items of "Get Ready for Export" as they are (Records From: Input Items).`,
				notice: MARK_NOTICE,
				primaryFields: ['invoice_id'],
				record: exportedInvoice,
				advice: markAdvice,
			},
			markUnexported: {
				name: 'Mark as Unexported',
				action: 'Mark invoices as unexported',
				description: `Undo the export mark of invoices, up to ${RECORDS_PER_CALL} per request. Returns one item per invoice; invoices that were refused or skipped are errors.`,
				notice: MARK_NOTICE,
				primaryFields: ['invoice_id'],
				record: unexportedInvoice,
				advice: markAdvice,
			},
			flag: {
				action: 'Flag invoice for review',
				description: 'Send an invoice back for review. Its status becomes "Incomplete".',
				primaryFields: ['flagging_reason'],
			},
			replaceImages: {
				action: 'Replace images of invoice',
				description:
					'Replace all images of an invoice with files from the input item. Files that Ottimate could not use are returned as errors.',
			},
		},
	},
	invoiceApprover: { name: 'Invoice Approver' },
	invoiceUpload: {
		name: 'Invoice Upload',
		operations: { getMany: { primaryFields: ['ottimate_location_id'] } },
	},
	receiverExport: { name: 'Receiver Export' },
};
