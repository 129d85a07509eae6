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

import { dooApi } from '../../providers/doo/auth';
import { issueToken, mayHaveToken } from '../../providers/doo/receiver-token';
import {
	derivedKeys,
	registryOf,
	typeNames,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/doo/webhooks';
import { answerToken } from '../../transport/webhooks/deliveries';
import { chosenIn, secondsIn, textIn } from '../shared/trigger/webhook-parameters';
import type { WebhookTrigger } from '../shared/trigger/webhooks';
import { delivered, keysFor, upkeep, webhookMethodsOf } from '../shared/trigger/webhooks';
import {
	DELIVERY_PATH,
	feedOf,
	missedIn,
	needsToken,
	NEWEST_VERSION,
	properties,
	REPEATS_SECONDS,
	TOKEN_PATH,
	VERSIONS,
} from './trigger-description';

const trigger: WebhookTrigger = {
	profile: () => dooApi,
	registry: (context) => registryOf(textIn(context, 'teamId')),
	wanted: async (context) => {
		const feed = await feedOf(context);
		return (secrets, address) => wantedRegistrations(address, feed(address), secrets);
	},
	keys: (context, secrets) => derivedKeys(needsToken(context), secrets),
	rules: (context) => {
		const types = typeNames(chosenIn(context, 'types'), textIn(context, 'otherTypes'));
		return {
			verify: verifyDelivery,
			wants: ({ type }) => types.includes(type),
			// doo's payloads do not tell when something happened.
			oldestMs: 0,
			repeatsMs: secondsIn(context, 'ignoreRepeats', 'Ignore Repeats (Seconds)', REPEATS_SECONDS),
		};
	},
	missed: missedIn,
};

export class DooTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Doo Trigger',
		name: 'dooTrigger',
		icon: { light: 'file:doo.svg', dark: 'file:doo.dark.svg' },
		group: ['trigger'],
		version: VERSIONS,
		defaultVersion: NEWEST_VERSION,
		subtitle: '={{ $parameter["types"].join(", ") }}',
		description:
			'Starts the workflow when events, bookings or attendees change in doo, the service for event registration and tickets',
		defaults: { name: 'Doo Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dooApi', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: DELIVERY_PATH,
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: TOKEN_PATH,
			},
		],
		properties,
	};

	webhookMethods = webhookMethodsOf(trigger);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() !== 'setup') return await delivered(this, trigger);
		return await answerToken(
			this,
			async () => await keysFor(this, trigger),
			(form, secret) =>
				mayHaveToken(secret, form) ? { ...issueToken(secret, Date.now()) } : undefined,
		);
	}

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await upkeep(this, trigger);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}
