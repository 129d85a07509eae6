import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { dooApi } from '../../providers/doo/auth';
import { issueToken, mayHaveToken } from '../../providers/doo/receiverToken';
import {
	registryOf,
	typeNames,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/doo/webhooks';
import { answerToken, receive } from '../../transport/webhooks/deliveries';
import { isRegistered, register, unregister } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/registration';
import { addressOf, chosenIn, secondsIn, typedIn } from '../shared/webhooks';
import { feedOf, properties, REPEATS_SECONDS } from './triggerDescription';

async function setupOf(context: IHookFunctions): Promise<RegistrationSetup> {
	const address = addressOf(context);
	return {
		profile: dooApi,
		registry: registryOf(typedIn(context, 'teamId')),
		address,
		wanted: wantedRegistrations(address, await feedOf(context)),
	};
}

export class DooTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Doo Trigger',
		name: 'dooTrigger',
		icon: { light: 'file:doo.svg', dark: 'file:doo.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["types"].join(", ") }}',
		description: 'Starts the workflow when events, orders or attendees change in doo',
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
				path: 'webhook',
			},
			{
				name: 'setup',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'token',
			},
		],
		properties,
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, await setupOf(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, await setupOf(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, async () => await setupOf(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		if (this.getWebhookName() === 'setup') {
			return answerToken(this, (form, secret) =>
				mayHaveToken(secret, form) ? { ...issueToken(secret, Date.now()) } : undefined,
			);
		}
		const types = typeNames(chosenIn(this, 'types'), typedIn(this, 'otherTypes'));
		return receive(this, {
			verify: verifyDelivery,
			wants: (type) => types.includes(type),
			oldestMs: 0,
			repeatsMs: secondsIn(this, 'ignoreRepeats', 'Ignore Repeats (Seconds)', REPEATS_SECONDS),
		});
	}
}
