import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServiceId } from '../../../providers';

export type { ServiceId };

/** How a service treats a refresh token that has been used: kept, replaced with 60 s grace for the old one, or replaced at once. */
export type Rotation = 'none' | 'grace' | 'strict';

/** Steerable behaviour of one service; `POST /__sandbox/config` changes it, a reset restores the default. */
export interface ServiceConfig {
	/** Life of an access token in seconds; what the token answer's `expires_in` says unless `expiresIn` overrides it. */
	tokenLifetimeSeconds: number;
	/** What the token answer says instead of the real life: any JSON value, or `'omit'` to leave the key out. */
	expiresIn?: unknown;
	/** Only the newest access token of a grant is accepted. */
	singleValidToken: boolean;
	rotation: Rotation;
	/** Enforce the service's rate limits and daily quota. */
	quotas: boolean;
	/** Added to every answer, in milliseconds. */
	latencyMs: number;
	/** How a refused access token is answered where the fact sheet leaves a choice: the status to use. */
	refusedStatus?: number;
	/** Which of the sheet's contradictory forms the service plays, by a name that the service documents on the sandbox page. */
	variant?: string;
}

/** One request as it came over the wire, and how it was answered. */
export interface LogEntry {
	/** Running number, from 1; never restarts, not even on reset. */
	seq: number;
	/** Milliseconds since the epoch. */
	at: number;
	service: ServiceId;
	/** `token` for calls to a token endpoint, `call` for everything else. */
	kind: 'token' | 'call';
	method: string;
	/** Path below the service's base, with a leading slash and without the query, e.g. `/vendors`. */
	path: string;
	query: Record<string, string | string[]>;
	/** Lower-cased names. */
	headers: Record<string, string>;
	/** The exact body as text (latin1 for binary bodies). */
	rawBody: string;
	status: number;
	/** Name of the fault that shaped the answer, where one did. */
	fault?: string;
}

/** A fault to inject. The first fault that matches and has `times` left is applied. */
export interface Fault {
	service: ServiceId;
	/** Limits the fault to token calls or ordinary calls. */
	kind?: 'token' | 'call';
	method?: string;
	/** Regular expression on the path below the service's base. */
	path?: string;
	/** How many requests it hits; default 1, or all of its time. */
	times?: number;
	/** For how long it hits; default: until `times` are over. */
	seconds?: number;
	/** How many matching requests pass before it starts; default 0. */
	skip?: number;
	/** Answer with this status instead of the service's own answer. The service is not called. */
	status?: number;
	headers?: Record<string, string>;
	/** A string is sent as it is, anything else as JSON. */
	body?: unknown;
	/** Answer with a message that says back the headers and the body that came in, as careless gateways do. */
	echo?: boolean;
	contentType?: string;
	/** Wait before the answer starts, in milliseconds. */
	delayMs?: number;
	/** Wait between the headers and the body, in milliseconds. */
	bodyDelayMs?: number;
	/** `before`: close the connection without handling the request; `after`: let the service handle it, then close without an answer. */
	reset?: 'before' | 'after';
	/** Send the service's own answer but cut the body in half and close. */
	truncate?: boolean;
	/** Send the service's own answer with the body made unparseable. */
	malform?: boolean;
	/** Send the service's own body under a gzip header although it is not gzip. */
	gzipDamage?: boolean;
}

/** The state of a token value that a client sends. */
export type TokenState = 'valid' | 'expired' | 'revoked' | 'unknown';

export interface IssuedToken {
	value: string;
	service: ServiceId;
	/** Who it belongs to, e.g. a client id. */
	subject: string;
	kind: 'access' | 'refresh' | 'code';
	/** Milliseconds since the epoch. */
	issuedAt: number;
	expiresAt: number;
	/** Free data of the service (scope, redirect URI ...). */
	data: Record<string, unknown>;
}

