import { seedStart } from '../../../../sandbox/core/seed-date.mts';
import { cycle } from '../../../../sandbox/core/wire.mts';
import type { Customer, HistoryEntry, Order, OrderItem, Shipment } from '../records.mts';
import { carriers } from './carriers.mts';
import { cityNames } from './cities.mts';

export const start = seedStart(Date.UTC(2026, 0, 2, 6), 276);
export const hour = 3_600_000;
export const day = 24 * hour;
export const firstOtoId = 30_800_000;

export const pickupCodes = ['WH-RUH', 'WH-JED', 'WH-DMM', 'BR-OLAYA', 'BR-CORNICHE'];

/** The way of an order; a seeded one has got as far as its number says. */
const journeys: string[][] = [
	['new'],
	['new', 'needConfirmation'],
	['new', 'paymentConfirmed', 'assignedToWarehouse'],
	['new', 'branchAssigned'],
	['new', 'assignedToWarehouse', 'picked', 'packed'],
	['new', 'assignedToWarehouse', 'searchingDriver'],
	['new', 'assignedToWarehouse', 'shipmentCreated'],
	['new', 'assignedToWarehouse', 'shipmentCreated', 'pickedUp'],
	['new', 'assignedToWarehouse', 'shipmentCreated', 'pickedUp', 'inTransit'],
	['new', 'shipmentCreated', 'pickedUp', 'inTransit', 'outForDelivery'],
	['new', 'shipmentCreated', 'pickedUp', 'inTransit', 'outForDelivery', 'delivered'],
	['new', 'shipmentCreated', 'pickedUp', 'outForDelivery', 'delivered'],
	['new', 'shipmentCreated', 'pickedUp', 'outForDelivery', 'undeliveredAttempt', 'returned'],
	['new', 'canceled'],
	['new', 'shipmentCreated', 'shipmentCanceled'],
];

const shippedFrom = ['searchingDriver', 'shipmentCreated'];
const firstNames = [
	'Amal',
	'Badr',
	'Dina',
	'Fahd',
	'Hala',
	'Karim',
	'Lina',
	'Nour',
	'Omar',
	'Sara',
];
const lastNames = ['Alpha', 'Bravo', 'Delta', 'Gamma', 'Omega', 'Sigma', 'Theta'];
const goods: Array<[string, number]> = [
	['Coffee beans', 45],
	['Date box', 60],
	['Notebook', 15],
	['Lamp', 120],
	['Headphones', 210],
	['T-shirt', 55],
];

export const money = (amount: number): number => Math.round(amount * 100) / 100;

export function hexOf(random: () => number, length: number): string {
	return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('');
}

export const trackingLink = (order: { id: number }): string =>
	`https://app.tryoto.com/t?enc=sandbox${order.id}`;

/** Where the web app is, which gives out labels. */
export const appPath = '/oto-app';

/** A public link; `app` is where the web app is. */
export const labelLink = (order: { id: number }, app = 'https://app.tryoto.com'): string =>
	`${app}/print/awb?enc=sandbox${order.id}`;

function customerOf(at: number): Customer {
	const city = cycle(cityNames, at);
	return {
		id: 70_000 + (at % 400),
		name: `${cycle(firstNames, at)} ${cycle(lastNames, at)}`,
		email: `customer${at % 400}@example.com`,
		mobile: `50000${String(at % 400).padStart(4, '0')}`,
		country: at % 20 === 19 ? 'AE' : 'SA',
		state: '',
		city: at % 20 === 19 ? 'Dubai' : city,
		district: `District ${at % 6}`,
		address: `${100 + at} Example Street`,
		street: `Street ${at % 30}`,
		buildingNo: String(1000 + (at % 900)),
		secondaryAddressNumber: '',
		shortAddressCode: '',
		postcode: String(11_000 + (at % 800)),
		lat: (24 + (at % 50) / 100).toFixed(4),
		lon: (46 + (at % 70) / 100).toFixed(4),
	};
}

function itemsOf(at: number): OrderItem[] {
	return Array.from({ length: 1 + (at % 3) }, (_, line) => {
		const [name, price] = cycle(goods, at + line);
		return {
			id: 900_000 + at * 3 + line,
			productId: 591_000 + ((at + line) % 230),
			name,
			sku: `SKU-${1 + ((at + line) % 230)}`,
			quantity: 1 + ((at + line) % 4),
			price,
			taxAmount: Math.round(price * 0.15),
			hsCode: '',
			image: '',
		};
	});
}

export function shipmentOf(order: Order, optionId: number, company: string, at: number): Shipment {
	const code = (order.id * 2_654_435_761) % 0xffffffff;
	return {
		id: code.toString(16).toUpperCase().padStart(8, '0'),
		company,
		optionId,
		trackingNumber: `SBX${String(order.id).padStart(10, '0')}`,
		dcTrackingNumber: order.id % 3 === 0 ? '' : String(980_000_000 + (order.id % 1_000_000)),
		created: at,
		charge: 19 + (order.id % 13),
		weight: order.weight,
	};
}

export function seedOrders(random: () => number): Order[] {
	return Array.from({ length: 1500 }, (_, at): Order => {
		const journey = cycle(journeys, at * 7 + Math.floor(at / 15));
		const created = start + Math.floor(at * 4.4) * hour + (at % 60) * 1000;
		const items = itemsOf(at);
		const amount = money(items.reduce((sum, item) => sum + item.price * item.quantity, 0));
		const paid = at % 3 !== 0;
		const step = hour * (1 + Math.floor(random() * 20));
		const company = cycle(carriers, at).code;
		const order: Order = {
			id: firstOtoId + at * 3,
			orderId: `OID-${1001 + at}`,
			parentOrderId: '',
			status: journey.at(-1) ?? 'new',
			created,
			modified: created + step * (journey.length - 1),
			delivered: journey.includes('delivered') ? created + step * (journey.length - 1) : null,
			paymentMethod: paid ? 'paid' : 'cod',
			amount,
			amountDue: paid ? 0 : amount,
			currency: 'SAR',
			weight: money(0.2 + random() * 9),
			packageCount: 1 + (at % 3),
			packingStatus: journey.includes('packed') ? 'packed' : '',
			packingHistory: journey.includes('packed')
				? [{ at: created + step, packingStatus: 'packed' }]
				: [],
			onHoldReason: '',
			statusBeforeHold: '',
			pickupCode: cycle(pickupCodes, at),
			brandId: 301 + (at % 3),
			refs: [`ref-${1001 + at}`, '', ''],
			isReturn: false,
			returns: [],
			returnReason: '',
			customer: customerOf(at),
			items,
			history: [],
			booking: false,
			driverId: null,
			metadata: {},
		};
		if (journey.some((status) => shippedFrom.includes(status))) {
			order.shipment = shipmentOf(order, cycle(carriers, at).option, company, created + step);
		}
		order.history = journey.map(
			(status, index): HistoryEntry => ({
				id: order.id * 10 + index,
				at: created + step * index,
				status,
				description: `Order is ${status}`,
				shipmentId: index > 0 ? (order.shipment?.id ?? '') : '',
				deliveryCompany: index > 0 ? (order.shipment?.company ?? '') : '',
			}),
		);
		if (order.status === 'shipmentCanceled') delete order.shipment;
		return order;
	});
}
