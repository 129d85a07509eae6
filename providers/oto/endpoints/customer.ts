import type { Field } from '../../../transport/types';
import { coordinates, email, idCards, sample, shortAddressCode, text } from './shared';

/** What OTO knows of a recipient, and of the address that a return is picked up at. */
export const customerFields: readonly Field[] = [
	text('name', 'Name of the recipient'),
	sample('mobile', 'Mobile phone of the recipient', '546607389'),
	{ ...email, description: 'Email address of the recipient' },
	sample('country', 'ISO code of the country, two letters', 'SA'),
	text(
		'city',
		'City as OTO spells it. Not needed for an order within Saudi Arabia if sender and recipient have a short address code.',
	),
	sample(
		'address',
		'Street address. Not needed for an order within Saudi Arabia if sender and recipient have a short address code.',
		'8089, Salam Ibn Salim',
	),
	text('district', 'District of the city'),
	text('state', 'State or region'),
	text('street', 'Name of the street'),
	text('postcode', 'Postal code. Required for international orders.'),
	text('buildingNo', 'Building number'),
	text('secondaryAddressNumber', 'Secondary number of a Saudi address'),
	shortAddressCode,
	...coordinates,
];

/** What only the recipient of an order can have. */
export const recipientFields: readonly Field[] = [
	text(
		'consigneeId',
		'ID number of the recipient. Required for international shipments to Kuwait, Oman and Qatar.',
	),
	...idCards,
	text('refID', 'Your own ID of the recipient'),
	sample('W3WAddress', 'Address in three words of what3words', 'filled.count.soap'),
];

/** What a customer cannot be without. */
export const neededOfCustomer: readonly string[] = ['name', 'mobile', 'country', 'city', 'address'];

/** What short address codes of sender and recipient stand for, in the customer of an order. Source: text of createOrder. */
export const impliedOfCustomer: readonly string[] = ['city', 'address'];
