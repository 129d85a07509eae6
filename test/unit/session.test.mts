import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { NodeApiError } from 'n8n-workflow';

import { providerById } from '../../providers';
import { ApiClient } from '../../transport/client/api-client';
import type { CredentialProfile } from '../../transport/contracts/credential';
import { pause } from '../../transport/core/cancellation';
import type { ApiRequest } from '../../transport/http/request';
import type { Answer } from './support/fake-n8n.mts';
import { fakeN8n, typed } from './support/fake-n8n.mts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

const profileOf = (name: string): CredentialProfile => {
	const found = providerById('otesse').credentials.find((profile) => profile.name === name);
	if (!found) throw new Error(`There is no ${name}`);
	return found;
};

/** A session with an account of its own, whose service answers the same for ever, or is never reached. */
async function talkingTo(answer: Answer | Error, signal?: AbortSignal, takesMs = 0) {
	const credentials = typed();
	const { context, sent } = fakeN8n({
		database: () => credentials,
		signed: async () => {
			await pause(takesMs);
			if (answer instanceof Error) throw answer;
			return answer;
		},
		signal,
	});
	const client = await ApiClient.open(context, profileOf('otesseApi'));
	const ask = (request: Partial<ApiRequest> = {}) => {
		const seen: { error?: unknown; ended: boolean } = { ended: false };
		client.request({ method: 'GET', path: '/bookings', ...request }).then(
			() => (seen.ended = true),
			(error: unknown) => Object.assign(seen, { error, ended: true }),
		);
		return seen;
	};
	return { ask, sent: () => sent.length };
}

describe('a connection fault as n8n 1.x tells it, without its cause', () => {
	const node = {
		id: '1',
		name: 'Node',
		type: 'test',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	const told = (code: string) => {
		const fault = Object.assign(new Error('broken'), { code });
		const error = new NodeApiError(node, { message: 'broken', code: fault.code });
		Reflect.deleteProperty(error, 'cause');
		return error;
	};
	/** The answer had this status, then its body broke off. */
	const brokenAfter = (status: string) =>
		new NodeApiError(node, { message: 'stream has been aborted' }, { httpCode: status });

	it.each([
		['ECONNREFUSED', 'GET', 4, 'could not be reached'],
		['ECONNREFUSED', 'POST', 4, 'could not be reached'],
		['ECONNRESET', 'GET', 4, 'could not be reached, or broke off the connection'],
		['ECONNRESET', 'POST', 1, 'could not be reached, or broke off the connection'],
		['ETIMEDOUT', 'GET', 4, 'did not answer in time'],
	] as const)('%s of a %s: sent %i times', async (code, method, times, words) => {
		const { ask, sent } = await talkingTo(told(code));
		const seen = ask({ method });
		await jest.advanceTimersByTimeAsync(60_000);
		expect(sent()).toBe(times);
		expect(String(seen.error)).toContain(words);
	});

	it.each([
		['200', 'GET', 4],
		['503', 'GET', 4],
		['200', 'POST', 1],
	] as const)(
		'in the body after the status %s of a %s: sent %i times',
		async (status, method, times) => {
			const { ask, sent } = await talkingTo(brokenAfter(status));
			const seen = ask({ method });
			await jest.advanceTimersByTimeAsync(60_000);
			expect(sent()).toBe(times);
			expect(String(seen.error)).toContain('could not be reached, or broke off the connection');
		},
	);
});

describe('a quota that is told with every answer', () => {
	const headers = { 'x-ratelimit-remaining': '98', 'x-ratelimit-reset': '55' };

	it('is no wait that a failure of another kind asks for', async () => {
		const seen = (await talkingTo({ statusCode: 404, headers })).ask();
		await jest.advanceTimersByTimeAsync(1_000);
		expect(seen.error).toMatchObject({ httpCode: '404' });
		expect(JSON.stringify(seen.error)).not.toContain('asks to wait');
	});

	it('does not slow the repeats of what failed for another reason', async () => {
		const { ask, sent } = await talkingTo({ statusCode: 503, headers });
		ask();
		await jest.advanceTimersByTimeAsync(30_000);
		expect(sent()).toBe(4);
	});

	it('is waited for when it is used up', async () => {
		const { ask, sent } = await talkingTo({ statusCode: 429, headers });
		ask();
		await jest.advanceTimersByTimeAsync(50_000);
		expect(sent()).toBe(1);
		await jest.advanceTimersByTimeAsync(10_000);
		expect(sent()).toBe(2);
	});
});

describe('waiting for a service in trouble', () => {
	it.each([429, 503])('status %i: never longer than two minutes at a time', async (statusCode) => {
		const { ask } = await talkingTo({ statusCode, headers: { 'retry-after': '86400' } });
		const seen = ask();
		await jest.advanceTimersByTimeAsync(4 * 125_000);
		expect(seen.ended).toBe(true);
		expect(seen.error).toMatchObject({ httpCode: String(statusCode) });
	});

	it('repeats what is safe, four times at most', async () => {
		const { ask, sent } = await talkingTo({ statusCode: 503 });
		const seen = ask();
		await jest.advanceTimersByTimeAsync(30_000);
		expect(seen.ended).toBe(true);
		expect(sent()).toBe(4);
	});

	it('does not repeat a write that may have been done', async () => {
		const { ask, sent } = await talkingTo({ statusCode: 503 });
		const seen = ask({ method: 'POST', body: {} });
		await jest.advanceTimersByTimeAsync(30_000);
		expect(seen.ended).toBe(true);
		expect(sent()).toBe(1);
	});

	it('ends within a moment when the execution is stopped', async () => {
		const stop = new AbortController();
		const answer = { statusCode: 429, headers: { 'retry-after': '60' } };
		const { ask, sent } = await talkingTo(answer, stop.signal);
		const seen = ask();
		await jest.advanceTimersByTimeAsync(100);
		expect(seen.ended).toBe(false);
		stop.abort();
		await jest.advanceTimersByTimeAsync(1);
		expect(seen.ended).toBe(true);
		expect(sent()).toBe(1);
	});

	it('sends nothing more then, also not what waits for a place', async () => {
		const stop = new AbortController();
		const { ask, sent } = await talkingTo({ statusCode: 200 }, stop.signal, 1_000);
		const seen = Array.from({ length: 8 }, () => ask({ method: 'POST', body: {} }));
		await jest.advanceTimersByTimeAsync(100);
		expect(sent()).toBe(5);
		stop.abort();
		await jest.advanceTimersByTimeAsync(5_000);
		expect(sent()).toBe(5);
		expect(seen.filter(({ error }) => error !== undefined)).toHaveLength(8);
	});
});