export interface TokenStore {
	/** Makes a token; in single-valid-token mode earlier access tokens of the same service and subject are revoked. */
	issue(options: {
		service: ServiceId;
		subject: string;
		kind: IssuedToken['kind'];
		/** Default: the service's `tokenLifetimeSeconds`. */
		lifetimeSeconds?: number;
		/** Start of the value, e.g. `acme_at_`. */
		prefix?: string;
		/** The whole value, where a service prescribes its form. */
		value?: string;
		data?: Record<string, unknown>;
	}): IssuedToken;
	find(value: string): IssuedToken | undefined;
	state(service: ServiceId, kind: IssuedToken['kind'], value: string): TokenState;
	revoke(value: string, afterMs?: number): void;
	/** Every access token of the service (or of all kinds named) counts as expired from now on. */
	expireAll(service: ServiceId, kinds?: Array<IssuedToken['kind']>): void;
	revokeAll(service: ServiceId, kinds?: Array<IssuedToken['kind']>): void;
}

/** What a client must know to get in; seeded, changeable by `POST /__sandbox/secrets`. Keys differ per service. */
export type Secrets = Record<string, string>;

export interface Webhook {
	service: ServiceId;
	/** The service's own id of the registration. */
	id: string;
	url: string;
	data: Record<string, unknown>;
}

/** What a service gets from the sandbox. */
export interface SandboxContext {
	now(): number;
	config(service: ServiceId): ServiceConfig;
	/** Current secrets of the service. */
	secrets(service: ServiceId): Secrets;
	tokens: TokenStore;
	/** Counts a request against a quota; returns the wait in milliseconds when the quota is used up, else undefined. Does nothing when quotas are off. */
	quota(
		service: ServiceId,
		key: string,
		limits: { perSecond?: number; perMinute?: number; perDay?: number },
	): number | undefined;
	/** Deterministic pseudo-random numbers, restarted on reset. */
	random(): number;
	/** Sends a webhook delivery and retries by the plan; waits are divided by the steering value `timeCompression` (default 1000). */
	deliver(delivery: Delivery): Promise<DeliveryResult>;
	/** The sandbox's own origin, e.g. `http://127.0.0.1:4600`. */
	origin(): string;
}

export interface Delivery {
	service: ServiceId;
	url: string;
	method?: string;
	headers: Record<string, string>;
	body: string;
	/** Waits between attempts, in milliseconds of real service time. */
	retryAfterMs: number[];
	accept(status: number): boolean;
	/** Called before each attempt; may change the headers (a service may ask for a token first). */
	prepare?(headers: Record<string, string>): Promise<Record<string, string>>;
}

export interface DeliveryResult {
	delivered: boolean;
	attempts: Array<{ at: number; status?: number; error?: string; body?: string }>;
}

/** A request with the exact body that came in. */
export interface SandboxRequest extends FastifyRequest {
	/** The exact bytes; empty buffer where there was no body. */
	raw_body: Buffer;
	/** Set by a service when the request is one for a token. */
	sandboxKind?: 'token' | 'call';
}

/** Something that happens at a service without the one who watches it doing it through the API. */
export interface SandboxAction {
	id: string;
	/** Title of its button, e.g. `Deliver the next order`. */
	label: string;
	/** Does it; a sentence says what was done. */
	run(context: SandboxContext): string;
}

/** One simulated service. */
export interface ServiceModule {
	id: ServiceId;
	/** Human name. */
	name: string;
	/** Where it is mounted: path prefix to the part of the service's own URL that a credential's base URL holds, e.g. `/acme/v1`. The first one is the base URL. */
	mounts: Record<string, string>;
	/** Its seeded secrets. */
	secrets: Secrets;
	defaults: Partial<ServiceConfig>;
	/** Adds routes; paths are full paths below the sandbox's origin. Called once. */
	register(app: FastifyInstance, context: SandboxContext): void;
	/** Puts the data back to the seed. */
	reset(): void;
	/** Emits a domain event to the registered webhooks; absent where the service has none. */
	emit?(
		context: SandboxContext,
		event: { type: string; payload?: Record<string, unknown> },
	): Promise<DeliveryResult[]>;
	/** What somebody does at the service, by buttons of the sandbox page. */
	actions?: readonly SandboxAction[];
	/** Markdown-free sentences for the sandbox page: variants, seeded data, hints. */
	notes: string[];
	/** Method and path pairs (below the base URL, `{name}` parameters) that it answers; made from the same table that registers the routes. */
	routes(): Array<{ method: string; path: string }>;
}

export type Handler = (request: SandboxRequest, reply: FastifyReply) => Promise<unknown> | unknown;
