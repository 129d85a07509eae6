import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { allowedDomainsOf } from './domains';
import type { Patience } from './line';
import { Stopped } from './line';
import type { Limiter } from './limiter';
import { limiterFor, pause } from './limiter';
import { limitsOf } from './limits';
import { probe } from './probe';
import {
	copyFor,
	markProven,
	noteRefused,
	obtainedAt,
	renewalDue,
	renewalMoment,
	tokenAwaited,
} from './renewal';
import { secretsIn } from './redact';
import { readReply } from './reply';
import { waitAsked } from './retry';
import { talkOf } from './talk';
import type { CredentialData, CredentialProfile, Reply, ServiceFailure } from './types';
import { WaitLog } from './waits';

/** How many tokens are tried for one request. Most of them come from other processes: an exchange is given up sooner. */
const TOKENS = 6;
const LOOKS = 3;
const REDIRECTS = 5;
/** Longest pause that a service's "too many requests" imposes on the other requests of its account. */
const LONGEST_PAUSE_MS = 120_000;
/** A whole answer may take so many times the time-out, which only covers silence. */
const WHOLE_ANSWER = 5;
/** Secrets of earlier requests that are remembered. */
const MOST_SENT = 100;
/** What n8n may spend on a renewal before it sends. */
const RENEWAL_MS = 150_000;

/** What a session needs of n8n; execution, poll, hook and list-search contexts all have it. */
export interface SessionContext {
	getNode(): INode;
	getCredentials(type: string, itemIndex?: number): Promise<object>;
	getExecutionCancelSignal?(): AbortSignal | undefined;
	helpers: {
		httpRequest(options: IHttpRequestOptions): Promise<unknown>;
		httpRequestWithAuthentication: (
			type: string,
			options: IHttpRequestOptions,
			extra?: {
				credentialsDecrypted?: { id: string; name: string; type: string; data: CredentialData };
			},
		) => Promise<unknown>;
	};
}

function isReplyShape(
	value: unknown,
): value is { statusCode: number; headers: unknown; body: unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'statusCode' in value &&
		typeof value.statusCode === 'number' &&
		'headers' in value &&
		'body' in value
	);
}

/** Why there is no token. */
interface RenewalFailure {
	kind: string;
	message: string;
	description?: string;
	/** ms since the epoch: until then nobody asks for a token again. */
	until?: number;
}

/** The renewal hook's error in what n8n made of it. */
export function renewalFailureIn(error: unknown): RenewalFailure | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
		const kind: unknown = Reflect.get(current, 'renewalKind');
		if (typeof kind === 'string') {
			const description: unknown = Reflect.get(current, 'description');
			const until: unknown = Reflect.get(current, 'renewalUntil');
			return {
				kind,
				message: current.message,
				...(typeof description === 'string' ? { description } : {}),
				...(typeof until === 'number' ? { until } : {}),
			};
		}
		current = current.cause;
	}
	return undefined;
}

/** Ends a request whose answer drips in for ever: the time-out of n8n's helper begins anew with each byte, and it takes no signal. */
async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
	const over = AbortSignal.timeout(ms);
	let end = () => {};
	const late = new Promise<never>((_resolve, reject) => {
		end = () =>
			reject(Object.assign(new Error('The answer came too slowly'), { code: 'ETIMEDOUT' }));
		over.addEventListener('abort', end, { once: true });
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		over.removeEventListener('abort', end);
	}
}

/** One credential and the service behind it: keeps the token good, the pace polite, and the credential at home. */
export class Conversation {
	private refusedAt: number | undefined;

	/** When `known` was read, in milliseconds since the epoch. */
	private readAt = Date.now();

	/** How often to look for another worker's token after a refused exchange; less when it has been in vain. */
	private looks = LOOKS;

	/** Tokens come and go while requests run side by side. */
	private readonly sent = new Set<string>();

	readonly waits = new WaitLog();

	private constructor(
		private readonly context: SessionContext,
		readonly profile: CredentialProfile,
		private known: CredentialData,
		private readonly itemIndex: number,
		private readonly limiter: Limiter,
	) {}

	/** Reads the credential once; later reads happen only around a renewal. */
	static async open(
		context: SessionContext,
		profile: CredentialProfile,
		itemIndex: number,
	): Promise<Conversation> {
		const credentials = { ...(await context.getCredentials(profile.name, itemIndex)) };
		const limiter = limiterFor(profile.account(credentials), limitsOf(profile, credentials));
		return new Conversation(context, profile, credentials, itemIndex, limiter);
	}

