import { addressParts, preferenceParts } from '../../providers/otesse/endpoints/customers';
import { LINE, lineParts } from '../../providers/otesse/endpoints/invoices';
import type { LineList } from '../shared/form/line-list';
import type { NestedObject } from '../shared/form/nested-object';

const labels: Readonly<Record<string, string>> = {
	zip: 'ZIP',
	[LINE.price]: 'Unit Price (Cents)',
};

export const address: NestedObject = {
	key: 'address',
	title: 'Address',
	parameter: 'addressFields',
	placeholder: 'Add Part',
	description: 'First address of the customer',
	fields: addressParts,
	labels,
};

export const preferences: NestedObject = {
	key: 'preferences',
	title: 'Preferences',
	parameter: 'preferenceFields',
	placeholder: 'Add Preference',
	description: 'Contact preferences of the customer. Only preferences that you add are sent.',
	fields: preferenceParts,
};

export const lineItems: LineList = {
	key: 'line_items',
	title: 'Line Items',
	line: 'Line Item',
	fields: lineParts,
	labels,
};
