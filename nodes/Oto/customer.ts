import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	customerFields,
	impliedOfCustomer,
	neededOfCustomer,
	recipientFields,
} from '../../providers/oto/endpoints/customer';
import { impliedOfSender, neededOfSender } from '../../providers/oto/endpoints/lines';
import { isRecord } from '../../transport/reply';
import { propertyOf } from '../shared/fields';
import type { Field } from '../../transport/types';
import type { ItemContext, Shape } from '../shared/form';
import { titled } from '../shared/names';
import { located } from '../shared/input/expression';
import { read } from '../shared/input/origin';
import { isBlank, readId } from '../shared/input/text';
import { labels, words } from './labels';
import { pickers } from './pickers';

export const CUSTOMER = 'customerFields';

const labelOf = (name: string) => labels[name] ?? titled(name, words);
const labelOfSender = (name: string) => labels[name] ?? titled(name.replace(/^sender/, ''), words);

const customerProperty = (fields: readonly Field[]): INodeProperties => ({
	displayName: 'Customer',
	name: CUSTOMER,
	type: 'collection',
	placeholder: 'Add Customer Field',
	default: {},
	description: 'Recipient of the parcel (for a return: the sender)',
	options: fields
		.map((field) =>
			propertyOf(field, {
				parameter: field.name,
				label: labelOf(field.name),
				required: false,
				words,
				...(field.name === 'city' ? { picker: { name: 'city', picker: pickers.city } } : {}),
			}),
		)
		.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

const FIELDS = [...customerFields, ...recipientFields];

/** The recipient of an order, field by field. */
export const recipientProperty = customerProperty(FIELDS);

/** The address that a return is picked up at, field by field. */
export const returnAddressProperty = customerProperty(customerFields);

function filledIn(item: ItemContext): IDataObject {
	const given = item.parameter(CUSTOMER);
	if (!isRecord(given)) return {};
	return Object.fromEntries(
		FIELDS.flatMap(({ name }) => {
			const value = located(given[name]);
			const label = `${labelOf(name)} of Customer`;
			return isBlank(value) ? [] : [[name, read({ ...item, label }, () => readId(value))]];
		}),
	);
}

const isSaudi = (country: unknown) => String(country).trim().toUpperCase() === 'SA';

/**
 * Within Saudi Arabia short address codes of sender and recipient stand for city and address of both, for an order but not for a
 * return. A pickup location has its code in OTO.
 */
function isShortAddressed({ customer, senderInformation: sender }: IDataObject): boolean {
	if (!isRecord(customer) || !isSaudi(customer.country)) return false;
	if (isBlank(customer.shortAddressCode)) return false;
	if (!isRecord(sender)) return true;
	return isSaudi(sender.senderCountry) && !isBlank(sender.senderShortAddressCode);
}

const without = (names: readonly string[], left: readonly string[]) =>
	names.filter((name) => !left.includes(name));

/** A sender that is given must be complete. */
export const completeSender: Shape = (item, values) => {
	const { senderInformation: sender } = values;
	if (!isRecord(sender)) return values;
	const needed = isShortAddressed(values)
		? without(neededOfSender, impliedOfSender)
		: neededOfSender;
	const missing = needed.filter((name) => isBlank(sender[name])).map(labelOfSender);
	if (missing.length === 0) return values;
	throw item.problem(
		`"Sender" lacks ${missing.map((label) => `"${label}"`).join(', ')}`,
		'OTO needs name, mobile, country, city and address of a sender. Within Saudi Arabia short address codes of sender and recipient stand for city and address.',
	);
};

/**
 * Puts the fields of "Customer" into the call; a customer given as JSON wins.
 *
 * @param needed whether there must be a customer (that of an order), whether one that is given must be complete, or neither
 */
export function withCustomer(needed: 'always' | 'complete' | 'never'): Shape {
	return (item, values) => {
		const fields = filledIn(item);
		const customer = isRecord(values.customer) ? values.customer : fields;
		const any = Object.keys(customer).length > 0;
		if (values.destinationLocationCode) {
			if (!any) return values;
			throw item.problem(
				'Fill in only one of "Customer" or "Destination Location"',
				'An order goes to a customer or to a location of your own.',
			);
		}
		if (!any && needed !== 'always') return values;
		const isShort = needed === 'always' && isShortAddressed({ ...values, customer });
		const names = isShort ? without(neededOfCustomer, impliedOfCustomer) : neededOfCustomer;
		const missing = names.filter((name) => isBlank(customer[name])).map(labelOf);
		if (missing.length > 0 && needed !== 'never') {
			throw item.problem(
				`"Customer" is missing ${missing.map((label) => `"${label}"`).join(', ')}`,
				needed === 'always'
					? 'OTO needs name, mobile, country, city and address of a customer. Within Saudi Arabia short address codes of sender and recipient stand for city and address.'
					: 'OTO needs name, mobile, country, city and address of a customer.',
			);
		}
		return { ...values, customer };
	};
}
