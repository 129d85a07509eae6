import type { Picker } from '../shared/form/pickers/picker';

const COUNTRIES = ['country', 'countryCode', 'customerCountry', 'customerFields.country'];
const ARABIC = /\p{Script=Arabic}/u;

/** OTO lists the cities of a country in English only; those that it serves have Arabic names too. */
const withArabicNames: Picker['enrich'] = async (rows, filter, list) => {
	if (!ARABIC.test(filter)) return rows;
	const served = await list('city.getAvailable', {});
	const names = new Map(served.map(({ city, city_ar }) => [String(city).toLowerCase(), city_ar]));
	return rows.map((row) => ({ ...row, name_ar: names.get(String(row.name).toLowerCase()) }));
};

const picker = (noun: string, rest: Omit<Picker, 'noun'>): Picker => ({ noun, ...rest });

/** The lists that OTO has; none of them can search, so the node looks through their rows itself. */
export const pickers = {
	/** By the person's own ID, which most calls want. */
	order: picker('order', {
		list: 'order.getMany',
		value: ['orderId'],
		label: ['orderId', 'customerName', 'status'],
		example: 'OID-1001',
	}),
	/** By the number that OTO gave it. */
	otoOrder: picker('order', {
		list: 'order.getMany',
		value: ['id'],
		label: ['orderId', 'customerName', 'status', 'id'],
		example: '30823059',
	}),
	/** An item of the order that the operation is for, by its SKU. */
	orderItem: picker('item', {
		list: 'order.get',
		records: 'items',
		value: ['sku'],
		label: ['name', 'sku'],
		needs: { orderId: ['orderId'] },
		example: 'SKU-1',
	}),
	pickupLocation: picker('pickup location', {
		list: 'pickupLocation.getMany',
		value: ['code'],
		label: ['name', 'code', 'city'],
		example: 'WH-RUH',
	}),
	warehouse: picker('warehouse', {
		list: 'pickupLocation.getMany',
		value: ['id'],
		label: ['name', 'code', 'city'],
		example: '5201',
	}),
	/** OTO lists the options for an order or a city, never all of them. */
	deliveryOption: picker('delivery option', {
		list: 'deliveryOption.getMany',
		value: ['deliveryOptionId'],
		label: ['name', 'integrationName'],
		needs: { orderId: ['orderId'] },
		example: '2828',
	}),
	deliveryOptionToCity: picker('delivery option', {
		list: 'deliveryOption.getMany',
		value: ['deliveryOptionId'],
		label: ['name', 'integrationName'],
		needs: { city: ['customerCity', 'customerFields.city'] },
		example: '2828',
	}),
	brand: picker('brand', {
		list: 'brand.getMany',
		value: ['ID'],
		label: ['storeName'],
		example: '301',
	}),
	brandName: picker('brand', {
		by: 'name',
		list: 'brand.getMany',
		value: ['storeName'],
		label: ['storeName'],
		example: 'My Brand',
	}),
	carrier: picker('carrier', {
		list: 'carrier.getMany',
		value: ['code'],
		label: ['Name', 'code'],
		example: 'aramex',
	}),
	city: picker('city', {
		by: 'name',
		list: 'city.getMany',
		value: ['name'],
		label: ['name', 'name_ar'],
		needs: { country: COUNTRIES },
		enrich: withArabicNames,
		example: 'Riyadh',
	}),
	senderCity: picker('city', {
		by: 'name',
		list: 'city.getMany',
		value: ['name'],
		label: ['name', 'name_ar'],
		needs: { country: ['senderFields.senderCountry'] },
		enrich: withArabicNames,
		example: 'Riyadh',
	}),
	servedCity: picker('city', {
		by: 'name',
		list: 'city.getAvailable',
		value: ['city'],
		label: ['city', 'city_ar'],
		example: 'Riyadh',
	}),
	pickupCity: picker('city', {
		by: 'name',
		list: 'city.getForPickup',
		value: ['name'],
		label: ['name'],
		example: 'Riyadh',
	}),
	product: picker('product', {
		list: 'product.getMany',
		value: ['sku'],
		label: ['name', 'sku'],
		example: 'SKU-1',
	}),
	box: picker('box', {
		by: 'name',
		list: 'box.getMany',
		value: ['boxName'],
		label: ['boxName'],
		example: 'Small',
	}),
	salesChannel: picker('sales channel', {
		list: 'salesChannel.getMany',
		value: ['code'],
		label: ['name', 'code'],
		example: 'shopify',
	}),
	webhook: picker('webhook', {
		list: 'webhook.getMany',
		value: ['id'],
		label: ['url', 'id'],
		example: '59',
	}),
};

/** Which list fills which field. */
export const fieldPickers: Readonly<Record<string, keyof typeof pickers>> = {
	'order.update.orderId': 'order',
	'order.hold.orderId': 'order',
	'order.release.orderId': 'order',
	'order.cancel.orderId': 'order',
	'order.get.orderId': 'order',
	'order.getStatus.orderId': 'order',
	'order.checkAvailability.orderId': 'order',
	'order.getNotifications.orderId': 'order',
	'order.updateStatus.orderIds': 'otoOrder',
	'shipment.orderId': 'order',
	'return.orderId': 'order',
	'label.orderId': 'order',
	'deliveryFee.orderId': 'order',
	'deliveryOption.orderId': 'order',
	'creditTransaction.orderId': 'order',
	'shipmentTransaction.orderId': 'order',
	'shippingPriceTransaction.orderId': 'order',
	'driver.orderId': 'order',
	'driver.orderIDs': 'otoOrder',
	'packingOrder.orderId': 'order',
	parentOrderId: 'order',
	otoId: 'otoOrder',
	pickupLocationCode: 'pickupLocation',
	locationCode: 'pickupLocation',
	warehouseCode: 'pickupLocation',
	destinationLocationCode: 'pickupLocation',
	'pickupLocation.update.code': 'pickupLocation',
	defaultWarehouseID: 'warehouse',
	deliveryOptionId: 'deliveryOption',
	'order.create.deliveryOptionId': 'deliveryOptionToCity',
	brandId: 'brand',
	brandID: 'brand',
	brandName: 'brandName',
	'carrier.code': 'carrier',
	deliveryCompanyName: 'carrier',
	'pickupLocation.city': 'city',
	'client.city': 'city',
	'carrierBranch.city': 'city',
	'coverage.city': 'servedCity',
	'deliveryOption.city': 'servedCity',
	originCity: 'servedCity',
	destinationCity: 'servedCity',
	selectedCity: 'pickupCity',
	'stock.update.sku': 'product',
	'box.getMany.name': 'box',
	'box.update.name': 'box',
	'salesChannel.code': 'salesChannel',
	'webhook.id': 'webhook',
};
