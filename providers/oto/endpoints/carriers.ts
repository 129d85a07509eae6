import type { EndpointRow } from '../../../transport/types';
import { cityRows } from '../outcomes';
import {
	choice,
	city,
	coordinates,
	count,
	country,
	flag,
	packageSize,
	pickupLocationCode,
	required,
	row,
	sample,
	shortAddressCode,
	text,
} from './shared';

const carrierCode = required(
	sample('code', 'Carrier, by the code that the list of carriers gives it', 'aramex'),
);

export const carriers: readonly EndpointRow[] = [
	row({
		resource: 'carrier',
		operation: 'getMany',
		method: 'POST',
		path: '/dcList',
		summary:
			'List all carriers that OTO knows. The documentation prints the call as POST, its saved example and guide use GET.',
		records: 'data',
		repeat: 'safe',
		certainty: 'contradictory',
	}),
	row({
		resource: 'carrier',
		operation: 'getSettings',
		method: 'POST',
		path: '/dcConfig',
		summary: 'Get the settings that a contract with a carrier needs',
		body: [carrierCode],
		repeat: 'safe',
		plan: 'Starter',
	}),
	row({
		resource: 'carrier',
		operation: 'activate',
		method: 'POST',
		path: '/dcActivation',
		summary: 'Connect your own contract with a carrier',
		body: [
			carrierCode,
			required(text('deliveryOptionName', 'Name to show for the contract')),
			{
				name: 'settings',
				type: 'json',
				required: true,
				description:
					'Account data of the carrier, shaped like exampleJSON of "Get Settings". They are secrets: take them from a credential store, not from the workflow.',
				example:
					'{"productType":"CDS","ClientInfo":{"UserName":"user","Password":"secret","Version":"v1","AccountNumber":"1","AccountPin":"1","AccountEntity":"RUH","AccountCountryCode":"SA","Source":24}}',
			},
			count('brandID', 'Brand that uses the contract; OTO’s guide writes brandId'),
			flag('active', 'Whether the contract is in use'),
		],
		plan: 'Starter',
	}),
	row({
		resource: 'carrierBranch',
		operation: 'getMany',
		method: 'POST',
		path: '/checkDCBranchList',
		summary: 'List the branches of a carrier where parcels can be picked up',
		body: [
			required(
				sample('deliveryCompanyName', 'Carrier, by its code from the list of carriers', 'aramex'),
			),
			required({ ...country, name: 'countryCode' }),
			city,
			choice('paymentMethod', ['paid', 'cod'], 'Only branches that take this way of payment'),
		],
		records: 'pickupPoints',
		repeat: 'safe',
	}),
];

export const places: readonly EndpointRow[] = [
	row({
		resource: 'city',
		operation: 'getMany',
		method: 'POST',
		path: '/getCities',
		summary: 'List the cities of a country',
		body: [required(country)],
		records: 'getCities.Cities',
		paging: {
			in: 'body',
			page: 'page',
			size: 'perPage',
			maxSize: 500,
			total: 'getCities.totalCount',
		},
		repeat: 'safe',
	}),
	row({
		resource: 'city',
		operation: 'getAvailable',
		method: 'POST',
		path: '/availableCities',
		summary: 'List the cities that OTO serves, in English and Arabic',
		records: 'orders',
		paging: { in: 'body', page: 'page', size: 'limit', maxSize: 100 },
		repeat: 'safe',
	}),
	row({
		resource: 'city',
		operation: 'getForPickup',
		method: 'POST',
		path: '/availableCitiesForPickup',
		summary: 'List the cities with stores where customers can pick up',
		records: 'cities',
		rows: cityRows,
		repeat: 'safe',
	}),
	row({
		resource: 'coverage',
		operation: 'check',
		method: 'POST',
		path: '/checkCoverage',
		summary: 'Check which kinds of delivery reach a place',
		body: [
			required(city),
			...coordinates.map(required),
			flag('pickupLocation', 'Whether to look at pickup locations'),
			pickupLocationCode,
			flag('checkAvailability', 'Whether to look at availability'),
			packageSize,
		],
		repeat: 'safe',
		plan: 'Starter',
	}),
	row({
		resource: 'timeslot',
		operation: 'getMany',
		method: 'POST',
		path: '/availableTimeslots',
		summary: 'List the time slots for a delivery, by day',
		body: [
			required(choice('serviceType', ['bullet', 'courier'], 'Kind of delivery')),
			...coordinates,
			packageSize,
		],
		records: 'availableSlots',
		repeat: 'safe',
		plan: 'Starter',
	}),
	row({
		resource: 'nationalAddress',
		operation: 'get',
		method: 'POST',
		path: '/getNationalAddressFromShortCode',
		summary: 'Get the full address behind a Saudi short address',
		body: [required(shortAddressCode)],
		record: 'data',
		repeat: 'safe',
	}),
];
