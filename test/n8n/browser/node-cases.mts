import type { ServiceId } from '../../sandbox/core/types.mts';
import type { CredentialTypeName } from '../credentials.mts';

/** A service's node as a person meets it, with the sandbox's seeded records. */
export interface ServiceCase {
	service: ServiceId;
	/** As the nodes panel shows it. */
	name: string;
	/** What a person types into the nodes panel: the service's name, and tasks. */
	words: string[];
	credential: CredentialTypeName;
	/** Of the list that the panel offers. */
	action: string;
	typed: Record<string, string>;
	rows: { count: number; text: string };
	/** Another operation of the same node, with a record from a list. */
	chosen: { resource: string; operation: string; parameter: string; words: string; gives: string };
	/** An ID that nothing has, and what the error says of it. */
	unknown: { id: string; says: string; advises: string };
	/** A third operation: labels of its fields, other words of its form, a list inside its filters. */
	form: {
		resource: string;
		operation: string;
		labels: string[];
		says?: string;
		filter?: { name: string; parameter: string; words: string };
	};
}

export const SERVICES: ServiceCase[] = [
	{
		service: 'ottimate',
		name: 'Ottimate',
		words: ['ottimate', 'vendor bill', 'supplier invoice', 'accounts payable', 'purchase order'],
		credential: 'ottimateApi',
		action: 'Get many invoices',
		typed: { limit: '8' },
		rows: { count: 8, text: 'INV-2199' },
		chosen: {
			resource: 'Vendor',
			operation: 'Get',
			parameter: 'vendorId',
			words: 'Fresh Foods',
			gives: 'V-1',
		},
		unknown: {
			id: '999999',
			says: 'Ottimate: Not found: Vendor not found',
			advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
		},
		form: {
			resource: 'Invoice',
			operation: 'Get Many',
			labels: ['Return All', 'Filters'],
			filter: { name: 'Vendor', parameter: 'ottimateVendorId', words: 'Fresh Foods' },
		},
	},
	{
		service: 'ooti',
		name: 'OOTI',
		words: ['ooti', 'timesheet', 'time tracking', 'architect', 'expense report'],
		credential: 'ootiApi',
		action: 'Get many clients',
		typed: { limit: '8' },
		rows: { count: 8, text: 'Client 1' },
		chosen: {
			resource: 'Project',
			operation: 'Get',
			parameter: 'projectId',
			words: 'Museum',
			gives: 'P2 Museum 2',
		},
		unknown: {
			id: '999999',
			says: 'OOTI: Not found.',
			advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
		},
		form: {
			resource: 'Work Log',
			operation: 'Create',
			labels: ['Authentication', 'Project', 'Date', 'Hours'],
		},
	},
	{
		service: 'oto',
		name: 'OTO',
		words: ['oto', 'shipping label', 'courier', 'tracking', 'return shipment'],
		credential: 'otoApi',
		action: 'Get many orders',
		typed: { limit: '8' },
		rows: { count: 8, text: 'OID-2500' },
		chosen: {
			resource: 'Order',
			operation: 'Get',
			parameter: 'orderId',
			words: 'OID-2499',
			gives: 'delivered',
		},
		unknown: {
			id: 'NO-SUCH-ORDER',
			says: 'OTO: Order is not exist [OTO1002]',
			advises: 'Check the order ID.',
		},
		form: {
			resource: 'Account',
			operation: 'Buy Credit',
			labels: ['Amount'],
			says: 'Starts a payment. Somebody has to open the returned link and pay.',
		},
	},
	{
		service: 'otesse',
		name: 'Otesse',
		words: ['otesse', 'cleaning', 'booking', 'appointment', 'home service'],
		credential: 'otesseApi',
		action: 'Get many bookings',
		typed: { limit: '8' },
		rows: { count: 8, text: 'confirmed' },
		chosen: {
			resource: 'Customer',
			operation: 'Get',
			parameter: 'customerId',
			words: 'Garcia',
			gives: 'lucy.garcia.300@example.com',
		},
		unknown: {
			id: 'cust_nobody',
			says: 'Otesse: The requested customer was not found. [resource_not_found]',
			advises: 'Check the IDs and the path. The record may be gone, or belong to another account.',
		},
		form: { resource: 'Booking', operation: 'Create', labels: ['Customer'] },
	},
	{
		service: 'doo',
		name: 'Doo',
		words: ['doo', 'attendee', 'tickets', 'events', 'guest list'],
		credential: 'dooApi',
		action: 'Get many webhook configurations',
		typed: { organizationId: '111' },
		rows: { count: 1, text: 'CRM feed' },
		chosen: {
			resource: 'Webhook Configuration',
			operation: 'Delete',
			parameter: 'webhookConfigurationId',
			words: 'CRM feed',
			gives: 'true',
		},
		unknown: {
			id: '00000000-d35b-11e7-bde8-0206116776d2',
			says: 'The organization has no webhook configuration "00000000-d35b-11e7-bde8-0206116776d2"',
			advises: 'Check "Organization ID", or select the configuration from the list.',
		},
		form: { resource: 'GraphQL', operation: 'Query', labels: ['Query', 'Variables', 'Rows At'] },
	},
];

