import type { CredentialTypeName } from './credentials.mts';
import type { Changes } from './service-examples.mts';
import { fields } from './service-examples.mts';

/** An example of a service's node, and the node whose items show that it has done its job. */
export interface ExampleRun {
	file: string;
	credential: CredentialTypeName;
	shown: string;
	/** What the example asks a person for. */
	changes?: Changes;
	/** What has to happen at the service before. */
	before?: { path: string; body: object };
}

const picked = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

/** One after the other: some go on where the one before has left off. */
export const EXAMPLE_RUNS: readonly ExampleRun[] = [
	{ file: 'doo-create-webhook-configuration.json', credential: 'dooApi', shown: 'Result' },
	{ file: 'doo-list-webhook-configurations.json', credential: 'dooApi', shown: 'Overview' },
	{ file: 'doo-send-existing-attendees.json', credential: 'dooApi', shown: 'Result' },
	{ file: 'doo-remove-webhook-configuration.json', credential: 'dooApi', shown: 'Remove' },
	{ file: 'doo-query-event.json', credential: 'dooApi', shown: 'Result' },
	{ file: 'ooti-find-project.json', credential: 'ootiApi', shown: 'Overview' },
	{ file: 'ooti-log-hours.json', credential: 'ootiApi', shown: 'Log Hours' },
	{ file: 'ooti-invoice.json', credential: 'ootiApi', shown: 'Validate Invoice' },
	{
		file: 'ooti-unvalidated-hours.json',
		credential: 'ootiApi',
		shown: 'Hours per Collaborator',
		changes: { 'Work Logs': { teamId: picked(1689) } },
	},
	{
		file: 'ooti-new-client.json',
		credential: 'ootiApi',
		shown: 'Opportunity',
		changes: { Opportunity: { additionalFields: { stage: picked(300) } } },
	},
	{ file: 'otesse-find-or-create-customer.json', credential: 'otesseApi', shown: 'Result' },
	{ file: 'otesse-check-availability.json', credential: 'otesseApi', shown: 'First Three' },
	{ file: 'otesse-book.json', credential: 'otesseApi', shown: 'Confirmation' },
	{ file: 'otesse-send-invoice.json', credential: 'otesseApi', shown: 'Result' },
	{
		file: 'otesse-void-invoice.json',
		credential: 'otesseApi',
		shown: 'Pending Invoices',
		changes: { Which: fields({ number: 'none', reason: '' }) },
	},
	{ file: 'oto-quote-cheapest-carrier.json', credential: 'otoApi', shown: 'Cheapest' },
	{ file: 'oto-create-order.json', credential: 'otoApi', shown: 'Read Order' },
	{ file: 'oto-book-shipment-label.json', credential: 'otoApi', shown: 'Download Label' },
	{
		file: 'oto-track-until-delivered.json',
		credential: 'otoApi',
		shown: 'Thank the Customer',
		before: {
			path: '/updateOrderStatus',
			body: { orderIds: ['SHOP-1001'], status: 'delivered' },
		},
	},
	{ file: 'oto-wait-for-delivery.json', credential: 'otoApi', shown: 'Thank the Customer' },
	{ file: 'oto-create-return.json', credential: 'otoApi', shown: 'Download Return Label' },
	{ file: 'ottimate-upload-and-wait.json', credential: 'ottimateApi', shown: 'New Invoice' },
	{ file: 'ottimate-ready-for-export.json', credential: 'ottimateApi', shown: 'Row for the ERP' },
	{ file: 'ottimate-mark-exported.json', credential: 'ottimateApi', shown: 'Marked' },
	{ file: 'ottimate-payable-loop.json', credential: 'ottimateApi', shown: 'Exported' },
	{ file: 'ottimate-sync-vendors.json', credential: 'ottimateApi', shown: 'Count' },
	{ file: 'ottimate-import-invoices.json', credential: 'ottimateApi', shown: 'Read the Invoice' },
];
