import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { digestOf } from '../core/digest';
import { isRecord } from '../core/json';
import { LruMap } from '../core/lru-map';
import type { StoredRegistration } from './registration-plan';
import { storedRegistrations } from './registration';

/** Larger calls are refused. n8n itself takes 16 MB. */
const MOST_BYTES = 4 * 1024 * 1024;

/**
 * The most that is parsed of a call whose proof lies in its content: anybody can send one. The services' documented events have up
 * to some thousand bytes.
 */
export const MOST_UNPROVEN_BYTES = 128 * 1024;

const MOST_FORM_BYTES = 16 * 1024;

const MOST_RUNNING = 2_000;

const MOST_DONE = 20_000;

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
export interface ServiceEvent {
	type: string;
	/** The same for every delivery of the event. */
	id: string;
	/** Where the ID is made of the content: the record that the content is about. Only its newest content counts as a repeat. */
	subject?: string;
	/** When the service made it, in milliseconds since the epoch; absent where it does not tell. */
	sentAt?: number;
	body: IDataObject;
}

/** What a trigger takes. */
export interface DeliveryRules {
	/** Proves a call with the secrets of the registrations; undefined for a forged one. */
	verify(delivery: Delivery, known: readonly StoredRegistration[]): ServiceEvent | undefined;
	/** Whether the workflow wants this event; others are acknowledged and dropped. */
	wants(type: string): boolean;
	/** Events that the service made longer ago are refused as replays; 0 takes all. */
	oldestMs: number;
	/** How long a delivered event is remembered; without an end where it is left out. */
	repeatsMs?: number;
}

interface Done {
	id: string;
	at: number;
}

/** Which events this process is working on, and which it has delivered. Both with a bound. */
export class DeliveryMemory {
	private readonly running = new Set<string>();

	private readonly done: LruMap<Done>;

	constructor(
		private readonly mostRunning = MOST_RUNNING,
		mostDone = MOST_DONE,
	) {
		this.done = new LruMap(mostDone);
	}

	/** Takes an event in, unless it is known: `busy` means that the sender should try again. */
	begin(
		receiver: string,
		{ id, subject = id }: Pick<ServiceEvent, 'id' | 'subject'>,
		repeatsMs = Infinity,
	): 'new' | 'busy' | 'done' {
		const last = this.done.get(digestOf(receiver, subject));
		if (last?.id === id && Date.now() - last.at < repeatsMs) return 'done';
		const key = digestOf(receiver, id);
		if (this.running.has(key) || this.running.size >= this.mostRunning) return 'busy';
		this.running.add(key);
		return 'new';
	}

	/** Ends the work on an event. One that was not delivered may come again. */
	end(
		receiver: string,
		{ id, subject = id }: Pick<ServiceEvent, 'id' | 'subject'>,
		delivered: boolean,
	): void {
		this.running.delete(digestOf(receiver, id));
		if (delivered) this.done.set(digestOf(receiver, subject), { id, at: Date.now() });
	}
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

/** Refuses a delivery, without a reason. */
export function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
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
function receiverOf(context: IWebhookFunctions): string {
	return [context.getWorkflow().id, context.getNode().id, context.getMode()].join(' ');
}

/**
 * Takes a delivery: proves it, drops repeats, and starts the workflow. The sender gets exactly 200 for what was taken or is not
 * wanted, 503 for what it should send again, 4xx for what is no delivery.
 */
export function receive(
	context: IWebhookFunctions,
	reception: DeliveryRules,
): IWebhookResponseData {
	const raw = bytesOf(context);
	if (raw.length > MOST_BYTES) return refuse(context, 413);
	const known = storedRegistrations(context);
	// The first delivery can come before n8n has stored the secret of the registration.
	if (known.length === 0) return refuse(context, 503);
	const { headers, query } = context.getRequestObject();
	let refusal = 401;
	const read = (most = MOST_BYTES) => {
		const content = raw.length > most ? undefined : contentOf(raw);
		if (!content) refusal = raw.length > most ? 413 : 400;
		return content;
	};
	const event = reception.verify({ raw, headers, query, read }, known);
	if (!event || isStale(event, reception)) return refuse(context, refusal);
	if (!reception.wants(event.type)) return answer(context, 200, words('ok'));

	const response = context.getResponseObject();
	// The sender has hung up and will come again; n8n would start the workflow all the same.
	if (response.closed) return { noWebhookResponse: true };
	const receiver = receiverOf(context);
	const state = memory.begin(receiver, event, reception.repeatsMs);
	if (state === 'busy') return refuse(context, 503);
	if (state === 'done') return answer(context, 200, words('ok'));
	response.once('close', () => {
		const { statusCode, writableFinished } = response;
		memory.end(receiver, event, writableFinished && statusCode >= 200 && statusCode < 300);
	});
	return {
		workflowData: [[{ json: { ...event.body, eventKey: event.id, eventType: event.type } }]],
		webhookResponse: words('ok'),
	};
}

function isStale({ sentAt }: ServiceEvent, { oldestMs }: DeliveryRules): boolean {
	return oldestMs > 0 && sentAt !== undefined && Date.now() - sentAt > oldestMs;
}

/**
 * Plays the token endpoint that a service asks before it delivers.
 *
 * @param issue the answer for a form that carries the registration's client secret; undefined refuses
 */
export function answerToken(
	context: IWebhookFunctions,
	issue: (form: string, clientSecret: string) => IDataObject | undefined,
): IWebhookResponseData {
	const raw = bytesOf(context);
	if (raw.length > MOST_FORM_BYTES) return refuse(context, 413);
	const form = raw.toString('utf8');
	for (const { keys } of storedRegistrations(context)) {
		const token = keys.clientSecret === undefined ? undefined : issue(form, keys.clientSecret);
		if (token) return answer(context, 200, token, { 'Cache-Control': 'no-store' });
	}
	return refuse(context, 401);
}
