import { partsOf } from '../../../sandbox/core/wire.mts';
import { coded } from './refusals.mts';
import type { Refusal } from './refusals.mts';
import type { Call } from './call.mts';

const isoText = (time: number): string => new Date(time).toISOString();

/** `2026-01-20 15:17:35` */
export const spaced = (time: number): string => isoText(time).slice(0, 19).replace('T', ' ');

/** `2026-01-20T15:17:35` */
export const joined = (time: number): string => isoText(time).slice(0, 19);

/** `20/01/2026 15:17:35` */
export function slashed(time: number): string {
	const { year, month, day } = partsOf(time);
	return `${day}/${month}/${year} ${isoText(time).slice(11, 19)}`;
}

/** Midnight of a `yyyy-mm-dd` date; undefined for anything else. */
export function dayOf(text: string): number | undefined {
	const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(time) ? undefined : time;
}

const dayMs = 86_400_000;

/** The dates of a list call; both days count whole. */
export function windowOf(
	call: Call,
	refusal: () => Refusal = () => coded('OTO1107'),
): { from: number; to: number } {
	const read = (name: string): number | undefined => {
		const text = call.text(name);
		if (text === undefined) return undefined;
		const time = dayOf(text);
		if (time === undefined) throw refusal();
		return time;
	};
	const from = read('minDate') ?? -Infinity;
	const to = read('maxDate');
	return { from, to: to === undefined ? Infinity : to + dayMs - 1 };
}
