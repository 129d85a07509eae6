import type { Field } from '../../../transport/types';
import { amount, customFields, externalId, idText, required, text } from './shared';

const name = text('name', 'What the line is about', 'Milk');
const sku = text('sku', 'Stock keeping unit', 'M-1');
const uom = text('uom', 'What one unit is, as the ERP calls it', 'CASE');
const quantity: Field = {
	name: 'quantity',
	type: 'number',
	required: true,
	default: 1,
	description: 'How many units',
};
const price = amount('price', 'Price of one unit');
const dimensions: Field = {
	name: 'dimensions',
	type: 'json',
	description: 'Dimension type to ERP code, a text',
	example: '{"DEPARTMENT":"DEPT-001"}',
};

/** The members of a line of a purchase order that every form shows. */
export const orderLine: readonly Field[] = [required(name), sku, quantity, required(price)];
export const furtherOfOrderLine: readonly Field[] = [uom, externalId, dimensions];

const keyOfReceived = 'one of the three keys of what was ordered is needed';

/** Those of a receipt. */
export const receiptLine: readonly Field[] = [
	idText('ottimate_po_item_id', `Line of the purchase order in Ottimate; ${keyOfReceived}`),
	idText('po_external_item_id', `External ID of that line; ${keyOfReceived}`, 'L-1'),
	text('sku', `Stock keeping unit; ${keyOfReceived}`, 'M-1'),
	quantity,
	price,
];
export const furtherOfReceiptLine: readonly Field[] = [uom, externalId];

/** Those of an invoice. */
export const invoiceLine: readonly Field[] = [required(name), sku, quantity, required(price)];
export const furtherOfInvoiceLine: readonly Field[] = [
	{ name: 'is_taxed', type: 'boolean', description: 'Whether the line is taxed' },
	dimensions,
	customFields,
];
