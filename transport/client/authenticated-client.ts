import type { IHttpRequestOptions } from 'n8n-workflow';

import { probe } from '../auth/probe';
import {
	copyFor,
	markProven,
	noteRead,
	noteRefused,
	obtainedAt,
	renewalDue,
	renewalMoment,
	storingTime,
	tokenAwaited,
} from '../auth/session-grant';
import { talkOf } from '../auth/talk';
import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { HttpResponse, ServiceFailure } from '../contracts/response';
import { pause, CancelledError } from '../core/cancellation';
import { renewalFailureIn } from '../core/renewal-error';
import { allowedDomainsOf } from '../http/allowed-domains';
import { secretsIn } from '../http/redaction';
import { redirection } from '../http/redirects';
import { requestedWaitMs } from '../http/retry';
import type { RequestContext } from '../http/send';
import { sendWithCredential } from '../http/send';
import { Limiter, limiterFor } from '../rate-limit/limiter';
import { limitsOf } from '../rate-limit/limits';
import type { WaitBudget } from '../rate-limit/wait-budget';
import { WaitLog } from '../rate-limit/wait-log';

/** How many tokens are tried for one request. Most of them come from other processes: an exchange is given up sooner. */
const TOKENS = 6;

const SHORTEST_LOOK_MS = 100;

const LONGEST_LOOK_MS = 2_000;

/** Longest pause that a service's "too many requests" imposes on the other requests of its account. */
const LONGEST_PAUSE_MS = 120_000;

/** A whole answer may take so many times the time-out, which only covers silence. */
const WHOLE_ANSWER = 5;

/** Secrets of earlier requests that are remembered. */
const MOST_SENT = 100;

/** What n8n may spend on a renewal before it sends. */
const RENEWAL_MS = 150_000;

/** A credential as the database has it. */
interface Stored {
	credentials: CredentialData;
	/** When it was asked for, in milliseconds since the epoch. */
	readAt: number;
}

async function read(
	context: RequestContext,
	profile: CredentialProfile,
	itemIndex: number,
): Promise<Stored> {
	const readAt = Date.now();
	const credentials = { ...(await context.getCredentials(profile.name, itemIndex)) };
	noteRead(profile, credentials, Date.now() - readAt);
	return { credentials, readAt };
}

/** One credential and the service behind it: keeps the token good, the pace polite, and the credential at home. */
export class AuthenticatedClient {
	private refusedAt: number | undefined;

	/** Another worker's token was looked for in vain after a refused exchange. */
	private lookedInVain = false;

	/** Tokens come and go while requests run side by side. */
	private readonly sent = new Set<string>();

	readonly waits = new WaitLog();

	private constructor(
		private readonly context: RequestContext,
		readonly profile: CredentialProfile,
		private stored: Stored,
		private readonly itemIndex: number,
		private readonly limiter: Limiter,
	) {}

	/** Reads the credential once; later reads happen only around a renewal. */
	static async open(
		context: RequestContext,
		profile: CredentialProfile,
		itemIndex: number,
	): Promise<AuthenticatedClient> {
		const stored = await read(context, profile, itemIndex);
		const { credentials } = stored;
		const limiter = limiterFor(profile.account(credentials), limitsOf(profile, credentials));
		return new AuthenticatedClient(context, profile, stored, itemIndex, limiter);
	}

	get credentials(): CredentialData {
		return this.stored.credentials;
	}

	/** What no error may show: the secrets of the credential, and the tokens that requests have carried. */
	get secrets(): string[] {
		return [...secretsIn(this.credentials), ...this.sent];
	}

