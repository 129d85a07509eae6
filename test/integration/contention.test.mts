import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { overFetch, Process, send, traffic } from './support/bench.mts';
import type { Stored } from './support/credentials-store.mts';
import type { TokenType } from './support/token-types.mts';
import { tokenTypes } from './support/token-types.mts';

/** Later than this a process expects its token in the database. */
const STORED_MS = 1_100;
const REFUSED_WITHIN_MS = 20_000;

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

/** Two processes on one database, each knows the stored token. */
async function prepare(type: TokenType, { used = true, errorsAreBare = false } = {}) {
	const one = Process.start();
	const stored = one.store.add(type.type, await type.typed(sandbox));
	const other = Process.start(one.store);
	for (const { store } of [one, other]) store.errorsAreBare = errorsAreBare;
	if (used) {
		expect(await errorsOf(one, type, stored)).toEqual([]);
		expect(await errorsOf(other, type, stored)).toEqual([]);
	}
	return { one, other, stored };
}

/** One process has used the refresh token, which works once; the database still has the one before. */
async function renewedByOne(type: TokenType, errorsAreBare: boolean) {
	const { one, other, stored } = await prepare(type, { errorsAreBare });
	await sandbox.steer('POST', 'config', { service: type.service, rotation: 'strict' });
	const before = structuredClone(stored.data);
	await end(type);
	expect(await errorsOf(one, type, stored)).toEqual([]);
	const renewed = stored.data;
	stored.data = before;
	return { other, stored, renewed };
}

async function errorsOf(process_: Process, type: TokenType, stored: Stored): Promise<unknown[]> {
	const job = { type, stored, items: 2, continueOnFail: true };
	const { items } = await send('Provider Request', process_, sandbox, job);
	return items.flatMap(({ json }) => (json.error === undefined ? [] : [json.error]));
}

const end = async ({ service }: TokenType) =>
	await sandbox.steer('POST', 'tokens/revoke', { service });
const tokensOf = async ({ service }: TokenType) => (await traffic(sandbox, service)).tokens;
const otesse = tokenTypes.filter(({ type }) => type === 'otesseAppApi');

describe.each(tokenTypes)('$type, two processes that have renewed at the same time', (type) => {
	it('agree on the later token although the earlier one was stored last', async () => {
		const { one, other, stored } = await prepare(type);
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		await end(type);
		await errorsOf(one, type, stored);
		const earlier = structuredClone(stored.data);
		await end(type);
		await errorsOf(other, type, stored);
		const later = stored.data.accessToken;
		const before = await tokensOf(type);
		await sleep(STORED_MS);
		stored.data = earlier;

		expect(await errorsOf(other, type, stored)).toEqual([]);
		expect(stored.data.accessToken).toBe(later);
		expect(await errorsOf(one, type, stored)).toEqual([]);
		expect(await tokensOf(type)).toBe(before);
	});
});

describe.each(
	otesse.flatMap((type) => [
		{ type, n8n: '2.41', errorsAreBare: false },
		{ type, n8n: '1.123', errorsAreBare: true },
	]),
)('$type.type in n8n $n8n', ({ type, errorsAreBare }) => {
	it('connects with one code although two processes use it at once', async () => {
		const { one, other, stored } = await prepare(type, { used: false, errorsAreBare });
		await sandbox.steer('POST', 'config', { service: type.service, latencyMs: 40 });
		const both = await Promise.all([errorsOf(one, type, stored), errorsOf(other, type, stored)]);
		expect(both).toEqual([[], []]);
		const { entries } = await traffic(sandbox, type.service);
		const codes = entries.filter(({ rawBody }) => rawBody.includes('"authorization_code"'));
		expect(codes.map(({ status }) => status).sort()).toEqual([200, 400]);
	});

	it('waits until another process has stored the token that it got for the refresh token', async () => {
		const { other, stored, renewed } = await renewedByOne(type, errorsAreBare);
		const running = errorsOf(other, type, stored);
		await refusals(type, 1);
		stored.data = renewed;
		expect(await running).toEqual([]);
	});

	it('forgets that a refresh token was refused when a later one is there', async () => {
		const { other, stored, renewed } = await renewedByOne(type, errorsAreBare);
		const refused: unknown = expect.stringMatching(/connect again/);
		expect(await errorsOf(other, type, stored)).toEqual([refused, refused]);
		stored.data = renewed;
		await end(type);
		expect(await errorsOf(other, type, stored)).toEqual([]);
	});
});

async function refusals({ service }: TokenType, count: number): Promise<void> {
	const until = Date.now() + REFUSED_WITHIN_MS;
	while (Date.now() < until) {
		const { entries } = await traffic(sandbox, service);
		const refused = entries.filter(({ kind, status }) => kind === 'token' && status === 400);
		if (refused.length >= count) return;
		await sleep(10);
	}
	throw new Error(`${service} has not refused ${count} token requests`);
}

describe.each(tokenTypes)('$type in HTTP Request', (type) => {
	it('takes a later token that comes with another request, before it gets one itself', async () => {
		const { one, other, stored } = await prepare(type);
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		const hook = one.store.typeOf(type.type).preAuthentication;
		if (!hook) throw new Error('no hook');
		const ask = async (credentials: ICredentialDataDecryptedObject) =>
			await hook.call({ helpers: { httpRequest: overFetch } } as never, credentials);
		const mine = { ...stored.data };
		await ask(mine);
		await end(type);
		await errorsOf(other, type, stored);
		const before = await tokensOf(type);

		const waiting = ask(mine);
		expect(await ask({ ...stored.data })).toEqual({});
		expect((await waiting).accessToken).toBe(stored.data.accessToken);
		expect(await tokensOf(type)).toBe(before);
	});
});
