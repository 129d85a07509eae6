import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { ottimateApi } from '../../providers/ottimate/auth';
import { renewForN8n } from '../../transport/auth/renewal-hook';
import { pause } from '../../transport/core/cancellation';
import type { CredentialData } from '../../transport/contracts/credential';
import { limiterFor } from '../../transport/rate-limit/limiter';
import type { Answer } from './support/fake-n8n.mts';
import { aged, fakeN8n, MINUTE_MS, typed, withToken } from './support/fake-n8n.mts';

beforeEach(() => {
	jest.useFakeTimers();
});
afterEach(() => {
	jest.useRealTimers();
});

/** What HTTP Request gets for one item: the status, and the milliseconds that the request is on its way in each direction. */
interface Item {
	/** When n8n sends it, in milliseconds from the start. */
	at: number;
	wayMs?: number;
	/** The status with a good token. */
	status?: number;
}

/** A service whose tokens can be revoked, and n8n's HTTP Request node on one credential of it. */
class Service {
	/** The tokens that work; new ones are `token-1`, `token-2` and so on. */
	readonly good = new Set(['stored-token']);

	tokenRequests = 0;

	/** The token of each question, and how long a question is on its way. */
	readonly questions: string[] = [];

	questionMs = 50;

	/** What a question is answered by in place of its verdict. */
	instead: Answer | undefined;

	/** No token works. */
	hasLostRights = false;

	readonly credential: CredentialData;

	private readonly n8n = fakeN8n({
		database: () => this.credential,
		plain: async (options) => await this.answer(options),
	});

	constructor(requestsPerSecond: number) {
		const token = aged(10 * MINUTE_MS, 50 * MINUTE_MS);
		this.credential = withToken(ottimateApi, typed({ requestsPerSecond }), token);
	}

	revoke(): void {
		this.good.clear();
	}

	/** One item in the way of n8n's legacy helper: the hook, the request, the hook after any error, and the request once more. */
	async send({ at, wayMs = 20, status = 200 }: Item): Promise<number> {
		await pause(at);
		const credentials = { ...this.credential };
		const request = async () => {
			const token = String(credentials.accessToken);
			await pause(wayMs);
			const answer = this.good.has(token) ? status : 401;
			await pause(wayMs);
			return answer;
		};
		const { helpers } = this.n8n;
		this.store(await renewForN8n(helpers, ottimateApi, credentials));
		const first = await request();
		if (first < 400) return first;
		const fields = await renewForN8n(helpers, ottimateApi, credentials);
		if (fields.tokenGate === undefined) return first;
		this.store(fields);
		return await request();
	}

	/** All items side by side: their statuses, and after how many milliseconds the last one was done. */
	async run(items: Item[]): Promise<{ statuses: number[]; ms: number }> {
		const began = Date.now();
		let end = began;
		const running = Promise.all(
			items.map(async (item) => {
				const status = await this.send(item).catch((error: unknown) => {
					throw error;
				});
				end = Date.now();
				return status;
			}),
		);
		const settled = running.then(
			() => true,
			() => true,
		);
		for (let waited = 0; waited < 120_000; waited += 500) {
			await jest.advanceTimersByTimeAsync(500);
			if (await Promise.race([settled, Promise.resolve(false)])) break;
		}
		return { statuses: await running, ms: end - began };
	}

	private store(fields: CredentialData | object): void {
		Object.assign(this.credential, fields);
	}

	private async answer({ method, headers }: IHttpRequestOptions): Promise<Answer> {
		if (method === 'POST') {
			await pause(50);
			const token = `token-${++this.tokenRequests}`;
			if (!this.hasLostRights) this.good.add(token);
			return { statusCode: 200, body: JSON.stringify({ access_token: token, expires_in: 3600 }) };
		}
		const token = String(headers?.Authorization).replace('Bearer ', '');
		this.questions.push(token);
		await pause(this.questionMs);
		const statusCode = this.good.has(token) ? 200 : 401;
		await pause(this.questionMs);
		return this.instead ?? { statusCode, body: '{}' };
	}
}

const spread = (count: number, overMs: number, more: Partial<Item> = {}): Item[] =>
	Array.from({ length: count }, (_, n) => ({ at: (n * overMs) / count, ...more }));
const all = (count: number, status: number) => Array(count).fill(status);

