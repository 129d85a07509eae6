import type { EndpointRow, Field } from '../../../transport/types';
import { driverOutcomes, locationRows } from '../outcomes';
import {
	ORDERS_PER_CALL,
	choice,
	city,
	coordinates,
	count,
	country,
	daySpan,
	district,
	flag,
	orderId,
	pickupLocationCode,
	required,
	row,
	sample,
	secret,
	shortAddressCode,
	text,
} from './shared';

const locationType = choice(
	'type',
	['warehouse', 'branch'],
	'A branch needs the Enterprise plan; by one page of the documentation marketplaces may have them too',
);

const locationStatus = choice('status', ['active', 'inactive'], 'Whether the location is in use');

const locationFields: readonly Field[] = [
	...[
		text('name', 'Unique name of the location'),
		sample('code', 'Your own unique code of the location', 'WH-RUH'),
		text('mobile', 'Mobile phone of the location'),
		city,
		country,
		text('address', 'Street address of the location'),
		text('contactName', 'Contact person'),
		sample('contactEmail', 'Email address of the contact person', 'name@email.com'),
	].map(required),
	...coordinates,
	text('postcode', 'Postal code'),
	district,
	text('state', 'State or region'),
	text('street', 'Name of the street'),
	shortAddressCode,
	text('secondaryAddressNumber', 'Secondary number of a Saudi address'),
	text('buildingNo', 'Building number'),
	count('servingRadius', 'Radius that the location serves, in km'),
	text('brandName', 'Name of the brand that the location belongs to'),
	locationStatus,
	count('preparationSla', 'Time to prepare an order, in hours'),
	text('vatNumber', 'VAT number of the location'),
];

export const pickupLocations: readonly EndpointRow[] = [
	row({
		resource: 'pickupLocation',
		operation: 'getMany',
		method: 'GET',
		path: '/getPickupLocationList',
		summary: 'List pickup locations: warehouses and branches, each with its type',
		query: [...daySpan('Day of creation'), pickupLocationCode, locationStatus],
		records: 'warehouses',
		rows: locationRows,
	}),
	row({
		resource: 'pickupLocation',
		operation: 'create',
		method: 'POST',
		path: '/createPickupLocation',
		summary: 'Create a pickup location',
		body: [
			...locationFields,
			locationType,
			{
				name: 'metadata',
				type: 'json',
				description: 'Your own values by key',
				example: '{"region":"east"}',
			},
		],
		hidesFailures: 'A name or code that exists gives a 200 with success false',
	}),
	row({
		resource: 'pickupLocation',
		operation: 'update',
		method: 'POST',
		path: '/updatePickupLocation',
		summary: 'Change a pickup location',
		body: [
			required(locationType),
			...locationFields,
			text('dcBranchIds', 'IDs of carrier branches that belong to the location'),
		],
	}),
];

export const brands: readonly EndpointRow[] = [
	row({
		resource: 'brand',
		operation: 'getMany',
		method: 'GET',
		path: '/getBrandList',
		summary: 'List brands',
		records: 'clientStores',
		plan: 'Starter',
	}),
	row({
		resource: 'brand',
		operation: 'create',
		method: 'POST',
		path: '/createBrand',
		summary: 'Create a brand',
		body: [
			required(text('storeName', 'Name of the brand')),
			text('logo', 'Link to a picture of the logo'),
			count('defaultWarehouseID', 'OTO’s ID of the warehouse that orders of the brand go out from'),
			{
				name: 'stores',
				type: 'json',
				description: 'Sales channels of the brand',
				example: '[{"storeName":"My shop","salesChannelCredentialsID":"1"}]',
			},
		],
		plan: 'Starter',
	}),
];

const channelCode = required(
	sample('code', 'Sales channel, by the code that the list of sales channels gives it', 'shopify'),
);

