import { describe, expect, it } from '@jest/globals';

import { soakSection } from '../bench/report/soak.mts';
import type { Sample, SoakResult } from '../bench/soak-result.mts';
import { isGood, memoryFrom } from '../bench/soak-result.mts';

/** A sample each half minute. */
const samples = (minutes: number, heapAt: (minute: number) => number): Sample[] =>
	Array.from({ length: minutes * 2 }, (_sample, at) => {
		const minute = (at + 1) / 2;
		return { minute, heapMegabytes: heapAt(minute), rssMegabytes: 500, peakMegabytes: 700 };
	});

function resultOf(memory: SoakResult['memory']): SoakResult {
	return {
		date: '2026-03-01',
		n8n: '2.41.1',
		node: '24.0.0',
		processors: 2,
		minutes: 30,
		done: {
			rounds: 60,
			executions: 3300,
			failures: 170,
			deliveries: 1500,
			changes: 900,
			endedTokens: 450,
			changedSecrets: 60,
			credentialTests: 480,
			searches: 400,
			toolCalls: 400,
		},
		surprises: { count: 0, first: [] },
		memory,
		secrets: {
			count: 4000,
			places: [{ name: 'database', count: 100, megabytes: 12.5, found: 0 }],
			findings: [],
		},
	};
}

describe('the memory of a soak', () => {
	it('is compared after the warm-up, by medians', () => {
		// Warm-up, one sample that is far off, flat, more in the last minutes.
		const heapAt = (minute: number) =>
			minute <= 6 ? 100 : minute === 7 ? 900 : minute > 26 ? 208 : 200;
		const { first, last, growth } = memoryFrom(samples(36, heapAt), 36);
		expect(first).toEqual({
			fromMinute: 6,
			toMinute: 16,
			samples: 20,
			heapMegabytes: 200,
			rssMegabytes: 500,
			peakMegabytes: 700,
		});
		expect(last).toMatchObject({ fromMinute: 26, samples: 20, heapMegabytes: 208 });
		expect(growth.heap).toBeCloseTo(0.04);
		expect(growth.rss).toBe(0);
	});

	it('counts a sample that came late for the last window', () => {
		const late = [
			...samples(30, () => 200),
			{ minute: 31.5, heapMegabytes: 300, rssMegabytes: 500, peakMegabytes: 700 },
		];
		expect(memoryFrom(late, 30).last).toMatchObject({ samples: 18, toMinute: 31.5 });
	});
});

describe('a soak', () => {
	const flat = resultOf(
		memoryFrom(
			samples(30, () => 200),
			30,
		),
	);

	it('is good when memory is flat, nothing was found, and nothing went wrong', () => {
		expect(isGood(flat)).toBe(true);
		const grown = memoryFrom(
			samples(30, (minute) => 200 + minute),
			30,
		);
		expect(isGood(resultOf(grown))).toBe(false);
		expect(isGood(resultOf(memoryFrom(samples(30, () => 200).slice(0, 10), 30)))).toBe(false);
		expect(isGood({ ...flat, surprises: { count: 1, first: ['x'] } })).toBe(false);
		expect(isGood({ ...flat, secrets: { ...flat.secrets, findings: ['x'] } })).toBe(false);
	});

	it('is told in Markdown', () => {
		const text = soakSection(flat);
		expect(text).toMatch(/^\| Heap +\| 200\.0 MB +\| 200\.0 MB +\| \+0\.0 % +\| yes +\|$/m);
		expect(text).toMatch(/^\| Workflows run, .+ \| 3,300 +\|$/m);
		expect(text).toMatch(/^\| database +\| 100 +\| 12\.5 MB \| 0 +\|$/m);
		expect(text).toContain('No secret turned up where it should not be.');
		expect(text).not.toMatch(/^##? /m);
		expect(text).not.toContain('**no**');
		const grown = memoryFrom(
			samples(30, (minute) => 200 + minute),
			30,
		);
		expect(soakSection(resultOf(grown))).toMatch(/^\| Heap .+ \| \+8\.\d % +\| \*\*no\*\* \|$/m);
	});
});
