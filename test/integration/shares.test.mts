import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { Process, send, traffic } from './support/bench.mts';
import type { Outcome } from './support/core.mts';
import type { Stored } from './support/credentials-store.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { tooEarly } from './support/pace.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { tokenTypes } from './support/token-types.mts';

const sandbox = sandboxForTests();
const type = tokenTypes.find((candidate) => candidate.type === 'dooApi');

/** Two processes on one table of credentials, with a doo credential that they share. */
async function pair(changed: ICredentialDataDecryptedObject) {
	if (!type) throw new Error('no type');
	const one = Process.start();
	const other = Process.start(one.store);
	const stored = one.store.add(type.type, {
		...(await type.typed(sandbox())),
		processes: 2,
		...changed,
	});
	return { processes: [one, other], stored };
}

async function ask(process_: Process, stored: Stored, items: number): Promise<Outcome> {
	if (!type) throw new Error('no type');
	return await send('Provider Request', process_, sandbox(), {
		type,
		stored,
		items,
		continueOnFail: true,
	});
}

const failed = (outcomes: Outcome[]) =>
	outcomes.flatMap(({ items }) => items).flatMap(({ json }) => json.error ?? []);

describe('two n8n processes with one credential', () => {
	it('keep doo’s one request a second together', async () => {
		await sandbox().steer('POST', 'config', { service: 'doo', quotas: true });
		const { processes, stored } = await pair({ requestsPerSecond: 1 });
		await ask(processes[0] as Process, stored, 1);
		const outcomes = await Promise.all(processes.map(async (one) => await ask(one, stored, 5)));
		expect(failed(outcomes)).toEqual([]);
		const { entries } = await traffic(sandbox(), 'doo');
		expect(entries.filter(({ status }) => status === 200)).toHaveLength(12);
		// Until each has found a slot of its own two may come at once; never more than one a second for long.
		expect(tooEarly(entries, 1000, 1500)).toEqual([]);
	}, 90_000);

	it('keep the day’s budget together, token requests among them', async () => {
		const { processes, stored } = await pair({ requestsPerDay: 9 });
		const outcomes = await Promise.all(processes.map(async (one) => await ask(one, stored, 6)));
		const { entries } = await traffic(sandbox(), 'doo');
		expect(entries).toHaveLength(8);
		const errors = failed(outcomes);
		expect(errors.length).toBeGreaterThan(0);
		for (const error of errors) {
			expect(error).toMatch(/^The daily budget of 4 requests is used up until \d{4}-.*T00:00:00/);
		}
		const [item] = outcomes[0]?.items.filter(({ json }) => json.error) ?? [];
		expect(item?.json.message).toContain(
			'This is the share of one of 2 processes, as set in "Number of n8n Processes".',
		);
	});
});

describe('one place only, as a share of doo’s two', () => {
	const hooks: Asked = {
		endpoint: 'GET /team/{team_id}/webhooks',
		path: { team_id: '111' },
		options: { pagination: 'off' },
		onError: 'continueRegularOutput',
	};
	const items = Array(6).fill({});
	const start = async (changed: ICredentialDataDecryptedObject = {}) =>
		await Requester.start(sandbox(), 'doo', { processes: 2, ...changed });

	/** Runs six items, and does something when the service has seen two of them. */
	async function interrupted(node: Requester, act: () => Promise<unknown>) {
		await sandbox().steer('POST', 'config', { service: 'doo', latencyMs: 60 });
		const since = (await traffic(sandbox(), 'doo')).calls;
		let over = false;
		const running = node.run(hooks, items).finally(() => (over = true));
		while (!over && (await traffic(sandbox(), 'doo')).calls < since + 2) await sleep(5);
		await act();
		return await running;
	}
	const revoke = async () =>
		await sandbox().steer('POST', 'tokens/revoke', { service: 'doo', kinds: ['access'] });
	const errorsIn = ({ items: all }: Awaited<ReturnType<Requester['run']>>) =>
		all.flatMap(({ json }) => json.error ?? []);

	it('is enough for a renewal in the middle', async () => {
		const node = await start();
		const answered = await interrupted(node, revoke);
		expect(errorsIn(answered)).toEqual([]);
		expect(answered.items).toHaveLength(6);
		expect(answered.tokens).toHaveLength(2);
		const stats = await sandbox().steer('GET', 'stats');
		expect(stats).toMatchObject({ doo: { maxInFlight: 1 } });
	});

	it('is enough for a renewal that succeeds at its third try', async () => {
		const node = await start();
		const answered = await interrupted(node, async () => {
			await sandbox().steer('POST', 'faults', {
				service: 'doo',
				kind: 'token',
				status: 503,
				times: 2,
			});
			await revoke();
		});
		expect(errorsIn(answered)).toEqual([]);
		expect(answered.tokens.map(({ status }) => status)).toEqual([200, 503, 503, 200]);
	});

	it('is free again after a renewal that failed, for all of several items', async () => {
		const own = { clientSecret: 'sandbox-shares-first' };
		await sandbox().steer('POST', 'secrets', { service: 'doo', ...own });
		const node = await start(own);
		const answered = await interrupted(node, async () => {
			await sandbox().steer('POST', 'secrets', { service: 'doo', clientSecret: 'another-one' });
			await revoke();
		});
		const errors = errorsIn(answered);
		expect(errors.length).toBeGreaterThanOrEqual(3);
		for (const error of errors) expect(error).toMatch(/^doo refused the credential/);
		expect(answered.items).toHaveLength(6);
		node.stored.data.clientSecret = 'another-one';
		expect(errorsIn(await node.run(hooks, items))).toEqual([]);
	});
});
