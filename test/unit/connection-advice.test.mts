import { describe, expect, it } from '@jest/globals';

import { providerById } from '../../providers';
import { otoApi } from '../../providers/oto/auth';
import { adviceOn, durationOf, problemOf } from '../../transport/client/connection-advice';
import type { CallFacts, ConnectionFacts } from '../../transport/client/connection-facts';
import { connectionReport, signInOf } from '../../transport/client/connection-report';
import type { CredentialProfile } from '../../transport/contracts/credential';
import type { HttpResponse } from '../../transport/contracts/response';
import { readResponse } from '../../transport/http/response';
import type { LimitUsage } from '../../transport/rate-limit/limiter';
import { known } from '../services/index.mts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const SECRET = 'a-secret-of-the-test-4711';

/** An answer whose date is `aheadS` seconds before n8n's clock. */
function response(
	status: number,
	body: string,
	{ aheadS = 0, ...headers }: Record<string, string | number> & { aheadS?: number } = {},
): HttpResponse {
	const date = new Date(NOW - aheadS * 1000).toUTCString();
	return readResponse({ statusCode: status, headers: { date, ...headers }, body });
}

function call(profile: CredentialProfile, answer: HttpResponse): CallFacts {
	const failure = profile.classify(answer);
	return {
		method: 'GET',
		url: 'https://api.example.com/v1/me',
		milliseconds: 120,
		answeredAt: NOW + 400,
		response: answer,
		...(failure ? { failure } : {}),
	};
}

function facts(profile: CredentialProfile, more: Partial<ConnectionFacts> = {}): ConnectionFacts {
	const credentials = { environment: 'production', refreshToken: SECRET, apiKey: SECRET };
	const hosts = profile.hosts(credentials);
	return { profile, credentials, hosts, secrets: [SECRET], ...more };
}

const answered = (profile: CredentialProfile, status: number, body: string, headers = {}) =>
	facts(profile, { call: call(profile, response(status, body, headers)) });

const usage = (changed: Partial<LimitUsage> = {}, requestsPerDay = 1000): LimitUsage => ({
	limits: { requestsPerSecond: 1, concurrency: 2, requestsPerDay },
	usedToday: 10,
	pauseMs: 0,
	adaptedPerSecond: undefined,
	...changed,
});

const ACCOUNT = '{"name":"Test shop","email":"test@example.com","remainingCredit":12.5}';
const BAD = '{"message":"Jwt verification fails","code":401}';

describe('a connection that works', () => {
	it('needs no advice, and names the account', () => {
		const found = answered(otoApi, 200, ACCOUNT);
		expect(problemOf(found)).toBeUndefined();
		expect(adviceOn({ ...found, usage: usage() })).toEqual([]);
		expect(connectionReport(found, NOW)).toMatchObject({
			ok: true,
			problem: null,
			finding: 'OTO accepts the OTO API credential, of Test shop.',
			advice: [],
			account: { name: 'Test shop', email: 'test@example.com', credit: 12.5 },
			clock: { serviceTime: '2026-03-01T12:00:00.000Z', differenceSeconds: 0 },
			allowedDomains: 'all',
		});
	});

	it('has no account where the service tells none', () => {
		const { account: _account, ...probe } = otoApi.probe;
		const report = connectionReport(answered({ ...otoApi, probe }, 200, ACCOUNT), NOW);
		expect(report).toMatchObject({ ok: true, account: null });
		expect(report.finding).toBe('OTO accepts the OTO API credential.');
	});

	it('reports age and life of the token, and never the token', () => {
		const token = { obtainedAt: NOW - 600_000, validUntil: NOW + 3_000_000, isNew: false };
		const report = connectionReport({ ...answered(otoApi, 200, ACCOUNT), token }, NOW);
		expect(report.token).toEqual({
			obtainedAt: '2026-03-01T11:50:00.000Z',
			ageSeconds: 600,
			validUntil: '2026-03-01T12:50:00.000Z',
			secondsLeft: 3000,
			isNew: false,
		});
	});
});

