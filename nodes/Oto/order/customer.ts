import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	extraAddressFields,
	extraRecipientFields,
	impliedOfCustomer,
	plannedAddressFields,
	recipientFields,
} from '../../../providers/oto/endpoints/customer';
import {
	impliedOfSender,
	neededOfSender,
	senderFields,
} from '../../../providers/oto/endpoints/lines';
import type { Field } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { titled } from '../../shared/form/labels/wire-names';
import { isBlank } from '../../shared/input/readers/text';
import type { NestedObject } from '../../shared/form/nested-object';
import { nestedFieldLabel } from '../../shared/form/nested-object';
import { labels, words } from '../labels';
import { pickers } from '../pickers';

const recipientObject = {
	key: 'customer',
	title: 'Recipient',
	parameter: 'customerFields',
	placeholder: 'Add Recipient Field',
	description: 'Who gets the parcel',
	fields: [...recipientFields, ...extraAddressFields, ...extraRecipientFields],
	labels,
	words,
	pickers: { city: { name: 'city', picker: pickers.city } },
} as const satisfies NestedObject;

const SHORT_CODES =
	'May stay empty within Saudi Arabia if sender and recipient both have a short address code.';

const withShortCodes = (field: Field): Field =>
	impliedOfCustomer.includes(field.name)
		? { ...field, description: `${field.description ?? ''}. ${SHORT_CODES}` }
		: { ...field, required: true };

/** Whom a new order goes to. */
export const deliverTo: INodeProperties = {
	displayName: 'Deliver To',
	name: 'deliverTo',
	type: 'options',
	options: [
		{ name: 'Recipient', value: 'recipient', description: 'Enter the recipient field by field' },
		{ name: 'Recipient (JSON)', value: 'json', description: 'Give the recipient as an object' },
		{
			name: 'Own Location',
			value: 'location',
			description: 'Send to your own branch or warehouse',
		},
	],
	default: 'recipient',
	description: 'Where the parcel goes',
};

/** The recipient of a new order. */
export const recipient: NestedObject = {
	...recipientObject,
	title: 'Recipient',
	description: 'Other details of the recipient',
	fields: [...extraAddressFields, ...extraRecipientFields],
	show: { deliverTo: ['recipient', 'json'] },
	primaryFields: {
		prefix: 'customer',
		fields: recipientFields.map(withShortCodes),
		labels: Object.fromEntries(
			recipientFields.map(({ name }) => [name, `Recipient ${titled(name, words)}`]),
		),
		show: { deliverTo: ['recipient'] },
	},
};

/** What changes of a recipient. */
export const changedRecipient: NestedObject = recipientObject;

/** Where a planned order goes. */
export const plannedRecipient: NestedObject = {
	...recipientObject,
	description: 'Where the planned order goes',
	fields: plannedAddressFields,
	requiredFields: ['country', 'city', 'address'],
};

/** Where a return is picked up. */
export const returnAddress: NestedObject = {
	...recipientObject,
	title: 'Pickup Address',
	placeholder: 'Add Address Field',
	description: 'Where to pick up the return, if not at the address of the order',
	fields: [...recipientFields, ...extraAddressFields],
	requiredFields: recipientFields.map(({ name }) => name),
};

const senderLabel = (name: string) =>
	name.startsWith('sender') ? titled(name, words) : `Sender ${labels[name] ?? titled(name, words)}`;

/** Who sends an order that leaves from no pickup location. */
export const sender: NestedObject = {
	key: 'senderInformation',
	title: 'Sender',
	parameter: 'senderFields',
	placeholder: 'Add Sender Field',
	description: 'Sender of the parcel, if it does not leave from one of your pickup locations',
	fields: senderFields,
	labels: Object.fromEntries(senderFields.map(({ name }) => [name, senderLabel(name)])),
	words,
	pickers: { senderCity: { name: 'senderCity', picker: pickers.senderCity } },
};

const isSaudi = (country: unknown) => String(country).trim().toUpperCase() === 'SA';

/**
 * Within Saudi Arabia short address codes of sender and recipient stand for city and address of both, for an order but not for a
 * return. A pickup location has its code in OTO.
 */
function isShortAddressed({ customer, senderInformation }: IDataObject): boolean {
	if (!isRecord(customer) || !isSaudi(customer.country)) return false;
	if (isBlank(customer.shortAddressCode)) return false;
	if (!isRecord(senderInformation)) return true;
	const { senderCountry, senderShortAddressCode } = senderInformation;
	return isSaudi(senderCountry) && !isBlank(senderShortAddressCode);
}

/** Labels of the parts that recipient and sender of a new order lack. A sender can be left out, not halved. */
export function lackedByParties(values: IDataObject): string[] {
	const { customer, senderInformation } = values;
	const implied = isShortAddressed(values) ? [...impliedOfCustomer, ...impliedOfSender] : [];
	const lacked = (object: NestedObject, given: IDataObject, needed: readonly string[]) =>
		needed
			.filter((name) => isBlank(given[name]) && !implied.includes(name))
			.map((name) => nestedFieldLabel(object, name));
	const neededOfRecipient = recipientFields.map(({ name }) => name);
	return [
		...(isBlank(values.destinationLocationCode)
			? lacked(recipient, isRecord(customer) ? customer : {}, neededOfRecipient)
			: []),
		...(isRecord(senderInformation) ? lacked(sender, senderInformation, neededOfSender) : []),
	];
}
