import type { Spread } from '../measure.mts';

const MEGABYTE = 1_000_000;

type Form = (value: number) => string;

export const plain: Form = (value) => `${Math.round(value)}`;
export const ratio: Form = (value) => value.toFixed(2);
export const megabytes: Form = (value) => `${(value / MEGABYTE).toFixed(0)} MB`;
export const milliseconds: Form = (value) => `${Math.round(value)} ms`;

/** A time in the unit that suits it. */
export const time: Form = (ms) => (ms < 1000 ? milliseconds(ms) : `${(ms / 1000).toFixed(2)} s`);

/** Minimum / median / maximum. */
export function spread({ min, median, max }: Spread, form: Form): string {
	return [min, median, max].map(form).join(' / ');
}
