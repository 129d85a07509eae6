import {
	extraInvoiceLineFields,
	extraOrderLineFields,
	extraReceiptLineFields,
	invoiceLine,
	orderLine,
	receiptLine,
} from '../../providers/ottimate/endpoints/lines';
import type { LineList } from '../shared/form/line-list';
import { lineDimensions } from './dimensions';
import { labels, words } from './labels';
import { pickers } from './pickers';

const common = {
	key: 'items',
	title: 'Lines',
	line: 'Line',
	labels: {
		...labels,
		ottimate_po_item_id: 'Purchase Order Line',
		po_external_item_id: 'External ID of the Ordered Line',
		price: 'Price (Document Currency)',
	},
	words,
} as const;

/** Lines of a purchase order. */
export const orderLines: LineList = {
	...common,
	fields: orderLine,
	extraFields: {
		title: 'Unit, Dimensions and More',
		fields: extraOrderLineFields,
		entries: lineDimensions,
	},
	required: true,
};

/** Lines of a receipt. */
export const receiptLines: LineList = {
	...common,
	fields: receiptLine,
	pickers: {
		ottimate_po_item_id: { name: 'orderLine', picker: pickers.orderLine },
		po_external_item_id: { name: 'externalOrderLine', picker: pickers.externalOrderLine },
	},
	extraFields: { title: 'Unit and External ID', fields: extraReceiptLineFields },
	required: true,
};

/** Lines of an invoice; it may have none. */
export const invoiceLines: LineList = {
	...common,
	fields: invoiceLine,
	extraFields: {
		title: 'Tax, Dimensions and More',
		fields: extraInvoiceLineFields,
		entries: lineDimensions,
	},
};
