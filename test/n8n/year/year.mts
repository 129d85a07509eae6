import { setTimeout as sleep } from 'node:timers/promises';
import { RefusedCall } from '../../integration/support/service-client.mts';
import { pick, seeded, whole } from '../../sandbox/core/random.mts';
import type { DeliveryRecord } from '../../sandbox/core/deliver.mts';
import { freePort } from '../n8n.mts';
import { Rig } from '../rig.mts';
import type { Scene } from './acts.mts';
import { act, planned, REPAIR_MS } from './acts.mts';
import type { Account, Case } from './rules.mts';
import { accountOf } from './rules.mts';
import { NAMES, SERVICES, WORKFLOWS } from './services.mts';
import type { YearService } from './services.mts';
import type { Act, ActKind, Event, Receiver } from './story.mts';
import { everythingTold } from './told.mts';
import { YearWorkflow } from './workflow.mts';

export interface YearOptions {
	seed: number;
	acts: number;
	say?: (text: string) => void;
}

export interface YearResult {
	date: string;
	n8n: string;
	seed: number;
	minutes: number;
	/** How often each act was done. */
	acts: Partial<Record<ActKind, number>>;
	events: number;
	account: Account;
	/** Triggers that did not tell the event at the end. */
	deaf: string[];
	/** What was done, in its order. */
	log: Act[];
}

/** Otesse's eight tries take 107 seconds with it, longer than n8n needs to start; doo's ten less than one. */
const TIME_COMPRESSION = 1_500;
/** Until nothing comes any more. */
const QUIET_MS = 12_000;
const LIMIT_MS = 150_000;
/** Two polls, on a busy machine. */
const LAST_EVENT_MS = 30_000;

const ENV = {
	N8N_EXPRESSION_ENGINE: 'legacy',
	EXECUTIONS_DATA_PRUNE: 'false',
	DB_PING_TIMEOUT_MS: '60000',
};

/** Everything that happens to triggers in a year, in less than an hour: acts at random, events all the while. */
export class Year {
	private readonly events: Event[] = [];

	private readonly pending: Array<Promise<void>> = [];

	private readonly receivers: Receiver[] = [];

	private readonly log: Act[] = [];

	private readonly started = Date.now();

	private over = false;

	private constructor(
		private readonly rig: Rig,
		private readonly options: YearOptions,
		private readonly scene: Scene,
	) {}

	static async run(options: YearOptions): Promise<YearResult> {
		const port = await freePort();
		const env: Record<string, string> = { ...ENV, WEBHOOK_URL: `http://127.0.0.1:${port}/` };
		const rig = await Rig.start({ port, env });
		try {
			await rig.sandbox.steer('POST', 'settings', { timeCompression: TIME_COMPRESSION });
			const year = new Year(rig, options, await sceneOf(rig, options.seed, env));
			return await year.run();
		} finally {
			await rig.stop();
		}
	}

	private async run(): Promise<YearResult> {
		const { scene } = this;
		const copy = scene.copy.bind(scene);
		scene.copy = async (of) => this.known(await copy(of));
		for (const workflow of scene.workflows) {
			this.known(workflow);
			await workflow.publish();
		}
		const happening = this.happen();
		for (const [number, kind] of planned(scene.random, this.options.acts).entries()) {
			const done = await act(scene, kind);
			this.log.push(done);
			this.say(`${number + 1} ${kind}: ${done.what} (${done.to - done.from} ms)`);
			await sleep(whole(scene.random, 200, 2_500));
		}
		this.over = true;
		await happening;
		const deaf = await this.deaf();
		await this.quiet();
		return this.result(deaf);
	}

	private say(text: string): void {
		this.options.say?.(`${new Date().toISOString().slice(11, 23)} ${text}`);
	}

	private known(workflow: YearWorkflow): YearWorkflow {
		this.receivers.push(...workflow.triggers.map(({ receiver }) => receiver));
		return workflow;
	}

	/** Events at all services, one after the other, until the acts are over. */
	private async happen(): Promise<void> {
		const random = seeded(this.options.seed + 1);
		while (!this.over) {
			this.event(pick(random, NAMES));
			await sleep(whole(random, 200, 1_500));
		}
	}

	private event(service: YearService): Event {
		const mark = `mark-${service}-${String(this.pending.length).padStart(4, '0')}`;
		const event: Event = { mark, service, from: Date.now(), to: Infinity };
		this.events.push(event);
		this.pending.push(
			SERVICES[service].happen(this.rig.sandbox, mark).then(
				() => {
					event.to = Date.now();
				},
				(error: unknown) => {
					// During an outage a service takes nothing in: then nothing happened.
					if (!(error instanceof RefusedCall) || error.status !== 503) throw error;
					this.events.splice(this.events.indexOf(event), 1);
				},
			),
		);
		return event;
	}

