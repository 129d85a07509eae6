import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isArray, isNumber } from '../../../sandbox/core/wire.mts';
import { coded } from './refusals.mts';

/** What a value of a body must be. */
export type Kind =
	| 'text'
	| 'number'
	| 'whole'
	| 'flag'
	| 'object'
	| 'list'
	| 'texts'
	| 'numbers'
	| { list: Kinds }
	| { object: Kinds };

export type Kinds = Readonly<Record<string, Kind>>;

const texts = (...names: string[]): Kinds =>
	Object.fromEntries(names.map((name): [string, Kind] => [name, 'text']));
const numbers = (...names: string[]): Kinds =>
	Object.fromEntries(names.map((name): [string, Kind] => [name, 'number']));

const customer: Kinds = texts(
	'name',
	'mobile',
	'email',
	'address',
	'city',
	'country',
	'district',
	'state',
	'postcode',
	'street',
	'shortAddressCode',
	'W3WAddress',
	'frontSideIDCard',
	'backSideIDCard',
);

const order: Kinds = {
	...texts('orderId', 'payment_method', 'currency', 'pickupLocationCode', 'orderDate'),
	...texts('deliverySlotDate', 'deliverySlotFrom', 'deliverySlotTo', 'item_description'),
	...numbers('amount', 'amount_due', 'brandId', 'packageCount', 'packageWeight'),
	...numbers('boxWidth', 'boxLength', 'boxHeight'),
	customer: { object: customer },
	senderInformation: {
		object: texts(
			'senderFullName',
			'senderMobile',
			'senderCountry',
			'senderCity',
			'senderAddressLine',
			'senderShortAddressCode',
		),
	},
	items: {
		list: {
			...texts('name', 'sku'),
			...numbers('quantity', 'price', 'taxAmount', 'productId'),
			metadata: 'object',
			pickupLocation: 'list',
		},
	},
	boxes: { list: { weight: 'number', dimensions: 'object' } },
	metadata: 'object',
};

const route: Kinds = {
	...texts('originCity', 'destinationCity'),
	...numbers('weight', 'length', 'width', 'height', 'totalDue'),
	checkShippingRule: 'flag',
	includeEstimatedDates: 'flag',
};

const ends = ['originLat', 'originLon', 'destinationLat', 'destinationLon'];

const wideRoute: Kinds = {
	...route,
	...numbers(...ends, 'packageCount'),
	...texts('serviceType', 'deliveryType', 'currency'),
	forReverseShipment: 'flag',
};

const location: Kinds = texts(
	'name',
	'code',
	'mobile',
	'city',
	'country',
	'address',
	'contactName',
	'contactEmail',
	'type',
	'status',
);

const box: Kinds = { ...texts('name'), ...numbers('length', 'width', 'height') };
const stockItems: Kind = { list: { sku: 'text', qty: 'whole' } };
const page = (...names: string[]): Kinds =>
	Object.fromEntries(names.map((name): [string, Kind] => [name, 'whole']));
const orderId = texts('orderId');
const hook: Kinds = texts(
	'method',
	'url',
	'webhookType',
	'secretKey',
	'authorizationKey',
	'timestampFormat',
	'orderPrefix',
);

/**
 * The types that OTO's tables and samples give a field. A field that is not here can have any: table and sample disagree
 * (`deliveryOptionId`, `otoId`, the `brandId` of a product, the `id` of a webhook, `entityId`), or nothing is said.
 */
