import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { providers } from '../../providers';
import { Finder } from '../n8n/secrets/finder.mts';
import type { Fault } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { overFetch, Process, send, traffic } from './support/bench.mts';
import { secretsOf } from './support/node-bench.mts';
import type { Grant } from '../../transport/contracts/credential';
import type { TokenType } from './support/token-types.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { knownByType } from '../services/index.mts';
import { tokenTypes } from './support/token-types.mts';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => {
	await sandbox.close();
});
beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

type Answer = Pick<Fault, 'status' | 'body' | 'headers' | 'contentType' | 'reset' | 'echo'>;

/** What a token endpoint may answer, and the words that a person has to read then. */
const refusals: Array<[string, Answer, RegExp]> = [
	[
		'400',
		{ status: 400, body: { message: 'bad request.' } },
		/refused the credential: bad request\. \w/,
	],
	['401', { status: 401, body: { message: 'no' } }, /refused the credential: no\. Check "/],
	[
		'403',
		{ status: 403, body: { message: 'Forbidden' } },
		/refused the credential.*Forbidden\. Check/,
	],
	[
		'a list of errors',
		{ status: 401, body: { errors: ['Client is locked'] } },
		/refused the credential: Client is locked\. Check/,
	],
	[
		'errors of fields',
		{ status: 400, body: { client_id: ['Unknown client'] } },
		/refused the credential: client_id: Unknown client\. /,
	],
	['404', { status: 404, body: '' }, /issues no tokens at this address.*Check "Environment"/],
	['404 in JSON', { status: 404, body: { detail: 'Not found.' } }, /issues no tokens at this/],
	['404 in its words', { status: 404, body: { message: 'User unknown' } }, /refused.*User unknown/],
	[
		'429 with Retry-After',
		{ status: 429, headers: { 'retry-after': '900' } },
		/too many requests\. Wait 900 seconds/,
	],
	[
		'a redirect',
		{ status: 302, headers: { location: 'https://example.com/' } },
		/redirects.*Check "Environment"/,
	],
	[
		'a web page',
		{ status: 200, body: '<html></html>', contentType: 'text/html' },
		/without a valid token.*Check "Environment"/,
	],
	['an empty body', { status: 200, body: '' }, /without a valid token/],
	['JSON without a token', { status: 200, body: { hello: 'world' } }, /without a valid token/],
];

const expiries: Array<[string, unknown]> = [
	['no expires_in', 'omit'],
	['a string', '1800'],
	['zero', 0],
	['a negative number', -5],
	['no number', 'soon'],
	['null', null],
	['ten thousand years', 3e11],
];

function grantOf(type: TokenType): Grant {
	const profiles = providers.flatMap(({ credentials }) => credentials);
	const { grant } = profiles.find(({ name }) => name === type.type) ?? {};
	if (!grant) throw new Error(`${type.type} has no grant`);
	return grant;
}

/** An answer with a token in the form of the service. */
function tokenAnswer(type: TokenType, token: string): Answer {
	const plain = { access_token: token, expires_in: 3600, success: true };
	const body = type.answer?.(token) ?? plain;
	if (grantOf(type).read({ ...body }).accessToken !== token) {
		const where = `"answer" beside "missing" in test/services/${type.service}/credentials.mts`;
		throw new Error(
			`${type.type} reads no token out of ${JSON.stringify(body)}: write how the service answers, ${where}`,
		);
	}
	return { status: 200, body };
}

/** Secrets that stand in what a run shows, in any form. */
function placesOf(service: ServiceId, secrets: readonly string[], items: unknown): string[] {
	const finder = new Finder(secrets.map((value) => ({ service, kind: 'client secret', value })));
	return finder.in(JSON.stringify(items)).map(({ secret, form }) => `${secret.value} (${form})`);
}

describe.each(tokenTypes)('$type', (type) => {
	const prepare = async () => {
		const node = Process.start();
		return { node, stored: node.store.add(type.type, await type.typed(sandbox)) };
	};
	const answerTokensWith = async (answer: Answer) => {
		await sandbox.steer('POST', 'faults', {
			service: type.service,
			kind: 'token',
			times: 1000,
			...answer,
		});
	};
	const run = async (
		node: Process,
		stored: Awaited<ReturnType<typeof prepare>>['stored'],
		items = 3,
	) => await send('Provider Request', node, sandbox, { type, stored, items, continueOnFail: true });

	it.each(refusals)('explains %s of the token endpoint', async (_name, answer, words) => {
		const { node, stored } = await prepare();
		await answerTokensWith(answer);
		const { items } = await run(node, stored);
		const { tokens, calls } = await traffic(sandbox, type.service);
		expect(tokens).toBe(1);
		expect(calls).toBe(0);
		for (const { json } of items) {
			expect(json.error).toMatch(words);
		}
		const said = JSON.stringify(items);
		const secrets = await secretsOf(sandbox, type.service);
		expect(secrets.length).toBeGreaterThan(0);
		expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
		expect(stored.writes).toHaveLength(0);
	});

	it('shows no secret that the token endpoint says back, however it is written', async () => {
		const { node, stored } = await prepare();
		const awkward = 'word "q" \\ /&=+%?# ü€ end of secret';
		for (const name of ['password', 'clientSecret', 'refreshToken']) {
			if (name in stored.data) stored.data[name] = awkward;
		}
		await answerTokensWith({ status: 400, echo: true });
		const { items } = await run(node, stored, 1);
		expect(items[0]?.json.error).toMatch(/refused the credential.*\*\*\*/);
		const secrets = [awkward, String(stored.data.apiKey ?? awkward)];
		expect(placesOf(type.service, secrets, items)).toEqual([]);
	});

	it('shows no token that only this process knows when the token endpoint says it back', async () => {
		const { service } = type;
		await sandbox.steer('POST', 'config', { service, rotation: 'strict' });
		const { node, stored } = await prepare();
		await run(node, stored, 1);
		const before = { ...stored.data };
		await sandbox.steer('POST', 'tokens/revoke', { service, kinds: ['access'] });
		await run(node, stored, 1);
		const { accessToken, sessionRefreshToken } = stored.data;
		expect(accessToken).not.toBe(before.accessToken);
		// As if an older state had been written back.
		Object.assign(stored.data, before);
		await sandbox.steer('POST', 'tokens/revoke', { service, kinds: ['access'] });
		await answerTokensWith({ status: 400, echo: true });
		const { items } = await run(node, stored, 1);
		expect(items[0]?.json.error).toMatch(/refused the credential/);
		const tokens = [accessToken, sessionRefreshToken].map(String).filter((one) => one !== '');
		expect(
			placesOf(type.service, [...tokens, ...(await secretsOf(sandbox, service))], items),
		).toEqual([]);
	});

	it('tries again after a fault of the token endpoint', async () => {
		const { node, stored } = await prepare();
		await sandbox.steer('POST', 'faults', {
			service: type.service,
			kind: 'token',
			times: 1,
			status: 503,
		});
		const { items } = await run(node, stored, 2);
		expect(items.map(({ json }) => json.error)).toEqual([undefined, undefined]);
		expect(await traffic(sandbox, type.service)).toMatchObject({ tokens: 2, calls: 2 });
	});

	it('names the service and the address when nobody listens', async () => {
		const { node, stored } = await prepare();
		const closed = 'http://127.0.0.1:9/closed';
		for (const field of Object.keys(knownByType(type.type).addresses)) stored.data[field] = closed;
		const { items } = await run(node, stored, 1);
		expect(items[0]?.json.error).toMatch(
			/could not be reached for a token at 127\.0\.0\.1:9\. Check this address/,
		);
	});

	it.each([
		['ECONNABORTED', /did not answer the token request within 20 seconds\. Try again later/],
		['ECONNRESET', /could not be reached for a token/],
	])('explains a connection that ends with %s', async (code, words) => {
		const { node, stored } = await prepare();
		const hook = node.store.typeOf(type.type).preAuthentication;
		const httpRequest = async () => await Promise.reject(Object.assign(new Error('x'), { code }));
		const asked = hook?.call({ helpers: { httpRequest } } as never, { ...stored.data });
		await expect(asked).rejects.toThrow(words);
	});

	it.each(['two words', 'line\nbreak', 'ünïcode', '', 17])(
		'refuses a token that cannot stand in a header: %j',
		async (token) => {
			const { node, stored } = await prepare();
			await answerTokensWith(tokenAnswer(type, token as string));
			const { items } = await run(node, stored, 1);
			expect(items[0]?.json.error).toMatch(/without a valid token/);
			expect(stored.writes).toHaveLength(0);
		},
	);

	it('reads JSON that is sent as text', async () => {
		const { node, stored } = await prepare();
		const { body } = tokenAnswer(type, 'from-text');
		await answerTokensWith({ status: 200, body: JSON.stringify(body), contentType: 'text/plain' });
		await run(node, stored, 1);
		expect(stored.data.accessToken).toBe('from-text');
	});

	it.each(expiries)('takes a safe life where expires_in is %s', async (_name, expiresIn) => {
		const { node, stored } = await prepare();
		await sandbox.steer('POST', 'config', { service: type.service, expiresIn });
		const { items } = await run(node, stored, 1);
		expect(items[0]?.json.error).toBeUndefined();
		const life = Number(stored.data.validUntil) - Number(stored.data.obtainedAt);
		const usual = grantOf(type).defaultLifetimeSeconds * 1000;
		expect(expiresIn === '1800' ? [1_800_000, usual] : [usual]).toContain(life);
	});

	it('gives n8n none of the typed fields back', async () => {
		const { node, stored } = await prepare();
		const hook = node.store.typeOf(type.type).preAuthentication;
		if (!hook) throw new Error('no hook');
		const output = await hook.call({ helpers: { httpRequest: overFetch } } as never, {
			...stored.data,
		});
		expect(Object.keys(output).sort()).toEqual([
			'accessToken',
			'obtainedAt',
			'sessionRefreshToken',
			'tokenGate',
			'tokenInputs',
			'validUntil',
		]);
	});
});
