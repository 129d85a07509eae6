import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { customerFields, neededOfCustomer } from '../../providers/oto/endpoints/customer';
import { isRecord } from '../../transport/reply';
import { propertyOf } from '../shared/fields';
import type { ItemContext, Shape } from '../shared/form';
import { asOptional } from '../shared/input/given';
import { isBlank } from '../shared/input/text';
import type { NamedFields } from '../shared/named-fields';
import { filledMembers } from '../shared/named-fields';
import { titled } from '../shared/names';
import { words } from './labels';
import { pickers } from './pickers';

export const CUSTOMER = 'customerFields';

const labels: Readonly<Record<string, string>> = { lat: 'Latitude', lon: 'Longitude' };
const labelOf = (name: string) => labels[name] ?? titled(name, words);

/** The recipient field by field. */
export const customerProperty: INodeProperties = {
	displayName: 'Customer',
	name: CUSTOMER,
	type: 'collection',
	placeholder: 'Add Customer Field',
	default: {},
	description: 'Who gets the parcel, or gives it back: name, mobile, address, city and country',
	options: customerFields
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
};

const named: NamedFields = {
	labels: Object.fromEntries(customerFields.map(({ name }) => [name, labelOf(name)])),
};

function filledIn(item: ItemContext): IDataObject {
	const given = item.read.object(CUSTOMER, 'Customer');
	const place = { path: [CUSTOMER], suffix: ' of Customer', isAdded: true };
	return filledMembers(item, named, customerFields.map(asOptional), given, place);
}

/**
 * Puts the fields of "Customer" into the call; a customer given as JSON wins.
 *
 * @param needed whether a customer that is given must be complete, and whether there must be one
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
		const missing = neededOfCustomer.filter((name) => isBlank(customer[name])).map(labelOf);
		if (missing.length > 0 && needed !== 'never') {
			throw item.problem(
				`"Customer" is missing ${missing.map((label) => `"${label}"`).join(', ')}`,
				'OTO needs name, mobile, address, city and country of a customer.',
			);
		}
		return { ...values, customer };
	};
}
