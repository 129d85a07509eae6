import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { expire, overFetch, Process, send, traffic } from './support/bench.mts';
import type { Stored } from './support/credentials-store.mts';
import type { TokenType } from './support/token-types.mts';
import { knownByType } from '../services/index.mts';
import type { TokenFacts } from '../services/types.mts';
import { authorizationCode } from '../services/otesse/credentials.mts';
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

const named = (name: string): TokenType => {
	const type = tokenTypes.find((candidate) => candidate.type === name);
	if (!type) throw new Error(`There is no token type ${name}`);
	return type;
};

function factsOf({ type }: TokenType): TokenFacts {
	const { token } = knownByType(type);
	if (!token) throw new Error(`${type} has no token`);
	return token;
}

async function prepare(type: TokenType): Promise<{ node: Process; stored: Stored }> {
	const node = Process.start();
	return { node, stored: node.store.add(type.type, await type.typed(sandbox)) };
}

const call = async (node: Process, type: TokenType, stored: Stored, items = 1) =>
	await send('Provider Request', node, sandbox, { type, stored, items, continueOnFail: true });

describe.each(tokenTypes)('two processes on one database: $type', (type) => {
	it('takes over the token that the other has stored, and nobody stores it again', async () => {
		const { node, stored } = await prepare(type);
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		await call(node, type, stored);
		const other = Process.start(node.store);
		const { items } = await call(other, type, stored, 10);
		expect(items.filter(({ json }) => json.error)).toHaveLength(0);
		expect((await traffic(sandbox, type.service)).tokens).toBe(1);
		expect(stored.writes).toHaveLength(1);
	});

	it('never goes back to an older token of its own after the other has renewed', async () => {
		const { node, stored } = await prepare(type);
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		await call(node, type, stored);
		const first = stored.data.accessToken;
		const other = Process.start(node.store);
		await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
		await call(other, type, stored);
		expect(stored.data.accessToken).not.toBe(first);
		const renewed = stored.data.accessToken;

		const { items } = await call(node, type, stored, 10);
		expect(items.filter(({ json }) => json.error)).toHaveLength(0);
		const { tokens, entries } = await traffic(sandbox, type.service);
		expect(tokens).toBe(2);
		expect(stored.data.accessToken).toBe(renewed);
		expect(
			entries.slice(-10).every(({ headers }) => headers.authorization?.includes(String(renewed))),
		).toBe(true);
	});

	it('asks again only once when both find the token revoked', async () => {
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		const other = Process.start(node.store);
		await call(other, type, stored);
		await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
		await call(node, type, stored, 5);
		const { items } = await call(other, type, stored, 5);
		expect(items.filter(({ json }) => json.error)).toHaveLength(0);
		expect((await traffic(sandbox, type.service)).tokens).toBe(2);
	});

	it('leaves an edit made during the execution alone', async () => {
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
		await sandbox.steer('POST', 'config', { service: type.service, latencyMs: 60 });
		const running = call(node, type, stored, 3);
		await new Promise((resolve) => setTimeout(resolve, 90));
		stored.data.requestsPerSecond = 4321;
		const { items } = await running;
		expect(items.filter(({ json }) => json.error)).toHaveLength(0);
		expect(stored.writes).toHaveLength(2);
		expect(stored.data.requestsPerSecond).toBe(4321);
	});
});

describe('a refusal that arrives when the renewal is over', () => {
	it.each(tokenTypes)('$type: HTTP Request gets the new token and sends again', async (type) => {
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		const hook = node.store.typeOf(type.type).preAuthentication;
		if (!hook) throw new Error('no hook');
		const ask = async (credentials: ICredentialDataDecryptedObject) =>
			await hook.call({ helpers: { httpRequest: overFetch } } as never, credentials);

		const early = { ...stored.data };
		const late = { ...stored.data };
		expect(await ask(early)).toEqual({});
		expect(await ask(late)).toEqual({});
		await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
		const renewed = await ask(early);
		const adopted = await ask(late);
		expect(renewed.tokenGate).toBe('');
		expect(adopted.tokenGate).toBe('');
		expect(adopted.accessToken).toBe(renewed.accessToken);
		expect(late.accessToken).toBe(renewed.accessToken);
		expect((await traffic(sandbox, type.service)).tokens).toBe(2);
	});
});

