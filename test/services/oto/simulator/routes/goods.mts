import { isRecord } from '../../../../sandbox/core/body.mts';
import { cycle, isArray, isFilled } from '../../../../sandbox/core/wire.mts';
import type { Call } from '../call.mts';
import { idText, move, namedOrder, orderByOtoId } from '../find.mts';
import { amountOf, text, writtenNumber } from '../new-orders.mts';
import { pageOf } from '../pages.mts';
import { coded } from '../refusals.mts';
import type { Operation } from '../serve.mts';
import { done, plain } from '../serve.mts';
import { nextNumber, state } from '../state.mts';
import { announceStatus } from '../webhooks.mts';

function createProduct(call: Call) {
	const body = call.body();
	if (
		!isFilled(body.sku) ||
		!isFilled(body.productName) ||
		writtenNumber(body.price) === undefined
	) {
		throw coded('OTO1009');
	}
	if (state.products.some((product) => product.sku === body.sku)) throw coded('OTO1009');
	const product = {
		id: nextNumber('product', 592_000),
		sku: body.sku,
		name: body.productName,
		barcode: text(body.barcode),
		image: text(body.productImage),
		price: text(body.price),
	};
	state.products.push(product);
	return done({ productId: product.id });
}

function productList(call: Call) {
	const { pageSize, currentPage } = call.request.raw_body.length === 0 ? {} : call.body();
	const shown = pageOf(state.products, { page: currentPage, size: pageSize }, { size: 100 });
	return done({
		productCount: shown.total,
		products: shown.rows.map(({ name, sku, barcode, image }) => ({
			name,
			sku,
			barcode,
			productImage: image,
		})),
	});
}

function boxOf(call: Call): { name: string; length: number; width: number; height: number } {
	const body = call.body();
	const [length, width, height] = [body.length, body.width, body.height].map(amountOf);
	if (!isFilled(body.name)) throw coded('OTO1147', 409);
	if (length === undefined || width === undefined || height === undefined) {
		throw coded('OTO1149', 409);
	}
	return { name: body.name, length, width, height };
}

function addBox(call: Call) {
	const box = boxOf(call);
	if (state.boxes.some((known) => known.name === box.name)) throw coded('OTO1147', 409);
	state.boxes.push({ id: nextNumber('box', 90), ...box });
	return done({ message: 'box has been added' });
}

function updateBox(call: Call) {
	const box = boxOf(call);
	const known = state.boxes.find((row) => row.name === box.name);
	if (!known) throw coded('OTO1148', 409);
	Object.assign(known, box);
	return done({ message: 'box has been updated' });
}

function getBox(call: Call) {
	const name = call.text('name');
	const boxes = state.boxes.filter((box) => name === undefined || box.name === name);
	return done({
		boxes: boxes.map(({ name: boxName, ...box }) => ({
			id: box.id,
			boxName,
			length: box.length,
			width: box.width,
			height: box.height,
		})),
	});
}

function updateStock(call: Call) {
	const { actionType, locationCode, sku, qty } = call.body();
	if (actionType !== 'set' && actionType !== 'adjust') throw coded('OTO1126');
	const known = state.locations.some((location) => location.code === locationCode);
	if (!isFilled(locationCode) || !known) throw coded('OTO1127');
	if (!isFilled(sku) || !state.products.some((row) => row.sku === sku)) throw coded('OTO1128');
	const quantity = amountOf(qty);
	if (quantity === undefined || !Number.isInteger(quantity)) throw coded('OTO1129');
	const stock = state.stock.find((row) => row.sku === sku && row.location === locationCode) ?? {
		sku,
		location: locationCode,
		onHand: 0,
		forecasted: 0,
	};
	if (!state.stock.includes(stock)) state.stock.push(stock);
	const next = actionType === 'set' ? quantity : stock.onHand + quantity;
	stock.forecasted += next - stock.onHand;
	stock.onHand = next;
	return done({
		transactionID: nextNumber('stock', 4000),
		warnings: next < 0 ? ['stock is below zero'] : [],
	});
}

function skusOf(call: Call): string[] {
	const skus = call.text('sku')?.split(',');
	if (skus === undefined) throw coded('OTO1128');
	return skus;
}

function inventoryStock(call: Call) {
	const place = call.text('pickupLocationCode');
	const stock = skusOf(call).map((sku) => {
		const rows = state.stock.filter(
			(row) => row.sku === sku && (place === undefined || row.location === place),
		);
		return [
			sku,
			rows.map((row) => ({
				pickupLocationCode: row.location,
				sku,
				quantityForecasted: row.forecasted,
				quantityOnHand: row.onHand,
			})),
		];
	});
	return done({ stock: Object.fromEntries(stock) });
}

