import { setTimeout as sleep } from 'node:timers/promises';
import { CREDENTIAL_TYPES, SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import { store as otesse } from '../../services/otesse/simulator/store.mts';
import type { SecretLedger } from '../secrets/ledger.mts';
import { MADE_BY_HAND } from '../secrets/finder.mts';
import { Accounts } from './accounts.mts';
import { Editor } from './editor.mts';
import { nameOf, worksOfEveryType } from './every-type.mts';
import { worksThatFail } from './failures.mts';
import { Renewals } from './renewals.mts';
import type { Job } from './runner.mts';
import { Runner } from './runner.mts';
import { worksOfServices } from './services.mts';
import { Tools } from './tools.mts';
import { Triggers } from './triggers.mts';
import type { Work } from './work.mts';

/** On a busy machine n8n would take its database for lost, and answer nothing but 503 until it has found it again. */
export const PATIENT = { DB_PING_TIMEOUT_MS: '60000' };

/** Workflows that run at once. */
const SIDE_BY_SIDE = 3;
/** Workflows between two rests. */
const BETWEEN_RESTS = 12;
/** Life of a token. */
const LIFE_SECONDS = 8;
/** Between two things that happen while workflows run. */
const PAUSE_MS = 400;

const SERVICES = [...new Set(Object.values(SERVICE_OF))];

/** What was done so far. */
export interface Done {
	rounds: number;
	/** Workflows that were run; those of triggers come on top. */
	executions: number;
	/** Of those, the ones that ended in an error, as they should. */
	failures: number;
	/** Webhook calls that n8n took. */
	deliveries: number;
	/** Changed records in polled lists. */
	changes: number;
	/** How often all tokens of a service were made to expire, or were revoked. */
	endedTokens: number;
	changedSecrets: number;
	credentialTests: number;
	searches: number;
	toolCalls: number;
}

/** Everything that the package does, mixed, in one n8n. */
export class Mixture {
	private rounds = 0;

	private ended = 0;

	private acted = 0;

	private constructor(
		private readonly rig: Rig,
		private readonly ledger: SecretLedger,
		private readonly runner: Runner,
		private readonly jobs: readonly Job[],
		readonly triggers: Triggers,
		private readonly tools: Tools,
		private readonly editor: Editor,
		private readonly renewals: Renewals,
	) {}

	static async prepare(rig: Rig, ledger: SecretLedger): Promise<Mixture> {
		await shortenLives(rig);
		const accounts = await Accounts.create(rig, ledger);
		const runner = new Runner(rig);
		const { baseUrls } = rig.sandbox;
		const save = async (work: Work): Promise<Job> => ({
			...work,
			saved: await rig.client.createWorkflow(work.workflow),
		});
		const jobs: Job[] = [];
		for (const work of [
			...worksOfEveryType(accounts, baseUrls),
			...worksOfServices(accounts),
			...worksThatFail(accounts, baseUrls),
		]) {
			jobs.push(await save(work));
		}
		const simple = CREDENTIAL_TYPES.flatMap((type) => {
			const job = jobs.find(({ name }) => name === nameOf(type));
			return job ? [[type, job] as const] : [];
		});
		const editor = new Editor(rig, accounts);
		return new Mixture(
			rig,
			ledger,
			runner,
			jobs,
			await Triggers.publish(rig, accounts),
			await Tools.publish(rig, accounts),
			editor,
			new Renewals(rig, ledger, accounts, editor, runner, new Map(simple)),
		);
	}

	/** What went otherwise than it should. */
	get surprises(): readonly string[] {
		return this.runner.surprises;
	}

	/** The workflows whose items hold secrets that a call exists to tell. */
	get telling(): ReadonlySet<string> {
		return new Set(this.jobs.filter(({ tells }) => tells).map(({ saved }) => saved.id));
	}

	get done(): Done {
		const { runner, triggers, editor } = this;
		return {
			rounds: this.rounds,
			executions: runner.executions,
			failures: runner.failures,
			deliveries: triggers.delivered,
			changes: triggers.changed,
			endedTokens: this.ended,
			changedSecrets: this.renewals.edits,
			credentialTests: editor.tests,
			searches: editor.searches,
			toolCalls: this.tools.uses,
		};
	}

	/**
	 * Everything once. Nothing but polls runs when it returns, and while it rests.
	 * @param rest called several times on the way
	 */
	async round(rest: () => Promise<void> = async () => {}): Promise<void> {
		const first = (this.rounds * 7) % this.jobs.length;
		const left = [...this.jobs.slice(first), ...this.jobs.slice(0, first)];
		while (left.length > 0) {
			await this.work(left.splice(0, BETWEEN_RESTS));
			await rest();
		}
		await this.renewals.next();
		await this.rig.sandbox.steer('DELETE', 'faults');
		await this.ledger.collect();
		removeWebhooksMadeByHand();
		this.rounds += 1;
	}

	/** Ends what goes on by itself. */
	async finish(): Promise<void> {
		await this.triggers.stopPolling();
		await this.ledger.collect();
	}

	/** Runs jobs side by side, while other things happen. */
	private async work(jobs: Job[]): Promise<void> {
		let isRunning = true;
		const meanwhile = this.meanwhile(() => isRunning);
		const worker = async () => {
			for (let job = jobs.shift(); job; job = jobs.shift()) await this.runner.run(job);
		};
		await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
		isRunning = false;
		await meanwhile;
	}

	/** Events, ending tokens and people, while workflows run. */
	private async meanwhile(isRunning: () => boolean): Promise<void> {
		const acts: Array<[string, () => Promise<unknown>]> = [
			['events', async () => await this.triggers.emit()],
			['ending tokens', async () => await this.endTokens()],
			['changes', async () => await this.triggers.change()],
			['list search', async () => await this.editor.search()],
			['tool', async () => await this.tools.use()],
		];
		while (isRunning()) {
			const [name, act] = acts[this.acted++ % acts.length] ?? [];
			if (name && act) await this.runner.attempt(name, act);
			await sleep(PAUSE_MS);
		}
	}

	/** All tokens of one service after the other: they expire, or are revoked. */
	private async endTokens(): Promise<void> {
		const turn = this.ended++;
		const service = SERVICES[turn % SERVICES.length];
		if (!service) return;
		if (Math.floor(turn / SERVICES.length) % 2 === 0) await this.rig.expireTokens(service);
		else await this.rig.revokeTokens(service);
	}
}

/** Else there would be more with each round. */
function removeWebhooksMadeByHand(): void {
	otesse.webhooks = otesse.webhooks.filter(({ url }) => url !== MADE_BY_HAND);
}

async function shortenLives(rig: Rig): Promise<void> {
	for (const service of SERVICES) {
		await rig.configure(service, {
			tokenLifetimeSeconds: LIFE_SECONDS,
			expiresIn: LIFE_SECONDS,
			rotation: 'grace',
			// Somebody else signs in with the same client at Ottimate, and would be signed out.
			singleValidToken: service !== 'ottimate',
		});
	}
}
