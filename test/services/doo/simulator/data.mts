import { pick, seeded, whole } from '../../../sandbox/core/random.mts';
import { seedStart } from '../../../sandbox/core/seed-date.mts';
import { CITIES, FIRST_NAMES, LAST_NAMES, ORGANIZATIONS, TOPICS } from './people.mts';

export type EventStatus = 'draft' | 'live' | 'cancelled' | 'done' | 'deleted';
export type AttendeeStatus = 'pending' | 'validated' | 'cancelled';

export interface DooEvent {
	id: string;
	title: string;
	description: string | null;
	status: EventStatus;
	startDate: string;
	endDate: string;
	createdAt: string;
	updatedAt: string;
	location: { name: string; city: string; zip: string; countryCode: string };
	currency: string;
}

export interface DooOrder {
	id: string;
	eventId: string;
	number: string;
	status: 'completed' | 'pending' | 'cancelled';
	email: string;
	firstName: string;
	lastName: string;
	total: number;
	currency: string;
	paymentMethod: 'invoice' | 'card' | 'free';
	createdAt: string;
	updatedAt: string;
}

export interface DooAttendee {
	id: string;
	eventId: string;
	orderId: string;
	status: AttendeeStatus;
	firstName: string;
	lastName: string;
	email: string;
	ticketName: string;
	checkedInAt: string | null;
	createdAt: string;
	updatedAt: string;
}

export interface DooContact {
	id: string;
	email: string;
	firstName: string;
	lastName: string;
	organization: string;
	countryCode: string;
	updatedAt: string;
}

export interface DooInvitee {
	id: string;
	eventId: string;
	contactId: string;
	status: 'invited' | 'accepted' | 'declined';
	updatedAt: string;
}

export interface DooData {
	events: DooEvent[];
	orders: DooOrder[];
	attendees: DooAttendee[];
	contacts: DooContact[];
	invitees: DooInvitee[];
}

const EVENTS = 48;
const FIRST_EVENT = 4711;
const CONTACTS = 90;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SEED_START = seedStart(Date.UTC(2026, 0, 5, 8), 250);
const STATUSES: readonly EventStatus[] = [
	'live',
	'live',
	'done',
	'draft',
	'live',
	'cancelled',
	'done',
];

/** The seeded records; the same every time. */
export function seedData(): DooData {
	const random = seeded(4711);
	const data: DooData = { events: [], orders: [], attendees: [], contacts: [], invitees: [] };
	for (let index = 0; index < CONTACTS; index += 1) data.contacts.push(contact(random, index));
	for (let index = 0; index < EVENTS; index += 1) {
		const event = index === 0 ? summit() : eventOf(random, index);
		data.events.push(event);
		for (let count = whole(random, 3, 12); count > 0; count -= 1) addOrder(random, data, event);
		for (let count = index % 5; count > 0; count -= 1) addInvitee(random, data, event);
	}
	return data;
}

/** One o'clock UTC on the last Sunday of a month (from 0) of 31 days: when the clocks change. */
function lastSunday(year: number, month: number): number {
	const last = new Date(Date.UTC(year, month, 31, 1));
	return last.getTime() - last.getUTCDay() * DAY_MS;
}

/** A moment with the offset that applies in Germany then, e.g. `2026-03-01T09:00:00+01:00`. */
export function germanTime(at: number): string {
	const year = new Date(at).getUTCFullYear();
	const hours = at >= lastSunday(year, 2) && at < lastSunday(year, 9) ? 2 : 1;
	return new Date(at + hours * HOUR_MS).toISOString().replace(/\.\d+Z$/, `+0${hours}:00`);
}

function summit(): DooEvent {
	return {
		id: String(FIRST_EVENT),
		title: 'Summit',
		description: 'The yearly meeting of everyone.',
		status: 'live',
		startDate: germanTime(SEED_START + 55 * DAY_MS),
		endDate: germanTime(SEED_START + 55 * DAY_MS + 8 * HOUR_MS),
		createdAt: germanTime(SEED_START),
		updatedAt: germanTime(SEED_START + 15 * DAY_MS + 2.5 * HOUR_MS),
		location: { name: 'Kongresshalle', city: 'München', zip: '80331', countryCode: 'DE' },
		currency: 'EUR',
	};
}

