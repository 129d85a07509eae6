import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { otoApi } from '../../providers/oto/auth';
import { WEBHOOKS_PER_ACCOUNT } from '../../providers/oto/endpoints/setup';
import { missedOrders } from '../../providers/oto/missed';
import {
	derivedKeys,
	registry,
	typeChoices,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/oto/webhooks';
import { fetchSince, sinceIn } from '../shared/trigger/since';
import { chosenIn, maximumAge, maximumAgeOf } from '../shared/trigger/webhook-parameters';
import type { WebhookTrigger } from '../shared/trigger/webhooks';
import { delivered, upkeep, upkeepTimes, webhookMethodsOf } from '../shared/trigger/webhooks';
import { checkFilters, filters, isWanted } from './trigger/filters';

/** OTO documents no retries. A queue on its side, or n8n's own start, may take some minutes. */
const OLDEST_HOURS = 1;

const trigger: WebhookTrigger = {
	profile: () => otoApi,
	registry: () => registry,
	wanted: (context) => {
		const types = chosenIn(context, 'events');
		checkFilters(context);
		return (secrets, address) => wantedRegistrations(address, types, secrets);
	},
	keys: (_context, secrets) => derivedKeys(secrets),
	rules: (context) => ({
		verify: verifyDelivery,
		wants: (event) => chosenIn(context, 'events').includes(event.type) && isWanted(context, event),
		oldestMs: maximumAgeOf(context, OLDEST_HOURS),
	}),
	missed: (context) => {
		if (!chosenIn(context, 'events').includes('newOrders')) return [];
		const since = sinceIn(context);
		return since ? [missedOrders(since.day)] : [];
	},
};

export class OtoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OTO Trigger',
		name: 'otoTrigger',
		icon: { light: 'file:oto.svg', dark: 'file:oto.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow on new orders, status changes, shipment errors and wallet charges in OTO, the shipping gateway for couriers such as Aramex and SMSA',
		defaults: { name: 'OTO Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'otoApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: typeChoices,
				default: ['orderStatus'],
				description: 'Events that start the workflow',
			},
			{
				displayName: `OTO allows ${WEBHOOKS_PER_ACCOUNT} webhooks per account. Each selected event uses one; a test run temporarily uses the same number again.`,
				name: 'limitNotice',
				type: 'notice',
				default: '',
			},
			filters,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					fetchSince(
						'Also return orders created on or after the day of this time (OTO lists orders by day; other events cannot be listed).',
						{ '/events': ['newOrders'] },
					),
					maximumAge(OLDEST_HOURS),
				],
			},
			upkeepTimes(15),
		],
	};

	webhookMethods = webhookMethodsOf(trigger);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await delivered(this, trigger);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await upkeep(this, trigger);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
