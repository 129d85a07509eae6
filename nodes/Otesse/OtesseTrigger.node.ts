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

import { otesse } from '../../providers/otesse';
import { missedEvents } from '../../providers/otesse/missed';
import {
	covers,
	derivedKeys,
	eventChoices,
	eventNames,
	LISTED_EVENTS,
	registry,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/otesse/webhooks';
import { authenticationOf, credentialsOf, profileOf } from '../shared/form/authentication';
import { fetchSince, sinceIn } from '../shared/trigger/since';
import type { TriggerContext } from '../shared/trigger/webhook-parameters';
import { chosenIn, maximumAge, maximumAgeOf, textIn } from '../shared/trigger/webhook-parameters';
import type { WebhookTrigger } from '../shared/trigger/webhooks';
import { delivered, upkeep, upkeepTimes, webhookMethodsOf } from '../shared/trigger/webhooks';

/** Otesse repeats a delivery for 44.5 hours. */
const OLDEST_HOURS = 48;

function eventsOf(context: TriggerContext): string[] {
	return eventNames(chosenIn(context, 'events'), textIn(context, 'otherEvents'));
}

const trigger: WebhookTrigger = {
	profile: (context) => profileOf(context.getNode(), otesse, textIn(context, 'authentication')),
	registry: () => registry,
	wanted: (context) => {
		const description = `n8n workflow ${context.getWorkflow().id ?? ''}`.trim();
		const events = eventsOf(context);
		return (secrets, address) => wantedRegistrations(address, events, description, secrets);
	},
	keys: (_context, secrets) => derivedKeys(secrets),
	rules: (context) => ({
		verify: verifyDelivery,
		wants: ({ type }) => covers(eventsOf(context), type),
		oldestMs: maximumAgeOf(context, OLDEST_HOURS),
	}),
	missed: (context) => {
		const since = sinceIn(context);
		if (!since) return [];
		const events = eventsOf(context);
		return LISTED_EVENTS.filter((type) => covers(events, type)).map((type) =>
			missedEvents(type, since.moment),
		);
	},
};

export class OtesseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Otesse Trigger',
		name: 'otesseTrigger',
		icon: { light: 'file:otesse.svg', dark: 'file:otesse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow when bookings, customers or invoices change in Otesse, the service for home services such as cleaning',
		defaults: { name: 'Otesse Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(otesse),
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
			...authenticationOf(otesse),
			{
				displayName: 'Trigger On',
				name: 'events',
				type: 'multiOptions',
				options: [...eventChoices].sort((a, b) => a.name.localeCompare(b.name)),
				default: [],
				description:
					'Events that start the workflow. The key or app needs the scope webhooks:manage.',
			},
			{
				displayName: 'Other Events',
				name: 'otherEvents',
				type: 'string',
				default: '',
				placeholder: 'e.g. job.status_changed, webhook.test',
				description: 'Comma-separated names of events that are not in the list',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					fetchSince(
						'Also return bookings and customers created, and invoices paid, since this time, if their events are selected. Otesse cannot list other events.',
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
