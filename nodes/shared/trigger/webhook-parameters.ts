import type {
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import { ParameterReader } from '../input/parameter-reader';
import { trimmed } from '../input/readers/text';
import { ABSENT } from '../input/item-parameters';

/** Where a webhook trigger's code runs: at its registration, in its upkeep, and at a delivery. */
export type TriggerContext = IHookFunctions | IPollFunctions | IWebhookFunctions;

const HOUR_MS = 3_600_000;

/** @param hours default: longer than the service's plan of retries, and not much more */
export function maximumAge(hours: number): INodeProperties {
	return {
		displayName: 'Maximum Age (Hours)',
		name: 'maximumAge',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: hours,
		description:
			'Events older than this are rejected, to protect against replays, as are events without a readable time. 0 accepts events of any age.',
	};
}

/** The parameters of a webhook trigger, which has no input items. */
export function webhookParameters(context: TriggerContext): ParameterReader {
	return new ParameterReader(context, (name) => {
		const value: unknown = context.getNodeParameter(name, ABSENT);
		return value === ABSENT ? undefined : (value ?? null);
	});
}

/** The members of a collection. */
export function collectionIn(context: TriggerContext, name: string): ParameterReader {
	const given: unknown = context.getNodeParameter(name, {});
	const members = isRecord(given) ? given : {};
	return new ParameterReader(context, (member) => members[member]);
}

/** What is selected in a field for several values. */
export function chosenIn(context: TriggerContext, name: string, label = 'Trigger On'): string[] {
	return webhookParameters(context).optionalList(name, label);
}

/** A typed text, without white space around it. */
export function textIn(context: TriggerContext, name: string, label = name): string {
	return trimmed(webhookParameters(context).optionalText(name, label) ?? '');
}

function optionOf(context: TriggerContext, name: string, label: string, otherwise: number): number {
	return collectionIn(context, 'options').optionalNumber(name, label, { min: 0 }) ?? otherwise;
}

/** The age of the oldest event that is accepted, in milliseconds. */
export function maximumAgeOf(context: TriggerContext, hours: number): number {
	return optionOf(context, 'maximumAge', maximumAge(hours).displayName, hours) * HOUR_MS;
}

/** An option in seconds, as milliseconds. */
export function secondsIn(
	context: TriggerContext,
	name: string,
	label: string,
	otherwise: number,
): number {
	return optionOf(context, name, label, otherwise) * 1000;
}
