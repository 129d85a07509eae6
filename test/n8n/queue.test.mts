import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chaos } from './queue/chaos.mts';
import { newest } from './queue/newest.mts';
import {
	brokenInChaos,
	brokenInNewest,
	brokenInRerun,
	brokenInStrict,
} from './queue/properties.mts';
import { Queue } from './queue/queue.mts';
import { rerun } from './queue/rerun.mts';
import type { Strict } from './queue/strict.mts';
import { strict } from './queue/strict.mts';
import { SpreadDeliveries } from './queue/webhooks.mts';
import { noteRepeats } from './repeats.mts';
import './support.mts';

/** n8n gives a killed worker's job up half a minute after the lock has run out. */
const LOCK = { lock: 5, renew: 1, stalled: 2 };
const PATIENCE_SECONDS = 120;
const CALL = 'a call of a webhook that n8n was not ready for';

let queue: Queue;
let broken: Strict;

beforeAll(async () => {
	queue = await Queue.start({
		workers: 2,
		env: {
			QUEUE_WORKER_LOCK_DURATION: String(LOCK.lock * 1000),
			QUEUE_WORKER_LOCK_RENEW_TIME: String(LOCK.renew * 1000),
			QUEUE_WORKER_STALLED_INTERVAL: String(LOCK.stalled * 1000),
		},
	});
});

afterAll(async () => {
	await queue?.stop();
});

// The short form of `npm run bench:queue`. In this order, so that n8n gives killed executions up while something else is measured.
describe('n8n in queue mode', () => {
	it('says how to connect again when a refresh token is lost, and nothing else is harmed', async () => {
		broken = await strict(queue, { executions: 4, seconds: 2, patienceSeconds: PATIENCE_SECONDS });
		noteRepeats(CALL, broken.repeated);
		await broken.victim.start();
	});

	it('renews for all workers where each token ends the one before', async () => {
		const result = await newest(queue, {
			sender: 'our nodes',
			seconds: 16,
			lifeSeconds: 5,
			executions: 16,
			together: 2,
			rows: 2,
			latencyMs: 20,
			patienceSeconds: PATIENCE_SECONDS,
		});
		noteRepeats(CALL, result.repeated);
		expect(brokenInNewest(result)).toEqual([]);
		for (const { executions, renewals } of result.types) {
			expect(executions).toBe(16);
			expect(renewals).toBeGreaterThanOrEqual(2);
		}
	});

	it('had given up the execution whose worker was killed in the exchange', async () => {
		const result = await broken.result();
		expect(brokenInStrict(result)).toEqual([]);
		expect(result).toMatchObject({ after: 4, reconnect: 4, others: 16, reconnected: 4 });
	});

	it('doubles no write when a worker is killed, and every execution ends', async () => {
		const result = await chaos(queue, {
			seconds: 14,
			everySeconds: 7,
			lifeSeconds: 5,
			executions: 28,
			rows: 2,
			latencyMs: 300,
			lostOneIn: 10,
			lockSeconds: LOCK.lock,
			stalledSeconds: LOCK.stalled,
		});
		noteRepeats(CALL, result.repeated);
		expect(brokenInChaos(result)).toEqual([]);
		expect(result).toMatchObject({ kills: 1, executions: 28, lostAnswers: 5 });
		expect(result.stalled + result.crashed).toBeGreaterThan(0);
		expect(result.keyed.sent).toBeGreaterThan(result.keyed.written);
	});

	it('sends a write with the same key when a job is run again', async () => {
		const again = await rerun(queue, 'the test');
		const result = await again.result();
		expect(brokenInRerun(result)).toEqual([]);
		expect(result).toMatchObject({ plainSent: 2, plainWritten: 2 });
	});

	it('takes deliveries in several webhook processes, each of which knows its own repeats only', async () => {
		const processes = await queue.webhookProcesses(2);
		try {
			const [a, b] = processes;
			if (!a || !b) throw new Error('There are no webhook processes');
			for (const service of ['oto', 'otesse'] as const) {
				const spread = await SpreadDeliveries.publish(queue, service);
				expect(await spread.send([{ first: a }, { first: b }, { first: a }])).toBe(3);
				expect(await spread.send([{ first: a, again: a }])).toBe(1);
				// Nothing that n8n gives a node is shared by processes in time: docs/reliability.md says so.
				expect(await spread.send([{ first: a, again: b }])).toBe(2);
			}
		} finally {
			await Promise.all(processes.map(async (one) => await one.dispose()));
		}
	});
});
