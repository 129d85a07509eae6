import { characters, pick, seeded, whole } from '../../../sandbox/core/random.mts';
import { seedStart } from '../../../sandbox/core/seed-date.mts';
import { TAX_RATE, ZONES } from './catalog.mts';
import type { Booking, Customer, Invoice, StoredCustomer, Zoned } from './types.mts';

export interface OtesseData {
	customers: StoredCustomer[];
	bookings: Array<Zoned<Booking>>;
	invoices: Invoice[];
}

const CUSTOMERS = 300;
const BOOKINGS = 500;
const INVOICES = 400;
const HOUR_MS = 3_600_000;
const SEED_START = seedStart(Date.UTC(2026, 0, 2, 9), 275);

const FIRST_NAMES = [
	'John',
	'Jane',
	'Maria',
	'Omar',
	'Lucy',
	'Peter',
	'Aisha',
	'Tom',
	'Nina',
	'Carlos',
	'Ruth',
	'Ken',
] as const;
const LAST_NAMES = [
	'Smith',
	'Doe',
	'Garcia',
	'Miller',
	'Chen',
	'Novak',
	'Brown',
	'Ali',
	'Larsen',
	'Price',
	'Wood',
] as const;
const STREETS = ['Main St', 'Oak Ave', 'River Rd', 'Cedar Ln', 'Hill Dr'] as const;

const ID_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id in the service's form, e.g. `bk_01HQ3K5M7N8P9R`. */
export function newId(random: () => number, prefix: string): string {
	return `${prefix}_01HQ${characters(random, ID_SIGNS, 10)}`;
}

/** ISO 8601 in UTC without fractions of a second. */
export function utc(at: number): string {
	return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** The seeded records; the same every time. Lists are in the order of creation, oldest first. */
export function seedData(): OtesseData {
	const random = seeded(97_401);
	const customers = rows(CUSTOMERS, (index) => customer(random, index));
	const bookings = rows(BOOKINGS, (index) => booking(random, index, pick(random, customers)));
	const invoices = rows(INVOICES, (index) => invoice(random, index, pick(random, bookings).row));
	const statsById = new Map(customers.map(({ row }) => [row.id, row.stats]));
	for (const { row } of bookings) {
		const stats = statsById.get(row.customer.id);
		if (stats) addToStats(stats, row);
	}
	return { customers, bookings, invoices };
}

function customer(random: () => number, index: number): StoredCustomer {
	const firstName = pick(random, FIRST_NAMES);
	const lastName = pick(random, LAST_NAMES);
	const zone = pick(random, ZONES);
	const row: Customer = {
		id: newId(random, 'cust'),
		first_name: firstName,
		last_name: lastName,
		email: `${firstName}.${lastName}.${index + 1}@example.com`.toLowerCase(),
		phone: `+1555${String(2_000_000 + index * 37)}`,
		status: pick(random, ['active', 'active', 'active', 'inactive', 'deactivated'] as const),
		addresses: rows(whole(random, 1, 2), (place) => ({
			id: newId(random, 'addr'),
			label: place === 0 ? 'Home' : 'Office',
			street: `${whole(random, 1, 980)} ${pick(random, STREETS)}`,
			city: zone.city,
			state: 'OR',
			zip: zone.zip,
			is_default: place === 0,
		})),
		stats: {
			total_bookings: 0,
			total_spent: 0,
			last_booking_at: null,
			active_subscription: random() < 0.3,
		},
		created_at: utc(SEED_START + index * 20 * HOUR_MS + whole(random, 0, 59) * 60_000),
	};
	const preferences = {
		preferred_contact: pick(random, ['email', 'sms', 'phone']),
		marketing_opt_in: random() < 0.5,
	};
	return { row, zoneId: zone.id, preferences };
}

function booking(
	random: () => number,
	index: number,
	{ row: owner, zoneId }: StoredCustomer,
): Zoned<Booking> {
	const created = SEED_START + index * 13 * HOUR_MS + whole(random, 0, 11) * 60_000;
	const { street, city, state, zip } = pick(random, owner.addresses);
	const status = pick(random, [
		'confirmed',
		'confirmed',
		'completed',
		'completed',
		'in_progress',
		'cancelled',
	] as const);
	const subtotal = whole(random, 60, 420) * 100;
	const discount = index % 6 === 0 ? Math.round(subtotal * 0.1) : 0;
	const tax = Math.round((subtotal - discount) * TAX_RATE);
	const row: Booking = {
		id: newId(random, 'bk'),
		status,
		customer: { id: owner.id, name: `${owner.first_name} ${owner.last_name}`, email: owner.email },
		service: serviceOf(random, index),
		scheduled_at: utc(created + whole(random, 24, 500) * HOUR_MS),
		estimated_duration: whole(random, 2, 10) * 30,
		address: { street, city, state, zip },
		pricing: { subtotal, tax, discount, total: subtotal - discount + tax },
		assigned_crew: rows(whole(random, 0, 2), () => newId(random, 'staff')),
		created_at: utc(created),
		updated_at: utc(created + (status === 'confirmed' ? 0 : whole(random, 1, 90) * HOUR_MS)),
	};
	return { row, zoneId };
}

function serviceOf(random: () => number, index: number): Booking['service'] {
	if (index % 5 === 3) {
		return { industry: 'junk-removal', configuration: { items: { sofa: whole(random, 1, 3) } } };
	}
	if (index % 5 === 4) {
		return { industry: 'carpet-cleaning', configuration: { sections: whole(random, 1, 6) } };
	}
	return {
		industry: 'cleaning',
		configuration: {
			bedrooms: whole(random, 1, 5),
			bathrooms: whole(random, 1, 3),
			frequency: pick(random, ['one-time', 'bi-weekly']),
		},
	};
}

function invoice(random: () => number, index: number, booked: Booking): Invoice {
	const issued = SEED_START + index * 16 * HOUR_MS;
	const quantity = whole(random, 1, 4);
	const unitPrice = whole(random, 20, 200) * 100 + pick(random, [0, 50]);
	const subtotal = quantity * unitPrice;
	const discount = index % 7 === 0 ? 1000 : 0;
	const tax = Math.round((subtotal - discount) * TAX_RATE);
	const total = subtotal - discount + tax;
	const status = pick(random, ['paid', 'paid', 'pending', 'overdue', 'draft', 'void'] as const);
	const isPaid = status === 'paid';
	return {
		id: newId(random, 'inv'),
		number: `INV-2026-${String(index + 1).padStart(5, '0')}`,
		status,
		customer: { id: booked.customer.id, name: booked.customer.name },
		booking_id: booked.id,
		line_items: [
			{ description: 'Service visit', quantity, unit_price: unitPrice, total: subtotal },
		],
		subtotal,
		discount,
		discount_description: discount === 0 ? null : 'Loyalty discount',
		tax,
		total,
		amount_paid: isPaid ? total : 0,
		balance: isPaid || status === 'void' ? 0 : total,
		issued_at: utc(issued),
		paid_at: isPaid ? utc(issued + whole(random, 1, 200) * HOUR_MS) : null,
		payment_method: isPaid ? { type: 'card', brand: 'visa', last4: '4242' } : null,
	};
}

function addToStats(
	stats: Customer['stats'],
	{ status, pricing, scheduled_at: at }: Booking,
): void {
	stats.total_bookings += 1;
	if (status === 'completed') stats.total_spent += pricing.total;
	stats.last_booking_at = at;
}

function rows<Row>(count: number, make: (index: number) => Row): Row[] {
	return Array.from({ length: count }, (_, index) => make(index));
}
