import type { Field } from '../../../transport/types';
import { coordinates, shortAddressCode } from './shared';

const text = (name: string, description: string, example?: string): Field => ({
	name,
	type: 'string',
	description,
	...(example === undefined ? {} : { example }),
});

/** What OTO knows of a recipient. */
export const customerFields: readonly Field[] = [
	text('name', 'Name of the recipient; needed'),
	text('mobile', 'Mobile phone of the recipient; needed', '546607389'),
	text('email', 'Email address of the recipient', 'name@email.com'),
	text('country', 'ISO code of the country, two letters; needed', 'SA'),
	text('city', 'City as OTO spells it; needed'),
	text('address', 'Street address; needed', '8089, Salam Ibn Salim'),
	text('district', 'District of the city'),
	text('state', 'State or region'),
	text('street', 'Name of the street'),
	text('postcode', 'Postal code; needed for international orders'),
	text('buildingNo', 'Building number'),
	text('secondaryAddressNumber', 'Secondary number of a Saudi address'),
	shortAddressCode,
	...coordinates(),
];
/** Without these OTO takes no customer. */
export const neededOfCustomer: readonly string[] = ['name', 'mobile', 'address', 'city', 'country'];
