import type { TestedExample } from '../types.mts';

/** One after the other: some go on where the one before has left off. */
export const examples: readonly TestedExample[] = [
	{
		name: 'oto-quote-cheapest-carrier',
		shows: 'What a parcel costs, and the cheapest offer; books nothing',
		toSet: 'Cities and weight in Parcel',
		credential: 'otoApi',
		shown: 'Cheapest',
	},
	{
		name: 'oto-create-order',
		shows: 'An order as a shop sends it, read back',
		toSet: 'The pickup location in Create Order; your shop in place of Shop Order',
		credential: 'otoApi',
		shown: 'Read Order',
	},
	{
		name: 'oto-book-shipment-label',
		shows: 'Book a courier (**costs money**), wait for the booking, get the label as PDF',
		toSet: 'Order and delivery option in Booking',
		credential: 'otoApi',
		shown: 'Download Label',
	},
	{
		name: 'oto-track-until-delivered',
		shows: 'Wait for a delivery, a return, or the time limit',
		toSet: 'The order in Order',
		credential: 'otoApi',
		shown: 'Thank the Customer',
		before: {
			path: '/updateOrderStatus',
			body: { orderIds: ['SHOP-1001'], status: 'delivered' },
		},
	},
	{
		name: 'oto-wait-for-delivery',
		shows: "Wait for days, restarts of n8n included: one check, n8n's Wait node, back again",
		toSet: 'The order in Order',
		credential: 'otoApi',
		shown: 'Thank the Customer',
	},
	{
		name: 'oto-create-return',
		shows: 'Book a return (**costs money**) and get its label',
		toSet: 'Order, items and delivery option in Return Request',
		credential: 'otoApi',
		shown: 'Download Return Label',
	},
	{
		name: 'oto-orders',
		shows: 'All orders on a schedule, added up by status',
		toSet: 'Nothing',
		credential: 'otoApi',
	},
];
