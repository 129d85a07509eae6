import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorOf, rowsOf } from './execution.mts';
import { POLL_MS, Polling, tally } from './polling-support.mts';
import { Rig } from './support.mts';
import type { N8nVersion } from './versions.mts';

const LIMIT_MS = 60_000;

/** Changes in two services while n8n polls, and restarts twice. */
export function pollingScenario(version: N8nVersion, changes: number): void {
	let rig: Rig;
	let polling: Polling;

	const untilAllCame = async (): Promise<void> => {
		const end = Date.now() + LIMIT_MS;
		for (const one of polling.watched) {
			while ((await polling.received(one)).length < polling.sentTo(one).length) {
				if (Date.now() > end) return;
				await sleep(1_000);
			}
		}
	};

	beforeAll(async () => {
		rig = await Rig.start({ version });
		polling = await Polling.publish(rig);
	});

	afterAll(async () => {
		await rig?.stop();
	});

	describe(`polling in n8n ${version}`, () => {
		it('keeps the base line of the activation when nothing has happened yet', async () => {
			const end = Date.now() + LIMIT_MS;
			for (const one of polling.watched) {
				while (!polling.staticDataOf(one).includes('fingerprint')) {
					if (Date.now() > end) throw new Error(`${one.name} has no base line in the database`);
					await sleep(500);
				}
			}
			// At least one poll by the clock, which n8n does not save.
			await sleep(POLL_MS + 1_000);
			await rig.n8n.stop();
			for (const one of polling.watched) await polling.makeChanges(one, 10, 0);
			await rig.restartN8n();
			await untilAllCame();
			for (const one of polling.watched) {
				const outcome = { sent: polling.sentTo(one), received: await polling.received(one) };
				expect({ name: one.name, ...tally(outcome) }).toEqual({
					name: one.name,
					sent: 10,
					received: 10,
					doubled: 0,
					lost: 0,
					unexpected: 0,
				});
			}
		});

		it(`tells each of ${changes} changes once, over two restarts`, async () => {
			await rig.clearLog();
			const each = changes / polling.watched.length;
			const pauseMs = 25_000 / (each / 10);
			const making = Promise.all(
				polling.watched.map(async (one) => await polling.makeChanges(one, each, pauseMs)),
			);
			await sleep(8_000);
			await rig.restartN8n();
			await sleep(6_000);
			await rig.restartN8n();
			await making;
			await untilAllCame();
			// What would come twice comes now.
			await sleep(2 * POLL_MS);
			for (const one of polling.watched) {
				const outcome = { sent: polling.sentTo(one), received: await polling.received(one) };
				const counts = tally(outcome);
				const { calls } = await rig.traffic(one.credential === 'ootiApi' ? 'ooti' : 'ottimate');
				const pages = calls.filter(
					({ method, path: list }) => method === 'GET' && list === one.list,
				);
				const polls = pages.filter(({ query }) => query.page === '1').length;
				const state = polling.staticDataOf(one).length;
				process.stdout.write(
					`${one.name}, n8n ${version}: ${JSON.stringify(counts)}, ${polls} polls, ` +
						`${(pages.length / polls).toFixed(1)} requests a poll, ${state} bytes of state\n`,
				);
				// Why an event is missing can only be seen in what n8n has logged when it stopped.
				if (counts.lost > 0) process.stdout.write(`${rig.n8n.log}\n`);
				const total = 10 + each;
				expect(counts).toEqual({
					sent: total,
					received: total,
					doubled: 0,
					lost: 0,
					unexpected: 0,
				});
				expect(state).toBeLessThan(200_000);
			}
		});

		it('tries by hand without a trace', async () => {
			for (const one of polling.watched) {
				const workflow = polling.workflowOf(one);
				const before = polling.staticDataOf(one);
				const run = await rig.client.runWorkflow(workflow.id);
				expect(errorOf(run)).toBeUndefined();
				expect(rowsOf(run, one.name)).toHaveLength(1);
				expect(polling.staticDataOf(one)).toBe(before);
			}
		});
	});
}
