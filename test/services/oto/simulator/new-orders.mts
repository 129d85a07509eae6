import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { cycle, isArray, isFilled, isNumber, numberOr } from '../../../sandbox/core/wire.mts';
import { money, pickupCodes } from './data/orders.mts';
import { idText } from './find.mts';
import { coded } from './refusals.mts';
import type { Customer, Order, OrderItem } from './records.mts';
import { nextNumber, state } from './state.mts';

export const text = (value: unknown): string => idText(value) ?? '';

export const amountOf = (value: unknown): number | undefined =>
	isNumber(value) ? value : undefined;

/** A number where a text is documented. */
export const writtenNumber = (value: unknown): number | undefined =>
	typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;

const needs: Array<[name: string, code: string]> = [
	['name', 'OTO1029'],
	['mobile', 'OTO1030'],
	['country', 'OTO1024'],
];

const placeNeeds: Array<[name: string, code: string]> = [
	['address', 'OTO1021'],
	['city', 'OTO1022'],
];

/** Refuses a customer without what OTO needs; a short address can stand for the place. */
export function checkCustomer(value: unknown, isShort = false): void {
	if (!isRecord(value)) throw coded('OTO1104');
	for (const [name, code] of [...needs, ...(isShort ? [] : placeNeeds)]) {
		if (text(value[name]) === '') throw coded(code);
	}
}

/** Within Saudi Arabia the short address codes of sender and recipient stand for city and address of both. */
export function isShortAddressed(body: JsonObject): boolean {
	const { customer, senderInformation: sender } = body;
	if (!isRecord(customer) || customer.country !== 'SA') return false;
	if (!isFilled(customer.shortAddressCode)) return false;
	if (isRecord(sender)) {
		return sender.senderCountry === 'SA' && isFilled(sender.senderShortAddressCode);
	}
	const code = text(body.pickupLocationCode) || cycle(pickupCodes, 0);
	const place = state.locations.find((location) => location.code === code);
	return place?.fields.country === 'SA' && isFilled(place.fields.shortAddressCode);
}

const withIdCards = ['KW', 'OM', 'QA'];

/** Another country needs the postal code and the customs numbers of the items, some the ID card of the recipient. */
export function checkInternational(body: JsonObject): void {
	const { customer, senderInformation: sender, items } = body;
	if (!isRecord(customer)) return;
	const from = isRecord(sender) ? sender.senderCountry : 'SA';
	if (customer.country === from) return;
	if (text(customer.postcode) === '') throw coded('OTO1193');
	const isLacking = (item: unknown) => !isRecord(item) || text(item.hsCode) === '';
	if (isArray(items) && items.some(isLacking)) throw coded('OTO1074');
	const cards = ['consigneeId', 'frontSideIDCard', 'backSideIDCard'];
	const asksForCards = withIdCards.includes(text(customer.country));
	if (asksForCards && cards.some((name) => text(customer[name]) === '')) throw coded('OTO1010');
}

export function customerOf(value: unknown, before?: Customer): Customer {
	if (!isRecord(value)) throw coded('OTO1104');
	const field = (name: Exclude<keyof Customer, 'id'>): string =>
		name in value ? text(value[name]) : (before?.[name] ?? '');
	return {
		id: before?.id ?? nextNumber('customer', 79_000),
		name: field('name'),
		email: field('email'),
		mobile: field('mobile'),
		country: field('country'),
		state: field('state'),
		city: field('city'),
		district: field('district'),
		address: field('address'),
		street: field('street'),
		buildingNo: field('buildingNo'),
		secondaryAddressNumber: field('secondaryAddressNumber'),
		shortAddressCode: field('shortAddressCode'),
		postcode: field('postcode'),
		lat: field('lat'),
		lon: field('lon'),
	};
}

export function itemsOf(value: unknown, description: unknown): OrderItem[] {
	if (!isArray(value) || value.length === 0) {
		if (!isFilled(description)) throw coded('OTO1074');
		return [newItem({ name: description, quantity: 1 })];
	}
	return value.map((item) => {
		if (!isRecord(item) || (amountOf(item.quantity) ?? 0) <= 0) throw coded('OTO1074');
		return newItem(item);
	});
}

