import os from 'node:os';
import { chaos } from '../n8n/queue/chaos.mts';
import { newest } from '../n8n/queue/newest.mts';
import {
	brokenInChaos,
	brokenInNewest,
	brokenInRerun,
	brokenInStrict,
} from '../n8n/queue/properties.mts';
import { Queue } from '../n8n/queue/queue.mts';
import { rerun } from '../n8n/queue/rerun.mts';
import type { QueueResult } from '../n8n/queue/result.mts';
import { strict } from '../n8n/queue/strict.mts';
import type { Sender } from '../n8n/queue/works.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { keep, kept } from './results.mts';

/** Arguments: which parts (all if none is named), and `name=number` for these settings. */
const settings = {
	workers: 3,
	/** Of the parts newest and http. */
	minutes: 10,
	/** Executions of each credential type in these parts. */
	executions: 600,
	/** Seconds that an access token lives. */
	life: 18,
	/** Executions of a type that start at the same moment. */
	together: 3,
	/** Milliseconds that a service takes for an answer, about. */
	latency: 40,
	chaosMinutes: 4,
	chaosExecutions: 480,
	/** Seconds between two kills. */
	kill: 20,
};

/** n8n's own defaults, in seconds, and such as make a killed worker's job end sooner. */
const DEFAULT_LOCK = { lock: 60, renew: 10, stalled: 30 };
const SHORT_LOCK = { lock: 10, renew: 2, stalled: 5 };

const PATIENCE_SECONDS = 180;
const started = Date.now();

function say(text: string): void {
	const seconds = Math.round((Date.now() - started) / 1000);
	const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	process.stdout.write(`[${clock}] ${text}\n`);
}

function lockEnv({ lock, renew, stalled }: typeof DEFAULT_LOCK): Record<string, string> {
	return {
		QUEUE_WORKER_LOCK_DURATION: String(lock * 1000),
		QUEUE_WORKER_LOCK_RENEW_TIME: String(renew * 1000),
		QUEUE_WORKER_STALLED_INTERVAL: String(stalled * 1000),
	};
}

interface Part {
	env: Record<string, string>;
	version: typeof CURRENT | typeof PREVIOUS;
	/** Gives what it measured, and what did not hold. */
	run(queue: Queue): Promise<{ measured: Partial<QueueResult>; broken: string[] }>;
}

async function reading(queue: Queue, sender: Sender) {
	return await newest(queue, {
		sender,
		seconds: settings.minutes * 60,
		lifeSeconds: settings.life,
		executions: settings.executions,
		together: settings.together,
		rows: 3,
		latencyMs: settings.latency,
		patienceSeconds: PATIENCE_SECONDS,
		say,
	});
}

const ordinary = { env: lockEnv(DEFAULT_LOCK), version: CURRENT };

const parts = {
	newest: {
		...ordinary,
		run: async (queue) => {
			const result = await reading(queue, 'our nodes');
			return { measured: { newest: result }, broken: brokenInNewest(result) };
		},
	},
	http: {
		...ordinary,
		run: async (queue) => {
			// A comparison: it need not hold.
			const result = await reading(queue, 'HTTP Request');
			return { measured: { http: result }, broken: [] };
		},
	},
	chaos: {
		...ordinary,
		run: async (queue) => {
			const result = await chaos(queue, {
				seconds: settings.chaosMinutes * 60,
				everySeconds: settings.kill,
				lifeSeconds: settings.life,
				executions: settings.chaosExecutions,
				rows: 3,
				latencyMs: 300,
				lostOneIn: 20,
				lockSeconds: DEFAULT_LOCK.lock,
				stalledSeconds: DEFAULT_LOCK.stalled,
				say,
			});
			return { measured: { chaos: result }, broken: brokenInChaos(result) };
		},
	},
	strict: {
		...ordinary,
		run: async (queue) => {
			const patienceSeconds = PATIENCE_SECONDS;
			const { victim, result } = await strict(queue, {
				executions: 20,
				seconds: 20,
				patienceSeconds,
			});
			await victim.start();
			const measured = await result();
			return { measured: { strict: measured }, broken: brokenInStrict(measured) };
		},
	},
	rerun: {
		env: lockEnv(SHORT_LOCK),
		version: PREVIOUS,
		run: async (queue) => {
			const { result } = await rerun(queue, 'n8n');
			const measured = await result();
			return { measured: { rerun: measured }, broken: brokenInRerun(measured) };
		},
	},
} satisfies Record<string, Part>;

type PartName = keyof typeof parts;

function isPart(name: string): name is PartName {
	return name in parts;
}

function readArguments(): PartName[] {
	const wanted: PartName[] = [];
	for (const word of process.argv.slice(2)) {
		const [name = '', value] = word.split('=');
		if (value === undefined && isPart(name)) wanted.push(name);
		else if (name in settings && Number(value) > 0) Reflect.set(settings, name, Number(value));
		else {
			const names = Object.entries(settings).map(([setting, number]) => `${setting}=${number}`);
			throw new Error(
				`"${word}": give parts (${Object.keys(parts).join(', ')}) or settings (${names.join(', ')})`,
			);
		}
	}
	return wanted.length > 0 ? wanted : Object.keys(parts).filter(isPart);
}

async function save(measured: Partial<QueueResult>): Promise<void> {
	const before = kept<QueueResult>('queue');
	const here = { n8n: CURRENT, node: process.versions.node, cores: os.cpus().length };
	await keep('queue', { ...before, ...measured, ...here } satisfies QueueResult);
}

const wanted = readArguments();
let bad = 0;
for (const version of [CURRENT, PREVIOUS]) {
	const names = wanted.filter((name) => parts[name].version === version);
	if (names.length === 0) continue;
	say(`n8n ${version} is started with ${settings.workers} workers`);
	const { env } = parts[names[0] ?? 'newest'];
	const queue = await Queue.start({ workers: settings.workers, version, env });
	try {
		for (const name of names) {
			say(`${name} begins`);
			const { measured, broken } = await parts[name].run(queue);
			await save(measured);
			say(`${name}: ${JSON.stringify(measured)}`);
			for (const sentence of broken) say(`${name} DOES NOT HOLD: ${sentence}`);
			bad += broken.length;
		}
	} finally {
		await queue.stop();
	}
}
say(bad === 0 ? 'All properties hold' : `${bad} properties do not hold`);
process.exitCode = bad === 0 ? 0 : 1;
