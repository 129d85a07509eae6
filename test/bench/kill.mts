import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Execution } from '../n8n/execution.mts';
import { isOver, rowsOf } from '../n8n/execution.mts';
import type { Watched } from '../n8n/polling-support.mts';
import { POLL_MS, Polling, tally } from '../n8n/polling-support.mts';
import { Rig } from '../n8n/rig.mts';

const LIMIT_MS = 120_000;
/** Between two changes of one list. */
const CHANGE_MS = 500;
/** Polls without anything new after which nothing more is expected. */
const QUIET_POLLS = 4;
/** How long after the clock calls for a poll its request, items and execution are on their way. */
const POLL_TAKES_MS = 500;

/** What a kill aims at. */
type Aim =
	/** Nothing. */
	| 'any moment'
	/** The half second in which both triggers poll and tell. */
	| 'poll'
	/** The moment in which n8n has saved a trigger's memory and is about to start the execution. */
	| 'saved memory';

const AIMS: readonly Aim[] = ['any moment', 'poll', 'saved memory', 'poll', 'any moment'];

interface Kill {
	aim: Aim;
	/** Milliseconds since the epoch. */
	at: number;
}

/** The events of one execution, finished or not. */
interface Batch {
	ids: unknown[];
	finished: boolean;
}

/** What a trigger has told. The runs of a workflow that was killed have it only as work to do. */
function eventsOf(execution: Execution, trigger: string): IDataObject[] {
	const rows = rowsOf(execution, trigger);
	if (rows.length > 0) return rows;
	const waiting = execution.data.executionData?.nodeExecutionStack ?? [];
	return waiting
		.filter(({ node }) => node.name === trigger)
		.flatMap(({ data }) => data.main?.[0] ?? [])
		.map(({ json }) => json);
}

class Measurement {
	private readonly kills: Kill[] = [];

	private readonly batches = new Map<Watched, Map<string, Batch>>();

	/** When each change was made, by list and in its order. */
	private readonly times = new Map<Watched, number[]>();

	private changing = true;

	constructor(
		private readonly rig: Rig,
		private readonly polling: Polling,
	) {}

	async run(count: number): Promise<void> {
		await this.untilMemory(({ text }) => text.includes('fingerprint'));
		const changes = Promise.all(this.polling.watched.map(async (one) => await this.change(one)));
		try {
			for (let number = 0; number < count; number++) {
				await this.kill(AIMS[number % AIMS.length] ?? 'any moment', number);
			}
			await this.untilBothTell();
		} finally {
			this.changing = false;
			await changes;
		}
		await this.untilQuiet();
		// n8n may leave executions of a killed process as they were.
		await this.collect(true);
		for (const one of this.polling.watched) this.report(one);
	}

	private async change(one: Watched): Promise<void> {
		const times: number[] = [];
		this.times.set(one, times);
		while (this.changing) {
			times.push(Date.now());
			await this.polling.makeChanges(one, 1, 0);
			await sleep(CHANGE_MS);
		}
	}

	private async kill(aim: Aim, number: number): Promise<void> {
		if (aim === 'any moment') await sleep(Math.random() * 3 * POLL_MS);
		else await this.untilBothTell();
		if (aim === 'poll') {
			await sleep(POLL_MS - (Date.now() % POLL_MS) + Math.random() * POLL_TAKES_MS);
		}
		if (aim === 'saved memory') {
			const one = this.polling.watched[number % this.polling.watched.length];
			if (one) await this.untilSaved(one);
		}
		this.kills.push({ aim, at: Date.now() });
		await this.rig.n8n.kill();
		await this.rig.restartN8n();
		await this.collect();
		process.stdout.write(`Kill ${number + 1} (${aim}) at ${new Date().toISOString()}\n`);
	}

	/** Returns without a pause in between: the next line kills. */
	private async untilSaved(one: Watched): Promise<void> {
		const before = this.polling.staticDataOf(one);
		const end = Date.now() + LIMIT_MS;
		while (this.polling.staticDataOf(one) === before) {
			if (Date.now() > end) throw new Error(`${one.name} saved nothing in ${LIMIT_MS} ms`);
			await turn();
		}
	}

	/** Each change of the memory comes with items. */
	private async untilBothTell(): Promise<void> {
		await this.untilMemory(({ text, before }) => text !== before);
	}

	private async untilMemory(
		fits: (memory: { text: string; before: string }) => boolean,
	): Promise<void> {
		const end = Date.now() + LIMIT_MS;
		const all = this.polling.watched.map((one) => ({
			one,
			before: this.polling.staticDataOf(one),
		}));
		while (
			!all.every(({ one, before }) => fits({ text: this.polling.staticDataOf(one), before }))
		) {
			if (Date.now() > end) throw new Error(`The triggers told nothing in ${LIMIT_MS} ms`);
			await sleep(100);
		}
	}

	private async untilQuiet(): Promise<void> {
		const end = Date.now() + LIMIT_MS;
		for (let quiet = 0; quiet < QUIET_POLLS; quiet++) {
			await sleep(POLL_MS);
			if ((await this.collect()) > 0) quiet = -1;
			if (Date.now() > end) throw new Error(`Still something new after ${LIMIT_MS} ms`);
		}
	}

	/** How many executions there are that were not known. n8n lists the newest hundred. */
	private async collect(all = false): Promise<number> {
		let found = 0;
		for (const one of this.polling.watched) {
			const known = this.batches.get(one) ?? new Map<string, Batch>();
			this.batches.set(one, known);
			for (const { id, status } of await this.rig.client.listExecutions(
				this.polling.workflowOf(one).id,
			)) {
				if (known.has(id) || !(all || isOver(status))) continue;
				const ids = eventsOf(await this.rig.client.getExecution(id), one.name).map(one.idOf);
				known.set(id, { ids, finished: status === 'success' });
				found += 1;
			}
		}
		return found;
	}

	private report(one: Watched): void {
		const sent = this.polling.sentTo(one);
		const batches = [...(this.batches.get(one)?.values() ?? [])];
		const received = batches.flatMap(({ ids }) => ids);
		const finished = new Set(batches.filter((batch) => batch.finished).flatMap(({ ids }) => ids));
		const told = new Set(received);
		const counts = {
			...tally({ sent, received }),
			kills: this.kills.length,
			/** Told, but n8n died before the execution was over. */
			unfinished: [...told].filter((id) => !finished.has(id)).length,
			executions: batches.length,
		};
		process.stdout.write(`${one.name}: ${JSON.stringify(counts)}\n`);
		for (const [number, { aim, at }] of this.kills.entries()) {
			const from = this.kills[number - 1]?.at ?? 0;
			const made = sent.filter((_id, index) => {
				const time = this.times.get(one)?.[index] ?? 0;
				return time > from && time <= at;
			});
			const lost = made.filter((id) => !told.has(id)).length;
			const twice = made.filter((id) => received.indexOf(id) !== received.lastIndexOf(id)).length;
			if (lost + twice > 0) {
				process.stdout.write(`  Kill ${number + 1} (${aim}): ${lost} lost, ${twice} twice\n`);
			}
		}
	}
}

const count = Number(process.argv[2] ?? 10);
const rig = await Rig.start();
try {
	await new Measurement(rig, await Polling.publish(rig)).run(count);
} finally {
	await rig.stop();
}
