import type { Field } from '../../../transport/contracts/endpoint';
import {
	amount,
	coordinates,
	count,
	currency,
	required,
	sample,
	shortAddressCode,
	text,
} from './shared';

const sku = sample('sku', 'SKU of the product', 'SKU-1');
const quantity: Field = {
	name: 'quantity',
	type: 'number',
	required: true,
	default: 1,
	description: 'Number of pieces',
};

/** The members of an item of an order that every form shows. */
export const orderItem: readonly Field[] = [
	sample('name', 'Name of the product', 'Test product'),
	sku,
	quantity,
	amount('price', 'Price of one piece'),
];

/** Its other members. */
export const extraOrderItemFields: readonly Field[] = [
	count('productId', 'Product ID in your shop, a number'),
	currency,
	amount('taxAmount', 'Tax on the item'),
	amount('discountAmount', 'Discount on the item'),
	amount('rowTotal', 'Total of the line'),
	text('serialNumber', 'Serial number of the piece'),
	sample(
		'hsCode',
		'Customs tariff number (HS code). Required for international orders.',
		'8517.12',
	),
	sample('itemOrigin', 'Two-letter ISO code of the country of origin', 'SA'),
	sample('image', 'URL of a picture', 'https://example.com/a.png'),
	{
		name: 'pickupLocation',
		type: 'json',
		description: 'Locations to pick the item up from. Splits the order.',
		example: '[{"pickupLocationCode":"WH-RUH","quantity":1}]',
	},
	{
		name: 'metadata',
		type: 'json',
		description: 'Your own values by key',
		example: '{"colorCode":"red"}',
	},
];

/** The members of an item that comes back. */
export const returnedItem: readonly Field[] = [required(sku), quantity];

/** The members of an item in stock. */
export const stockItem: readonly Field[] = [
	required(sku),
	{ ...quantity, name: 'qty', description: 'Number of pieces' },
];

/** The members of a box whose transport is to be priced. */
export const pricedBox: readonly Field[] = [
	sample('boxName', 'Your own name of the box', 'Small'),
	required(count('width', 'Width of the box in cm')),
	required(count('length', 'Length of the box in cm')),
	required(count('height', 'Height of the box in cm')),
	required(count('weight', 'Weight of the box in kg')),
];

/** What OTO knows of a sender. */
export const senderFields: readonly Field[] = [
	text('senderFullName', 'Person or company that sends the parcel'),
	sample('senderMobile', 'Mobile phone of the sender', '905055055555'),
	sample('senderCountry', 'Two-letter ISO country code', 'SA'),
	sample(
		'senderCity',
		'City, spelled as in OTO. May stay empty within Saudi Arabia if sender and recipient both have a short address code.',
		'Riyadh',
	),
	sample(
		'senderAddressLine',
		'Street address. May stay empty within Saudi Arabia if sender and recipient both have a short address code.',
		'3474, Abi Almahd',
	),
	text('senderAddressName', 'Your own name of the address'),
	text('senderId', 'Your own ID of the sender'),
	sample('senderEmail', 'Email address of the sender', 'name@email.com'),
	{ ...shortAddressCode, name: 'senderShortAddressCode' },
	text('senderBuildingNo', 'Building number'),
	text('senderSecondaryAddressNumber', 'Secondary number of a Saudi address'),
	text('senderState', 'State or region'),
	text('senderDistrict', 'District of the city'),
	text('senderStreet', 'Street name'),
	text('senderPostcode', 'Postal code'),
	...coordinates,
];

/** What a sender cannot be without. */
export const neededOfSender: readonly string[] = [
	'senderFullName',
	'senderMobile',
	'senderCountry',
	'senderCity',
	'senderAddressLine',
];

/** What short address codes of sender and recipient stand for, in the sender of an order. */
export const impliedOfSender: readonly string[] = ['senderCity', 'senderAddressLine'];
