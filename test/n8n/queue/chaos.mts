import { setTimeout as sleep } from 'node:timers/promises';
import { errorOf, isOver } from '../execution.mts';
import { evenly, fire } from './load.mts';
import type { Queue, Row } from './queue.mts';
import type { ChaosResult } from './result.mts';
import { spreadOf } from './result.mts';
import { keyedWrites, plainWrites, writing, writingCredentials } from './writing.mts';

export interface ChaosSettings {
	seconds: number;
	/** Between two kills. */
	everySeconds: number;
	lifeSeconds: number;
	executions: number;
	/** Records that each of them writes, with a key and without one. */
	rows: number;
	latencyMs: number;
	/** One in so many answers to a keyed write is lost on its way. */
	lostOneIn: number;
	/** n8n's settings, as the queue was started with. */
	lockSeconds: number;
	stalledSeconds: number;
	say?: (text: string) => void;
}

/** n8n waits so long after a job counts as stalled before it gives its execution up (workflow-runner.js), and we a little longer. */
const GRACE_SECONDS = 30 + 60;
const STALLED = /failed to be processed too many times/;

/** Executions that write, while one worker after the other is killed and started again. */
export async function chaos(queue: Queue, settings: ChaosSettings): Promise<ChaosResult> {
	const { seconds, everySeconds, executions, rows, lockSeconds, stalledSeconds, say } = settings;
	const { rig, workers } = queue;
	await rig.reset();
	for (const service of ['ottimate', 'oto', 'otesse'] as const) {
		await rig.configure(service, {
			singleValidToken: true,
			tokenLifetimeSeconds: settings.lifeSeconds,
			latencyMs: settings.latencyMs,
			...(service === 'otesse' ? { rotation: 'grace' } : {}),
		});
	}
	const path = 'chaos';
	const id = await queue.publish(writing(await writingCredentials(rig), path));
	await rig.clearLog();
	const records = executions * rows;
	const lostAnswers = Math.floor(records / settings.lostOneIn);
	await loseAnswers(queue, lostAnswers, settings.lostOneIn);

	const shots = evenly(
		[path],
		{ each: executions, together: 2, ms: seconds * 1000 },
		(_, number) => ({
			rows: Array.from({ length: rows }, (__, row) => ({ mark: `mark-${number}-${row}` })),
		}),
	);
	const end = Date.now() + seconds * 1000;
	const firing = fire(rig.n8n.origin, shots);
	let kills = 0;
	const starting: Array<Promise<void>> = [];
	for (let next = Date.now() + everySeconds * 1000; next < end; next += everySeconds * 1000) {
		await sleep(Math.max(0, next - Date.now()));
		const place = kills % workers.length;
		// A start may last longer than the time to the next kill, which is another worker's.
		await starting[place];
		const victim = workers[place];
		if (!victim) continue;
		await victim.kill();
		kills += 1;
		say?.(`Kill ${kills}`);
		starting[place] = victim.start();
		starting[place].catch(() => {});
	}
	await Promise.all(starting);
	const { refused, repeated } = await firing;
	const patience = lockSeconds + 2 * stalledSeconds + GRACE_SECONDS;
	const open = await queue.untilOver([id], patience * 1000);
	await rig.client.unpublish(id);

	const all = await queue.executions([id]);
	const { stalled, crashed, failed, errors } = await reasons(queue, all);
	return {
		at: new Date().toISOString(),
		seconds,
		everySeconds,
		workers: workers.length,
		lockSeconds,
		stalledSeconds,
		kills,
		executions: all.length,
		repeated,
		notTaken: refused,
		open,
		succeeded: all.filter(({ status }) => status === 'success').length,
		stalled: stalled.length,
		crashed,
		failed: failed.length,
		errors,
		stalledAfter: spreadOf(
			stalled.flatMap(({ startedAt, stoppedAt }) =>
				startedAt === null || stoppedAt === null
					? []
					: [Math.round((stoppedAt - startedAt) / 1000)],
			),
		),
		lostAnswers,
		keyed: await keyedWrites(rig, records),
		plain: await plainWrites(rig, records),
	};
}

/** The service carries the write out, and closes the connection without a word. */
async function loseAnswers({ rig }: Queue, count: number, oneIn: number): Promise<void> {
	const faults = Array.from({ length: count }, (_, number) => ({
		service: 'ottimate',
		kind: 'call',
		method: 'POST',
		path: '^/purchase-orders$',
		skip: (number + 1) * (oneIn - 1),
		times: 1,
		reset: 'after',
	}));
	await rig.sandbox.steer('POST', 'faults', { faults });
}

async function reasons({ rig }: Queue, all: readonly Row[]) {
	const stalled: Row[] = [];
	const failed: Row[] = [];
	const crashed = all.filter(({ status }) => status === 'crashed').length;
	const errors = new Set<string>();
	for (const row of all) {
		if (row.status === 'success' || row.status === 'crashed' || !isOver(row.status)) continue;
		const message = errorOf(await rig.client.getExecution(row.id))?.message ?? row.status;
		if (STALLED.test(message)) stalled.push(row);
		else {
			failed.push(row);
			errors.add(message);
		}
	}
	return { stalled, crashed, failed, errors: [...errors] };
}
