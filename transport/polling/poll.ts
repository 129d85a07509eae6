import type { IDataObject, INodeExecutionData, IPollFunctions, TriggerTime } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { CredentialProfile, Limits } from '../contracts/credential';
import type { Provider } from '../contracts/provider';
import { contentDigest, digest } from '../core/digest';
import { isRecord } from '../core/json';
import { LruMap } from '../core/lru-map';
import type {
	ChangeDetector,
	DetectedEvent,
	DetectionResult,
	DetectorContext,
	DetectorState,
} from './change-detector';
import { RowHistory } from './row-history';
import { pollBudgetMs, pollsPerDay, startsUp } from './schedule';

/** A lock ends after this time, in ms. */
const LOCK_MS = 900_000;

const FINGERPRINT = 'fingerprint';

const STORED_AT = 'storedAt';

export interface PollPlan {
	profile: CredentialProfile;
	provider: Provider;
	/** The parameters that define what is polled. When one changes the trigger starts with a new baseline. */
	identity: IDataObject;
	detector: ChangeDetector;
	/** False for records that the person has filtered out. */
	accepts?(row: IDataObject): boolean;
	/** Makes an item of an event. */
	item(event: DetectedEvent): IDataObject;
}

interface Remembered {
	fingerprint: string;
	/** After the last poll. */
	state: DetectorState;
	/** The state that n8n was last given to save. */
	given: DetectorState;
	/** When `state` was stored: milliseconds since the epoch, and later with each poll. */
	at: number;
	/** It is what n8n had at its start; later polls of an earlier process may be missing. */
	resumed: boolean;
}

/** A state as n8n keeps it. `at` is 0 for one of version 0.1.0. */
interface Stored {
	state: DetectorState;
	at: number;
}

/** When the poll that runs for a trigger began, in ms. */
const running = new LruMap<number>(1_000);

/** Contexts that n8n has polled with: one for all polls of a trigger between two activations. */
const polled = new WeakSet<IPollFunctions>();

/**
 * Whether n8n is starting up. Such a poll returns nothing: n8n processes its items even if it is being stopped meanwhile, saves the
 * trigger's state, and then fails to start the execution (observed in 2.41.1). Scheduled polls have no such gap: n8n drops their result
 * as a whole.
 */
function isFirstAtStart(context: IPollFunctions): boolean {
	const first = !polled.has(context);
	polled.add(context);
	return first && startsUp(context);
}

/**
 * States by trigger. n8n saves a state when a poll returns items and when the trigger is activated (the latter not with its durable poll
 * cursors, 2.41, off by default); a trigger that is activated again in the same process continues with its last state.
 */
const states = new LruMap<Remembered>(50);

/** Digests of the states after the last polls of this process, for triggers beyond those. */
const latestDigests = new LruMap<string>(10_000);

function isState(value: unknown): value is DetectorState {
	return (
		isRecord(value) &&
		Object.values(value).every((entry) => typeof entry === 'string' || typeof entry === 'number')
	);
}

function stored(data: IDataObject, fingerprint: string): Stored | undefined {
	const { [FINGERPRINT]: known, [STORED_AT]: at, ...state } = data;
	return known === fingerprint && isState(state) ? { state, at: Number(at ?? 0) } : undefined;
}

function equal(one: DetectorState, other: DetectorState): boolean {
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length && names.every((name) => one[name] === other[name])
	);
}

/**
 * The newest state of a trigger; `resumed` where it may lack later polls. n8n keeps states by the node's name: under a name that the
 * node had before it still has the one of that time.
 */
function latest(
	saved: Stored | undefined,
	own: Remembered | undefined,
	lastDigest: string | undefined,
): { state: DetectorState | undefined; resumed: boolean } {
	if (!saved) return { state: own?.state, resumed: false };
	const { state, at } = saved;
	if (!own) return { state, resumed: contentDigest(state) !== lastDigest };
	const known = at < own.at || equal(state, own.state) || equal(state, own.given);
	return known ? { state: own.state, resumed: own.resumed } : { state, resumed: true };
}

/** n8n notices only what is assigned at the top level. */
function store(data: IDataObject, fingerprint: string, state: DetectorState, at: number): void {
	for (const name of Object.keys(data)) {
		if (![FINGERPRINT, STORED_AT].includes(name) && !(name in state)) delete data[name];
	}
	data[FINGERPRINT] = fingerprint;
	data[STORED_AT] = at;
	for (const [name, value] of Object.entries(state)) data[name] = value;
}

function asNodeError(context: IPollFunctions, error: unknown): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) return error;
	const node = context.getNode();
	if (error instanceof UserError) {
		const { message, description } = error;
		return new NodeOperationError(node, message, description ? { description } : {});
	}
	return new NodeOperationError(node, error instanceof Error ? error : String(error));
}

