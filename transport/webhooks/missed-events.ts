import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { ApiClient } from '../client/api-client';
import type { CredentialProfile } from '../contracts/credential';
import { contentDigest } from '../core/digest';
import { LruMap } from '../core/lru-map';
import { pollBudgetMs, startsUp } from '../polling/schedule';
import type { ServiceEvent } from './deliveries';
import { takeListed } from './deliveries';
import { active, oneAfterTheOther } from './receivers';
import { reasonOf } from './reconcile';
import type { Receiver } from './secrets';
import { receiverName } from './secrets';

/** How long a poll waits for the node's registration, in ms: n8n 2.x begins both at the same time, and tries the registration for 15 s. */
const REGISTRATION_MS = 20_000;

const STEP_MS = 100;

/** Requests whose answers static data remembers. */
const MOST_NOTED = 20;

/** What a request for missed events works with. */
export interface MissedContext {
	client: ApiClient;
	/** IDs of the node's registrations. */
	registrations: ReadonlySet<string>;
	/** ms since the epoch. */
	deadline: number;
}

/** One request for events that happened before the node was registered. */
export interface MissedEvents {
	/** Tells it from the node's other requests. Each is made once. */
	asked: IDataObject;
	/** The events, oldest first; none where the service sends them to the node's registrations. */
	find(context: MissedContext): Promise<readonly ServiceEvent[]>;
}

/** What a trigger does with missed events. */
export interface MissedPlan {
	profile: CredentialProfile;
	requests: readonly MissedEvents[];
	wants(event: ServiceEvent): boolean;
	item(event: ServiceEvent): IDataObject;
}

/**
 * Requests that were made, by receiver. Static data holds them too, but may be overwritten with an old copy, and is filed under the
 * node's name.
 */
const made = new LruMap<ReadonlySet<string>>(5_000);

function notedIn(data: IDataObject): string[] {
	const { fetched } = data;
	return Array.isArray(fetched) ? fetched.filter((entry) => typeof entry === 'string') : [];
}

function note(receiver: string, data: IDataObject, keys: readonly string[]): void {
	const all = [...new Set([...keys, ...(made.get(receiver) ?? [])])].slice(0, MOST_NOTED);
	made.set(receiver, new Set(all));
	if (keys.some((key) => !notedIn(data).includes(key))) data.fetched = all;
}

/** The IDs of the node's registrations, once they are known; undefined if they are not known in time. */
async function registered(receiver: string): Promise<ReadonlySet<string> | undefined> {
	for (let waited = 0; waited < REGISTRATION_MS; waited += STEP_MS) {
		const ids = active.get(receiver)?.ids;
		if (ids) return ids;
		await sleep(STEP_MS);
	}
	return undefined;
}

/**
 * Finds what happened before a node was registered, once for each request: not at a start of n8n, nor when the node is activated
 * again with the same requests. It never throws: what fails is logged, and tried again at the next poll.
 *
 * @param planOf may throw
 */
export async function fetchMissed(
	context: IPollFunctions,
	receiver: Receiver,
	planOf: () => MissedPlan,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return null;
	const name = receiverName(receiver);
	try {
		const plan = planOf();
		if (plan.requests.length === 0) return null;
		return await oneAfterTheOther(`missed ${name}`, async () => await found(context, name, plan));
	} catch (error) {
		tell(context, error);
		return null;
	}
}

async function found(
	context: IPollFunctions,
	receiver: string,
	{ profile, requests, wants, item }: MissedPlan,
): Promise<INodeExecutionData[][] | null> {
	const data = context.getWorkflowStaticData('node');
	const known = new Set([...notedIn(data), ...(made.get(receiver) ?? [])]);
	const keyed = requests.map((request) => ({ ...request, key: keyOf(receiver, request) }));
	// Static data may have been lost since: a start fetches nothing.
	const due = startsUp(context) ? [] : keyed.filter(({ key }) => !known.has(key));
	const settled = keyed.filter((one) => !due.includes(one));
	note(
		receiver,
		data,
		settled.map(({ key }) => key),
	);
	const registrations = due.length > 0 ? await registered(receiver) : undefined;
	if (!registrations) return null;
	const client = await ApiClient.open(context, profile);
	const events: ServiceEvent[] = [];
	for (const { key, find } of due) {
		try {
			const deadline = Date.now() + pollBudgetMs(context);
			const listed = await find({ client, registrations, deadline });
			events.push(...takeListed(receiver, listed.filter(wants)));
			note(receiver, data, [key]);
		} catch (error) {
			tell(context, error);
		}
	}
	return events.length > 0 ? [events.map((event) => ({ json: item(event) }))] : null;
}

function keyOf(receiver: string, { asked }: MissedEvents): string {
	return contentDigest([receiver, asked]).slice(0, 12);
}

function tell(context: IPollFunctions, error: unknown): void {
	context.logger.warn(
		`${context.getNode().name}: missed events could not be fetched: ${reasonOf(error)}. This is tried again at the next check.`,
	);
}