const byCall: Readonly<Record<string, Kinds>> = {
	'POST /buyCredit': numbers('amount'),
	'POST /requestMobileVerification': texts('phone'),
	'POST /verifyMobileNumber': texts('phone', 'code', 'token'),
	'POST /register': {
		...texts('country', 'city', 'email', 'mobileNumber', 'firstName', 'lastName'),
		...texts('billingAddress', 'companyName', 'vatNumber', 'CRNumber', 'district', 'zipCode'),
		...texts('buildingNo', 'streetName', 'nationalID', 'dateOfBirth', 'taxOffice'),
		isVatRegistered: 'flag',
	},
	'POST /clientInfo': texts('email'),
	'POST /createOrder': order,
	'POST /updateOrder': order,
	'POST /updateOrderStatus': { orderIds: 'list', ...texts('status', 'description', 'date') },
	'POST /cancelOrder': orderId,
	'POST /holdOrder': texts('orderId', 'onHoldReason', 'onHoldReasonLang', 'onHoldComment'),
	'POST /unHoldOrder': orderId,
	'POST /orderStatus': texts('orderId', 'labelType'),
	'POST /orderHistory': { orderIds: 'texts', otoIds: 'list', shipmentIds: 'texts' },
	'POST /checkOrderAvailability': {
		orderId: 'text',
		order: 'object',
		customer: { object: texts('address', 'city', 'country') },
		ruleIds: 'list',
	},
	'POST /checkOTODeliveryFee': {
		...wideRoute,
		boxes: { list: numbers('width', 'length', 'height', 'weight') },
	},
	'POST /checkDeliveryFee': { ...route, ...texts('deliveryType', ...ends) },
	'POST /getDeliveryFee': orderId,
	'POST /getDeliveryEstimation': {
		calculationData: {
			object: {
				originAddress: { object: texts('city', 'country', 'district') },
				destinationAddress: { object: texts('city', 'country', 'district') },
			},
		},
		deliveryCompanySettingsId: 'number',
		slaMethodType: 'text',
	},
	'POST /aiEstimatedDeliveryDates': wideRoute,
	'POST /createShipment': {
		...texts('orderId', 'pickingType', 'whoPays', 'frontSideIDCard', 'backSideIDCard'),
		...numbers('packageWeight', 'boxWidth', 'boxLength', 'boxHeight', 'packageCount'),
	},
	'POST /cancelShipment': texts('orderId', 'shipmentId'),
	'POST /trackShipment': {
		...texts('trackingNumber', 'deliveryCompanyName', 'brandName'),
		statusHistory: 'flag',
	},
	'POST /createReturnShipment': {
		...texts('orderId', 'pickupLocationCode', 'pickingType', 'frontSideIDCard', 'backSideIDCard'),
		items: { list: texts('sku', 'quantity') },
		customer: { object: customer },
	},
	'POST /getReturnDetails': orderId,
	'POST /getReturnLink': orderId,
	'POST /triggerReturnSms': orderId,
	'POST /getShippingPriceTransactionsList': texts('orderId', 'shipmentId'),
	'POST /dcConfig': texts('code'),
	'POST /dcActivation': {
		...texts('code', 'deliveryOptionName'),
		settings: 'object',
		brandID: 'number',
		active: 'flag',
	},
	'POST /checkDCBranchList': texts('deliveryCompanyName', 'countryCode', 'city', 'paymentMethod'),
	'POST /getCities': { country: 'text', ...page('perPage', 'page') },
	'POST /availableCities': page('page', 'limit'),
	'POST /productList': page('pageSize', 'currentPage'),
	'POST /checkCoverage': {
		...texts('city', 'lat', 'lon', 'pickupLocationCode'),
		pickupLocation: 'flag',
		checkAvailability: 'flag',
	},
	'POST /availableTimeslots': texts('serviceType'),
	'POST /getNationalAddressFromShortCode': texts('shortAddressCode'),
	'POST /createPickupLocation': { ...location, metadata: 'object' },
	'POST /updatePickupLocation': location,
	'POST /createBrand': {
		...texts('storeName', 'logo'),
		defaultWarehouseID: 'number',
		stores: 'list',
	},
	'POST /salesChannel/getSalesChannelConfig': texts('code'),
	'POST /salesChannel/salesChannelActivation': {
		...texts('code', 'storeURL', 'adminApiAccessToken', 'storeName'),
		active: 'flag',
	},
	'POST /createProduct': {
		...texts('sku', 'productName', 'price', 'description', 'productImage'),
		bundleItems: 'flag',
		packagingMaterial: 'flag',
		customAttributes: { list: texts('attributeName') },
	},
	'POST /addBox': box,
	'POST /updateBox': box,
	'POST /updateStockQuantity': {
		...texts('actionType', 'locationCode', 'sku', 'inventoryType'),
		qty: 'whole',
	},
	'POST /createInventoryOrder': { ...texts('action', 'locationCode'), items: stockItems },
	'POST /getPackingOrders': texts('warehouseCode'),
	'POST /updatePackingStatus': texts('orderId', 'packingStatus'),
	'POST /availableStoresForPickup': { selectedCity: 'text', items: stockItems },
	'POST /assignDriver': { orderIDs: 'numbers', driverID: 'number', driverEmail: 'text' },
	'POST /trackDriver': texts('orderId', 'orderID'),
	'POST /webhook': hook,
	'PUT /webhook': hook,
};

const words: Readonly<Record<string, string>> = {
	text: 'a text',
	number: 'a number',
	whole: 'a whole number',
	flag: 'true or false',
	object: 'an object',
	list: 'a list',
	texts: 'a list of texts',
	numbers: 'a list of numbers',
};

function isOf(kind: string, value: unknown): boolean {
	switch (kind) {
		case 'text':
			return typeof value === 'string';
		case 'number':
			return isNumber(value);
		case 'whole':
			return Number.isInteger(value);
		case 'flag':
			return typeof value === 'boolean';
		case 'object':
			return isRecord(value);
		case 'texts':
			return isArray(value) && value.every((entry) => typeof entry === 'string');
		case 'numbers':
			return isArray(value) && value.every(isNumber);
		default:
			return isArray(value);
	}
}

/** The first value of another type; null and what is left out say nothing. */
function misfit(kinds: Kinds, body: JsonObject, where = ''): string | undefined {
	for (const [name, kind] of Object.entries(kinds)) {
		const value = body[name];
		if (value === undefined || value === null) continue;
		const outer = typeof kind === 'string' ? kind : 'list' in kind ? 'list' : 'object';
		if (!isOf(outer, value)) return `${where}${name} must be ${words[outer]}`;
		if (typeof kind === 'string') continue;
		const inner = 'list' in kind ? kind.list : kind.object;
		for (const member of isArray(value) ? value : [value]) {
			if (!isRecord(member)) return `${where}${name} must hold objects`;
			const found = misfit(inner, member, `${where}${name}.`);
			if (found !== undefined) return found;
		}
	}
	return undefined;
}

/** Refuses a body that has a value of another type than the documented one. That OTO does so in these words is a guess. */
export function checkTypes(call: string, body: JsonObject): void {
	const found = misfit(byCall[call] ?? {}, body);
	if (found !== undefined) throw coded('OTO1075', 400, { errorMsg: found });
}