describe('300 items of HTTP Request after a revocation', () => {
	it.each([1, 1000])(
		'at %i requests a second cost one question and one token, though they go out one after the other',
		async (perSecond) => {
			const service = new Service(perSecond);
			service.revoke();
			limiterFor(ottimateApi, service.credential);
			const { statuses, ms } = await service.run(spread(300, 3_000));
			expect(statuses).toEqual(all(300, 200));
			expect(service.questions).toHaveLength(1);
			expect(service.tokenRequests).toBe(1);
			expect(ms).toBeLessThan(10_000);
		},
	);

	it('cost two questions where the token is revoked after the first one', async () => {
		const service = new Service(1);
		const failing = { at: 0, status: 404 };
		setTimeout(() => service.revoke(), 200);
		const { statuses, ms } = await service.run([failing, ...spread(299, 3_000)]);
		expect(statuses).toEqual([404, ...all(299, 200)]);
		expect(service.questions).toEqual(['stored-token', 'stored-token']);
		expect(service.tokenRequests).toBe(1);
		expect(ms).toBeLessThan(10_000);
	});
});

describe('300 failures of HTTP Request that are not the token’s', () => {
	it('cost a few questions, and no token', async () => {
		const service = new Service(1000);
		const { statuses, ms } = await service.run(spread(300, 3_000, { status: 404 }));
		expect(statuses).toEqual(all(300, 404));
		expect(service.tokenRequests).toBe(0);
		expect(service.questions.length).toBeLessThanOrEqual(7);
		expect(ms).toBeLessThan(4_500);
	});

	it('one after the other wait for their own question only', async () => {
		const service = new Service(1000);
		const { statuses, ms } = await service.run(spread(10, 2_000, { status: 404 }));
		expect(statuses).toEqual(all(10, 404));
		expect(ms).toBeLessThan(2_000);
	});
});

describe('a slow request of HTTP Request', () => {
	it('is sent again where its token was revoked after another request had asked about it', async () => {
		const service = new Service(1000);
		setTimeout(() => service.revoke(), 500);
		const { statuses } = await service.run([
			{ at: 0, wayMs: 1_000 },
			{ at: 100, status: 404 },
		]);
		expect(statuses).toEqual([200, 404]);
		expect(service.tokenRequests).toBe(1);
	});

	it('is sent again where its token was revoked while another question was on its way', async () => {
		const service = new Service(1000);
		service.questionMs = 400;
		// The question is judged at 540 ms, and answered at 940 ms.
		setTimeout(() => service.revoke(), 600);
		const { statuses } = await service.run([
			{ at: 100, status: 404 },
			// Judged at 610 ms, and answered at 920 ms.
			{ at: 300, wayMs: 310 },
		]);
		expect(statuses).toEqual([404, 200]);
	});
});

describe('a failure of HTTP Request in a long pause of the account', () => {
	it('is told without a question', async () => {
		const service = new Service(1000);
		limiterFor(ottimateApi, service.credential).noteTooManyRequests(60_000);
		const { statuses, ms } = await service.run([{ at: 0, status: 404 }]);
		expect(statuses).toEqual([404]);
		expect(service.questions).toEqual([]);
		expect(ms).toBeLessThan(1_000);
	});
});

describe('tokens that are revoked within seconds, one after the other', () => {
	it('are replaced as often as HTTP Request has used them well', async () => {
		const service = new Service(1000);
		const outcomes: number[] = [];
		for (let round = 0; round < 6; round++) {
			service.revoke();
			const { statuses } = await service.run([{ at: 500 }]);
			outcomes.push(...statuses);
		}
		expect(outcomes).toEqual(all(6, 200));
		expect(service.tokenRequests).toBe(6);
	});

	it('are given up as lost rights where none of them ever worked', async () => {
		const service = new Service(1000);
		service.revoke();
		service.hasLostRights = true;
		const outcomes: unknown[] = [];
		for (let round = 0; round < 4; round++) {
			const outcome = service.run([{ at: 10 }]).then(
				({ statuses }) => statuses[0],
				(error: unknown) => String(error),
			);
			outcomes.push(await outcome);
		}
		expect(outcomes.slice(0, 2)).toEqual([401, 401]);
		expect(outcomes.slice(2)).toEqual(
			Array(2).fill(expect.stringContaining('issues tokens but rejects each of them')),
		);
		expect(service.tokenRequests).toBe(3);
	});
});

describe('a question that is answered "too many requests"', () => {
	it('pauses the account', async () => {
		const service = new Service(1000);
		service.instead = { statusCode: 429, headers: { 'retry-after': '7' }, body: '{}' };
		const { statuses } = await service.run([{ at: 0, status: 404 }]);
		expect(statuses).toEqual([404]);
		expect(limiterFor(ottimateApi, service.credential).paused).toBe(true);
	});
});
