import { at, listAt } from '../../../sandbox/http.mts';
import type { Answered } from './index.mts';

/**
 * Makes a call that succeeds, and gives its body.
 *
 * @param owner `marketplace` for the marketplace's token
 */
export type Ask = (
	path: string,
	json?: unknown,
	method?: string,
	owner?: string,
) => Promise<unknown>;

const CUSTOMER = {
	name: 'Test',
	mobile: '546607389',
	address: 'a',
	city: 'Madinah',
	country: 'SA',
};
const ITEM = { productId: 112, name: 'product', price: 100, quantity: 2, sku: 'test-product' };
const ORDER = {
	orderId: 'order1',
	payment_method: 'paid',
	amount: 100,
	amount_due: 0,
	currency: 'SAR',
	pickupLocationCode: 'WH-RUH',
	customer: CUSTOMER,
	items: [ITEM],
};
const SPLIT = ['WH-RUH', 'WH-JED'].map((pickupLocationCode) => ({
	pickupLocationCode,
	quantity: 1,
	box: { boxName: 'Small' },
}));
const LOCATION = {
	name: 'New',
	code: 'NEW',
	mobile: '555888777',
	city: 'Dammam',
	country: 'SA',
	address: 'a',
	contactName: 'b',
	contactEmail: 'c@example.com',
	type: 'branch',
};
const ROUTE = { originCity: 'Riyadh', destinationCity: 'Jeddah', weight: 1 };
const VENDOR = {
	country: 'SA',
	city: 'Riyadh',
	email: 'vendor@example.com',
	mobileNumber: '966500000001',
	firstName: 'A',
	lastName: 'B',
	isVatRegistered: false,
	billingAddress: 'c',
};
const HOOK = { method: 'post', url: 'https://hook.example.com/a' };
const BOX = { name: 'Cube', length: 1, width: 1, height: 1 };
const days = 'perPage=50&page=1&minDate=2026-01-01&maxDate=2026-02-28';

