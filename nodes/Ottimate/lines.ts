import {
	furtherOfInvoiceLine,
	furtherOfOrderLine,
	furtherOfReceiptLine,
	invoiceLine,
	orderLine,
	receiptLine,
} from '../../providers/ottimate/endpoints/lines';
import type { LineList } from '../shared/form/line-list';
import { labels, words } from './labels';

const common = {
	key: 'items',
	title: 'Lines',
	line: 'Line',
	labels: {
		...labels,
		ottimate_po_item_id: 'Purchase Order Line ID',
		po_external_item_id: 'External ID of the Ordered Line',
		price: 'Price (Document Currency)',
	},
	words,
} as const;

/** Lines of a purchase order. */
export const orderLines: LineList = {
	...common,
	parts: orderLine,
	further: { title: 'Unit, Dimensions and More', parts: furtherOfOrderLine },
	needed: true,
};

/** Lines of a receipt. */
export const receiptLines: LineList = {
	...common,
	parts: receiptLine,
	further: { title: 'Unit and External ID', parts: furtherOfReceiptLine },
	needed: true,
};

/** Lines of an invoice; it may have none. */
export const invoiceLines: LineList = {
	...common,
	parts: invoiceLine,
	further: { title: 'Tax, Dimensions and More', parts: furtherOfInvoiceLine },
};
