import {
	extraOrderItemFields,
	orderItem,
	pricedBox,
	returnedItem,
	stockItem,
} from '../../../providers/oto/endpoints/lines';
import type { LineList } from '../../shared/form/line-list';
import { labels, words } from '../labels';
import { pickers } from '../pickers';

/** Items of an order. */
export const orderItems: LineList = {
	key: 'items',
	title: 'Items',
	line: 'Item',
	fields: orderItem,
	extraFields: { title: 'Tax, Customs and More', fields: extraOrderItemFields },
	labels: { ...labels, pickupLocation: 'Pickup Locations (JSON)' },
	words,
};

/** Items that come back; OTO wants their quantities as texts. */
export const returnItems: LineList = {
	key: 'items',
	title: 'Items',
	line: 'Item',
	fields: returnedItem,
	pickers: { sku: { name: 'orderItem', picker: pickers.orderItem } },
	labels,
	words,
	fromText: (sku) => ({ sku }),
	check: (_item, line) =>
		typeof line.quantity === 'number' ? { ...line, quantity: String(line.quantity) } : line,
};

/** Items in stock. */
export const stockItems: LineList = {
	key: 'items',
	title: 'Items',
	line: 'Item',
	fields: stockItem,
	pickers: { sku: { name: 'product', picker: pickers.product } },
	labels,
	words,
	required: true,
};

/** Boxes whose transport is to be priced. */
export const boxes: LineList = {
	key: 'boxes',
	title: 'Boxes',
	line: 'Box',
	fields: pricedBox,
	labels,
	words,
};