function globalStock(call: Call) {
	const stock = skusOf(call).map((sku, at) => {
		const rows = state.stock.filter((row) => row.sku === sku);
		const sum = (key: 'onHand' | 'forecasted') => rows.reduce((total, row) => total + row[key], 0);
		const rarer = at % 2 === 0 ? { quantityForecasted: sum('forecasted'), minInventory: 5 } : {};
		return [sku, rows.length === 0 ? [] : [{ sku, quantityOnHand: sum('onHand'), ...rarer }]];
	});
	return done({ stock: Object.fromEntries(stock) });
}

function inventoryOrder(call: Call) {
	const body = call.body();
	if (body.action !== 'inbound' && body.action !== 'outbound') throw coded('OTO1126');
	if (!state.locations.some((location) => location.code === body.locationCode)) {
		throw coded('OTO1127');
	}
	if (!isArray(body.items) || body.items.length === 0) throw coded('OTO1137');
	for (const item of body.items) {
		if (!isRecord(item) || !isFilled(item.sku)) throw coded('OTO1128');
		if (amountOf(item.qty) === undefined) throw coded('OTO1129');
	}
	const isBad = (value: unknown) =>
		value !== undefined && !/^\d{2}\/\d{2}\/\d{4}$/.test(text(value));
	const warnings = ['orderDate', 'deliveryDate']
		.filter((name) => isBad(body[name]))
		.map((name) => `${name} is invalid`);
	return done({ otoId: nextNumber('order', 30_900_000), warnings });
}

function packingStatus(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId });
	if (body.packingStatus !== 'packed' && body.packingStatus !== 'picked') throw coded('OTO1067');
	order.packingStatus = body.packingStatus;
	order.packingHistory.push({ at: call.now, packingStatus: body.packingStatus });
	move(order, body.packingStatus, call.now);
	announceStatus(call.context, order);
	return done({ message: 'packing status has been updated' });
}

function packingOrders(call: Call) {
	const { warehouseCode } = call.body();
	if (!isFilled(warehouseCode)) throw coded('OTO1127');
	const rows = state.orders.filter(
		(order) => order.pickupCode === warehouseCode && order.status === 'assignedToWarehouse',
	);
	return done({
		count: rows.length,
		orders: rows.map((order) => ({
			orderId: order.orderId,
			items: order.items.map(({ productId, name, quantity, sku }) => ({
				productId,
				name,
				quantity,
				sku,
			})),
		})),
	});
}

const drivers = [
	{ id: 55_367, email: 'driver1@example.com', name: 'Driver One' },
	{ id: 55_368, email: 'driver2@example.com', name: 'Driver Two' },
];

function assignDriver(call: Call) {
	const { orderIDs, driverID, driverEmail } = call.body();
	if (!isArray(orderIDs) || orderIDs.length === 0) throw coded('OTO1145');
	if (driverID === undefined && driverEmail === undefined) throw coded('OTO1138');
	const driver = drivers.find((row) => row.id === driverID || row.email === driverEmail);
	if (!driver) throw coded('OTO1139', 404);
	const outcomes = orderIDs.map((value) => {
		const id = idText(value) ?? '';
		const order = orderByOtoId(id);
		if (order) order.driverId = driver.id;
		return [id, order ? { success: true, otoId: order.id } : coded('OTO1002').answer.body];
	});
	return plain(Object.fromEntries(outcomes));
}

function trackDriver(call: Call) {
	const body = call.body();
	const order = namedOrder({ orderId: body.orderId ?? body.orderID });
	const driver = drivers.find((row) => row.id === order.driverId) ?? cycle(drivers, 0);
	const at = new Date(order.modified).toISOString().slice(0, 19).replace('T', ' ');
	return plain({
		id: 1,
		userID: driver.id,
		driverName: driver.name,
		onDuty: true,
		lat: 24.71,
		lng: 46.67,
		lastLatLonUpdated: at,
		data: [{ createdDate: at, lat: 24.71, lng: 46.67, onDuty: true }],
	});
}

export const goodsOperations: Operation[] = [
	{ method: 'POST', path: '/createProduct', work: createProduct },
	{ method: 'POST', path: '/productList', work: productList },
	{ method: 'POST', path: '/addBox', work: addBox },
	{ method: 'POST', path: '/updateBox', work: updateBox },
	{ method: 'GET', path: '/getBox', work: getBox },
	{ method: 'POST', path: '/updateStockQuantity', work: updateStock, plan: 'starter' },
	{ method: 'GET', path: '/checkInventoryStock', work: inventoryStock, plan: 'starter' },
	{ method: 'GET', path: '/checkGlobalStock', work: globalStock, plan: 'starter' },
	{ method: 'POST', path: '/createInventoryOrder', work: inventoryOrder, plan: 'starter' },
	{ method: 'POST', path: '/updatePackingStatus', work: packingStatus, plan: 'starter' },
	{ method: 'POST', path: '/getPackingOrders', work: packingOrders, plan: 'starter' },
	{ method: 'POST', path: '/assignDriver', work: assignDriver, plan: 'starter' },
	{ method: 'POST', path: '/trackDriver', work: trackDriver, plan: 'starter' },
];
