import {
	LINES_PER_CALL,
	RECORDS_PER_CALL,
	counted,
} from '../../../providers/ottimate/endpoints/shared';
import type { ResourceForm } from '../../shared/form/service-form';
import { asBatch } from '../batches';
import { checkedLines, checkedOrderLines } from '../checks';
import { orderLines, receiptLines } from '../lines';
import { documentWindows } from '../windows';

const LIMITS = `up to ${RECORDS_PER_CALL} with ${counted(LINES_PER_CALL)} lines per request`;

export const purchasing: Readonly<Record<string, ResourceForm>> = {
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
			getMany: { parts: documentWindows },
			create: {
				lines: orderLines,
				shape: checkedOrderLines,
			},
			update: { shape: checkedOrderLines },
			upsertMany: {
				...asBatch,
				description: `Create or update purchase orders of one location as a batch (beta), ${LIMITS}. Returns the accepted batch or, with "Wait for Completion", one item per order.`,
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
			getMany: { parts: documentWindows },
			create: {
				primaryFields: ['ottimate_po_id'],
				lines: receiptLines,
				shape: checkedLines,
			},
			update: { shape: checkedLines },
			upsertMany: {
				...asBatch,
				description: `Create or update receipts as a batch (beta), ${LIMITS}. Returns the accepted batch or, with "Wait for Completion", one item per receipt.`,
				lines: receiptLines,
				record: checkedLines,
			},
		},
	},
};
