import type { INodeParameters } from 'n8n-workflow';
import { ootiClient } from '../../services/ooti/client.mts';
import { ottimateClient } from '../../services/ottimate/client.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { POLL_TIMES } from '../polling-support.mts';

export type YearService = 'oto' | 'ooti' | 'otesse' | 'doo' | 'ottimate';

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

/** A trigger as it is used here, and the event that it tells. */
export interface ServiceOfYear {
	type: string;
	credential: CredentialTypeName;
	isWebhook: boolean;
	/** Two selections, both with the event that happens here. */
	selections: [INodeParameters, INodeParameters];
	happen(sandbox: Sandbox, mark: string): Promise<void>;
}

async function emit(sandbox: Sandbox, service: string, type: string, payload: object) {
	await sandbox.steer('POST', 'events', { service, type, payload });
}

export const SERVICES: Record<YearService, ServiceOfYear> = {
	oto: {
		type: 'otoTrigger',
		credential: 'otoApi',
		isWebhook: true,
		selections: [{ events: ['orderStatus'] }, { events: ['orderStatus', 'shipmentError'] }],
		happen: async (sandbox, mark) =>
			await emit(sandbox, 'oto', 'orderStatus', { orderId: mark, timestamp: Date.now() }),
	},
	otesse: {
		type: 'otesseTrigger',
		credential: 'otesseApi',
		isWebhook: true,
		selections: [{ events: ['booking.*'] }, { events: ['booking.*', 'payment.succeeded'] }],
		happen: async (sandbox, mark) =>
			await emit(sandbox, 'otesse', 'booking.created', {
				id: mark,
				created_at: new Date().toISOString(),
			}),
	},
	doo: {
		type: 'dooTrigger',
		credential: 'dooApi',
		isWebhook: true,
		selections: [
			{ teamId: '111', types: ['event_created'] },
			{ teamId: '111', types: ['event_created', 'order_created'] },
		],
		happen: async (sandbox, mark) =>
			await emit(sandbox, 'doo', 'event_created', {
				data: { record: { id: mark, updatedAt: Date.now() } },
			}),
	},
	ooti: {
		type: 'ootiTrigger',
		credential: 'ootiApi',
		isWebhook: false,
		selections: [
			{ resource: 'note', event: 'createdOrUpdated', organization: byId(210) },
			{ resource: 'note', event: 'created', organization: byId(210) },
		],
		happen: async (sandbox, mark) => {
			await ootiClient(sandbox).call('POST', '/notes/list/210/', { title: mark });
		},
	},
	ottimate: {
		type: 'ottimateTrigger',
		credential: 'ottimateApi',
		isWebhook: false,
		selections: [
			{ event: 'vendorChanged', company: byId(123) },
			{ event: 'vendorChanged', company: byId(123), options: { ignoreFields: 'fax' } },
		],
		happen: async (sandbox, mark) => {
			const client = await ottimateClient(sandbox);
			const vendor = { erp_vendor_id: mark, erp_vendor_name: mark };
			await client.call('POST', '/vendors/bulk', { ottimate_company_id: 123, vendors: [vendor] });
		},
	},
};

export const NAMES = ['oto', 'ooti', 'otesse', 'doo', 'ottimate'] as const;

/** The three workflows and their triggers: webhooks beside a poll, webhooks alone, a poll alone. */
export const WORKFLOWS: Record<string, YearService[]> = {
	Shipping: ['oto', 'ooti'],
	Bookings: ['otesse', 'doo'],
	Payables: ['ottimate'],
};

export const parametersOf = (service: YearService, selection: 0 | 1): INodeParameters => ({
	...(service === 'otesse' || service === 'ooti'
		? { authentication: SERVICES[service].credential }
		: {}),
	...SERVICES[service].selections[selection],
	// Also of the webhooks: their registrations are looked at on a schedule that the editor does not show.
	pollTimes: POLL_TIMES,
});
