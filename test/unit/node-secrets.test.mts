import { afterEach, describe, expect, it, jest } from '@jest/globals';

import {
	GRACE_MS,
	goodSecrets,
	serialized,
	rememberedKeys,
	rememberKeys,
} from '../../transport/webhooks/receivers';
import { NodeSecrets, secretsOf } from '../../transport/webhooks/secrets';

const receiver = { workflowId: 'w1', nodeId: 'n1', isTest: false };
const account = ['oto', 'refresh-token'];
const keys = { slot: 'events', keys: { secret: 'whsec_1', name: 'a' } };

afterEach(() => {
	jest.restoreAllMocks();
});

describe('the secrets of a node', () => {
	it('are the same whenever they are derived, and fit URLs', () => {
		const [one, two] = [1, 2].map(() => new NodeSecrets(account, receiver).of('address'));
		expect(one).toBe(two);
		expect(one).toMatch(/^[\w-]{43}$/);
	});

	it('differ by purpose, account, workflow, node, and between a test and production', () => {
		const all = [
			new NodeSecrets(account, receiver).of('address'),
			new NodeSecrets(account, receiver).of('other'),
			new NodeSecrets(['oto', 'other'], receiver).of('address'),
			new NodeSecrets(account, { ...receiver, workflowId: 'w2' }).of('address'),
			new NodeSecrets(account, { ...receiver, nodeId: 'n2' }).of('address'),
			new NodeSecrets(account, { ...receiver, isTest: true }).of('address'),
		];
		expect(new Set(all).size).toBe(all.length);
	});

	it('are not derived from a credential that lacks a value', () => {
		expect(secretsOf(['oto', ''], receiver)).toBeUndefined();
		expect(secretsOf(account, receiver)).toBeInstanceOf(NodeSecrets);
	});
});

describe('a sealed key', () => {
	const secrets = new NodeSecrets(account, receiver);

	it('is opened by the same secrets, and shows nothing', () => {
		const sealed = secrets.seal(keys);
		expect(sealed).not.toContain('whsec');
		expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('whsec');
		expect(new NodeSecrets(account, receiver).open(sealed)).toEqual(keys);
		expect(secrets.seal(keys)).not.toBe(sealed);
	});

	it.each(['', 'x', 'A'.repeat(200), '=?'])('that is damaged is none: %s', (sealed) => {
		expect(secrets.open(sealed)).toBeUndefined();
	});

	it('of another credential is none', () => {
		const other = new NodeSecrets(['oto', 'other'], receiver);
		expect(other.open(secrets.seal(keys))).toBeUndefined();
	});
});

describe('secrets that were changed', () => {
	const of = (secret: string) => new NodeSecrets(['oto', secret], receiver);
	const names = (all: NodeSecrets[]) => all.map((secrets) => secrets.of('x'));

	it('are good for a while, and no longer', () => {
		const [one, two] = [of('one'), of('two')];
		expect(names(goodSecrets('r1', one))).toEqual(names([one]));
		expect(names(goodSecrets('r1', two))).toEqual(names([two, one]));
		expect(names(goodSecrets('r1', two))).toEqual(names([two, one]));
		expect(names(goodSecrets('r2', two))).toEqual(names([two]));
		const later = Date.now() + GRACE_MS;
		jest.spyOn(Date, 'now').mockReturnValue(later);
		expect(names(goodSecrets('r1', two))).toEqual(names([two]));
	});

	it('are not kept without an end', () => {
		for (let count = 0; count < 20; count += 1) goodSecrets('r3', of(String(count)));
		expect(goodSecrets('r3', of('19'))).toHaveLength(4);
		for (let count = 0; count < 40; count += 1) rememberKeys('r3', keys);
		expect(rememberedKeys('r3')).toHaveLength(12);
	});

	it('that a registration had are kept until their time', () => {
		rememberKeys('r4', keys, Date.now() + 1000);
		expect(rememberedKeys('r4')).toMatchObject([keys]);
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 1000);
		expect(rememberedKeys('r4')).toEqual([]);
	});
});

describe('work on one receiver', () => {
	it('is done one after the other, also after a failure', async () => {
		const order: string[] = [];
		const work = (name: string, fails = false) =>
			serialized('r', async () => {
				order.push(`${name} begins`);
				await Promise.resolve();
				order.push(`${name} ends`);
				if (fails) throw new Error(name);
			});
		const all = [work('a', true), work('b'), work('c')];
		expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
			'rejected',
			'fulfilled',
			'fulfilled',
		]);
		expect(order).toEqual(['a', 'b', 'c'].flatMap((name) => [`${name} begins`, `${name} ends`]));
	});
});
