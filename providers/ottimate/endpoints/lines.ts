import type { Field } from '../../../transport/contracts/endpoint';
import { amount, customFields, externalId, idText, required, text } from './shared';

const name = text('name', 'Name of the item', 'Milk');
const sku = text('sku', 'SKU of the item', 'M-1');
const uom = text('uom', 'Unit of measure in the ERP', 'CASE');
const quantity: Field = {
	name: 'quantity',
	type: 'number',
	required: true,
	default: 1,
	description: 'Number of units',
};
const price = amount('price', 'Price per unit');
const dimensions: Field = {
	name: 'dimensions',
	type: 'json',
	description: 'ERP code by dimension type',
	example: '{"DEPARTMENT":"DEPT-001"}',
};

/** The members of a line of a purchase order that every form shows. */
export const orderLine: readonly Field[] = [required(name), sku, quantity, required(price)];
export const extraOrderLineFields: readonly Field[] = [uom, externalId, dimensions];

const keyOfReceived = 'enter at least one of line ID, external ID and SKU';

/** Those of a receipt. */
export const receiptLine: readonly Field[] = [
	idText('ottimate_po_item_id', `ID of the purchase order line; ${keyOfReceived}`),
	idText('po_external_item_id', `External ID of the purchase order line; ${keyOfReceived}`, 'L-1'),
	text('sku', `SKU of the item; ${keyOfReceived}`, 'M-1'),
	quantity,
	price,
];
export const extraReceiptLineFields: readonly Field[] = [uom, externalId];

/** Those of an invoice. */
export const invoiceLine: readonly Field[] = [required(name), sku, quantity, required(price)];
export const extraInvoiceLineFields: readonly Field[] = [
	{ name: 'is_taxed', type: 'boolean', description: 'Whether the line is taxed' },
	dimensions,
	customFields,
];
