import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';

type Context = IHookFunctions | IWebhookFunctions;

const HOUR_MS = 3_600_000;

/** Longer than any documented plan of retries: Otesse tries for 44.5 hours. */
const OLDEST_HOURS = 72;

export const maximumAge: INodeProperties = {
	displayName: 'Maximum Age (Hours)',
	name: 'maximumAge',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: OLDEST_HOURS,
	description:
		'Events that the service made longer ago are refused, so that nobody can send old ones again. 0 takes events of any age.',
};

/** The node's address for the service: the test URL during a test, else the production URL. */
export function addressOf(context: IHookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address) return address;
	throw new NodeOperationError(context.getNode(), 'n8n gives this node no webhook URL');
}

/** What is selected in a field for several values. */
export function chosenIn(context: Context, name: string): string[] {
	const chosen = context.getNodeParameter(name, []);
	return Array.isArray(chosen) ? chosen.map(String) : [];
}

/** A typed text, without spaces around it. */
export function typedIn(context: Context, name: string): string {
	return String(context.getNodeParameter(name, '') ?? '').trim();
}

function optionOf(context: Context, name: string, otherwise: number): number {
	const options = context.getNodeParameter('options', {});
	const number = Number(isRecord(options) ? (options[name] ?? otherwise) : otherwise);
	return Number.isFinite(number) && number >= 0 ? number : otherwise;
}

/** The oldest event that is taken, in milliseconds. */
export function maximumAgeOf(context: Context): number {
	return optionOf(context, 'maximumAge', OLDEST_HOURS) * HOUR_MS;
}

/** An option in seconds, as milliseconds. */
export function secondsIn(context: Context, name: string, otherwise: number): number {
	return optionOf(context, name, otherwise) * 1000;
}
