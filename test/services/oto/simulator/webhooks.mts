import { createHmac } from 'node:crypto';
import type { DeliveryResult, SandboxContext } from '../../../sandbox/core/types.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { cycle, isFilled, isoSecond, partsOf } from '../../../sandbox/core/wire.mts';
import { plays } from './auth.mts';
import { labelLink, trackingLink } from './data/orders.mts';
import type { Hook, Order } from './records.mts';
import { state } from './state.mts';

export const webhookTypes = [
	'orderStatus',
	'shipmentError',
	'newOrders',
	'walletTransaction',
] as const;

export type WebhookType = (typeof webhookTypes)[number];

export const isWebhookType = (value: unknown): value is WebhookType =>
	webhookTypes.some((type) => type === value);

/** Base64 of the HMAC-SHA256. */
export const sign = (secret: string, text: string): string =>
	createHmac('sha256', secret).update(text).digest('base64');

/** The text that is signed; undefined for a type that is not signed. */
export function signedText(
	type: WebhookType,
	payload: JsonObject,
	emptyStatus: boolean,
): string | undefined {
	const { orderId, timestamp } = payload;
	switch (type) {
		case 'orderStatus':
			return `${orderId}:${payload.status}:${timestamp}`;
		case 'shipmentError':
			return `${orderId}:${emptyStatus ? '' : payload.errorCode}:${timestamp}`;
		case 'walletTransaction':
			return `${orderId}:${payload.transactionStatus}:${timestamp}`;
		case 'newOrders':
			return undefined;
	}
}

const looksNumeric = (format: string): boolean => format === '';

function timestampOf(now: number, type: WebhookType, hook: Hook): string | number {
	if (!looksNumeric(hook.timestampFormat)) {
		const { year, month, day } = partsOf(now);
		const [hours = '', minutes = '', seconds = ''] = isoSecond(now).slice(11, 19).split(':');
		const pattern = /[yMdHms]/.test(hook.timestampFormat)
			? hook.timestampFormat
			: 'yyyy-MM-dd HH:mm:ss';
		return pattern
			.replace('yyyy', year)
			.replace('MM', month)
			.replace('dd', day)
			.replace('HH', hours)
			.replace('mm', minutes)
			.replace('ss', seconds);
	}
	return type === 'orderStatus' || type === 'shipmentError' ? String(now) : now;
}

function unprefixed(payload: JsonObject, prefix: string): JsonObject {
	const { orderId } = payload;
	if (prefix === '' || !isFilled(orderId) || !orderId.startsWith(prefix)) return payload;
	return { ...payload, orderId: orderId.slice(prefix.length) };
}

async function deliverTo(
	context: SandboxContext,
	hook: Hook,
	type: WebhookType,
	payload: JsonObject,
): Promise<DeliveryResult> {
	const body: JsonObject = {
		...unprefixed(payload, hook.orderPrefix),
		timestamp: payload.timestamp ?? timestampOf(context.now(), type, hook),
	};
	const text = signedText(type, body, plays(context, 'empty-status'));
	if (hook.secretKey !== '' && text !== undefined) body.signature ??= sign(hook.secretKey, text);
	const key = hook.authorizationKey;
	return await context.deliver({
		service: 'oto',
		url: hook.url,
		method: hook.method.toUpperCase(),
		headers: {
			'Content-Type': 'application/json',
			...(key === ''
				? {}
				: { Authorization: plays(context, 'bearer-key') ? `Bearer ${key}` : key }),
		},
		body: JSON.stringify(body),
		retryAfterMs: [],
		accept: (status) => status >= 200 && status < 300,
	});
}

/** Sends a payload to every registration of its type. */
export async function emitTo(
	context: SandboxContext,
	type: WebhookType,
	payload: JsonObject,
): Promise<DeliveryResult[]> {
	const hooks = state.hooks.filter((hook) => hook.webhookType === type);
	return await Promise.all(hooks.map((hook) => deliverTo(context, hook, type, payload)));
}