describe('answers that mean "token refused" without being a 401', () => {
	const refusals = tokenTypes.flatMap((type) =>
		(factsOf(type).refusals ?? []).map((answer) => ({ type, answer })),
	);
	const forbidden = tokenTypes.flatMap((type) => {
		const { forbidden: answer } = factsOf(type);
		return answer ? [{ type, answer }] : [];
	});

	it('are known of some types', () => {
		expect(refusals).not.toEqual([]);
		expect(forbidden).not.toEqual([]);
	});

	it.each(refusals)('$type.type: $answer', async ({ type, answer }) => {
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
		await sandbox.steer('POST', 'faults', {
			service: type.service,
			kind: 'call',
			method: 'GET',
			times: 1,
			...answer,
		});
		const { items } = await call(node, type, stored);
		expect(items[0]?.json.error).toBeUndefined();
		expect((await traffic(sandbox, type.service)).tokens).toBe(2);
	});

	it.each(forbidden)(
		'$type.type: not a $answer.status for missing rights',
		async ({ type, answer }) => {
			const { says, ...sent } = answer;
			const { node, stored } = await prepare(type);
			await call(node, type, stored);
			await sandbox.steer('POST', 'faults', {
				service: type.service,
				kind: 'call',
				method: 'GET',
				times: 3,
				...sent,
			});
			const { items } = await call(node, type, stored, 3);
			expect(items.map(({ json }) => json.error)).toEqual(Array(3).fill(says));
			expect((await traffic(sandbox, type.service)).tokens).toBe(1);
		},
	);
});

describe('a service that refuses every token it gives', () => {
	it.each(tokenTypes)('$type stops asking', async (type) => {
		const { node, stored } = await prepare(type);
		await sandbox.steer('POST', 'faults', {
			service: type.service,
			kind: 'call',
			times: 10_000,
			status: 401,
			body: { message: 'no' },
		});
		const { items } = await call(node, type, stored, 50);
		expect(items.filter(({ json }) => json.error)).toHaveLength(50);
		expect((await traffic(sandbox, type.service)).tokens).toBeLessThanOrEqual(5);
	});
});

const refreshing = tokenTypes.flatMap((type) => {
	const { refresh } = factsOf(type);
	return refresh ? [{ type, refresh }] : [];
});

