import { isRecord, parseJson } from '../../../sandbox/core/body.mts';
import { isLoopback } from '../../../sandbox/core/deliver.mts';
import type { DeliveryResult, SandboxContext } from '../../../sandbox/core/types.mts';
import { answerQuery } from './graph.mts';
import { store } from './store.mts';
import type { Authentication, Configuration, Hook } from './store.mts';
import { fits, resourceOf, subjects } from './types.mts';
import type { Resource, Subject } from './types.mts';

/** Tries in all; their spacing is not documented, a minute here. */
const TRIES = 10;
const RETRY_WAIT_MS = 60_000;

const DEFAULT_EVENT = '4711';

/** Payload keys of an emitted event that name the record. */
const ID_KEYS: Record<Resource, string> = {
	events: 'eventId',
	orders: 'orderId',
	attendees: 'attendeeId',
	contacts: 'contactId',
	invitees: 'inviteeId',
};

/** Sends a webhook type to every hook that asked for it. */
export async function emit(
	sandbox: SandboxContext,
	event: { type: string; payload?: Record<string, unknown> },
): Promise<DeliveryResult[]> {
	const resource = resourceOf(event.type);
	if (!resource) return [];
	const payload = event.payload ?? {};
	const subject = subjectOf(resource, event.type, payload);
	const sent = store.configurations
		.filter(({ eventId }) => eventId === undefined || eventId === subject.eventId)
		.flatMap((configuration) =>
			configuration.hooks
				.filter(({ type }) => type === event.type)
				.map(async (hook) => send(sandbox, configuration, hook, subject, payload.data)),
		);
	return Promise.all(sent);
}

/** One webhook about one record; `data` replaces what the hook's query selects. */
export async function send(
	sandbox: SandboxContext,
	{ authentication }: Configuration,
	hook: Hook,
	subject: Subject,
	data?: unknown,
): Promise<DeliveryResult> {
	const body = data === undefined ? await selected(hook, subject) : { data };
	return sandbox.deliver({
		service: 'doo',
		url: hook.endpoint,
		method: hook.method,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
		retryAfterMs: new Array<number>(TRIES - 1).fill(RETRY_WAIT_MS),
		accept: (status) => status === 200,
		...(authentication && {
			prepare: async (headers) => ({ ...headers, ...(await signedHeader(authentication)) }),
		}),
	});
}

/** Asks the receiver for a token and makes the header of it. */
async function signedHeader(authentication: Authentication): Promise<Record<string, string>> {
	const { endpoint, credentials, grant_type: grant } = authentication;
	if (!isLoopback(endpoint))
		throw new Error('The token URL of the receiver is not on this machine.');
	const answer = await fetch(endpoint, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			client_id: credentials.client_id,
			client_secret: credentials.client_secret,
			grant_type: grant,
		}).toString(),
	});
	const parsed = parseJson(await answer.text());
	const token = parsed.ok && isRecord(parsed.value) ? parsed.value.access_token : undefined;
	if (answer.status !== 200 || typeof token !== 'string') {
		throw new Error(`The receiver gave no token (${answer.status}).`);
	}
	return {
		[authentication.header_format]: authentication.header_value_format.replace(
			'%ACCESS_TOKEN%',
			token,
		),
	};
}

/** The result of the hook's own query, or the whole record where it has none. */
async function selected({ origin }: Hook, subject: Subject): Promise<object> {
	if (!origin) return { data: { [subject.resource.slice(0, -1)]: recordOf(subject) } };
	const filled = parseJson(withIds(origin.body, subject));
	if (!filled.ok || !isRecord(filled.value) || typeof filled.value.query !== 'string') {
		return { errors: [{ message: 'The body of origin is no GraphQL request.' }], data: null };
	}
	const { query, operationName, variables } = filled.value;
	return answerQuery({
		query,
		operationName: typeof operationName === 'string' ? operationName : null,
		variables: isRecord(variables) ? variables : null,
	});
}

/** `%EVENT_ID%` is documented; the placeholders of the other resources follow its pattern here. */
function withIds(text: string, { resource, id, eventId }: Subject): string {
	const own = `%${resource.slice(0, -1).toUpperCase()}_ID%`;
	return text.replaceAll('%EVENT_ID%', eventId ?? '').replaceAll(own, id);
}

function recordOf({ resource, id }: Subject): object | undefined {
	const rows: ReadonlyArray<{ id: string }> = store.data[resource];
	return rows.find((row) => row.id === id);
}

function subjectOf(resource: Resource, type: string, payload: Record<string, unknown>): Subject {
	const all = subjects(resource);
	const wanted = payload[ID_KEYS[resource]];
	const eventId = String(payload.eventId ?? DEFAULT_EVENT);
	const ofEvent = all.filter((subject) => subject.eventId === eventId);
	const subject =
		wanted === undefined
			? (ofEvent.find((row) => fits(type, row)) ?? ofEvent[0] ?? all[0])
			: all.find(({ id }) => id === String(wanted));
	if (subject) return subject;
	return { resource, id: String(wanted), eventId, updatedAt: '2026-01-01T00:00:00+01:00' };
}
