import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { pause } from '../../transport/core/cancellation';
import { addHints } from '../../transport/items/hints';
import { RequestWaitBudget } from '../../transport/rate-limit/wait-budget';
import { WaitLog, waitSentences } from '../../transport/rate-limit/wait-log';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

describe('the log of waits', () => {
	it('counts waits side by side once, and short ones not at all', async () => {
		const log = new WaitLog();
		const waits = [4_000, 5_000].map(
			async (ms) => await log.during('pace', async () => await pause(ms)),
		);
		const short = log.during('backoff', async () => await pause(2_900));
		await jest.advanceTimersByTimeAsync(5_000);
		await Promise.all([...waits, short]);
		expect([
			log.reportable('pace'),
			log.reportable('backoff'),
			log.reportable('retryAfter'),
		]).toEqual([5_000, undefined, undefined]);
	});

	it('counts a wait that ends with an error, too', async () => {
		const log = new WaitLog();
		const failed = log.during('retryAfter', async () => {
			await pause(6_000);
			throw new Error('stopped');
		});
		const seen = expect(failed).rejects.toThrow('stopped');
		await jest.advanceTimersByTimeAsync(6_000);
		await seen;
		expect(log.reportable('retryAfter')).toBe(6_000);
	});
});

describe('waits in words', () => {
	const names = { service: 'doo', label: 'Doo API' };

	it('name the limit, the pause and the trouble', async () => {
		const log = new WaitLog();
		const waits = (['pace', 'retryAfter', 'backoff'] as const).map(
			async (reason, index) =>
				await log.during(reason, async () => await pause(4_000 + 1_000 * index)),
		);
		await jest.advanceTimersByTimeAsync(6_000);
		await Promise.all(waits);
		expect(waitSentences(log, { perSecond: 1, processes: 1, adapted: false }, names)).toEqual([
			'Waited 4 seconds to stay within the limit of 1 per second. If your plan allows more, raise "Requests per Second" in the Doo API credential.',
			'Waited 5 seconds because doo answered "too many requests".',
			'Waited 6 seconds between tries because doo did not answer as it should.',
		]);
		expect(
			waitSentences(log, { perSecond: 1 / 3, processes: 3, adapted: false }, names)[0],
		).toMatch(
			/^Waited 4 seconds to stay within this process's share of the limit, one of 3: 0\.33 per second\./,
		);
	});

	it.each([
		{ perSecond: 0, processes: 1, adapted: false },
		{ perSecond: 1, processes: 1, adapted: true },
	])('name the pace that was found, with %j', async (pace) => {
		const log = new WaitLog();
		const wait = log.during('pace', async () => await pause(4_000));
		await jest.advanceTimersByTimeAsync(4_000);
		await wait;
		expect(waitSentences(log, pace, names)).toEqual([
			'Waited 4 seconds at the pace that doo allows, after it refused faster requests.',
		]);
	});

	it('do not depend on the clock', async () => {
		const log = new WaitLog();
		const wait = log.during('pace', async () => await pause(4_000));
		jest.setSystemTime(Date.now() - 3_600_000);
		await jest.advanceTimersByTimeAsync(4_000);
		await wait;
		expect(log.reportable('pace')).toBe(4_000);
	});

	it('are none where nothing was waited for', () => {
		expect(
			waitSentences(new WaitLog(), { perSecond: 1, processes: 1, adapted: false }, names),
		).toEqual([]);
	});
});

describe('the patience of a request', () => {
	it('is used up by its waits; a turn counts only where a person has set it', () => {
		const usual = new RequestWaitBudget(undefined, undefined);
		expect([usual.allows(120_000), usual.allows(120_001), usual.leftMs]).toEqual([
			true,
			false,
			undefined,
		]);
		usual.spend(100_000);
		expect([usual.allows(20_000), usual.allows(20_001)]).toEqual([true, false]);
		const set = new RequestWaitBudget(5_000, undefined);
		set.spend(2_000);
		expect(set.leftMs).toBe(3_000);
	});
});

describe('telling', () => {
	it('is left out where n8n has no hints', () => {
		expect(() => addHints({} as IExecuteFunctions, ['Waited.'])).not.toThrow();
	});

	it('puts each sentence under the output', () => {
		const hints: NodeExecutionHint[] = [];
		const context = { addExecutionHints: (...more: NodeExecutionHint[]) => hints.push(...more) };
		addHints(context as unknown as IExecuteFunctions, ['Waited.']);
		expect(hints).toEqual([{ message: 'Waited.', type: 'info', location: 'outputPane' }]);
	});
});