export const salesChannels: readonly EndpointRow[] = [
	row({
		resource: 'salesChannel',
		operation: 'getMany',
		method: 'GET',
		path: '/salesChannel/getSalesChannelsList',
		summary: 'List the sales channels that OTO can connect',
		records: 'salesChannelsList',
	}),
	row({
		resource: 'salesChannel',
		operation: 'getSettings',
		method: 'POST',
		path: '/salesChannel/getSalesChannelConfig',
		summary: 'Get the template of the settings that a sales channel needs',
		body: [channelCode],
		repeat: 'safe',
	}),
	row({
		resource: 'salesChannel',
		operation: 'activate',
		method: 'POST',
		path: '/salesChannel/salesChannelActivation',
		summary:
			'Connect a sales channel with the fields of its template. Those listed are for Shopify.',
		body: [
			channelCode,
			sample('storeURL', 'Address of the shop', 'https://my-shop.myshopify.com'),
			secret('adminApiAccessToken', 'Access token of the shop’s admin API'),
			flag('active', 'Whether the channel is in use'),
			text('storeName', 'Name of the shop in OTO'),
		],
	}),
];

export const drivers: readonly EndpointRow[] = [
	row({
		resource: 'driver',
		operation: 'assign',
		method: 'POST',
		path: '/assignDriver',
		summary: 'Assign orders to a driver of your own',
		body: [
			{
				name: 'orderIDs',
				type: 'string',
				format: 'list',
				required: true,
				description: `Order, by the number that OTO gave it (not by your own ID). Several: separate them with commas, or give a list by an expression. Orders of all input items go out together, ${ORDERS_PER_CALL} in one call.`,
				example: '31071127',
			},
			count('driverID', 'ID of the driver; this or the email is needed'),
			sample('driverEmail', 'Email address of the driver, in place of the ID', 'name@email.com'),
		],
		// OTO tells no maximum.
		batch: { key: 'orderIDs', max: ORDERS_PER_CALL, plain: true },
		hidesFailures: 'Each order tells its own success',
		outcomes: driverOutcomes,
		plan: 'Starter',
	}),
	row({
		resource: 'driver',
		operation: 'track',
		method: 'POST',
		path: '/trackDriver',
		summary:
			'Get the position of the driver of an order. The parameter table names the ID orderId, the sample orderID.',
		body: [required(orderId)],
		repeat: 'safe',
		certainty: 'contradictory',
		plan: 'Starter',
	}),
];

/** Source: code OTO1120. */
export const WEBHOOKS_PER_ACCOUNT = 10;

export const webhookTypes = [
	'orderStatus',
	'shipmentError',
	'newOrders',
	'walletTransaction',
] as const;

const webhookFields: readonly Field[] = [
	required(choice('method', ['post', 'put'], 'HTTP method of the deliveries')),
	required(
		sample(
			'url',
			'Address that receives the deliveries, used by no other webhook',
			'https://example.com/webhook/oto',
		),
	),
	{
		name: 'webhookType',
		type: 'options',
		options: webhookTypes,
		default: 'orderStatus',
		description:
			'What to be told of. One table of the documentation writes walletTransactions for Wallet Transaction.',
	},
	secret('secretKey', 'Key that signs the deliveries, up to 255 characters'),
	secret('authorizationKey', 'Value sent in the Authorization header, up to 255 characters'),
	{
		name: 'timestampFormat',
		type: 'string',
		description:
			'Pattern of the timestamp; epoch milliseconds if empty. The samples send a date instead of a pattern.',
		example: 'yyyy-MM-dd HH:mm:ss',
	},
	text('orderPrefix', 'Prefix to remove from order IDs'),
];

const webhookId = sample('id', 'ID of the webhook', '59');

export const webhooks: readonly EndpointRow[] = [
	row({
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/webhook',
		summary: 'List the webhooks of the account, or one by its ID',
		query: [webhookId],
		records: 'webhooks',
		secretKeys: ['secretKey', 'authorizationKey'],
	}),
	row({
		resource: 'webhook',
		operation: 'create',
		method: 'POST',
		path: '/webhook',
		summary: `Register a webhook. An account can have ${WEBHOOKS_PER_ACCOUNT}.`,
		body: webhookFields,
	}),
	row({
		resource: 'webhook',
		operation: 'update',
		method: 'PUT',
		path: '/webhook',
		summary: 'Change a webhook',
		body: [required(webhookId), ...webhookFields],
	}),
	row({
		resource: 'webhook',
		operation: 'delete',
		method: 'DELETE',
		path: '/webhook',
		summary: 'Delete a webhook',
		query: [required(webhookId)],
	}),
];
