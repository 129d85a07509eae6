import type { INodeProperties } from 'n8n-workflow';

import { ottimateApi } from '../../providers/ottimate/auth';
import { counted } from '../../providers/ottimate/endpoints/shared';
import type { ItemContext } from '../shared/input/item-context';
import { optionsIn } from '../shared/input/item-parameters';
import type { WaitLimits } from '../shared/run/waiting';
import { pauseMs, waitLimitMs } from '../shared/run/waiting';

/** How long an operation waits, and how often it checks, in seconds, where a person has set nothing. */
export interface DefaultWait {
	limitSeconds: number;
	everySeconds: number;
}

/** The two options of everything that waits. */
export function waitLimitOptions(
	{ limitSeconds, everySeconds }: DefaultWait,
	show?: INodeProperties['displayOptions'],
): INodeProperties[] {
	const shown = show ? { displayOptions: show } : {};
	return [
		{
			displayName: 'Check Every (Seconds)',
			name: 'checkEvery',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: everySeconds,
			description: `Seconds between two checks. Each check is one of the ${counted(ottimateApi.limits.requestsPerDay)} requests a day.`,
			...shown,
		},
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: limitSeconds,
			description: 'Maximum time to wait. Ottimate keeps working after that.',
			...shown,
		},
	];
}

/** @throws NodeOperationError for a time that is no number above 0 */
export function waitLimitsOf(
	{ context, itemIndex }: ItemContext,
	{ limitSeconds, everySeconds }: DefaultWait,
): WaitLimits {
	const options = optionsIn(context, itemIndex);
	const seconds = (name: string, label: string, otherwise: number) =>
		(options.optionalNumber(name, label, { above: 0 }) ?? otherwise) * 1000;
	return {
		limitMs: waitLimitMs(context, seconds('timeLimit', 'Time Limit (Seconds)', limitSeconds)),
		everyMs: pauseMs(context, seconds('checkEvery', 'Check Every (Seconds)', everySeconds)),
	};
}
