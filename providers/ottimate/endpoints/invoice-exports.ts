import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { exportOutcomes, unexportOutcomes } from '../outcomes/exports';
import {
	RECORDS_PER_CALL,
	REFUSED_TOGETHER,
	companyId,
	idText,
	locationId,
	momentFilter,
	required,
	row,
	text,
} from './shared';

const markedReason = text(
	'marked_reason',
	'Reason for invoices without a reason of their own',
	'Sent to the ERP',
);

const NUMERIC_ID = '(invoice_id is a number there, a UUID in lists)';

/** Digits go out as a number, as the reference wants it; anything else as it is, for the service to judge. */
const markedInvoice: Field = {
	name: 'invoice_id',
	type: 'string',
	required: true,
	description: 'ID of the invoice. Digits are sent as a number, anything else as text.',
	example: '101',
};
const ownReason = text('marked_reason', 'Reason for this invoice', 'Sent to the ERP');
const ownTransaction = idText(
	'export_transaction_id',
	'ID of the ERP transaction for this invoice',
	'T-1',
);

/** What happens to invoices at the ERP. */
export const invoiceExports: readonly EndpointDefinition[] = [
	row({
		resource: 'invoice',
		operation: 'markExported',
		method: 'POST',
		path: '/invoices/mark-exported',
		summary: `Mark invoices as exported, up to ${RECORDS_PER_CALL} per request`,
		body: [
			{
				name: 'invoices',
				type: 'json',
				required: true,
				description: 'Invoices, each with "invoice_id"',
				example: '[{"invoice_id":101,"export_transaction_id":"T-1","marked_reason":"sent to ERP"}]',
			},
			markedReason,
			idText(
				'export_transaction_id',
				'ID of the ERP transaction for invoices without one of their own',
				'T-1',
			),
		],
		headers: [text('X-Export-Batch-Id', 'Your own name for the whole export')],
		batch: {
			key: 'invoices',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: [markedInvoice, ownTransaction, ownReason],
		},
		hidesFailures: 'Invoices may fail inside a 200: see failed',
		recordResults: exportOutcomes,
		source: `OpenAPI file 1.0.0, POST /invoices/mark-exported ${NUMERIC_ID}`,
		certainty: 'contradictory',
	}),
	row({
		resource: 'invoice',
		operation: 'markUnexported',
		method: 'POST',
		path: '/invoices/mark-unexported',
		summary: 'Undo the export mark of invoices',
		body: [
			{
				name: 'invoices',
				type: 'json',
				required: true,
				description: 'Invoices, each with "invoice_id"',
				example: '[{"invoice_id":101,"marked_reason":"wrong period"}]',
			},
			markedReason,
			{
				name: 'flag_invoice',
				type: 'boolean',
				description: 'Whether to flag the invoices for review as well',
			},
		],
		batch: {
			key: 'invoices',
			max: RECORDS_PER_CALL,
			refusedTogether: REFUSED_TOGETHER,
			fields: [markedInvoice, ownReason],
		},
		hidesFailures: 'Invoices may fail inside a 200: see failed and skipped',
		recordResults: unexportOutcomes,
		source: `OpenAPI file 1.0.0, POST /invoices/mark-unexported ${NUMERIC_ID}`,
		certainty: 'contradictory',
	}),
	row({
		resource: 'receiverExport',
		operation: 'getMany',
		method: 'GET',
		path: '/invoices/receiver-export',
		summary: 'List exported invoices with their received lines that match the catalog',
		query: [
			required(companyId),
			required(locationId),
			...momentFilter('exported_after', 'Return only invoices exported after this time'),
			...momentFilter('exported_before', 'Return only invoices exported before this time'),
			idText('vendor_id', 'ID of the vendor'),
		],
		itemsPath: 'results',
		paging: { maxSize: 200, next: 'next' },
	}),
];
