import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import type { CallBounds, OperationContext } from '../../nodes/shared/form/service-form';
import type { Waited } from '../../nodes/shared/run/waiting';
import {
	lastSeen,
	lastState,
	pauseMs,
	secondsIn,
	waitLimitMs,
	waitUntil,
} from '../../nodes/shared/run/waiting';
import { CancelledError, pause } from '../../transport/core/cancellation';
import { asTransient } from '../../transport/http/retry';
import { contextOf } from './support/context.mts';

const tool = contextOf({ type: 'package.ottimateTool' });
const node = contextOf();
const waited = (more: Partial<Waited<unknown>> = {}): Waited<unknown> => ({
	result: undefined,
	last: undefined,
	trouble: undefined,
	checks: 1,
	waitedMs: 0,
	...more,
});

describe('what waits', () => {
	it('ends as a tool before its caller gives up after a minute', () => {
		expect(waitLimitMs(tool, 3_600_000)).toBe(50_000);
		expect(waitLimitMs(tool, 20_000)).toBe(20_000);
		expect(waitLimitMs(node, 3_600_000)).toBe(3_600_000);
	});

	it('checks as a tool several times before that', () => {
		expect(pauseMs(tool, 60_000)).toBe(10_000);
		expect(pauseMs(tool, 5_000)).toBe(5_000);
		expect(pauseMs(node, 60_000)).toBe(60_000);
	});

	it('returns as a tool the last state, when it was seen, and the trouble since', () => {
		const last = { state: { status: 'new' }, at: '2026-03-02T10:00:00.000Z' };
		expect(lastState(tool, waited({ last }), last.state, 'Call it again.')).toEqual([
			{ json: { status: 'new', reached: false, lastSeenAt: last.at, note: 'Call it again.' } },
		]);
		expect(lastSeen(waited({ last, trouble: 'away' }))).toEqual({
			lastSeenAt: last.at,
			lastError: 'away',
		});
		expect(lastSeen(waited())).toEqual({});
		expect(lastState(node, waited({ last }), {}, 'Call it again.')).toBeUndefined();
	});

	it('says times as people do', () => {
		expect([18.5, 201, 1000, 1400, 60_000].map(secondsIn)).toEqual([
			'0 seconds',
			'0.2 seconds',
			'1 second',
			'1 second',
			'60 seconds',
		]);
	});
});

