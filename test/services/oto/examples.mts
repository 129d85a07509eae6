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
		shows: 'Create an order as a shop sends it, and read it back',
		toSet: 'The pickup location in Create Order; your shop in place of Shop Order',
		credential: 'otoApi',
		shown: 'Read Order',
	},
	{
		name: 'oto-book-shipment-label',
		shows:
			'From an order to its label in one step: choose the offer, book it (**costs money**), get the PDF',
		toSet: 'The order in Booking; Highest Price in Book',
		credential: 'otoApi',
		shown: 'Book',
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
		shows: "Wait for days, across restarts of n8n: one check, n8n's Wait node, and back again",
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
		name: 'oto-row-to-label',
		shows:
			'Rows of a sheet become orders, are booked (**costs money**), and come out with their labels',
		toSet:
			'The pickup location in Create Order; Highest Price in Book; your sheet in place of Orders and Rows',
		credential: 'otoApi',
		shown: 'Book',
	},
	{
		name: 'oto-nightly-booking',
		showcase:
			'Book packed orders overnight at the best price; find the labels in a folder in the morning',
		shows:
			'Every night: book packed orders (**costs money**), put their labels into a folder, report failures by email',
		toSet:
			'Highest Price in Book; the folder in Save Label; an SMTP credential and the addresses in Send Failures',
		credential: 'otoApi',
		shown: 'Booked',
	},
	{
		name: 'oto-cod-reconciliation',
		showcase: "Compare cash on delivery with the courier's statement",
		shows:
			"Every Monday: compare cash on delivery with the courier's statement, differences by email",
		toSet:
			'The statement in place of Statement and Rows; an SMTP credential and the addresses in Send Report',
		credential: 'otoApi',
		shown: 'Findings',
	},
	{
		name: 'oto-status-to-chat',
		showcase: 'Tell customers in a chat where their parcel is',
		shows: 'Tell the customer in a chat when the parcel moves',
		toSet: "Your chat service in Send; the country's code in Message",
		credential: 'otoApi',
		shown: 'Send',
		given: { event: 'orderStatus', orderId: 'OID-1011', status: 'delivered' },
	},
	{
		name: 'oto-orders',
		shows: 'All orders, on a schedule, totaled by status',
		toSet: 'Nothing',
		credential: 'otoApi',
	},
];