	/** When everything has had the time to mend itself, each trigger has to tell one more event; the second one, if need be. */
	private async deaf(): Promise<string[]> {
		const mended = Math.max(
			0,
			...this.receivers.flatMap(({ missing }) => missing.map(({ to }) => to)),
			(this.log.at(-1)?.to ?? 0) + QUIET_MS,
		);
		await sleep(Math.min(Math.max(0, mended - Date.now()), REPAIR_MS));
		// The first event may be the one that shows that a secret was changed.
		const first = await this.silent();
		return first.length === 0 ? [] : await this.silent();
	}

	/** Lets one event happen at each service, and waits until all published triggers have told it; gives those that did not. */
	private async silent(): Promise<string[]> {
		const last = NAMES.map((service) => this.event(service));
		const end = Date.now() + LAST_EVENT_MS;
		const living = this.receivers.filter(({ off }) => off.at(-1)?.to !== Infinity);
		for (;;) {
			const { told } = everythingTold(this.rig.n8n);
			const deaf = living.filter((receiver) => {
				const event = last.find(({ service }) => service === receiver.service);
				return !told.some(
					({ mark, workflowId }) => mark === event?.mark && workflowId === receiver.workflowId,
				);
			});
			if (deaf.length === 0 || Date.now() > end) return deaf.map(({ name }) => name);
			await sleep(1_000);
		}
	}

	/** Waits until the services have given up or delivered, and no execution is on its way. */
	private async quiet(): Promise<void> {
		await Promise.race([Promise.all(this.pending), sleep(LIMIT_MS, undefined, { ref: false })]);
		const end = Date.now() + LIMIT_MS;
		for (let before = -1; Date.now() < end; ) {
			const { told, open } = everythingTold(this.rig.n8n);
			if (open === 0 && told.length === before) return;
			before = told.length;
			await sleep(QUIET_MS / 2);
		}
	}

	private async result(deaf: string[]): Promise<YearResult> {
		const { log, options } = this;
		const acts: YearResult['acts'] = {};
		for (const { kind } of log) acts[kind] = (acts[kind] ?? 0) + 1;
		return {
			date: new Date().toISOString().slice(0, 10),
			n8n: this.rig.n8n.version,
			seed: options.seed,
			minutes: Math.round((Date.now() - this.started) / 6_000) / 10,
			acts,
			events: this.events.length,
			account: accountOf(await this.cases()),
			deaf,
			log,
		};
	}

	private async cases(): Promise<Case[]> {
		const { deliveries } = (await this.rig.sandbox.steer('GET', 'deliveries')) as {
			deliveries: DeliveryRecord[];
		};
		const { told } = everythingTold(this.rig.n8n);
		const byMark = grouped(told, ({ mark }) => mark);
		const sent = grouped(deliveries, ({ body }) => /mark-[a-z]+-\d{4,}/.exec(body)?.[0] ?? '');
		return this.events.flatMap((event) =>
			this.receivers
				.filter(({ service }) => service === event.service)
				.map((receiver): Case => {
					const { webhookId, workflowId } = receiver;
					const own = (sent.get(event.mark) ?? []).filter(
						({ url }) => webhookId !== undefined && url.includes(webhookId),
					);
					return {
						event,
						receiver,
						attempts: own.flatMap(({ attempts }) => attempts),
						told: (byMark.get(event.mark) ?? []).filter((one) => one.workflowId === workflowId),
						down: this.scene.down,
						outages: this.scene.outages.filter(({ service }) => service === event.service),
					};
				}),
		);
	}
}

function grouped<T>(entries: readonly T[], keyOf: (entry: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return groups;
}

async function sceneOf(rig: Rig, seed: number, env: Record<string, string>): Promise<Scene> {
	const credentials = new Map(
		await Promise.all(
			NAMES.map(
				async (service) =>
					[
						service,
						await rig.credential(SERVICES[service].credential, {
							requestsPerSecond: 100,
							requestsPerDay: 0,
						}),
					] as const,
			),
		),
	);
	const workflows: YearWorkflow[] = [];
	for (const [name, services] of Object.entries(WORKFLOWS)) {
		workflows.push(await YearWorkflow.create(rig, name, services, credentials));
	}
	let copies = 0;
	return {
		rig,
		random: seeded(seed),
		workflows,
		copy: async ({ name, triggers }) => {
			copies += 1;
			const services = triggers.map(({ service }) => service);
			return await YearWorkflow.create(rig, `${name} copy ${copies}`, services, credentials);
		},
		duplicate: undefined,
		down: [],
		outages: [],
		env,
	};
}
