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
import {
	covers,
	derivedKeys,
	eventChoices,
	eventNames,
	registry,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/otesse/webhooks';
import { authenticationOf, credentialsOf, profileOf } from '../shared/form/authentication';
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
};

export class OtesseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Otesse Trigger',
		name: 'otesseTrigger',
		icon: { light: 'file:otesse.svg', dark: 'file:otesse.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when something happens in Otesse',
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
				options: [maximumAge(OLDEST_HOURS)],
			},
			upkeepTimes(15),
		],
	};

	webhookMethods = webhookMethodsOf(trigger);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await delivered(this, trigger);
	}

	async poll(this: IPollFunctions): Promise<null> {
		return await upkeep(this, trigger);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
