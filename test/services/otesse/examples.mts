import { fields } from '../examples.mts';
import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'otesse-find-or-create-customer',
		showcase: 'Turn a form into a new customer, or find the existing one',
		shows: 'Find a customer by email address, or create one: **a new customer gets an email**',
		toSet: 'The person in Contact, or your form',
		credential: 'otesseApi',
		shown: 'Result',
	},
	{
		name: 'otesse-check-availability',
		showcase: 'Show free time slots for a ZIP code on your own site or in a chat',
		shows: 'Free time slots for a ZIP code',
		toSet: 'ZIP code and industry in Where and What',
		credential: 'otesseApi',
		shown: 'First Three',
	},
	{
		name: 'otesse-book',
		shows: 'Customer and booking in one go; **each run books again**',
		toSet: 'Everything in Request',
		credential: 'otesseApi',
		shown: 'Confirmation',
	},
	{
		name: 'otesse-send-invoice',
		shows: 'Bill a customer by email; **each run bills again**',
		toSet: 'Work Done, with the price in cents',
		credential: 'otesseApi',
		shown: 'Result',
	},
	{
		name: 'otesse-void-invoice',
		shows: 'Void an unpaid invoice by its number',
		toSet: 'Number and reason in Which',
		credential: 'otesseApi',
		shown: 'Pending Invoices',
		changes: { Which: fields({ number: 'none', reason: '' }) },
	},
	{
		name: 'otesse-booking-to-invoice',
		showcase: 'Invoice each completed booking once',
		shows: 'Invoice each completed booking once',
		toSet: 'Your tax rate in Invoice; Send Email there, once you have seen a correct invoice',
		credential: 'otesseApi',
		shown: 'Result',
		given: {
			event: 'booking.completed',
			data: {
				id: 'bk_01HQVWKNZ6ZDW5',
				customer_id: 'cust_01HQG5WF1CQ75R',
				industry: 'cleaning',
				scheduled_at: '2026-03-02T18:00:00Z',
				pricing: { subtotal: 15_000, tax: 1275, total: 16_275 },
			},
		},
	},
	{
		name: 'otesse-bookings',
		shows: 'Bookings since a given day, on a schedule, totaled by status',
		toSet: 'The first day under Query Parameters',
		credential: 'otesseApi',
	},
];
