import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isRecord } from '../core/json';
import type { EventName } from './delivery-memory';
import { DeliveryMemory } from './delivery-memory';
import { misfits } from './receivers';
import type { RefusalReason } from './refusals';
import { tellRefusal } from './refusals';
import type { RegistrationKeys } from './registration-plan';
import { receiverName } from './secrets';

/** Larger calls are refused. n8n itself takes 16 MB. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The most that is parsed of a call whose proof lies in its content: anybody can send one. The services' documented events have up
 * to some thousand bytes.
 */
export const MOST_UNPROVEN_BYTES = 128 * 1024;

const MOST_FORM_BYTES = 16 * 1024;

/** How far ahead the time of an event may lie, in ms: clocks differ, and a service may write its own zone's time without saying so. */
const MOST_AHEAD_MS = 24 * 3_600_000;

/** A call that may come from a service. */
export interface Delivery {
	raw: Buffer;
	/** Lower-cased names. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	query: Readonly<Record<string, unknown>>;
	/**
	 * Parses the body, which may cost a second: after the proof, or with a bound where the proof lies in the content.
	 *
	 * @param most bytes
	 * @returns undefined for a longer body, and for one that is no JSON object
	 */
	read(most?: number): DeliveryContent | undefined;
}

export interface DeliveryContent {
	text: string;
	body: IDataObject;
}

/** An event that is proven to come from the service. */
export interface ServiceEvent extends EventName {
	type: string;
	/** When the service made it, in milliseconds since the epoch; absent where it does not tell. */
	sentAt?: number;
	body: IDataObject;
}

/** A call that is refused for another reason than a missing or wrong proof of its sender. */
export interface RefusedDelivery {
	refused: RefusalReason;
}

/** What a trigger takes. */
export interface DeliveryRules {
	/** What may prove a call. It throws where the credential cannot be read. */
	known(): Promise<readonly RegistrationKeys[]>;
	/** Proves a call; undefined for a forged one. */
	verify(
		delivery: Delivery,
		known: readonly RegistrationKeys[],
	): ServiceEvent | RefusedDelivery | undefined;
	/** Whether the workflow wants this event; others are acknowledged and dropped. */
	wants(event: ServiceEvent): boolean;
	/** The item that starts the workflow. */
	item(event: ServiceEvent): IDataObject;
	/** Events that the service made longer ago, or with an impossible time, are refused as replays; 0 takes all. */
	oldestMs: number;
	/** How long a delivered event is remembered; without an end where it is left out. */
	repeatsMs?: number;
}

const memory = new DeliveryMemory();

/** What senders read. doo documents these two keys; the others read the status only. */
function words(message: string): IDataObject {
	return { message, description: '' };
}

/** Answers by itself; n8n starts no execution. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	context.getResponseObject().status(status).set(headers).json(body);
	return { noWebhookResponse: true };
}

/** Refuses a delivery without telling the sender why: the reason is in n8n's log. */
function rejectDelivery(
	context: IWebhookFunctions,
	status: number,
	reason?: RefusalReason,
): IWebhookResponseData {
	if (reason) tellRefusal(context, receiverOf(context), reason);
	return answer(context, status, words(status < 500 ? 'refused' : 'try again'), {
		...(status < 500 ? {} : { 'Retry-After': '1' }),
	});
}

/** Members that would reach into an object's prototype further on are left out. */
function withoutPrototypes(name: string, member: unknown): unknown {
	return name === '__proto__' ? undefined : member;
}

/** A body in UTF-8 that is a JSON object. */
function contentOf(raw: Buffer): DeliveryContent | undefined {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(raw);
		// A function for each member makes parsing several times slower; the name can also be written with escapes.
		const change = /__proto__|\\u/.test(text) ? withoutPrototypes : undefined;
		const body: unknown = JSON.parse(text, change);
		return isRecord(body) ? { text, body } : undefined;
	} catch {
		return undefined;
	}
}

/** The bytes that came in. n8n reads them for every content type but multipart. */
function bytesOf(context: IWebhookFunctions): Buffer {
	const raw: unknown = context.getRequestObject().rawBody;
	return Buffer.isBuffer(raw) ? raw : Buffer.alloc(0);
}

/** Which node it is, and whether it listens for a test. */
export function receiverIn(
	context: Pick<IWebhookFunctions, 'getWorkflow' | 'getNode' | 'getMode'>,
) {
	return {
		workflowId: String(context.getWorkflow().id),
		nodeId: context.getNode().id,
		isTest: context.getMode() === 'manual',
	};
}

