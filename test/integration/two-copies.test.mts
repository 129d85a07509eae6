import { rmSync } from 'node:fs';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { Process, send, traffic, twoCopiesOfPackage } from './support/bench.mts';
import type { Stored } from './support/credentials-store.mts';
import { CredentialsStore } from './support/credentials-store.mts';
import type { TokenType } from './support/token-types.mts';
import { knownByType } from '../services/index.mts';
import { tokenTypes } from './support/token-types.mts';

const ITEMS = 10;
/** Each takes some seconds: the copies keep out of each other's way. */
const ROUNDS = 4;

let sandbox: Sandbox;
const folders: string[] = [];

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
});
afterAll(async () => {
	await sandbox.close();
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

/** Two packages with the same credential type in one n8n: it runs the class of one of them for the nodes of both. */
class TwoCopies {
	private constructor(
		private readonly type: TokenType,
		readonly stored: Stored,
		/** The nodes of the package whose credential class runs, and those of the other. */
		private readonly both: readonly [Process, Process],
	) {}

	static async start(type: TokenType): Promise<TwoCopies> {
		const { copies, folder } = twoCopiesOfPackage();
		folders.push(folder);
		const [own, other] = copies;
		const store = new CredentialsStore(own.credentials);
		const stored = store.add(type.type, await type.typed(sandbox));
		await sandbox.steer('POST', 'config', { service: type.service, singleValidToken: true });
		const both = [new Process(own, store), new Process(other, store)] as const;
		return new TwoCopies(type, stored, both);
	}

	/** Requests of these packages' nodes, all at the same time: token requests made, failed items. */
	async send(
		from: readonly number[] = [0, 1],
		items = ITEMS,
	): Promise<{ tokens: number; failed: unknown[] }> {
		const { type, stored } = this;
		const before = (await traffic(sandbox, type.service)).tokens;
		const outcomes = await Promise.all(
			from.map(async (which) => {
				const process_ = this.both[which];
				if (!process_) throw new Error(`There is no copy ${which}`);
				const job = { type, stored, items, continueOnFail: true };
				return await send('Provider Request', process_, sandbox, job);
			}),
		);
		const all = outcomes.flatMap((outcome) => outcome.items);
		expect(all).toHaveLength(items * from.length);
		const failed = all.flatMap(({ json }) => json.error ?? []);
		const { tokens } = await traffic(sandbox, type.service);
		return { tokens: tokens - before, failed };
	}
}

const ONE = { tokens: 1, failed: [] };
const NONE = { tokens: 0, failed: [] };

/** One whose refresh token changes with each use, and one that has none; all of them meet in test/n8n/packages.test.mts. */
const types = [true, false].flatMap((singleUse) =>
	tokenTypes
		.filter(({ type }) => (knownByType(type).token?.singleUse === true) === singleUse)
		.slice(-1),
);

describe.each(types)('two copies of the code on one credential: $type', (type) => {
	const ways: Array<[string, readonly number[]]> = [
		['both at the same time', [0, 1]],
		['the other package alone', [1]],
	];

	describe.each(ways)('%s', (_way, from) => {
		it('get one token on first use', async () => {
			const copies = await TwoCopies.start(type);
			expect(await copies.send(from)).toEqual(ONE);
			expect(await copies.send()).toEqual(NONE);
		});

		it('renew once when the token is expired', async () => {
			const copies = await TwoCopies.start(type);
			await copies.send();
			await sandbox.steer('POST', 'tokens/expire', { service: type.service, kinds: ['access'] });
			expect(await copies.send(from)).toEqual(ONE);
			expect(await copies.send()).toEqual(NONE);
		});

		it('renew once when the token was revoked early', async () => {
			const copies = await TwoCopies.start(type);
			await copies.send();
			await sandbox.steer('POST', 'tokens/revoke', { service: type.service, kinds: ['access'] });
			expect(await copies.send(from)).toEqual(ONE);
			expect(await copies.send()).toEqual(NONE);
		});

		it('go on after revocation upon revocation, each of a token that had worked', async () => {
			const copies = await TwoCopies.start(type);
			await copies.send(from, 1);
			for (let round = 0; round < ROUNDS; round++) {
				await sandbox.steer('POST', 'tokens/revoke', { service: type.service, kinds: ['access'] });
				expect(await copies.send(from, 1)).toEqual(ONE);
			}
		});
	});
});
