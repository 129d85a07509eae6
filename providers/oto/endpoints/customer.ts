import type { Field } from '../../../transport/contracts/endpoint';
import { coordinates, email, idCards, sample, shortAddressCode, text } from './shared';

/** What OTO needs of a recipient, in the order in which a person gives it. */
export const recipientFields: readonly Field[] = [
	text('name', 'Person or company that gets the parcel'),
	sample('mobile', 'Mobile phone of the recipient', '546607389'),
	sample('country', 'Two-letter ISO country code', 'SA'),
	{ ...sample('city', 'City, spelled as in OTO', 'Riyadh'), id: true },
	sample('address', 'Street address', '8089, Salam Ibn Salim'),
];

/** The rest of an address. */
export const extraAddressFields: readonly Field[] = [
	{ ...email, description: 'Email address of the recipient' },
	text('district', 'District of the city'),
	text('state', 'State or region'),
	text('street', 'Street name'),
	text('postcode', 'Postal code. Required for international orders.'),
	text('buildingNo', 'Building number'),
	text('secondaryAddressNumber', 'Secondary number of a Saudi address'),
	shortAddressCode,
	...coordinates,
];

/** What only the recipient of an order can have. */
export const extraRecipientFields: readonly Field[] = [
	text('consigneeId', 'ID number of the recipient. Required for Kuwait, Oman and Qatar.'),
	...idCards,
	text('refID', 'Your own ID of the recipient'),
	sample('W3WAddress', 'Address as three words of what3words', 'filled.count.soap'),
];

/** Where a planned order goes. */
export const plannedAddressFields: readonly Field[] = [
	...recipientFields.filter(({ name }) => ['country', 'city', 'address'].includes(name)),
	...extraAddressFields.filter(({ name }) => ['district', 'postcode', 'lat', 'lon'].includes(name)),
];

/** What short address codes of sender and recipient stand for, in the customer of an order. Source: text of createOrder. */
export const impliedOfCustomer: readonly string[] = ['city', 'address'];