describe('a wait', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => {
		jest.useRealTimers();
	});

	const away = () => asTransient(new Error('Fable: Service Unavailable'), true);

	/** A wait whose checks do this one after the other; the last stays. Gives when they began, in seconds, and their bounds. */
	function waiting(
		steps: Array<IDataObject | Error | 'hang'>,
		limits: { limitMs: number; everyMs: number; checks?: number },
		{
			context = node,
			signal,
			before = 0,
		}: { context?: typeof node; signal?: AbortSignal; before?: number } = {},
	) {
		const begun = Date.now();
		const moments: number[] = [];
		const bounds: Array<CallBounds | undefined> = [];
		const work = {
			context,
			began: performance.now() - before,
			pause: async (ms: number) => await pause(ms, signal),
			call: async (_key: string, _values: IDataObject, _limit?: number, bound?: CallBounds) => {
				bounds.push(bound);
				moments.push((Date.now() - begun) / 1000);
				const step = steps[Math.min(moments.length, steps.length) - 1];
				if (step === 'hang') await new Promise(() => undefined);
				if (step instanceof Error) throw step;
				return [{ json: step as IDataObject }];
			},
		} as unknown as OperationContext;
		const ended = waitUntil(work, limits, async (bounded, observe) => {
			const [item] = await bounded.call('order.get', {});
			observe(item?.json ?? {});
			return item?.json.done === true ? item.json : undefined;
		});
		ended.catch(() => undefined);
		return { ended, moments, bounds };
	}

	it('checks at its interval, and once more at its end', async () => {
		const { ended, moments } = waiting([{ status: 'new' }], { limitMs: 25_000, everyMs: 10_000 });
		await jest.advanceTimersByTimeAsync(25_000);
		expect(await ended).toMatchObject({ result: undefined, checks: 4, trouble: undefined });
		expect(moments.map(Math.round)).toEqual([0, 10, 20, 25]);
	});

	it('goes on through failures that may pass, less often with each, and forgets them', async () => {
		const steps = [...Array.from({ length: 5 }, away), { status: 'new' }, { done: true }];
		const { ended, moments } = waiting(steps, { limitMs: 600_000, everyMs: 5_000 });
		await jest.advanceTimersByTimeAsync(600_000);
		expect(await ended).toMatchObject({ result: { done: true }, trouble: undefined });
		expect(moments.map(Math.round)).toEqual([0, 5, 15, 35, 65, 95, 100]);
	});

	it('checks no more often than asked for', async () => {
		const { ended, moments } = waiting([away()], { limitMs: 300_000, everyMs: 120_000 });
		await jest.advanceTimersByTimeAsync(300_000);
		expect(await ended).toMatchObject({ trouble: 'Fable: Service Unavailable', last: undefined });
		expect(moments.map(Math.round)).toEqual([0, 120, 240, 300]);
	});

	it('keeps the last state and its time through an outage', async () => {
		jest.setSystemTime(new Date('2026-03-02T10:00:00Z'));
		const steps = [{ status: 'a' }, { status: 'b' }, away()];
		const { ended } = waiting(steps, { limitMs: 60_000, everyMs: 10_000 });
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await ended).toMatchObject({
			last: { state: { status: 'b' }, at: '2026-03-02T10:00:10.000Z' },
			trouble: 'Fable: Service Unavailable',
		});
	});

	it('ends at once with a failure that is final', async () => {
		const { ended, moments } = waiting([away(), new Error('Not found')], {
			limitMs: 60_000,
			everyMs: 1_000,
		});
		await jest.advanceTimersByTimeAsync(1_000);
		await expect(ended).rejects.toThrow('Not found');
		expect(moments).toHaveLength(2);
	});

	it('ends at once when the execution is stopped', async () => {
		const stop = new AbortController();
		const limits = { limitMs: 60_000, everyMs: 30_000 };
		const { ended } = waiting([away()], limits, { signal: stop.signal });
		await jest.advanceTimersByTimeAsync(10);
		stop.abort();
		await expect(ended).rejects.toThrow(CancelledError);
	});

	it('ends after so many checks', async () => {
		const { ended } = waiting([away()], { limitMs: 60_000, everyMs: 1_000, checks: 2 });
		await jest.advanceTimersByTimeAsync(5_000);
		expect(await ended).toMatchObject({ checks: 2, trouble: 'Fable: Service Unavailable' });
	});

	it('gives each request what is left of its time; the first may wait for the pace', async () => {
		const { ended, bounds } = waiting([{}], { limitMs: 22_000, everyMs: 20_000 });
		await jest.advanceTimersByTimeAsync(22_000);
		await ended;
		const [first, second, third] = bounds;
		expect(first).toEqual({ withinMs: expect.any(Number) });
		expect(first?.withinMs).toBeCloseTo(22_000, -2);
		expect(second).toEqual({ withinMs: 5_000, longestWaitMs: 5_000 });
		expect(third).toEqual(second);
	});

	it('ends as a tool fifty seconds after the operation began, not the wait', async () => {
		const limits = { limitMs: 50_000, everyMs: 10_000 };
		const { ended, moments } = waiting([{ status: 'new' }], limits, {
			context: tool,
			before: 35_000,
		});
		await jest.advanceTimersByTimeAsync(60_000);
		expect(await ended).toMatchObject({ result: undefined });
		expect(moments.map(Math.round)).toEqual([0, 10, 15]);
	});

	it('bounds a check of several requests as a whole', async () => {
		const bounds: Array<number | undefined> = [];
		const call = async (
			_key: string,
			_values: IDataObject,
			_limit?: number,
			bound?: CallBounds,
		) => {
			bounds.push(bound?.withinMs);
			await pause(7_000);
			return [];
		};
		const work = { context: node, pause, call } as unknown as OperationContext;
		const limits = { limitMs: 20_000, everyMs: 1_000 };
		const ended = waitUntil(work, limits, async (bounded) => {
			for (let request = 0; request < 3; request++) await bounded.call('order.get', {});
			return undefined;
		});
		await jest.advanceTimersByTimeAsync(60_000);
		await ended;
		expect(bounds.slice(0, 3).map((ms) => Math.round((ms ?? 0) / 1000))).toEqual([20, 13, 6]);
	});

	it('ends as a tool although a request hangs', async () => {
		jest.useRealTimers();
		const limits = { limitMs: 1_000, everyMs: 5 };
		const { ended, bounds } = waiting([{ status: 'new' }, 'hang'], limits, { context: tool });
		const began = performance.now();
		const outcome = await ended;
		expect(performance.now() - began).toBeLessThan(7_000);
		expect(outcome).toMatchObject({
			result: undefined,
			last: { state: { status: 'new' } },
			trouble: 'no answer in time',
		});
		expect(bounds[0]?.withinMs).toBeCloseTo(5_000, -2);
		expect(bounds[0]?.longestWaitMs).toBe(bounds[0]?.withinMs);
	}, 15_000);
});