/** A trigger as a person meets it. */
export interface TriggerCase {
	service: ServiceId;
	name: string;
	task: string;
	credential: CredentialTypeName;
	/** Of the list of triggers that the panel offers. */
	event: string;
	/** Fields of the form, by their labels. */
	labels: string[];
	typed: Record<string, string>;
	picked: Record<string, string>;
	/** A list without which it cannot run, and an ID that nothing has; without it the account leads nowhere. */
	unknown?: { list: string; id: string; says: string };
	/** What the service sends while the trigger listens; without it the trigger fetches a record. */
	sent?: { type: string; payload: Record<string, unknown> };
	/** Stands in the item. */
	gives: string;
}

export const TRIGGERS: TriggerCase[] = [
	{
		service: 'ottimate',
		name: 'Ottimate',
		task: 'invoice approval',
		credential: 'ottimateApi',
		event: 'On invoice updated',
		labels: ['Poll Times', 'Trigger On', 'Location'],
		typed: {},
		picked: { location: '' },
		gives: 'INV-',
	},
	{
		service: 'ooti',
		name: 'OOTI',
		task: 'work log',
		credential: 'ootiApi',
		event: 'On record created or updated',
		labels: ['Poll Times', 'Authentication', 'Record', 'Trigger On', 'Organization'],
		typed: {},
		picked: { organization: '' },
		unknown: { list: 'organization', id: '999999', says: 'Not found' },
		gives: 'created',
	},
	{
		service: 'oto',
		name: 'OTO',
		task: 'shipment status',
		credential: 'otoApi',
		event: 'On order status',
		labels: ['Trigger On'],
		typed: {},
		picked: {},
		sent: { type: 'orderStatus', payload: { orderId: 'OID-2499', status: 'delivered' } },
		gives: 'OID-2499',
	},
	{
		service: 'otesse',
		name: 'Otesse',
		task: 'home service',
		credential: 'otesseApi',
		event: 'On any booking event',
		labels: ['Authentication', 'Trigger On', 'Other Events'],
		typed: {},
		picked: {},
		sent: { type: 'booking.confirmed', payload: {} },
		gives: 'booking.confirmed',
	},
	{
		service: 'doo',
		name: 'Doo',
		task: 'event registration',
		credential: 'dooApi',
		event: 'On event updated',
		labels: ['Organization ID', 'Trigger On', 'Other Events', 'Scope'],
		typed: { teamId: '111' },
		picked: {},
		sent: { type: 'event_updated', payload: {} },
		gives: 'event_updated',
	},
];

export const PROVIDER_REQUEST = {
	name: 'Provider Request',
	words: ['provider request', 'http request', 'ottimate', 'otesse', 'ooti', 'doo'],
};