describe('advice', () => {
	it('names the other environment where the secrets are refused', () => {
		const found = answered(otoApi, 401, BAD);
		expect(problemOf(found)).toBe('signIn');
		expect(adviceOn(found)).toEqual([
			expect.stringMatching(/^OTO exchanged the refresh token, but rejects the access token/),
			'"Environment" is Production. If the secrets are from the sandbox account, set it to Sandbox: each environment has secrets of its own.',
		]);
	});

	it('shows the address of a custom environment', () => {
		const credentials = { environment: 'custom', baseUrl: 'https://proxy.example.com/oto' };
		const found = { ...answered(otoApi, 401, BAD), credentials };
		expect(adviceOn({ ...found, hosts: otoApi.hosts(credentials) })[1]).toBe(
			'"Environment" is Custom, with the address https://proxy.example.com/oto. If the secrets are from OTO itself, set it to Production or Sandbox.',
		);
	});

	it('says so too where each new token was refused', () => {
		const message = 'OTO issues tokens but rejects each of them.';
		const fault = { stage: 'call', kind: 'refused', isWebPage: false, message } as const;
		const description = 'Or the parts of the credential belong to different accounts.';
		const found = facts(otoApi, { fault: { ...fault, description } });
		expect(problemOf(found)).toBe('signIn');
		expect(adviceOn(found).slice(0, 2)).toEqual([
			description,
			expect.stringMatching(/^OTO exchanged the refresh token, but rejects the access token/),
		]);
	});

	it('tells a missing right from wrong secrets, with what the service advises', () => {
		const hint = 'Add this scope to the key.';
		const classify = () => ({ kind: 'final', message: 'No scope', hint }) as const;
		const found = answered({ ...otoApi, classify }, 403, '{"message":"No scope"}');
		expect(problemOf(found)).toBe('permission');
		expect(adviceOn(found).slice(0, 2)).toEqual([
			expect.stringMatching(
				/^OTO exchanged the refresh token, but the account may not use the API/,
			),
			hint,
		]);
	});

	it('recognizes a proxy’s page, whatever its status, and names it', () => {
		const page = '<!DOCTYPE html><html><head><title>Corporate proxy</title></head></html>';
		for (const status of [200, 403, 407, 502]) {
			const found = answered(otoApi, status, page, {
				server: 'squid/6.1',
				'content-type': 'text/html',
			});
			expect(problemOf(found)).toBe('webPage');
			expect(connectionReport(found, NOW).finding).toBe(
				`A web page "Corporate proxy" came in place of OTO's answer (HTTP status ${status}).`,
			);
			expect(adviceOn(found)[0]).toBe(
				`The page did not come from OTO's API: a proxy, a firewall, a sign-in page or a maintenance page is in front of api.example.com. It names itself "squid/6.1".`,
			);
			expect(adviceOn(found)).toHaveLength(status === 502 ? 3 : 2);
		}
	});

	it('recognizes a page in place of a token', () => {
		const fault = {
			stage: 'signIn',
			kind: 'other',
			isWebPage: true,
			message: 'No token',
			description: '',
		} as const;
		const found = facts(otoApi, { fault });
		expect(problemOf(found)).toBe('webPage');
		expect(adviceOn(found)[0]).toMatch(/is in front of api\.tryoto\.com\.$/);
	});

	it.each([
		[7200, "n8n's clock is 2 hours ahead of OTO's."],
		[-300, "n8n's clock is 5 minutes behind OTO's."],
	])('says by how much a clock is off: %s seconds', (aheadS, words) => {
		const found = answered(otoApi, 200, ACCOUNT, { aheadS });
		expect(problemOf(found)).toBeUndefined();
		expect(adviceOn(found)).toEqual([expect.stringContaining(words)]);
	});

	it('leaves a small difference of clocks, an old cached date, and no date alone', () => {
		expect(adviceOn(answered(otoApi, 200, ACCOUNT, { aheadS: 45 }))).toEqual([]);
		expect(adviceOn(answered(otoApi, 200, ACCOUNT, { aheadS: 7200, age: '7200' }))).toEqual([]);
		expect(adviceOn(answered(otoApi, 200, ACCOUNT, { date: 'yesterday' }))).toEqual([]);
	});

	it('speaks of a pause, of a pace that was cut, and of a budget that ends', () => {
		const found = answered(otoApi, 200, ACCOUNT);
		expect(adviceOn({ ...found, usage: usage({ pauseMs: 180_000 }) })).toEqual([
			'OTO has asked for a pause: nothing is sent for another 3 minutes.',
		]);
		expect(adviceOn({ ...found, usage: usage({ adaptedPerSecond: 2.345 }) })).toEqual([
			expect.stringContaining('sends 2.3 a second for now'),
		]);
		expect(adviceOn({ ...found, usage: usage({ usedToday: 950 }) })).toEqual([
			expect.stringContaining('50 of 1000 requests a day are left until midnight UTC.'),
		]);
		expect(adviceOn({ ...found, usage: usage({ usedToday: 5000 }, 0) })).toEqual([]);
	});

	it('does not repeat what the finding says, nor itself', () => {
		const fault = {
			stage: 'signIn',
			kind: 'refused',
			isWebPage: false,
			message: 'OTO refused the credential. Check "Refresh Token".',
			description: 'Check "Refresh Token".',
		} as const;
		const advice = adviceOn(facts(otoApi, { fault }));
		expect(advice).toEqual([expect.stringMatching(/^"Environment" is Production/)]);
	});
});

describe('a report', () => {
	it('has no secret, wherever the service repeats one', () => {
		const body = JSON.stringify({ message: `No account for ${SECRET}`, code: 401 });
		const text = JSON.stringify(connectionReport(answered(otoApi, 401, body), NOW));
		expect(text).toContain('No account for ***');
		expect(text).not.toContain(SECRET);
	});

	it('cuts a long answer', () => {
		const found = answered(otoApi, 200, JSON.stringify({ name: 'x'.repeat(9000) }));
		expect(JSON.stringify(connectionReport(found, NOW)).length).toBeLessThan(4000);
	});

	it.each(known)('names the way to sign in with $type', ({ type, service, signIn }) => {
		const profile = providerById(service).credentials.find(({ name }) => name === type);
		expect(profile && signInOf(profile)).toBe(signIn);
	});

	it('lists allowed domains', () => {
		const credentials = {
			environment: 'production',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'api.tryoto.com, *.example.com',
		};
		const report = connectionReport({ ...answered(otoApi, 200, ACCOUNT), credentials }, NOW);
		expect(report.allowedDomains).toBe('api.tryoto.com, *.example.com');
	});
});

describe('a time in words', () => {
	it.each([
		[0, '0 seconds'],
		[1, '1 second'],
		[119, '119 seconds'],
		[150, '3 minutes'],
		[7200, '2 hours'],
		[200_000, '2 days'],
	])('%s', (seconds, words) => {
		expect(durationOf(seconds)).toBe(words);
	});
});
