import type { EndpointRow, Field } from '../../../transport/types';
import {
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
	shortAddressCode,
	text,
} from './shared';

const locationType = choice(
	'type',
	['warehouse', 'branch'],
	'A branch is for the Enterprise plan, by one page for marketplaces too',
);

const locationStatus = choice('status', ['active', 'inactive']);

const locationFields: readonly Field[] = [
	...[
		text('name', 'Unique name'),
		text('code', 'Unique code'),
		text('mobile'),
		city,
		country,
		text('address'),
		text('contactName'),
		text('contactEmail'),
	].map(required),
	...coordinates(),
	text('postcode'),
	district,
	text('state'),
	text('street'),
	shortAddressCode,
	text('secondaryAddressNumber'),
	text('buildingNo'),
	count('servingRadius', 'Radius in km'),
	text('brandName'),
	locationStatus,
	count('preparationSla', 'Hours to prepare an order'),
	text('vatNumber'),
];

export const pickupLocations: readonly EndpointRow[] = [
	row({
		resource: 'pickupLocation',
		operation: 'getMany',
		method: 'GET',
		path: '/getPickupLocationList',
		summary: 'Get all pickup locations, in the two lists warehouses and branches',
		query: [...daySpan('Date of creation'), pickupLocationCode, locationStatus],
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
		body: [required(locationType), ...locationFields, text('dcBranchIds')],
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
			text('logo', 'Link to the logo'),
			text('defaultWarehouseID'),
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

const channelCode = required(text('code', 'Code of the sales channel, from their list'));

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
		safe: true,
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
			text('storeURL'),
			text('adminApiAccessToken'),
			flag('active', 'Whether the channel is in use'),
			text('storeName'),
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
				type: 'json',
				required: true,
				description: 'List of numeric OTO order IDs',
				example: '[31071127]',
			},
			count('driverID', 'ID of the driver; this or driverEmail is needed'),
			text('driverEmail'),
		],
		hidesFailures: 'Each order tells its own success',
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
		safe: true,
		certainty: 'contradictory',
		plan: 'Starter',
	}),
];

const webhookFields: readonly Field[] = [
	required(choice('method', ['post', 'put'])),
	required(text('url', 'Address that receives the deliveries, used by no other webhook')),
	{
		name: 'webhookType',
		type: 'options',
		options: ['orderStatus', 'shipmentError', 'newOrders', 'walletTransaction'],
		default: 'orderStatus',
		description: 'One table of the documentation writes walletTransactions for the last one',
	},
	text('secretKey', 'Key that signs the deliveries, up to 255 characters'),
	text('authorizationKey', 'Sent in the Authorization header, up to 255 characters'),
	{
		name: 'timestampFormat',
		type: 'string',
		description:
			'Pattern of the timestamp; epoch milliseconds if empty. The samples send a date instead of a pattern.',
		example: 'yyyy-MM-dd HH:mm:ss',
	},
	text('orderPrefix', 'Prefix to remove from order IDs'),
];

const webhookId = text('id', 'ID of the webhook, such as 59');

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
		summary: 'Register a webhook. An account can have 10.',
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
