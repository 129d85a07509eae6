import type { IHookFunctions, INodeProperties, IWebhookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { ParameterReader } from './input/parameters';
import { trimmed } from './input/text';
import { ABSENT } from './parameters';

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
		'Events older than this are rejected, to protect against replays. 0 accepts events of any age.',
};

/** The node's address for the service: the test URL during a test, else the production URL. */
export function addressOf(context: IHookFunctions): string {
	const address = context.getNodeWebhookUrl('default');
	if (address) return address;
	throw new NodeOperationError(context.getNode(), 'n8n gives this node no webhook URL');
}

/** The parameters of a webhook trigger, which has no input items. */
export function webhookParameters(context: Context): ParameterReader {
	return new ParameterReader(context, (name) => {
		const value: unknown = context.getNodeParameter(name, ABSENT);
		return value === ABSENT ? undefined : (value ?? null);
	});
}

/** What is selected in a field for several values. */
export function chosenIn(context: Context, name: string, label = 'Trigger On'): string[] {
	return webhookParameters(context).optionalList(name, label);
}

/** A typed text, without white space around it. */
export function typedIn(context: Context, name: string, label = name): string {
	return trimmed(webhookParameters(context).optionalText(name, label) ?? '');
}

function optionOf(context: Context, name: string, label: string, otherwise: number): number {
	const options: unknown = context.getNodeParameter('options', {});
	const given = isRecord(options) ? options : {};
	const reader = new ParameterReader(context, (option) => given[option]);
	return reader.optionalNumber(name, label, { min: 0 }) ?? otherwise;
}

/** The oldest event that is taken, in milliseconds. */
export function maximumAgeOf(context: Context): number {
	return optionOf(context, 'maximumAge', maximumAge.displayName, OLDEST_HOURS) * HOUR_MS;
}

/** An option in seconds, as milliseconds. */
export function secondsIn(
	context: Context,
	name: string,
	label: string,
	otherwise: number,
): number {
	return optionOf(context, name, label, otherwise) * 1000;
}
