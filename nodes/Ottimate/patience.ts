import type { INodeProperties } from 'n8n-workflow';

import { ottimateApi } from '../../providers/ottimate/auth';
import { counted } from '../../providers/ottimate/endpoints/shared';
import type { ItemContext, Work } from '../shared/form';
import { pauseMs, waitLimitMs } from '../shared/waiting';

/** How long an operation waits for Ottimate, and how often it looks. */
export interface Patience {
	limitMs: number;
	everyMs: number;
}

/** The two parameters of everything that waits. */
export function patienceProperties(
	limitSeconds: number,
	everySeconds: number,
	show?: INodeProperties['displayOptions'],
): INodeProperties[] {
	const shown = show ? { displayOptions: show } : {};
	return [
		{
			displayName: 'Time Limit (Seconds)',
			name: 'timeLimit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: limitSeconds,
			description:
				'How long to wait at most. Ottimate goes on with its work after that; only the waiting ends.',
			...shown,
		},
		{
			displayName: 'Check Every (Seconds)',
			name: 'checkEvery',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: everySeconds,
			description: `How often to ask. Each time counts against the ${counted(ottimateApi.limits.requestsPerDay)} requests of a day.`,
			...shown,
		},
	];
}

/** @throws NodeOperationError for a time that is no number above 0 */
export function patienceOf(item: ItemContext): Patience {
	const seconds = (name: string, label: string) =>
		item.read.number(name, label, { above: 0 }) * 1000;
	return {
		limitMs: waitLimitMs(item.context, seconds('timeLimit', 'Time Limit (Seconds)')),
		everyMs: pauseMs(item.context, seconds('checkEvery', 'Check Every (Seconds)')),
	};
}

/** Looks again and again until there is something to see; undefined when the time is up. */
export async function waitUntil<T>(
	work: Work,
	{ limitMs, everyMs }: Patience,
	look: () => Promise<T | undefined>,
): Promise<T | undefined> {
	const end = Date.now() + limitMs;
	for (;;) {
		const seen = await look();
		if (seen !== undefined) return seen;
		const left = end - Date.now();
		if (left <= 0) return undefined;
		await work.pause(Math.min(everyMs, left));
	}
}

export function wordsOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