	get credentials(): CredentialData {
		return this.known;
	}

	/** What no error may show: the secrets of the credential, and the tokens that requests have carried. */
	get secrets(): string[] {
		return [...secretsIn(this.known), ...this.sent];
	}

	/** n8n renews the tokens of OAuth2 by itself: what the last request carried stands in the database only. */
	async learnSent(): Promise<void> {
		if (this.profile.headers) return;
		await this.reread();
		this.remember(this.known);
	}

	private remember(credentials: CredentialData): void {
		for (const secret of secretsIn(credentials)) this.sent.add(secret);
		for (const oldest of this.sent) {
			if (this.sent.size <= MOST_SENT) return;
			this.sent.delete(oldest);
		}
	}

	/** Ends when the execution is stopped; absent where n8n gives no signal. */
	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	/** How fast this process may ask with the account. */
	get pace(): Limiter['pace'] {
		return this.limiter.pace;
	}

	/** Where n8n may send the credential, as a person has limited it. */
	domains(): { allowedDomains?: string } {
		return allowedDomainsOf(this.credentials);
	}

	/** Sends until the service takes the token: a refused one is replaced. */
	async send(options: IHttpRequestOptions, patience: Patience = {}): Promise<Reply> {
		for (let round = 0; ; round++) {
			await this.beforeRenewal();
			const copy = copyFor(this.profile, this.credentials, {
				readAt: this.readAt,
				...(this.refusedAt === undefined ? {} : { refusedAt: this.refusedAt }),
			});
			// The place comes before the turn: a turn that waits for a place would be used late, together with another.
			const running = this.limiter
				.run(async () => await this.redirected(options, copy, patience), patience)
				.finally(() => this.remember(copy));
			const reply = await running.catch(async (error: unknown) =>
				round < TOKENS && (await this.renewedElsewhere(error, copy)) ? undefined : await running,
			);
			if (!reply) continue;
			const failure = this.profile.readFailure(reply);
			if (failure?.kind === 'limited') {
				const wait = waitAsked(reply.headers, Date.now());
				this.limiter.refused(wait === undefined ? wait : Math.min(wait, LONGEST_PAUSE_MS));
			}
			if (!failure || !(await this.tokenRefused(failure, copy, patience))) {
				if (!failure) markProven(this.profile, copy);
				return reply;
			}
			if (round >= TOKENS || !this.profile.grant) return reply;
			this.noteRefusal(obtainedAt(this.profile, copy));
		}
	}

	/** Waits for the account's next turn. */
	private async turn(patience: Patience): Promise<void> {
		const reason = this.limiter.paused ? 'asked' : 'turn';
		await this.waits.during(reason, async () => await this.limiter.slot(patience));
	}

	private async tokenRefused(
		failure: ServiceFailure,
		copy: CredentialData,
		patience: Patience,
	): Promise<boolean> {
		if (failure.kind === 'expired') return true;
		if (failure.kind !== 'doubtful' || !this.profile.grant) return false;
		await this.turn(patience);
		const helpers = {
			httpRequest: async (options: IHttpRequestOptions) =>
				await this.context.helpers.httpRequest({ ...options, ...this.domains() }),
		};
		return (await probe(helpers, this.profile, copy)) === 'refused';
	}

	/** Another worker may have renewed already: look in the database, wait for this process's moment, look again; then the hook renews. */
	private async beforeRenewal(): Promise<void> {
		if (!renewalDue(this.profile, this.credentials)) return;
		await this.reread();
		const wait = renewalMoment(this.profile, this.credentials) - Date.now();
		if (wait <= 0 || !renewalDue(this.profile, this.credentials)) return;
		await pause(wait, this.signal);
		if (renewalDue(this.profile, this.credentials)) await this.reread();
	}

	private noteRefusal(refusedAt: number | undefined): void {
		if (refusedAt === undefined) return;
		this.refusedAt = Math.max(this.refusedAt ?? 0, refusedAt);
		noteRefused(this.profile, this.credentials, refusedAt);
	}

