import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import type { Sender } from './support/bench.mts';
import { expire, Process, send, traffic } from './support/bench.mts';
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

const senders: Sender[] = ['Provider Request', 'HTTP Request'];

describe.each(tokenTypes)('$type', (type) => {
	const prepare = async () => {
		const node = Process.start();
		const stored = node.store.add(type.type, await type.typed(sandbox));
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		return { node, stored };
	};

	describe.each(senders)('through %s', (sender) => {
		it('gets one token for ten requests at once on an empty credential and stores it once', async () => {
			const { node, stored } = await prepare();
			const { items, error } = await send(sender, node, sandbox, { type, stored, items: 10 });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(10);
			expect(await traffic(sandbox, type.service)).toMatchObject({ tokens: 1, calls: 10 });
			expect(stored.writes).toHaveLength(1);
			expect(stored.data.tokenGate).toBe('');
			expect(stored.data.accessToken).not.toBe('');
		});

		it('uses a fresh token without asking or storing again', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			const { error } = await send(sender, node, sandbox, { type, stored, items: 10 });
			expect(error).toBeUndefined();
			expect(await traffic(sandbox, type.service)).toMatchObject({ tokens: 1, calls: 11 });
			expect(stored.writes).toHaveLength(1);
		});

		it('renews ahead of expiry, without a refused request', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			const other = Process.start(node.store);
			stored.data.validUntil = Date.now() + 1000;
			stored.data.obtainedAt = Date.now() - 3_600_000;
			const { error } = await send(sender, other, sandbox, { type, stored, items: 10 });
			expect(error).toBeUndefined();
			const { tokens, entries } = await traffic(sandbox, type.service);
			expect(tokens).toBe(2);
			expect(entries.filter(({ status }) => status === 401)).toHaveLength(0);
		});

		it('comes back after a restart with an expired token', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			await sandbox.steer('POST', 'tokens/expire', { service: type.service });
			expire(stored.data);
			const { error, items } = await send(sender, Process.start(node.store), sandbox, {
				type,
				stored,
				items: 10,
			});
			expect(error).toBeUndefined();
			expect(items).toHaveLength(10);
			expect((await traffic(sandbox, type.service)).tokens).toBe(2);
		});

		it('renews once for ten requests whose token was revoked early', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			await sandbox.steer('POST', 'tokens/revoke', { service: type.service });
			const { error, items } = await send(sender, node, sandbox, { type, stored, items: 10 });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(10);
			expect((await traffic(sandbox, type.service)).tokens).toBe(2);
		});

		it('asks at most twice with a wrong secret and gives 50 items the same clear error', async () => {
			const { node, stored } = await prepare();
			stored.data[type.secret] = 'mistyped-secret';
			const { items } = await send(sender, node, sandbox, {
				type,
				stored,
				items: 50,
				continueOnFail: true,
			});
			const messages = new Set(items.map(({ json }) => String(json.error)));
			expect(items).toHaveLength(50);
			expect([...messages]).toHaveLength(1);
			expect([...messages][0]).toMatch(type.words);
			expect([...messages][0]).not.toContain('mistyped-secret');
			const { tokens, calls } = await traffic(sandbox, type.service);
			expect(tokens).toBeLessThanOrEqual(2);
			expect(calls).toBe(0);
		});

		it('renews at once after an edited secret', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			await sandbox.steer('POST', 'secrets', {
				service: type.service,
				[type.secret]: 'edited-secret',
			});
			stored.data[type.secret] = 'edited-secret';
			const { error } = await send(sender, node, sandbox, { type, stored, items: 3 });
			expect(error).toBeUndefined();
			expect((await traffic(sandbox, type.service)).tokens).toBe(2);
		});

		it('sends 50 GETs answered 404 once each and makes no exchange for them', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			const before = (await traffic(sandbox, type.service)).entries.at(-1)?.seq ?? 0;
			const { items } = await send(sender, node, sandbox, {
				type,
				stored,
				items: 50,
				path: type.missing,
				continueOnFail: true,
			});
			expect(items.filter(({ json }) => json.error)).toHaveLength(50);
			const { tokens, entries } = await traffic(sandbox, type.service, before);
			expect(tokens).toBe(0);
			expect(entries.filter(({ status }) => status === 404)).toHaveLength(50);
		});

		it('sends 50 POSTs answered 409 once each', async () => {
			const { node, stored } = await prepare();
			await send(sender, node, sandbox, { type, stored, items: 1 });
			const before = (await traffic(sandbox, type.service)).entries.at(-1)?.seq ?? 0;
			await sandbox.steer('POST', 'faults', {
				service: type.service,
				kind: 'call',
				method: 'POST',
				path: '^/conflict',
				times: 1000,
				status: 409,
				body: { message: 'exists' },
			});
			await send(sender, node, sandbox, {
				type,
				stored,
				items: 50,
				method: 'POST',
				path: '/conflict',
				body: { a: 1 },
				continueOnFail: true,
			});
			const { tokens, entries } = await traffic(sandbox, type.service, before);
			expect(tokens).toBe(0);
			expect(entries.filter(({ path }) => path === '/conflict')).toHaveLength(50);
		});
	});
});
