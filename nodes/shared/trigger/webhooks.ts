import type {
	IDataObject,
	IHookFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	IPollFunctions,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { CredentialProfile } from '../../../transport/contracts/credential';
import type { DeliveryRules, ServiceEvent } from '../../../transport/webhooks/deliveries';
import { receive, receiverIn } from '../../../transport/webhooks/deliveries';
import { knownKeys } from '../../../transport/webhooks/known-keys';
import type { MissedEvents } from '../../../transport/webhooks/missed-events';
import { fetchMissed } from '../../../transport/webhooks/missed-events';
import type { RegistrationSetup } from '../../../transport/webhooks/reconcile';
import { isRegistered, register, unregister } from '../../../transport/webhooks/registration';
import type {
	DesiredRegistration,
	RegistrationKeys,
	Registry,
} from '../../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../../transport/webhooks/secrets';
import { lookAfter } from '../../../transport/webhooks/upkeep';
import { triggerItem } from './item';
import type { TriggerContext } from './webhook-parameters';

type RegistrationContext = IHookFunctions | IPollFunctions;

/** What a webhook trigger is, beside its description. */
export interface WebhookTrigger {
	profile(context: TriggerContext): CredentialProfile;
	registry(context: RegistrationContext): Registry;
	/** What is registered. */
	wanted(context: RegistrationContext): Promise<Wanted> | Wanted;
	/** The keys of all registrations that the node may have. */
	keys(context: IWebhookFunctions, secrets: NodeSecrets): readonly RegistrationKeys[];
	/** What the node accepts. */
	rules(
		context: TriggerContext,
	): Pick<DeliveryRules, 'verify' | 'wants' | 'oldestMs' | 'repeatsMs'>;
	/**
	 * What was missed before the node was activated, if that is wanted.
	 *
	 * @throws NodeOperationError for values that cannot be read
	 */
	missed(context: TriggerContext): readonly MissedEvents[];
}

type Wanted = (secrets: NodeSecrets, address: string) => readonly DesiredRegistration[];

/**
 * How often the node checks its registrations. n8n polls a node that has a `poll` function beside its webhook, at its start too,
 * and then also calls `checkExists` at a start; `polling` in the description would make it a polling trigger in the editor.
 */
export function upkeepTimes(minutes: number): INodeProperties {
	return {
		displayName: 'Upkeep Times',
		name: 'pollTimes',
		type: 'hidden',
		default: { item: [{ mode: 'everyX', value: minutes, unit: 'minutes' }] },
	};
}

/** The node's address for the service: the test URL during a test, else the production URL. */
function addressOf(context: IHookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address) return address;
	throw new NodeOperationError(context.getNode(), 'n8n gives this node no webhook URL');
}

async function setupOf(
	trigger: WebhookTrigger,
	context: RegistrationContext,
	address: string,
): Promise<RegistrationSetup> {
	const wanted = await trigger.wanted(context);
	// Refused here, before anything is registered.
	trigger.missed(context);
	return {
		profile: trigger.profile(context),
		registry: trigger.registry(context),
		address,
		receiver: receiverIn(context),
		wanted,
	};
}

/** What n8n calls when the workflow is published, tested, and switched off. */
export function webhookMethodsOf(
	trigger: WebhookTrigger,
): NonNullable<INodeType['webhookMethods']> {
	const setup = (context: IHookFunctions, what: WebhookTrigger) => async () =>
		await setupOf(what, context, addressOf(context));
	const nothing = { ...trigger, wanted: () => () => [], missed: () => [] };
	const place = (context: IHookFunctions) => ({
		address: addressOf(context),
		receiver: receiverIn(context),
	});
	return {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, setup(this, trigger), place(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, setup(this, trigger), place(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, setup(this, nothing));
			},
		},
	};
}

/** What n8n calls at an activation, at its start, and at the upkeep times. It gives the events that were missed before an activation. */
export async function upkeep(
	context: IPollFunctions,
	trigger: WebhookTrigger,
): Promise<INodeExecutionData[][] | null> {
	const receiver = receiverIn(context);
	await lookAfter(context, receiver, async (address) => await setupOf(trigger, context, address));
	return await fetchMissed(context, receiver, () => ({
		profile: trigger.profile(context),
		requests: trigger.missed(context),
		wants: trigger.rules(context).wants,
		item: itemOf,
	}));
}

/** What may prove a delivery to the node. */
export async function keysFor(
	context: IWebhookFunctions,
	trigger: WebhookTrigger,
): Promise<RegistrationKeys[]> {
	return await knownKeys(context, trigger.profile(context), (secrets) =>
		trigger.keys(context, secrets),
	);
}

function itemOf({ type, id, sentAt, body }: ServiceEvent): IDataObject {
	return triggerItem(
		{
			event: type,
			eventKey: id,
			...(sentAt === undefined ? {} : { occurredAt: isoOf(sentAt) }),
		},
		{ ...body, eventType: type },
	);
}

/** Undefined for a moment beyond what a date can be. */
function isoOf(moment: number): string | undefined {
	const date = new Date(moment);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A delivery at the node's address. */
export async function delivered(
	context: IWebhookFunctions,
	trigger: WebhookTrigger,
): Promise<IWebhookResponseData> {
	return await receive(context, {
		...trigger.rules(context),
		known: async () => await keysFor(context, trigger),
		item: itemOf,
	});
}
