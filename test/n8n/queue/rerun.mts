import type { N8n } from '../n8n.mts';
import { fireOne } from './load.mts';
import type { Queue } from './queue.mts';
import { until } from './queue.mts';
import type { RerunResult } from './result.mts';
import { writesOf, writingCredentials, writingThenWaiting } from './writing.mts';

const LIMIT_MS = 240_000;
/** How long the last node of the execution waits for its answer. */
const SLOW_MS = 600_000;
const MARK = 'mark-rerun';

export interface Rerun {
	/** The worker that was killed; it stays dead. */
	victim: N8n;
	/** Waits until the execution is over. */
	result(): Promise<RerunResult>;
}

/**
 * Kills a worker whose execution has written, and lets another worker run the job again: n8n 1.x does that by itself once the job
 * counts as stalled. n8n 2 gives it up instead; `by: 'the test'` puts the job back as Bull would have done.
 */
export async function rerun(queue: Queue, by: RerunResult['by']): Promise<Rerun> {
	const { rig } = queue;
	await rig.reset();
	await rig.clearLog();
	const path = `rerun-${by.replace(' ', '-')}`;
	const id = await queue.publish(writingThenWaiting(await writingCredentials(rig), path));
	await rig.sandbox.steer('POST', 'faults', {
		service: 'oto',
		kind: 'call',
		path: '^/orders$',
		delayMs: SLOW_MS,
	});
	await fireOne(rig.n8n.origin, path, { rows: [{ mark: MARK }] });
	await until('the execution waits', async () => {
		const { calls } = await rig.traffic('oto');
		return calls.some((call) => call.path === '/orders');
	});
	const [execution] = await queue.executions([id]);
	const victim = execution && queue.workerOf(execution.id);
	if (!execution || !victim) throw new Error('No worker has the execution');
	await victim.kill();
	if (by === 'the test') await putBack(queue);
	return {
		victim,
		result: async () => {
			await queue.untilOver([id], LIMIT_MS);
			const [row] = await queue.executions([id]);
			return {
				at: new Date().toISOString(),
				n8n: rig.n8n.version,
				by,
				status: row?.status ?? 'gone',
				...(await writesOf(rig, MARK)),
			};
		},
	};
}

/** What Bull does with a stalled job that may be run again (moveStalledJobsToWait-7.lua). */
async function putBack({ servers }: Queue): Promise<void> {
	const active = await servers.redis('LRANGE', 'bull:jobs:active', '0', '-1');
	for (const job of active.split('\n').filter((line) => line !== '')) {
		await servers.redis('DEL', `bull:jobs:${job}:lock`);
		await servers.redis('LREM', 'bull:jobs:active', '1', job);
		await servers.redis('RPUSH', 'bull:jobs:wait', job);
	}
}
