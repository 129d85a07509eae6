import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Sandbox } from '../sandbox/server.mts';
import { startSandbox } from '../sandbox/server.mts';
import { Process, send, traffic } from './support/bench.mts';
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

describe('doo, one request per second', () => {
	it('is kept by four items and the token request among them', async () => {
		const type = tokenTypes.find((candidate) => candidate.type === 'dooApi');
		if (!type) throw new Error('no type');
		await sandbox.steer('POST', 'config', { service: 'doo', quotas: true });
		const node = Process.start();
		const typed = await type.typed(sandbox);
		const stored = node.store.add(type.type, { ...typed, requestsPerSecond: 1 });
		const { error, items } = await send('Provider Request', node, sandbox, {
			type,
			stored,
			items: 4,
		});
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		const { entries, tokens } = await traffic(sandbox, 'doo');
		expect(tokens).toBe(1);
		expect(entries.map(({ status }) => status)).toEqual(Array(5).fill(200));
		const gaps = entries.slice(1).map(({ at }, index) => at - (entries[index]?.at ?? 0));
		expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
	});

	it('a used-up day is told with the time at which it ends', async () => {
		const type = tokenTypes.find((candidate) => candidate.type === 'dooApi');
		if (!type) throw new Error('no type');
		const node = Process.start();
		const stored = node.store.add(type.type, { ...(await type.typed(sandbox)), requestsPerDay: 3 });
		const { items } = await send('Provider Request', node, sandbox, {
			type,
			stored,
			items: 5,
			continueOnFail: true,
		});
		const failed = items.filter(({ json }) => json.error);
		expect(failed.length).toBeGreaterThan(0);
		for (const { json } of failed) {
			expect(json.error).toMatch(
				/daily budget of 3 requests is used up until \d{4}-\d\d-\d\dT00:00:00/,
			);
		}
		expect((await traffic(sandbox, 'doo')).entries.length).toBeLessThanOrEqual(3);
	});
});
