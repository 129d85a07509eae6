import { expect } from '@jest/globals';
import { isRecord } from './core/body.mts';

/**
 * What an answer must look like to be of the form of a documented sample: it has the sample's keys
 * (and may have more, samples are shortened) with values of the same types; a null in the sample
 * says nothing about the type, and a list stands for its first member.
 */
function expectation(sample: unknown): unknown {
	if (Array.isArray(sample)) return expect.any(Array);
	if (isRecord(sample)) {
		const keys = Object.entries(sample).filter(([, value]) => value !== null);
		return expect.objectContaining(
			Object.fromEntries(keys.map(([key, value]) => [key, expectation(value)])),
		);
	}
	if (typeof sample === 'string') return expect.any(String);
	return typeof sample === 'number' ? expect.any(Number) : expect.any(Boolean);
}

export function expectForm(actual: unknown, sample: unknown): void {
	if (Array.isArray(sample)) {
		expect(Array.isArray(actual)).toBe(true);
		if (sample.length > 0 && Array.isArray(actual)) expectForm(actual[0], sample[0]);
		return;
	}
	expect(actual).toEqual(expectation(sample));
	if (!isRecord(sample) || !isRecord(actual)) return;
	for (const [key, value] of Object.entries(sample)) {
		expect(Object.keys(actual)).toContain(key);
		if (Array.isArray(value) || isRecord(value)) expectForm(actual[key], value);
	}
}