function eventOf(random: () => number, index: number): DooEvent {
	const created = SEED_START + index * 5 * DAY_MS + whole(random, 0, 9) * HOUR_MS;
	const start = created + whole(random, 10, 60) * DAY_MS;
	const { city, zip } = pick(random, CITIES);
	const status = index === EVENTS - 1 ? 'deleted' : pick(random, STATUSES);
	return {
		id: String(FIRST_EVENT + index),
		title: `${pick(random, TOPICS)} ${city} ${index + 1}`,
		description: index % 4 === 0 ? null : `Number ${index + 1} of this year's programme.`,
		status,
		startDate: germanTime(start),
		endDate: germanTime(start + whole(random, 2, 30) * HOUR_MS),
		createdAt: germanTime(created),
		updatedAt: germanTime(created + whole(random, 1, 200) * HOUR_MS),
		location: { name: `Saal ${whole(random, 1, 9)}`, city, zip, countryCode: 'DE' },
		currency: index % 9 === 8 ? 'CHF' : 'EUR',
	};
}

function addOrder(random: () => number, data: DooData, event: DooEvent): void {
	const number = data.orders.length + 1;
	const firstName = pick(random, FIRST_NAMES);
	const lastName = pick(random, LAST_NAMES);
	const created = Date.parse(event.createdAt) + whole(random, 1, 300) * HOUR_MS;
	const price = pick(random, [0, 1900, 4900, 12_050]);
	const tickets = whole(random, 1, 3);
	const status = pick(random, [
		'completed',
		'completed',
		'completed',
		'pending',
		'cancelled',
	] as const);
	const order: DooOrder = {
		id: String(90_000 + number),
		eventId: event.id,
		number: `DOO-${String(number).padStart(6, '0')}`,
		status,
		email: mail(firstName, lastName, number),
		firstName,
		lastName,
		total: (price * tickets) / 100,
		currency: event.currency,
		paymentMethod: price === 0 ? 'free' : pick(random, ['invoice', 'card'] as const),
		createdAt: germanTime(created),
		updatedAt: germanTime(created + whole(random, 0, 72) * HOUR_MS),
	};
	data.orders.push(order);
	for (let ticket = 0; ticket < tickets; ticket += 1) addAttendee(random, data, event, order);
}

function addAttendee(random: () => number, data: DooData, event: DooEvent, order: DooOrder): void {
	const number = data.attendees.length + 1;
	const firstName = pick(random, FIRST_NAMES);
	const status = attendeeStatus(order.status);
	const isThere = status === 'validated' && event.status === 'done' && random() < 0.8;
	data.attendees.push({
		id: String(300_000 + number),
		eventId: event.id,
		orderId: order.id,
		status,
		firstName,
		lastName: order.lastName,
		email: mail(firstName, order.lastName, 300_000 + number),
		ticketName: pick(random, ['Standard', 'Early Bird', 'VIP']),
		checkedInAt: isThere ? event.startDate : null,
		createdAt: order.createdAt,
		updatedAt: isThere ? event.startDate : order.updatedAt,
	});
}

function addInvitee(random: () => number, data: DooData, event: DooEvent): void {
	data.invitees.push({
		id: String(700_001 + data.invitees.length),
		eventId: event.id,
		contactId: pick(random, data.contacts).id,
		status: pick(random, ['invited', 'accepted', 'declined'] as const),
		updatedAt: event.updatedAt,
	});
}

function contact(random: () => number, index: number): DooContact {
	const firstName = pick(random, FIRST_NAMES);
	const lastName = pick(random, LAST_NAMES);
	return {
		id: String(5001 + index),
		email: mail(firstName, lastName, 5001 + index),
		firstName,
		lastName,
		organization: pick(random, ORGANIZATIONS),
		countryCode: pick(random, ['DE', 'DE', 'AT', 'CH']),
		updatedAt: germanTime(SEED_START + index * 2 * DAY_MS),
	};
}

function attendeeStatus(order: DooOrder['status']): AttendeeStatus {
	if (order === 'cancelled') return 'cancelled';
	return order === 'pending' ? 'pending' : 'validated';
}

function mail(firstName: string, lastName: string, number: number): string {
	const name = `${firstName}.${lastName}`.toLowerCase();
	const plain = name.replaceAll('ö', 'oe').replaceAll('ä', 'ae').replaceAll('ß', 'ss');
	return `${plain}.${number}@example.com`;
}
