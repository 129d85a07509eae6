import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
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
	'Kind of location. A branch requires the Enterprise plan.',
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
	text('street', 'Street name'),
	shortAddressCode,
	text('secondaryAddressNumber', 'Secondary number of a Saudi address'),
	text('buildingNo', 'Building number'),
	count('servingRadius', 'How far the location delivers'),
	text('brandName', 'Brand that the location belongs to'),
	locationStatus,
	count('preparationSla', 'Time needed to prepare an order'),
	text('vatNumber', 'VAT number of the location'),
];

export const pickupLocations: readonly EndpointDefinition[] = [
	row({
		resource: 'pickupLocation',
		operation: 'getMany',
		method: 'GET',
		path: '/getPickupLocationList',
		summary: 'List pickup locations: warehouses and branches, each with its type',
		query: [...daySpan('creation date'), pickupLocationCode, locationStatus],
		itemsPath: 'warehouses',
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
		hidesFailures: 'A name or code that exists is answered with a 200 and success false',
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

export const brands: readonly EndpointDefinition[] = [
	row({
		resource: 'brand',
		operation: 'getMany',
		method: 'GET',
		path: '/getBrandList',
		summary: 'List brands',
		itemsPath: 'clientStores',
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
			text('logo', 'URL of a picture'),
			count('defaultWarehouseID', 'Warehouse that orders of the brand leave from, by OTO’s ID'),
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

const channelCode = required(sample('code', 'Sales channel, by its code', 'shopify'));

export const salesChannels: readonly EndpointDefinition[] = [
	row({
		resource: 'salesChannel',
		operation: 'getMany',
		method: 'GET',
		path: '/salesChannel/getSalesChannelsList',
		summary: 'List the sales channels that OTO can connect',
		itemsPath: 'salesChannelsList',
	}),
	row({
		resource: 'salesChannel',
		operation: 'getSettings',
		method: 'POST',
		path: '/salesChannel/getSalesChannelConfig',
		sensitive: ['adminApiAccessToken'],
		summary: 'Get the template of the settings that a sales channel needs',
		body: [channelCode],
		repeat: 'safe',
	}),
	row({
		resource: 'salesChannel',
		operation: 'activate',
		method: 'POST',
		path: '/salesChannel/salesChannelActivation',
		summary: 'Connect a sales channel with the fields of its template; those listed are Shopify’s',
		body: [
			channelCode,
			sample('storeURL', 'URL of the shop', 'https://my-shop.myshopify.com'),
			secret('adminApiAccessToken', 'Access token for the shop’s admin API'),
			flag('active', 'Whether the channel is in use'),
			text('storeName', 'Name of the shop in OTO'),
		],
	}),
];

export const drivers: readonly EndpointDefinition[] = [
	row({
		resource: 'driver',
		operation: 'assign',
		method: 'POST',
		path: '/assignDriver',
		summary: 'Assign orders to one of your own drivers',
		body: [
			{
				name: 'orderIDs',
				type: 'string',
				format: 'list',
				required: true,
				description: `OTO’s own number of the order (not your order ID). For several, separate them with commas, or use an expression that returns a list. Orders of all input items are sent together, ${ORDERS_PER_CALL} at a time.`,
				example: '31071127',
			},
			count('driverID', 'Driver ID. Enter this or the email address.'),
			sample('driverEmail', 'Email address of the driver, instead of the ID', 'name@email.com'),
		],
		// OTO documents no maximum.
		batch: { key: 'orderIDs', max: ORDERS_PER_CALL, plain: true },
		hidesFailures: 'Each order has its own success',
		recordResults: driverOutcomes,
		plan: 'Starter',
	}),
	row({
		resource: 'driver',
		operation: 'track',
		method: 'POST',
		path: '/trackDriver',
		summary: 'Get the position of the driver of an order',
		source: 'OTO API V2 Postman collection: orderId in its table, orderID in its sample',
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
	required(choice('method', ['post', 'put'], 'HTTP method of the requests')),
	required(
		sample(
			'url',
			'URL that receives the events. Each webhook needs its own.',
			'https://example.com/webhook/oto',
		),
	),
	{
		name: 'webhookType',
		type: 'options',
		options: webhookTypes,
		default: 'orderStatus',
		description: 'Event to subscribe to',
	},
	secret('secretKey', 'Key that signs the events, up to 255 characters'),
	secret('authorizationKey', 'Value of the Authorization header, up to 255 characters'),
	{
		name: 'timestampFormat',
		type: 'string',
		description: 'Pattern of the timestamp. Leave empty for milliseconds since 1970.',
		example: 'yyyy-MM-dd HH:mm:ss',
	},
	text('orderPrefix', 'Prefix to remove from order IDs'),
];

const webhookId = sample('id', 'Webhook, by its ID', '59');

export const webhooks: readonly EndpointDefinition[] = [
	row({
		resource: 'webhook',
		operation: 'getMany',
		method: 'GET',
		path: '/webhook',
		summary: 'List the webhooks of the account, or one by its ID',
		query: [webhookId],
		itemsPath: 'webhooks',
		secretKeys: ['secretKey', 'authorizationKey'],
		sensitive: ['secretKey', 'authorizationKey'],
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
