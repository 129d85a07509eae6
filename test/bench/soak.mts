import os from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Done } from '../n8n/mixed/mixture.mts';
import { Mixture, PATIENT } from '../n8n/mixed/mixture.mts';
import { Rig } from '../n8n/rig.mts';
import { Recorder } from '../n8n/secrets/answers.mts';
import { Finder } from '../n8n/secrets/finder.mts';
import { SecretLedger } from '../n8n/secrets/ledger.mts';
import { findingsOf, searchEverything, told } from '../n8n/secrets/search.mts';
import { inspected, memoryOf } from './memory.mts';
import { soakSection } from './report/soak.mts';
import { keep } from './results.mts';
import type { Sample, SoakResult } from './soak-result.mts';
import { isGood, memoryFrom } from './soak-result.mts';

const MINUTE_MS = 60_000;
const SAMPLE_MS = 20_000;
/** Until n8n has saved what has just ended. */
const REST_MS = 1_500;
const MEGABYTE = 1024 * 1024;

/** n8n keeps the newest executions only, and forgets others each minute: its database does not grow for half an hour. */
const PRUNED = {
	EXECUTIONS_DATA_PRUNE: 'true',
	EXECUTIONS_DATA_PRUNE_MAX_COUNT: '300',
	EXECUTIONS_DATA_PRUNE_SOFT_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_PRUNE_HARD_DELETE_INTERVAL: '1',
	EXECUTIONS_DATA_HARD_DELETE_BUFFER: '0',
};

const tenth = (value: number) => Math.round(value * 10) / 10;

function say(text: string): void {
	process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

function lineOf(done: Done, sample: Sample | undefined, surprises: number): string {
	const { rounds, executions, deliveries } = done;
	const memory = sample
		? `heap ${sample.heapMegabytes.toFixed(1)} MB, resident ${sample.rssMegabytes.toFixed(0)} MB`
		: 'no sample yet';
	return `${rounds} rounds, ${executions} workflows, ${deliveries} webhooks; ${memory}; ${surprises} surprises`;
}

class Soak {
	private readonly samples: Sample[] = [];

	private readonly started = Date.now();

	constructor(
		private readonly rig: Rig,
		private readonly inspectorPort: number,
		private readonly ledger: SecretLedger,
		private readonly recorder: Recorder,
		private readonly mixture: Mixture,
	) {}

	private get exceptions() {
		const { telling, triggers } = this.mixture;
		return { telling, registering: triggers.registering };
	}

	/** @throws when n8n is gone; else what goes wrong is counted */
	async run(minutes: number): Promise<void> {
		const ticker = setInterval(() => this.progress(), MINUTE_MS);
		try {
			while (this.minute < minutes) {
				await this.mixture.round(async () => await this.sampleInTime());
				this.recorder.search(new Finder(this.ledger.secrets), this.exceptions);
			}
		} finally {
			clearInterval(ticker);
		}
		await this.mixture.finish();
	}

	async result(minutes: number): Promise<SoakResult> {
		const search = await searchEverything(this.rig, this.ledger, this.recorder, this.exceptions);
		const { surprises, done } = this.mixture;
		return {
			date: new Date().toISOString().slice(0, 10),
			n8n: this.rig.n8n.version,
			node: process.versions.node,
			processors: os.availableParallelism(),
			minutes,
			done,
			surprises: { count: surprises.length, first: surprises.slice(0, 20) },
			memory: memoryFrom(this.samples, minutes),
			secrets: {
				count: search.secrets,
				places: Object.entries(search.places).map(([name, { count, size, findings }]) => ({
					name,
					count,
					megabytes: tenth(size / MEGABYTE),
					found: findings.length,
				})),
				findings: findingsOf(search).map(told).slice(0, 100),
			},
		};
	}

	private progress(): void {
		const { done, surprises } = this.mixture;
		say(
			`minute ${Math.round(this.minute)}: ${lineOf(done, this.samples.at(-1), surprises.length)}`,
		);
		const last = surprises.at(-1);
		if (last !== undefined) say(`  last surprise: ${last.slice(0, 300)}`);
	}

	private get minute(): number {
		return (Date.now() - this.started) / MINUTE_MS;
	}

	private async sampleInTime(): Promise<void> {
		const { minute: last } = this.samples.at(-1) ?? { minute: 0 };
		if ((this.minute - last) * MINUTE_MS < SAMPLE_MS) return;
		if (this.rig.n8n.pid === undefined) throw new Error('n8n has ended');
		await sleep(REST_MS);
		this.samples.push(await this.sample());
	}

	private async sample(): Promise<Sample> {
		const memory = await memoryOf(this.rig.n8n, this.inspectorPort);
		return {
			minute: tenth(this.minute),
			heapMegabytes: tenth(memory.heapBytes / MEGABYTE),
			rssMegabytes: tenth(memory.rssBytes / MEGABYTE),
			peakMegabytes: tenth(memory.peakBytes / MEGABYTE),
		};
	}
}

const minutes = Number(process.argv[2] ?? 30);
if (!(minutes > 0)) throw new Error('The argument is a number of minutes');
const { port, env } = await inspected();
const rig = await Rig.start({ env: { ...env, ...PRUNED, ...PATIENT } });
try {
	const ledger = new SecretLedger(rig.sandbox);
	const recorder = new Recorder(rig.client);
	say('n8n is there; credentials, workflows and triggers are made');
	const soak = new Soak(rig, port, ledger, recorder, await Mixture.prepare(rig, ledger));
	say(`${minutes} minutes of mixed work`);
	await soak.run(minutes);
	say('the work is over; secrets are looked for');
	const result = await soak.result(minutes);
	await keep('soak', result);
	process.stdout.write(`\n${soakSection(result)}\n`);
	for (const surprise of result.surprises.first) say(`surprise: ${surprise}`);
	process.exitCode = isGood(result) ? 0 : 1;
} finally {
	await rig.stop();
}
