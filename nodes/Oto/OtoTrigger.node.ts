import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { otoApi } from '../../providers/oto/auth';
import { WEBHOOKS_PER_ACCOUNT } from '../../providers/oto/endpoints/setup';
import {
	registry,
	typeChoices,
	verifyDelivery,
	wantedRegistrations,
} from '../../providers/oto/webhooks';
import { receive } from '../../transport/webhooks/deliveries';
import { isRegistered, register, unregister } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/registration';
import { addressOf, chosenIn, maximumAge, maximumAgeOf } from '../shared/webhooks';

function setupOf(context: IHookFunctions): RegistrationSetup {
	const address = addressOf(context);
	const wanted = wantedRegistrations(address, chosenIn(context, 'events'));
	return { profile: otoApi, registry, address, wanted };
}

export class OtoTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OTO Trigger',
		name: 'otoTrigger',
		icon: { light: 'file:oto.svg', dark: 'file:oto.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description:
			'Starts the workflow on new orders, status changes, shipment errors and wallet charges in OTO',
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
		const events = chosenIn(this, 'events');
		return receive(this, {
			verify: verifyDelivery,
			wants: (type) => events.includes(type),
			oldestMs: maximumAgeOf(this),
		});
	}
}
