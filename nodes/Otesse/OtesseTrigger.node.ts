import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { otesse } from '../../providers/otesse';
import {
	covers,
	eventChoices,
	eventNames,
	registry,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/otesse/webhooks';
import { receive } from '../../transport/webhooks/deliveries';
import { isRegistered, register, unregister } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/registration';
import { authenticationOf, credentialsOf, profileOf } from '../shared/authentication';
import { addressOf, chosenIn, maximumAge, maximumAgeOf, typedIn } from '../shared/webhooks';

function eventsOf(context: IHookFunctions | IWebhookFunctions): string[] {
	return eventNames(chosenIn(context, 'events'), typedIn(context, 'otherEvents'));
}

function setupOf(context: IHookFunctions): RegistrationSetup {
	const profile = profileOf(context.getNode(), otesse, typedIn(context, 'authentication'));
	const address = addressOf(context);
	const description = `n8n workflow ${context.getWorkflow().id ?? ''}`.trim();
	const wanted = wantedRegistrations(address, eventsOf(context), description);
	return { profile, registry, address, wanted };
}

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
				options: [maximumAge],
			},
		],
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, setupOf(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, setupOf(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, () => setupOf(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const events = eventsOf(this);
		return receive(this, {
			verify: verifyDelivery,
			wants: (type) => covers(events, type),
			oldestMs: maximumAgeOf(this),
		});
	}
}