	/**
	 * An exchange is refused also when another worker has just used the same refresh token: then its token is in the database, or
	 * will soon be.
	 */
	private async renewedElsewhere(error: unknown, copy: CredentialData): Promise<boolean> {
		const { postponedUntil } = talkOf(copy);
		if (postponedUntil !== undefined) {
			await pause(postponedUntil - Date.now(), this.signal);
			await this.reread();
			return true;
		}
		const kind = renewalFailureIn(error)?.kind;
		if (kind !== 'refused' || !this.known.sessionRefreshToken) return false;
		for (let look = 0; look < this.looks; look++) {
			await pause((100 + Math.random() * 400) * 2 ** look, this.signal);
			await this.reread();
			if (!renewalDue(this.profile, this.known)) return true;
		}
		this.looks = 1;
		return false;
	}

	private async reread(): Promise<void> {
		const readAt = Date.now();
		this.known = {
			...(await this.context.getCredentials(this.profile.name, this.itemIndex)),
		};
		this.readAt = readAt;
	}

	/**
	 * Follows redirects inside the same origin only: n8n would send an API key to any host. A write that is redirected with 301 or
	 * 302 is not: it would become a read, whose answer looks like a success.
	 */
	private async redirected(
		options: IHttpRequestOptions,
		copy: CredentialData,
		patience: Patience,
	): Promise<Reply> {
		let current = options;
		for (let hops = 0; ; hops++) {
			const reply = await this.once(current, copy, patience);
			const { location } = reply.headers;
			if (![301, 302, 303, 307, 308].includes(reply.status)) return reply;
			if (!location) {
				throw new UserError(`${this.profile.service} redirects without saying where to`);
			}
			const from = new URL(current.url);
			if (!URL.canParse(location, from.href)) {
				throw new UserError(`${this.profile.service} redirects to an address that is none`);
			}
			const to = new URL(location, from);
			to.username = '';
			to.password = '';
			if (to.origin !== from.origin) {
				throw new UserError(
					`${this.profile.service} redirects to ${to.origin === 'null' ? to.protocol : to.origin}, where the credential is not sent`,
					{ description: `The redirect came from ${from.origin}${from.pathname}.` },
				);
			}
			if (hops >= REDIRECTS) {
				throw new UserError(`${this.profile.service} redirects more than ${REDIRECTS} times`);
			}
			const write = current.method !== 'GET' && current.method !== 'HEAD';
			if (write && reply.status < 303) {
				throw new UserError(
					`${this.profile.service} redirects this ${current.method} to ${to.pathname}, which only a GET would follow`,
					{
						description:
							'If the path has moved, use the new one. Check in the service first whether the request was carried out.',
					},
				);
			}
			const toGet = reply.status === 303 && write;
			const { body, headers, ...rest } = current;
			const bare = Object.fromEntries(
				Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-type'),
			);
			current = toGet
				? { ...rest, headers: bare, url: to.href, method: 'GET' }
				: {
						...rest,
						headers: headers ?? {},
						url: to.href,
						...(body === undefined ? {} : { body }),
					};
		}
	}

	private async once(
		options: IHttpRequestOptions,
		copy: CredentialData,
		patience: Patience,
	): Promise<Reply> {
		const request = { ...options, headers: { ...options.headers } };
		if (this.profile.headers) return await this.helped(request, patience, copy);
		const reply = await this.helped(request, patience);
		if (reply.status !== 401) return reply;
		// n8n signs and refreshes OAuth2 itself, but refreshes only on an error that it sees: a refused token is sent again with
		// statuses on.
		return await this.helped({ ...request, ignoreHttpStatusErrors: false }, patience);
	}

	/** One request through n8n's helper, in its turn. */
	private async helped(
		request: IHttpRequestOptions,
		patience: Patience,
		copy?: CredentialData,
	): Promise<Reply> {
		await this.turn(patience);
		if (this.signal?.aborted) throw new Stopped();
		const { name } = this.profile;
		const { httpRequestWithAuthentication: send } = this.context.helpers;
		// Without a copy n8n reads the credential, and renews it, by itself.
		const renews = !copy || tokenAwaited(this.profile, copy);
		const sent = copy
			? send.call(this.context, name, request, {
					credentialsDecrypted: { id: '', name: '', type: name, data: copy },
				})
			: send.call(this.context, name, request);
		const wholeMs = (request.timeout ?? 0) * WHOLE_ANSWER + (renews ? RENEWAL_MS : 0);
		const begun = Date.now();
		const answer = await withinTime(sent, wholeMs).finally(() =>
			this.limiter.took(Date.now() - begun),
		);
		if (!isReplyShape(answer)) throw new UserError('n8n gave no complete answer');
		return readReply(answer);
	}
}