	/** n8n renews the tokens of OAuth2 by itself: what the last request carried stands in the database only. */
	async learnSent(): Promise<void> {
		if (this.profile.headers) return;
		await this.reread();
		this.remember(this.credentials);
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
	async send(options: IHttpRequestOptions, budget: WaitBudget = {}): Promise<HttpResponse> {
		for (let round = 0; ; round++) {
			await this.beforeRenewal();
			const copy = copyFor(this.profile, this.credentials, {
				readAt: this.stored.readAt,
				...(this.refusedAt === undefined ? {} : { refusedAt: this.refusedAt }),
			});
			// The place comes before the turn: a turn that waits for a place would be used late, together with another.
			const running = this.limiter
				.withPermit(async () => this.heard(await this.redirected(options, copy, budget)), budget)
				.catch((error: unknown) => {
					throw talkOf(copy).failure ?? error;
				})
				.finally(() => this.remember(copy));
			const heard = await running.catch(async (error: unknown) =>
				round < TOKENS && (await this.renewedElsewhere(error, copy)) ? undefined : await running,
			);
			if (!heard) continue;
			const { response: reply, failure } = heard;
			if (!failure || !(await this.tokenRefused(failure, copy, budget))) {
				if (!failure) markProven(this.profile, copy);
				return reply;
			}
			if (round >= TOKENS || !this.profile.grant) return reply;
			this.noteRefusal(obtainedAt(this.profile, copy));
		}
	}

	/** What an answer says; one that says "too many requests" holds the account before its place is free for another request. */
	private heard(reply: HttpResponse): {
		response: HttpResponse;
		failure: ServiceFailure | undefined;
	} {
		const failure = this.profile.classify(reply);
		if (failure?.kind === 'limited') {
			const wait = requestedWaitMs(reply.headers, Date.now());
			this.limiter.noteTooManyRequests(
				wait === undefined ? wait : Math.min(wait, LONGEST_PAUSE_MS),
			);
		}
		return { response: reply, failure };
	}

	/** Waits for the account's next turn. */
	private async turn(budget: WaitBudget): Promise<void> {
		const reason = this.limiter.paused ? 'asked' : 'turn';
		await this.waits.during(reason, async () => await this.limiter.acquireRateToken(budget));
	}

	private async tokenRefused(
		failure: ServiceFailure,
		copy: CredentialData,
		budget: WaitBudget,
	): Promise<boolean> {
		if (failure.kind === 'expired') return true;
		if (failure.kind !== 'doubtful' || !this.profile.grant) return false;
		await this.turn(budget);
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
	 * An exchange is refused also when another worker has just used the same refresh token, or the same code: then its token is in
	 * the database, or will soon be.
	 */
	private async renewedElsewhere(error: unknown, copy: CredentialData): Promise<boolean> {
		const { postponedUntil } = talkOf(copy);
		if (postponedUntil !== undefined) {
			await pause(postponedUntil - Date.now(), this.signal);
			await this.reread();
			return true;
		}
		const kind = renewalFailureIn(error)?.kind;
		const repeatable = this.profile.grant?.steps.some(({ provesSecrets }) => provesSecrets) ?? true;
		if (kind !== 'refused' || (repeatable && !this.credentials.sessionRefreshToken)) return false;
		const since = Date.now();
		let wait = SHORTEST_LOOK_MS * (1 + Math.random());
		do {
			await pause(wait, this.signal);
			await this.reread();
			if (!renewalDue(this.profile, this.credentials)) return true;
			wait = Math.min(wait * 2, LONGEST_LOOK_MS);
		} while (
			!this.lookedInVain &&
			Date.now() - since < storingTime(this.profile, this.credentials)
		);
		this.lookedInVain = true;
		return false;
	}

	private async reread(): Promise<void> {
		this.stored = await read(this.context, this.profile, this.itemIndex);
	}

	private async redirected(
		options: IHttpRequestOptions,
		copy: CredentialData,
		budget: WaitBudget,
	): Promise<HttpResponse> {
		const bases = () => Object.values(this.profile.hosts(this.credentials));
		let current = options;
		for (let hops = 0; ; hops++) {
			const response = await this.once(current, copy, budget);
			const next = redirection(this.profile.service, bases, current, response, hops);
			if (!next) return response;
			current = next;
		}
	}

	private async once(
		options: IHttpRequestOptions,
		copy: CredentialData,
		budget: WaitBudget,
	): Promise<HttpResponse> {
		const request = { ...options, headers: { ...options.headers } };
		if (this.profile.headers) return await this.helped(request, budget, copy);
		const response = await this.helped(request, budget);
		if (response.status !== 401) return response;
		// n8n signs and refreshes OAuth2 itself, but refreshes only on an error that it sees: a refused token is sent again with
		// statuses on.
		return await this.helped({ ...request, ignoreHttpStatusErrors: false }, budget);
	}

	/** One request through n8n's helper, in its turn. */
	private async helped(
		request: IHttpRequestOptions,
		budget: WaitBudget,
		copy?: CredentialData,
	): Promise<HttpResponse> {
		await this.turn(budget);
		if (this.signal?.aborted) throw new CancelledError();
		// Without a copy n8n reads the credential, and renews it, by itself.
		const renews = !copy || tokenAwaited(this.profile, copy);
		const wholeMs = (request.timeout ?? 0) * WHOLE_ANSWER + (renews ? RENEWAL_MS : 0);
		const begun = Date.now();
		return await sendWithCredential(
			this.context,
			this.profile.name,
			request,
			wholeMs,
			copy,
		).finally(() => this.limiter.took(Date.now() - begun));
	}
}
