import { createHmac, randomUUID } from 'node:crypto';
import type { DeliveryResult, SandboxContext } from '../../../sandbox/core/types.mts';
import { hasVariant } from '../../../sandbox/core/variant.mts';
import { utc } from './data.mts';
import { dataOf, isKnownEvent, wants } from './events.mts';
import { store } from './store.mts';
import type { WebhookDelivery, WebhookRegistration } from './types.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Waits before the second to the eighth attempt. */
const RETRY_AFTER_MS = [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, 24 * HOUR];

/** Failed attempts in a row that disable a registration. */
const FAILURES_TO_DISABLE = 100;

type Payload = Record<string, unknown>;

/** Lower-case hex HMAC-SHA256 over the exact body; the key is the whole secret. */
export function signature(body: string, secret: string): string {
	return createHmac('sha256', secret).update(body).digest('hex');
}

/**
 * Sends an event to every active registration that wants it. The payload may hold `id`,
 * `created_at`, `data` (merged into the record's), `previous_data`, `test`, and `record_id`.
 */
export async function emit(
	sandbox: SandboxContext,
	event: { type: string; payload?: Payload },
): Promise<DeliveryResult[]> {
	if (!isKnownEvent(event.type)) return [];
	const body = eventBody(sandbox, event.type, event.payload ?? {});
	const receivers = store.webhooks.filter(
		({ status, events }) => status === 'active' && wants(events, event.type),
	);
	return Promise.all(receivers.map(async (webhook) => send(sandbox, webhook, body)));
}

/** Tells the receivers about a change that came in through the API; nobody waits for it. */
export function announce(
	sandbox: SandboxContext,
	type: string,
	recordId: string,
	previous: object | null = null,
): void {
	const payload = { record_id: recordId, previous_data: previous };
	void emit(sandbox, { type, payload });
}

/** The test event right after a registration, which only the second documented form has. */
export function greet(sandbox: SandboxContext, webhook: WebhookRegistration): void {
	if (!isSetB(sandbox)) return;
	const data = { subscriptionId: webhook.id, timestamp: new Date(sandbox.now()).toISOString() };
	const payload = { data, test: true };
	void send(sandbox, webhook, eventBody(sandbox, 'webhook.test', payload));
}

function eventBody(sandbox: SandboxContext, type: string, payload: Payload): Payload {
	const {
		id,
		created_at: createdAt,
		data,
		previous_data: previous,
		test,
		record_id: recordId,
	} = payload;
	const merged = {
		...dataOf(type, typeof recordId === 'string' ? recordId : undefined),
		...(typeof data === 'object' ? data : {}),
	};
	const isTest = test ?? (type === 'webhook.test' ? true : undefined);
	return {
		id: id ?? store.id('evt'),
		type,
		created_at: createdAt ?? utc(sandbox.now()),
		data: merged,
		previous_data: previous ?? (type.endsWith('.created') ? null : previousOf(merged)),
		...(isTest === undefined ? {} : { test: isTest }),
	};
}

/** A plausible state before the event: the same record, still active or confirmed. */
function previousOf(data: Payload): Payload | null {
	if (typeof data.status !== 'string') return null;
	return { ...data, status: 'scheduled_at' in data ? 'confirmed' : 'active' };
}

async function send(
	sandbox: SandboxContext,
	webhook: WebhookRegistration,
	event: Payload,
): Promise<DeliveryResult> {
	const delivery: WebhookDelivery = {
		id: `dlv_${randomUUID()}`,
		event_id: String(event.id),
		event_type: String(event.type),
		status: 'pending',
		response_code: null,
		attempts: 0,
		created_at: utc(sandbox.now()),
	};
	webhook.deliveries.push(delivery);
	const { headers, body } = isSetB(sandbox)
		? setB(sandbox, webhook, event, delivery.id)
		: setA(webhook, event, delivery.id);
	const result = await sandbox.deliver({
		service: 'otesse',
		url: webhook.url,
		headers: { 'content-type': 'application/json', ...headers },
		body,
		retryAfterMs: RETRY_AFTER_MS,
		accept: (status) => status >= 200 && status < 300,
	});
	delivery.status = result.delivered ? 'delivered' : 'failed';
	delivery.attempts = result.attempts.length;
	delivery.response_code = result.attempts.at(-1)?.status ?? null;
	const failed = result.attempts.length - (result.delivered ? 1 : 0);
	webhook.failures = result.delivered ? 0 : webhook.failures + failed;
	if (webhook.failures >= FAILURES_TO_DISABLE) webhook.status = 'disabled';
	return result;
}

interface Message {
	headers: Record<string, string>;
	body: string;
}

function setA({ secret }: WebhookRegistration, event: Payload, deliveryId: string): Message {
	const body = JSON.stringify(event);
	return {
		headers: { 'x-otesse-delivery': deliveryId, 'x-otesse-signature': signature(body, secret) },
		body,
	};
}

function setB(
	sandbox: SandboxContext,
	{ secret }: WebhookRegistration,
	event: Payload,
	deliveryId: string,
): Message {
	const { type, data, test } = event;
	const timestamp = new Date(sandbox.now()).toISOString();
	const body = JSON.stringify({ id: deliveryId, type, timestamp, data, test: test ?? false });
	return { headers: { 'x-webhook-signature': `sha256=${signature(body, secret)}` }, body };
}

function isSetB(sandbox: SandboxContext): boolean {
	return hasVariant(sandbox.config('otesse'), 'set-b-webhooks');
}