export function statusPayload(order: Order): JsonObject {
	const { shipment } = order;
	return {
		orderId: order.orderId,
		parentOrderId: order.parentOrderId,
		returnOrderId: order.returns.at(-1) ?? '',
		otoId: String(order.id),
		entityId: '',
		brandedTrackingURL: trackingLink(order),
		brandId: String(order.brandId),
		status: order.status,
		dcStatus: order.status.toUpperCase(),
		returnStatus: '',
		note: '',
		pickupLocationCode: order.pickupCode,
		driverName: '',
		driverPhone: '',
		driverEmail: '',
		driverId: order.driverId === null ? '' : String(order.driverId),
		printAWBURL: shipment ? labelLink(order) : '',
		trackingNumber: shipment?.trackingNumber ?? '',
		dcTrackingNumber: shipment?.dcTrackingNumber ?? '',
		trackingUrl: trackingLink(order),
		deliveryCompany: shipment?.company ?? '',
		shipmentWeight: String(order.weight),
		attemptFailureReason: '',
		ref1: order.refs[0],
		ref2: order.refs[1],
		ref3: order.refs[2],
		reverseShipment: order.isReturn,
	};
}

export const errorPayload = (order: Order): JsonObject => ({
	orderId: order.orderId,
	errorCode: 'deliveryCompanyError',
	errorMessage: 'delivery company not allow to create shipment',
	deliveryCompanyResponse: 'error: contract is not active',
	deliveryCompany: 'aramex',
});

export const newOrderPayload = (order: Order): JsonObject => ({
	order: {
		address: {
			country: order.customer.country,
			address: order.customer.address,
			city: order.customer.city,
			name: order.customer.name,
			mobile: order.customer.mobile,
			state: order.customer.state,
		},
		warehouseId: state.locations.find((row) => row.code === order.pickupCode)?.id ?? 0,
		grandTotal: order.amount,
		otoId: order.id,
		paymentMethod: order.paymentMethod,
		weight: order.weight,
		currency: order.currency,
		incrementId: order.orderId,
		salesChannel: 'api',
		brand: String(order.brandId),
		codFee: 0,
		items: order.items.map((item) => ({
			itemId: item.id,
			qtyOrdered: item.quantity,
			sku: item.sku,
			qtyReturned: 0,
			productId: item.productId,
			productName: item.name,
			itemType: 'simple',
		})),
		status: order.status,
	},
});

export const chargePayload = (order: Order, amount: number, now: number): JsonObject => ({
	id: 1_150_000 + (order.id % 100_000),
	otoId: order.id,
	orderId: order.orderId,
	shipmentId: order.shipment?.id ?? '',
	amount,
	chargeType: amount < 0 ? 'charge' : 'refund',
	transactionType: 'dcFee',
	transactionStatus: 'completed',
	transactionDate: `${new Date(now).toISOString().slice(0, 19)}Z`,
	description: `Delivery fee of ${order.orderId}`,
	descriptionKey: 'dcFee',
	deliveryCompanyName: order.shipment?.company ?? '',
	shipmentStatus: order.status,
	shipmentType: order.isReturn ? 'return' : 'forward',
	pickupLocationCode: order.pickupCode,
	brandName: '',
	originalWeight: order.weight,
	updatedWeight: order.weight,
	weightUpdate: false,
	paidPrice: Math.abs(amount),
	remainingAmount: state.credit,
	invoiceLink: '',
});

/** Sends in the background; a receiver that fails changes nothing here. */
function announce(context: SandboxContext, type: WebhookType, payload: JsonObject): void {
	emitTo(context, type, payload).catch(() => undefined);
}

export const announceStatus = (context: SandboxContext, order: Order): void =>
	announce(context, 'orderStatus', statusPayload(order));

export const announceShipmentError = (context: SandboxContext, order: Order): void =>
	announce(context, 'shipmentError', errorPayload(order));

export const announceNewOrder = (context: SandboxContext, order: Order): void =>
	announce(context, 'newOrders', newOrderPayload(order));

export const announceCharge = (context: SandboxContext, order: Order, amount: number): void =>
	announce(context, 'walletTransaction', chargePayload(order, amount, context.now()));

/** The payload of an event that a test or a person asks for; given keys win. */
export function eventPayload(
	context: SandboxContext,
	type: WebhookType,
	given: JsonObject = {},
): JsonObject {
	const order =
		state.orders.find((row) => row.orderId === given.orderId) ??
		state.orders.find((row) => row.shipment !== undefined) ??
		cycle(state.orders, 0);
	const payloads: Record<WebhookType, () => JsonObject> = {
		orderStatus: () => statusPayload(order),
		shipmentError: () => errorPayload(order),
		newOrders: () => newOrderPayload(order),
		walletTransaction: () => chargePayload(order, -29, context.now()),
	};
	return { ...payloads[type](), ...given };
}