function newItem(item: JsonObject): OrderItem {
	return {
		id: nextNumber('item', 980_000),
		productId: amountOf(item.productId) ?? 0,
		name: text(item.name),
		sku: text(item.sku),
		quantity: amountOf(item.quantity) ?? 0,
		price: amountOf(item.price) ?? 0,
		taxAmount: amountOf(item.taxAmount) ?? 0,
		hsCode: text(item.hsCode),
		image: text(item.image),
	};
}

const senderNeeds = ['senderFullName', 'senderMobile', 'senderCountry'];
const senderPlaceNeeds = ['senderCity', 'senderAddressLine'];

/** Where the order is picked up: one of the own places, or a sender's address. */
export function checkSender(body: JsonObject): string {
	const code = text(body.pickupLocationCode);
	const sender = body.senderInformation;
	if (sender !== undefined) {
		if (code !== '' || !isRecord(sender)) throw coded('OTO1016');
		const needed = [...senderNeeds, ...(isShortAddressed(body) ? [] : senderPlaceNeeds)];
		if (needed.some((name) => text(sender[name]) === '')) throw coded('OTO1016');
		return '';
	}
	if (code === '') return cycle(pickupCodes, 0);
	if (!state.locations.some((location) => location.code === code)) throw coded('OTO1070');
	return code;
}

export function checkBoxes(body: JsonObject): void {
	if (!isArray(body.boxes)) return;
	const boxes = body.boxes.filter(isRecord);
	if (boxes.length > 10) throw coded('OTO1194');
	const ids = boxes.map((box) => text(box.boxId)).filter((id) => id !== '');
	if (new Set(ids).size < ids.length) throw coded('OTO1209');
	const count = amountOf(body.packageCount);
	if (count !== undefined && count !== boxes.length) throw coded('OTO1169');
	const total = boxes.reduce((sum, box) => sum + (amountOf(box.weight) ?? 0), 0);
	const weight = amountOf(body.packageWeight);
	if (weight !== undefined && Math.abs(weight - total) > 0.001) throw coded('OTO1170');
}

export function newOrder(now: number, orderId: string, body: JsonObject, pickup: string): Order {
	const customer =
		body.destinationLocationCode === undefined
			? customerOf(body.customer)
			: customerAt(body.destinationLocationCode);
	const order: Order = {
		id: nextNumber('order', 30_900_000),
		orderId,
		parentOrderId: text(body.parentOrderId),
		status: 'new',
		created: now,
		modified: now,
		delivered: null,
		paymentMethod: text(body.payment_method) || 'paid',
		amount: money(amountOf(body.amount) ?? 0),
		amountDue: money(amountOf(body.amount_due) ?? 0),
		currency: text(body.currency),
		weight: amountOf(body.packageWeight) ?? 1,
		packageCount: numberOr(amountOf(body.packageCount), 1),
		packingStatus: '',
		packingHistory: [],
		onHoldReason: '',
		statusBeforeHold: '',
		pickupCode: pickup,
		brandId: amountOf(body.brandId) ?? 0,
		refs: [text(body.ref1), text(body.ref2), text(body.ref3)],
		isReturn: false,
		returns: [],
		returnReason: '',
		customer,
		items: itemsOf(body.items, body.item_description),
		history: [],
		booking: false,
		driverId: null,
		metadata: isRecord(body.metadata) ? body.metadata : {},
	};
	order.history.push({
		id: order.id * 10,
		at: now,
		status: 'new',
		description: 'Order is new',
		shipmentId: '',
		deliveryCompany: '',
	});
	return order;
}

function customerAt(code: unknown): Customer {
	const location = state.locations.find((row) => row.code === code);
	if (!location) throw coded('OTO1208');
	const { fields } = location;
	return customerOf({ ...fields, name: fields.contactPerson, mobile: fields.contactPhone });
}