function receiverOf(context: IWebhookFunctions): string {
	return receiverName(receiverIn(context));
}

/** Why an event is refused for its time. */
function wrongTime(
	{ sentAt }: ServiceEvent,
	{ oldestMs }: DeliveryRules,
): RefusalReason | undefined {
	if (oldestMs <= 0) return undefined;
	if (sentAt === undefined || sentAt - Date.now() > MOST_AHEAD_MS) return 'time';
	return Date.now() - sentAt > oldestMs ? 'age' : undefined;
}

/**
 * Takes a delivery: proves it, drops repeats, and starts the workflow. The sender gets exactly 200 for what was taken or is not
 * wanted, 503 for what it should send again, 4xx for what is no delivery.
 */
export async function receive(
	context: IWebhookFunctions,
	rules: DeliveryRules,
): Promise<IWebhookResponseData> {
	const raw = bytesOf(context);
	if (raw.length > MOST_BYTES) return rejectDelivery(context, 413, 'size');
	let known: readonly RegistrationKeys[];
	try {
		known = await rules.known();
	} catch {
		return rejectDelivery(context, 503, 'credential');
	}
	const { headers, query } = context.getRequestObject();
	let refusal: { status: number; reason: RefusalReason } = { status: 401, reason: 'proof' };
	const read = (most = MOST_BYTES) => {
		const content = raw.length > most ? undefined : contentOf(raw);
		if (!content) {
			refusal =
				raw.length > most ? { status: 413, reason: 'size' } : { status: 400, reason: 'content' };
		}
		return content;
	};
	const event = rules.verify({ raw, headers, query, read }, known);
	if (!event) return rejectDelivery(context, refusal.status, refusal.reason);
	if ('refused' in event) {
		if (event.refused === 'signature') misfits.set(receiverOf(context), true);
		return rejectDelivery(context, 401, event.refused);
	}
	const untimely = wrongTime(event, rules);
	if (untimely) return rejectDelivery(context, 401, untimely);
	if (!rules.wants(event)) return answer(context, 200, words('ok'));
	return start(context, rules, event);
}

function start(
	context: IWebhookFunctions,
	rules: DeliveryRules,
	event: ServiceEvent,
): IWebhookResponseData {
	const response = context.getResponseObject();
	// The sender has hung up and will come again; n8n would start the workflow all the same.
	if (response.closed) return { noWebhookResponse: true };
	const receiver = receiverOf(context);
	const state = memory.begin(receiver, event, rules.repeatsMs);
	if (state === 'busy') return rejectDelivery(context, 503);
	if (state === 'done') return answer(context, 200, words('ok'));
	response.once('close', () => {
		const { statusCode, writableFinished } = response;
		if (writableFinished) memory.end(receiver, event, statusCode >= 200 && statusCode < 300);
		else memory.leave(receiver, event, response);
	});
	return { workflowData: [[{ json: rules.item(event) }]], webhookResponse: words('ok') };
}

/** Takes in what a list shows of a receiver's events: those that have neither been delivered nor listed before. */
export function takeListed(receiver: string, events: readonly ServiceEvent[]): ServiceEvent[] {
	return events.filter((event) => memory.takeListed(receiver, event));
}

/**
 * Plays the token endpoint that a service asks before it delivers.
 *
 * @param known whose `clientSecret` may be asked with
 * @param issue the answer for a form that carries the registration's client secret; undefined refuses
 */
export async function answerToken(
	context: IWebhookFunctions,
	known: () => Promise<readonly RegistrationKeys[]>,
	issue: (form: string, clientSecret: string) => IDataObject | undefined,
): Promise<IWebhookResponseData> {
	const raw = bytesOf(context);
	if (raw.length > MOST_FORM_BYTES) return rejectDelivery(context, 413, 'size');
	const form = raw.toString('utf8');
	let all: readonly RegistrationKeys[];
	try {
		all = await known();
	} catch {
		return rejectDelivery(context, 503, 'credential');
	}
	for (const { keys } of all) {
		const token = keys.clientSecret === undefined ? undefined : issue(form, keys.clientSecret);
		if (token) return answer(context, 200, token, { 'Cache-Control': 'no-store' });
	}
	return rejectDelivery(context, 401, 'proof');
}
