import type { INodeProperties } from 'n8n-workflow';

function text(
	displayName: string,
	name: string,
	description: string,
	example: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		description,
		placeholder: `e.g. ${example}`,
	};
}

/** Names of the parts are those of the service. */
export const addressFields: INodeProperties = {
	displayName: 'Address',
	name: 'addressFields',
	type: 'collection',
	placeholder: 'Add Part',
	default: {},
	description: 'First address of the customer, part by part',
	options: [
		text('City', 'city', 'City or town', 'Springfield'),
		text('Label', 'label', 'What the address is called', 'Home'),
		text('State', 'state', 'State, by its two letters', 'OR'),
		text('Street', 'street', 'Street and number', '456 Oak Ave'),
		text('ZIP', 'zip', 'ZIP code', '97477'),
	],
};

/** Names of the parts are those of the service. */
export const preferenceFields: INodeProperties = {
	displayName: 'Preferences',
	name: 'preferenceFields',
	type: 'collection',
	placeholder: 'Add Preference',
	default: {},
	description: 'Contact preferences of the customer; only those that you add are sent',
	options: [
		{
			displayName: 'Marketing Opt In',
			name: 'marketing_opt_in',
			type: 'boolean',
			default: false,
			description: 'Whether the customer agrees to advertising',
		},
		text('Preferred Contact', 'preferred_contact', 'How the customer wants to be reached', 'email'),
	],
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
			values: [
				text('Description', 'description', 'What the line is for', 'Deep cleaning'),
				{
					displayName: 'Quantity',
					name: 'quantity',
					type: 'number',
					default: 1,
					description: 'How many',
				},
				{
					displayName: 'Unit Price (Cents)',
					name: 'unitPrice',
					type: 'number',
					default: 0,
					description: 'Price of one, in whole cents: 15000 is 150.00',
				},
			],
		},
	],
};