/** For each endpoint the calls that show all of its answer. */
export function callsOf(ask: Ask): Record<Answered, () => Promise<unknown[]>> {
	/** The ID of an order that has a status. */
	async function orderIn(status: string, key = 'orderId'): Promise<string> {
		return String(at(await ask(`/orders?perPage=1&status=${status}`), `orders.0.${key}`));
	}

	async function created(): Promise<{ orderId: string }> {
		await ask('/createOrder', ORDER);
		return { orderId: ORDER.orderId };
	}

	/** An order that has a shipment. */
	async function booked(): Promise<{ orderId: string; shipmentId: string }> {
		const rows = listAt(await ask('/orders?perPage=100&status=shipmentCreated'), 'orders');
		for (const row of rows) {
			const order = { orderId: String(at(row, 'orderId')) };
			const status = await ask('/orderStatus', order);
			// Pudo refuses to cancel a shipment.
			if (at(status, 'deliveryCompany') === 'smsa') {
				return { ...order, shipmentId: String(at(status, 'shipmentId')) };
			}
		}
		throw new Error('No order has a shipment that can be cancelled.');
	}

	async function returned(): Promise<{ orderId: string }> {
		const orderId = await orderIn('delivered');
		await ask('/createReturnShipment', { orderId });
		return { orderId };
	}

	return {
		'DELETE /webhook': async () => {
			await ask('/webhook', HOOK);
			return [await ask('/webhook?id=59', undefined, 'DELETE')];
		},
		'GET /accountInfo': async () => [await ask('/accountInfo')],
		'GET /checkGlobalStock': async () => [await ask('/checkGlobalStock?sku=SKU-1,SKU-2,nothing')],
		'GET /checkInventoryStock': async () => [await ask('/checkInventoryStock?sku=SKU-1,nothing')],
		'GET /clientInfo': async () => [await ask('/clientInfo', undefined, 'GET', 'marketplace')],
		'GET /creditTransactions': async () => [
			await ask(`/creditTransactions?${days}`),
			await ask('/creditTransactions?perPage=1&page=1&orderId=nobody'),
		],
		'GET /getBox': async () => {
			await ask('/addBox', BOX);
			return [await ask('/getBox'), await ask('/getBox?name=Cube'), await ask('/getBox?name=none')];
		},
		'GET /getBrandList': async () => {
			await ask('/createBrand', { storeName: 'Without' });
			return [await ask('/getBrandList')];
		},
		'GET /getDeliveryOptions': async () => [
			await ask('/getDeliveryOptions'),
			await ask('/getDeliveryOptions?city=Riyadh'),
			await ask('/getDeliveryOptions?orderId=OID-1001'),
		],
		'GET /getPickupLocationList': async () => {
			await ask('/createPickupLocation', LOCATION);
			return [await ask('/getPickupLocationList')];
		},
		'GET /healthCheck': async () => [await ask('/healthCheck')],
		'GET /orderDetails': async () => {
			await created();
			const of = async (orderId: string) => await ask(`/orderDetails?orderId=${orderId}`);
			return [
				await of('order1'),
				await of(await orderIn('delivered')),
				await of(await orderIn('packed')),
				await ask('/orderDetails?ref1=ref-1001'),
				await ask('/orderDetails?otoId=30800000'),
			];
		},
		'GET /orders': async () => {
			await created();
			await returned();
			return [
				await ask('/orders?perPage=100'),
				await ask('/orders?status=none'),
				await ask('/orders'),
			];
		},
		'GET /orders/{orderId}/customer-notifications': async () => [
			await ask('/orders/OID-1001/customer-notifications'),
			await ask('/orders/OID-1001/customer-notifications?actionType=returnLink'),
		],
		'GET /print/{orderId}': async () => {
			const { orderId } = await booked();
			return [
				await ask(`/print/${orderId}`),
				await ask(`/print/${orderId}?internationalProforma=true`),
			];
		},
		'GET /salesChannel/getSalesChannelsList': async () => [
			await ask('/salesChannel/getSalesChannelsList'),
		],
		'GET /shipmentTransactions': async () => [await ask(`/shipmentTransactions?${days}`)],
		'GET /webhook': async () => {
			await ask('/webhook', HOOK);
			return [await ask('/webhook'), await ask('/webhook?id=59'), await ask('/webhook?id=1')];
		},
		'POST /addBox': async () => [await ask('/addBox', BOX)],
		'POST /aiEstimatedDeliveryDates': async () => [await ask('/aiEstimatedDeliveryDates', ROUTE)],
		'POST /assignDriver': async () => [
			await ask('/assignDriver', { orderIDs: [30_800_000], driverID: 55_367 }),
		],
		'POST /availableCities': async () => [
			await ask('/availableCities', {}),
			await ask('/availableCities', { page: 9, limit: 100 }),
			await ask('/availableCities', undefined, 'POST'),
		],
		'POST /availableCitiesForPickup': async () => [
			await ask('/availableCitiesForPickup', undefined, 'POST'),
		],
		'POST /availableStoresForPickup': async () => [
			await ask('/availableStoresForPickup', {
				selectedCity: 'Riyadh',
				items: [{ sku: 'SKU-2', qty: 1 }],
			}),
		],
		'POST /availableTimeslots': async () => [
			await ask('/availableTimeslots', { serviceType: 'bullet' }),
		],
		'POST /buyCredit': async () => [await ask('/buyCredit', { amount: 10.5 })],
		'POST /cancelOrder': async () => [await ask('/cancelOrder', await created())],
		'POST /cancelShipment': async () => [await ask('/cancelShipment', await booked())],
		'POST /checkCoverage': async () => [
			await ask('/checkCoverage', { city: 'Riyadh', lat: '24.28', lon: '46.44' }),
		],
		'POST /checkDCBranchList': async () => [
			await ask('/checkDCBranchList', { deliveryCompanyName: 'aramex', countryCode: 'SA' }),
		],
		'POST /checkDeliveryFee': async () => [
			await ask('/checkDeliveryFee', ROUTE),
			await ask('/checkDeliveryFee', { ...ROUTE, includeEstimatedDates: true }),
		],
		'POST /checkOTODeliveryFee': async () => [
			await ask('/checkOTODeliveryFee', ROUTE),
			await ask('/checkOTODeliveryFee', { ...ROUTE, includeEstimatedDates: true }),
		],
		'POST /checkOrderAvailability': async () => [
			await ask('/checkOrderAvailability', { orderId: 'OID-1001' }),
		],
		'POST /clientInfo': async () => {
			await ask('/register', VENDOR, 'POST', 'marketplace');
			return [await ask('/clientInfo', { email: VENDOR.email }, 'POST', 'marketplace')];
		},
		'POST /createBrand': async () => [
			await ask('/createBrand', { storeName: 'New', defaultWarehouseID: 5100 }),
		],
		'POST /createInventoryOrder': async () => [
			await ask('/createInventoryOrder', {
				action: 'inbound',
				locationCode: 'WH-RUH',
				items: [{ sku: 'SKU-1', qty: 1 }],
				orderDate: 'soon',
			}),
		],
		'POST /createOrder': async () => [
			await ask('/createOrder', ORDER),
			await ask('/createOrder', {
				...ORDER,
				orderId: 'split',
				items: [{ ...ITEM, pickupLocation: SPLIT }],
			}),
		],
		'POST /createPickupLocation': async () => [await ask('/createPickupLocation', LOCATION)],
		'POST /createProduct': async () => [
			await ask('/createProduct', { sku: 'new', productName: 'New', price: '1.50' }),
		],
		'POST /createReturnShipment': async () => [
			await ask('/createReturnShipment', { orderId: await orderIn('delivered') }),
		],
		'POST /createShipment': async () => [await ask('/createShipment', await created())],
		'POST /dcActivation': async () => [
			await ask('/dcActivation', { code: 'aramex', deliveryOptionName: 'Mine', settings: {} }),
		],
		'POST /dcConfig': async () => [
			await ask('/dcConfig', { code: 'aramex' }),
			await ask('/dcConfig', { code: 'smsa' }),
		],
		'POST /dcList': async () => [await ask('/dcList', undefined, 'POST')],
		'POST /getCities': async () => [
			await ask('/getCities', { country: 'SA', perPage: 400, page: 1 }),
			await ask('/getCities', { country: 'XX' }),
		],
		'POST /getDeliveryEstimation': async () => {
			const address = (city: string) => ({ city, country: 'SA' });
			const to = (city: string) => ({
				calculationData: { originAddress: address('Riyadh'), destinationAddress: address(city) },
			});
			return [
				await ask('/getDeliveryEstimation', to('Jeddah')),
				await ask('/getDeliveryEstimation', to('nowhere')),
			];
		},
		'POST /getDeliveryFee': async () => [await ask('/getDeliveryFee', await created())],
		'POST /getNationalAddressFromShortCode': async () => [
			await ask('/getNationalAddressFromShortCode', { shortAddressCode: 'RRRD2929' }),
		],
		'POST /getPackingOrders': async () => [
			await ask('/getPackingOrders', { warehouseCode: 'WH-RUH' }),
		],
		'POST /getReturnDetails': async () => [await ask('/getReturnDetails', await returned())],
		'POST /getReturnLink': async () => [await ask('/getReturnLink', { orderId: 'OID-1001' })],
		'POST /getShippingPriceTransactionsList': async () => {
			const { orderId } = await booked();
			return [await ask('/getShippingPriceTransactionsList', { orderId })];
		},
		'POST /holdOrder': async () => [
			await ask('/holdOrder', { ...(await created()), onHoldReason: 'a', onHoldReasonLang: 'en' }),
		],
		'POST /orderHistory': async () => {
			const { orderId } = await returned();
			return [
				await ask('/orderHistory', { orderIds: [orderId, 'OID-1001'] }),
				await ask('/orderHistory', { otoIds: ['30800000'] }),
				await ask('/orderHistory', { orderIds: ['nobody'] }),
			];
		},
		'POST /orderStatus': async () => {
			const { orderId } = await booked();
			return [
				await ask('/orderStatus', { orderId }),
				await ask('/orderStatus', { orderId, labelType: 'ZPL' }),
				await ask('/orderStatus', { orderId: 'OID-1001' }),
			];
		},
		'POST /productList': async () => {
			await ask('/createProduct', { sku: 'new', productName: 'New', price: '1.50' });
			return [
				await ask('/productList', { pageSize: 100, currentPage: 3 }),
				await ask('/productList', undefined, 'POST'),
			];
		},
		'POST /refreshToken': async () => [
			await ask('/refreshToken', { refresh_token: 'sandbox-oto-refresh-token' }),
		],
		'POST /register': async () => [await ask('/register', VENDOR, 'POST', 'marketplace')],
		'POST /requestMobileVerification': async () => [
			await ask('/requestMobileVerification', { phone: '+966500000000' }),
		],
		'POST /salesChannel/getSalesChannelConfig': async () => [
			await ask('/salesChannel/getSalesChannelConfig', { code: 'shopify' }),
			await ask('/salesChannel/getSalesChannelConfig', { code: 'zid' }),
		],
		'POST /salesChannel/salesChannelActivation': async () => [
			await ask('/salesChannel/salesChannelActivation', {
				code: 'shopify',
				storeURL: 'https://my-shop.myshopify.com',
				adminApiAccessToken: 'a',
				active: true,
				storeName: 'b',
			}),
		],
		'POST /trackDriver': async () => [await ask('/trackDriver', { orderId: 'OID-1001' })],
		'POST /trackShipment': async () => {
			const { orderId } = await booked();
			const printed = await ask(`/print/${orderId}`);
			const shipment = {
				trackingNumber: at(printed, 'trackingNumber'),
				deliveryCompanyName: at(printed, 'deliveryCompany'),
			};
			return [
				await ask('/trackShipment', { ...shipment, statusHistory: true }),
				await ask('/trackShipment', shipment),
				await ask('/trackShipment', { ...shipment, trackingNumber: 'none' }),
			];
		},
		'POST /triggerReturnSms': async () => [await ask('/triggerReturnSms', { orderId: 'OID-1001' })],
		'POST /unHoldOrder': async () => {
			const order = await created();
			await ask('/holdOrder', { ...order, onHoldReason: 'a', onHoldReasonLang: 'en' });
			return [await ask('/unHoldOrder', order)];
		},
		'POST /updateBox': async () => [await ask('/updateBox', { ...BOX, name: 'Small' })],
		'POST /updateOrder': async () => [
			await ask('/updateOrder', { ...(await created()), amount: 1 }),
		],
		'POST /updateOrderStatus': async () => [
			await ask('/updateOrderStatus', { orderIds: [30_800_000], status: 'delivered' }),
		],
		'POST /updatePackingStatus': async () => [
			await ask('/updatePackingStatus', { ...(await created()), packingStatus: 'packed' }),
		],
		'POST /updatePickupLocation': async () => [
			await ask('/updatePickupLocation', { ...LOCATION, code: 'BR-OLAYA' }),
			await ask('/updatePickupLocation', {
				...LOCATION,
				code: 'WH-RUH',
				name: 'W',
				type: 'warehouse',
			}),
		],
		'POST /updateStockQuantity': async () => {
			const stock = { actionType: 'set', locationCode: 'WH-RUH', sku: 'SKU-1' };
			return [
				await ask('/updateStockQuantity', { ...stock, qty: 5 }),
				await ask('/updateStockQuantity', { ...stock, qty: -5 }),
			];
		},
		'POST /verifyMobileNumber': async () => {
			const phone = '+966500000000';
			const { token } = (await ask('/requestMobileVerification', { phone })) as { token: string };
			return [await ask('/verifyMobileNumber', { phone, token, code: '123456' })];
		},
		'POST /webhook': async () => [await ask('/webhook', HOOK)],
		'PUT /webhook': async () => {
			await ask('/webhook', HOOK);
			return [await ask('/webhook', { ...HOOK, id: '59' }, 'PUT')];
		},
	};
}