describe('rotation', () => {
	it('is known of some types', () => {
		expect(refreshing).not.toEqual([]);
	});

	it.each(refreshing)('$type.type keeps the new refresh token and uses it', async ({ type }) => {
		await sandbox.steer('POST', 'config', { service: type.service, rotation: 'strict' });
		const { node, stored } = await prepare(type);
		const seen = new Set<unknown>();
		let process_ = node;
		for (let round = 0; round < 4; round++) {
			const { items } = await call(process_, type, stored, 3);
			expect(items.filter(({ json }) => json.error)).toHaveLength(0);
			seen.add(stored.data.sessionRefreshToken);
			await sandbox.steer('POST', 'tokens/expire', { service: type.service, kinds: ['access'] });
			expire(stored.data);
			process_ = Process.start(node.store);
		}
		expect(seen.size).toBe(4);
		const { entries } = await traffic(sandbox, type.service);
		const exchanges = entries.filter(({ kind }) => kind === 'token');
		expect(exchanges.filter(({ status }) => status !== 200)).toHaveLength(0);
		expect(exchanges).toHaveLength(4);
	});

	it.each(refreshing)(
		'$type.type goes on with its refresh token where no new one comes back',
		async ({ type, refresh }) => {
			await sandbox.steer('POST', 'config', { service: type.service, rotation: 'none' });
			const { node, stored } = await prepare(type);
			let process_ = node;
			for (let round = 0; round < 4; round++) {
				const { items } = await call(process_, type, stored);
				expect(items.filter(({ json }) => json.error)).toHaveLength(0);
				await sandbox.steer('POST', 'tokens/expire', { service: type.service, kinds: ['access'] });
				expire(stored.data);
				process_ = Process.start(node.store);
			}
			const { entries } = await traffic(sandbox, type.service);
			const exchanges = entries.filter(({ kind }) => kind === 'token');
			expect(exchanges.map(refresh.kindOf)).toEqual(refresh.kept);
		},
	);

	it('otesseAppApi never uses the code twice when Otesse gave no refresh token', async () => {
		const type = named('otesseAppApi');
		const { node, stored } = await prepare(type);
		await sandbox.steer('POST', 'faults', {
			service: 'otesse',
			kind: 'token',
			times: 1,
			status: 200,
			body: { access_token: 'without-refresh', expires_in: 3600 },
		});
		await call(node, type, stored);
		const { items } = await call(node, type, stored, 3);
		for (const { json } of items) expect(json.error).toMatch(/connect again/);
		expect((await traffic(sandbox, 'otesse')).tokens).toBe(1);
	});

	it.each(refreshing)(
		'$type.type survives two processes that use the same refresh token at once',
		async ({ type }) => {
			await sandbox.steer('POST', 'config', { service: type.service, rotation: 'strict' });
			const { node, stored } = await prepare(type);
			const other = Process.start(node.store);
			await call(node, type, stored);
			for (let round = 0; round < 3; round++) {
				await sandbox.steer('POST', 'tokens/expire', { service: type.service, kinds: ['access'] });
				expire(stored.data);
				await sandbox.steer('POST', 'config', { service: type.service, latencyMs: 40 });
				const both = await Promise.all([call(node, type, stored, 3), call(other, type, stored, 3)]);
				const items = both.flatMap((outcome) => outcome.items);
				expect(items.filter(({ json }) => json.error).map(({ json }) => json.error)).toEqual([]);
				expect(items).toHaveLength(6);
			}
		},
	);

	const again = refreshing.flatMap(({ type, refresh: { dead, kindOf } }) =>
		dead ? [{ type, dead, kindOf }] : [],
	);

	it('is not all that some types have', () => {
		expect(again).not.toEqual([]);
	});

	it.each(again)('$type.type signs in again when the refresh token is dead', async (one) => {
		const { type, dead, kindOf } = one;
		const { service } = type;
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		await sandbox.steer('POST', 'tokens/revoke', { service, kinds: ['access', 'refresh'] });
		const { items } = await call(node, type, stored, 5);
		expect(items.filter(({ json }) => json.error)).toHaveLength(0);
		const { entries } = await traffic(sandbox, service);
		expect(entries.filter(({ kind }) => kind === 'token').map(kindOf)).toEqual(dead);
	});

	it('otesseAppApi says how to connect again when the refresh token is dead', async () => {
		const type = named('otesseAppApi');
		const { node, stored } = await prepare(type);
		await call(node, type, stored);
		await sandbox.steer('POST', 'tokens/revoke', {
			service: 'otesse',
			kinds: ['access', 'refresh'],
		});
		const { items } = await call(node, type, stored, 5);
		for (const { json } of items) {
			expect(json.error).toMatch(
				/connect again: open http\S+\/oauth\/authorize\?client_id=sandbox-otesse-client-id&redirect_uri=\S+&response_type=code/,
			);
		}
		const { entries } = await traffic(sandbox, 'otesse');
		const grants = entries
			.filter(({ kind }) => kind === 'token')
			.map(({ rawBody }) => JSON.parse(rawBody).grant_type);
		expect(grants).toEqual(['authorization_code', 'refresh_token']);

		stored.data.authorizationCode = await authorizationCode(sandbox);
		const healed = await call(node, type, stored, 5);
		expect(healed.items.filter(({ json }) => json.error)).toHaveLength(0);
	});

	it('otesseAppApi without a code asks nobody, and holds the link to get one', async () => {
		const type = named('otesseAppApi');
		const { node, stored } = await prepare(type);
		stored.data.authorizationCode = '';
		const { items } = await call(node, type, stored, 3);
		for (const { json } of items) {
			expect(json.error).toMatch(
				/needs a sign-in in the browser\. To connect, open http\S+\/oauth\/authorize\?client_id=\S+ , allow/,
			);
		}
		expect((await traffic(sandbox, 'otesse')).entries).toHaveLength(0);
	});

	it.each(['clientSecret', 'scope'])(
		'otesseAppApi never uses the code twice after a changed %s',
		async (field) => {
			const type = named('otesseAppApi');
			const { node, stored } = await prepare(type);
			await call(node, type, stored);
			if (field === 'clientSecret') {
				await sandbox.steer('POST', 'secrets', {
					service: 'otesse',
					clientSecret: 'changed-value',
				});
			}
			stored.data[field] = 'changed-value';
			for (const process_ of [node, Process.start(node.store)]) {
				const { items } = await call(process_, type, stored, 3);
				expect(items.filter(({ json }) => json.error)).toHaveLength(0);
			}
			const { entries } = await traffic(sandbox, 'otesse');
			const grants = entries
				.filter(({ kind }) => kind === 'token')
				.map(({ rawBody }) => JSON.parse(rawBody).grant_type);
			expect(grants).toEqual(['authorization_code', 'refresh_token']);
		},
	);
});