/** The requests of the poll times in a day, where they are more than the credential allows. */
function overQuota(
	context: IPollFunctions,
	{ requests }: DetectionResult,
	{ requestsPerDay: perDay, shared }: Limits,
): string | undefined {
	const times: unknown = context.getNodeParameter('pollTimes', {});
	const items = isRecord(times) && Array.isArray(times.item) ? times.item : [];
	const polls = pollsPerDay(items.filter(isRecord) as unknown as TriggerTime[]);
	const needed = polls * requests;
	if (perDay <= 0 || needed <= perDay) return undefined;
	const text = (number: number) => number.toLocaleString('en');
	const perPoll = requests === 1 ? '1 request' : `${text(requests)} requests`;
	const share = shared ? ` to each of ${shared.processes} processes` : '';
	return `Polling ${text(polls)} times a day with ${perPoll} each needs ${text(needed)} requests a day, but the credential allows ${text(perDay)}${share}`;
}

async function sample(
	context: IPollFunctions,
	plan: PollPlan,
	detection: DetectorContext,
): Promise<INodeExecutionData[][]> {
	const event = await plan.detector.sample(detection);
	if (event) return [[{ json: plan.item(event) }]];
	throw new NodeOperationError(context.getNode(), 'There is no record to test with', {
		description: 'Check the filters of the trigger, or create a record in the service.',
	});
}

async function poll(
	context: IPollFunctions,
	plan: PollPlan,
	common: Omit<DetectorContext, 'resumed' | 'history'>,
): Promise<INodeExecutionData[][] | null> {
	const data = context.getWorkflowStaticData('node');
	const { fingerprint, trigger } = identityOf(context, plan, common.client);
	const saved = stored(data, fingerprint);
	if (isFirstAtStart(context) && saved) {
		// The node may get another name before its first poll.
		if (!states.get(trigger)) {
			const { state, at } = saved;
			states.set(trigger, { fingerprint, state, given: state, at, resumed: true });
		}
		return null;
	}
	const begun = Date.now();
	const lock = `${trigger} ${fingerprint}`;
	if (begun - (running.get(lock) ?? -Infinity) < LOCK_MS) return null;
	running.set(lock, begun);
	try {
		const known = states.get(trigger);
		const own = known?.fingerprint === fingerprint ? known : undefined;
		const { state, resumed } = latest(saved, own, latestDigests.get(trigger));
		const detection = { ...common, resumed, history: new RowHistory(lock) };
		const step = state
			? await plan.detector.next(detection, state)
			: await plan.detector.begin(detection);

		const tooOften = overQuota(context, step, detection.client.limits);
		if (tooOften && !state) {
			throw new NodeOperationError(context.getNode(), tooOften, {
				description:
					'Choose a longer interval under "Poll Times", or narrow the list with a filter. If your plan allows more, raise "Requests per Day" in the credential.',
			});
		}
		if (tooOften) context.logger.warn(`${context.getNode().name}: ${tooOften}`);
		if (running.get(lock) !== begun) return null;
		const items = step.events.map((event) => ({ json: plan.item(event) }));

		// No await from here to the return: the state and its items belong together.
		const at = Math.max(Date.now(), (own?.at ?? 0) + 1, (saved?.at ?? 0) + 1);
		store(data, fingerprint, step.state, at);
		const saves = items.length > 0 || !state;
		const given = saves ? step.state : resumed || !own ? state : own.given;
		states.set(trigger, { fingerprint, state: step.state, given, at, resumed: false });
		latestDigests.set(trigger, contentDigest(step.state));
		detection.history.remember(step.read);
		return items.length > 0 ? [items] : null;
	} finally {
		if (running.get(lock) === begun) running.delete(lock);
	}
}

function identityOf(
	context: IPollFunctions,
	{ identity, profile }: PollPlan,
	client: ApiClient,
): { fingerprint: string; trigger: string } {
	const node = context.getNode();
	const credential = node.credentials?.[profile.name]?.id ?? '';
	const parts = [profile.name, credential, client.address, identity];
	return {
		fingerprint: digest(JSON.stringify(parts), 16),
		trigger: `${String(context.getWorkflow().id)} ${node.id}`,
	};
}

/**
 * One poll of a trigger. A manual one returns one recent record and stores nothing. Otherwise it returns what is new; the first poll
 * sets the baseline. A poll that fails changes nothing.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function runPoll(
	context: IPollFunctions,
	plan: PollPlan,
): Promise<INodeExecutionData[][] | null> {
	const deadline = Date.now() + pollBudgetMs(context);
	try {
		const client = await ApiClient.open(context, plan.profile);
		const { provider, accepts } = plan;
		const common = { client, provider, deadline, ...(accepts ? { accepts } : {}) };
		return context.getMode() === 'manual'
			? await sample(context, plan, { ...common, resumed: false, history: new RowHistory('test') })
			: await poll(context, plan, common);
	} catch (error) {
		throw asNodeError(context, error);
	}
}
