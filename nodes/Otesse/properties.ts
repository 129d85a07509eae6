import type { INodeProperties } from 'n8n-workflow';

import { addressParts, preferenceParts } from '../../providers/otesse/endpoints/customers';
import { lineParts } from '../../providers/otesse/endpoints/invoices';
import type { Field } from '../../transport/types';
import { propertyOf } from '../shared/fields';
import { camel, titled } from '../shared/names';

const labels: Readonly<Record<string, string>> = { zip: 'ZIP', unit_price: 'Unit Price (Cents)' };

function partOf(field: Field, parameter = field.name): INodeProperties {
	const label = labels[field.name] ?? titled(field.name);
	return propertyOf(field, { parameter, label, required: false });
}

/** Names of the parts are those of the service. */
export const addressFields: INodeProperties = {
	displayName: 'Address',
	name: 'addressFields',
	type: 'collection',
	placeholder: 'Add Part',
	default: {},
	description: 'First address of the customer, part by part',
	options: addressParts.map((field) => partOf(field)),
};

/** Names of the parts are those of the service. */
export const preferenceFields: INodeProperties = {
	displayName: 'Preferences',
	name: 'preferenceFields',
	type: 'collection',
	placeholder: 'Add Preference',
	default: {},
	description: 'Contact preferences of the customer; only those that you add are sent',
	options: preferenceParts.map((field) => partOf(field)),
};

export const lines: INodeProperties = {
	displayName: 'Line Items',
	name: 'lines',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Line Item',
	default: {},
	description:
		'What is billed. For lines that come from the input use "Line Items (JSON)" below; those are added to these.',
	options: [
		{
			displayName: 'Line',
			name: 'line',
			values: lineParts.map((field) => partOf(field, camel(field.name))),
		},
	],
};
