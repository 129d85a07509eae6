import type { IHttpRequestOptions } from 'n8n-workflow';

import { CredentialTokens } from '../auth/credential-tokens';
import type { Helpers } from '../auth/renewal';
import { renewToken } from '../auth/renewal';
import type { Token } from '../auth/token';
import { isValid } from '../auth/token';
import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { HttpResponse, ServiceFailure } from '../contracts/response';
import { CancelledError, pause, untilCancelled } from '../core/cancellation';
import { monotonicMs } from '../core/clock';
import { nodeOf } from '../core/node';
import { RenewalError } from '../core/renewal-error';
import { allowedDomainsOf } from '../http/allowed-domains';
import { secretsIn } from '../http/redaction';
import type { Route } from '../http/redirects';
import { redirection } from '../http/redirects';
import { accountPauseMs } from '../http/retry';
import type { ApiRequestOptions } from '../http/request';
import type { RequestContext } from '../http/send';
import type { Limiter } from '../rate-limit/limiter';
import { limiterFor } from '../rate-limit/limiter';
import type { WaitBudget } from '../rate-limit/wait-budget';
import { WaitLog } from '../rate-limit/wait-log';
import { Sender } from './sender';
import { SentSecrets } from './sent-secrets';
import { TokenVerdicts } from './verdicts';

/** How many tokens are tried for one request. Most of them come from other processes: an exchange is given up sooner. */
const TOKENS = 6;
const SHORTEST_LOOK_MS = 100;
const LONGEST_LOOK_MS = 2_000;
/** How often a token that expired while its request waited is replaced; after that it is sent as it is. */
const ENDED_TOKENS = 2;

/** One answer, what it means, and when and with which token its request went out (`monotonicMs`). */
interface Answer {
	response: HttpResponse;
	failure: ServiceFailure | undefined;
	sentAt: number;
	token: Token | undefined;
}

/** One credential and the service behind it: makes sure of a good token before it sends, keeps the pace, and the credential at home. */
export class AuthenticatedClient {
	/** Another worker's token was looked for in vain after a refused exchange. */
	private lookedInVain = false;

	private readonly verdicts = new TokenVerdicts();

	private readonly sent = new SentSecrets();

	readonly waits = new WaitLog();

	private readonly sender: Sender;

	private constructor(
		private readonly context: RequestContext,
		readonly profile: CredentialProfile,
		private readonly itemIndex: number,
		/** As the database had it last. */
		public credentials: CredentialData,
		private tokens: CredentialTokens | undefined,
		readonly limiter: Limiter,
	) {
		this.sender = new Sender(context, profile);
	}

	/** Reads the credential once; later readings happen only around a renewal. */
	static async open(
		context: RequestContext,
		profile: CredentialProfile,
		itemIndex: number,
	): Promise<AuthenticatedClient> {
		const { credentials, tokens } = await read(context, profile, itemIndex);
		const { id } = nodeOf(context).credentials?.[profile.name] ?? {};
		const limiter = limiterFor(profile, credentials, id ?? '');
		return new AuthenticatedClient(context, profile, itemIndex, credentials, tokens, limiter);
	}

	/** What no error may show: the secrets of the credential, and the tokens that requests have carried. */
	get secrets(): string[] {
		return [...secretsIn(this.credentials), ...this.sent.all];
	}

	/** n8n renews the tokens of OAuth2 by itself: what the last request carried stands in the database only. */
	async learnSent(): Promise<void> {
		if (this.profile.headers) return;
		this.sent.add(this.credentials);
		// What an answer means does not change where the database cannot be read.
		await this.reread().catch(() => undefined);
		this.sent.add(this.credentials);
	}

	/** Ends when the execution is stopped; absent where n8n gives no signal. */
	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	/** Where n8n may send the credential, as a person has limited it. */
	domains(): { allowedDomains?: string } {
		return allowedDomainsOf(this.credentials);
	}

	/** n8n's plain helper, within the credential's allowed domains: for token requests and checks of tokens. */
	private get helpers(): Helpers {
		return {
			httpRequest: async (options: IHttpRequestOptions) =>
				await this.context.helpers.httpRequest({ ...options, ...this.domains() }),
		};
	}

	/**
	 * Sends until the service takes the token: a rejected one is replaced.
	 *
	 * @param route is moved on by redirects: another try begins where the last one ended
	 */
	async send(route: Route, budget: WaitBudget = {}): Promise<HttpResponse> {
		let waits = 0;
		for (let rejections = 0; ; ) {
			const found = this.tokens?.fresh ?? (await this.tokenToSend(budget));
			const mayEnd = waits++ < ENDED_TOKENS && found !== undefined && isValid(found);
			const tokenNow = () => (found ? this.tokenNow(found, mayEnd) : 'none');
			const work = async () => await this.answer(route, tokenNow, budget);
			const answer = await this.limiter.withPermit(work, budget);
			// The token was rejected, or expired, while the request waited.
			if (!answer) continue;
			const { response, failure, sentAt, token } = answer;
			if (!token || !this.tokens) return response;
			if (!failure) this.tokens.cache.confirm(token.obtainedAt, sentAt);
			if (!failure || rejections > TOKENS) return response;
			const failed = { token, sentAt, rejections: rejections++ };
			const { helpers, tokens, signal, verdicts } = this;
			if (!(await verdicts.isRejected(helpers, tokens, failure, failed, signal))) return response;
			this.tokens.cache.reject(token.obtainedAt);
		}
	}

	/** A token to send with: a fresh one, or one whose renewal fails for now and that still works. Undefined for types without. */
	async tokenToSend(budget: WaitBudget): Promise<Token | undefined> {
		if (!this.tokens) return undefined;
		for (let round = 0; ; round++) {
			const known = await this.knownToken();
			if (known) return known;
			if (!this.tokens.isRepeatable) await this.sender.requireStoring(this.credentials);
			if (this.signal?.aborted) throw new CancelledError();
			this.limiter.checkPause(budget);
			const renewal = untilCancelled(renewToken(this.helpers, this.tokens), this.signal);
			const token = await renewal.catch(async (error: unknown) => {
				if (!(error instanceof RenewalError)) return await renewal;
				if (this.tokens?.valid) return this.tokens.valid;
				const mayBeElsewhere = error.kind === 'refused' && round < TOKENS;
				const isElsewhere = mayBeElsewhere && (await this.renewedElsewhere());
				return isElsewhere ? undefined : await renewal;
			});
			if (token) return token;
		}
	}

	/** A token that needs no exchange: of this process, or of another one that has stored it in the meantime. */
	private async knownToken(): Promise<Token | undefined> {
		const { tokens } = this;
		if (!tokens || tokens.fresh) return tokens?.fresh;
		const { cache, fingerprint, valid } = tokens;
		if (valid && cache.failureOf(fingerprint.inputs)) return valid;
		if (cache.renewals.size > 0) return undefined;
		await this.reread();
		while (!this.tokens?.fresh) {
			const wait = cache.backoff.renewsAt - monotonicMs();
			if (wait <= 0 || cache.acceptable(fingerprint.inputs)) return undefined;
			await pause(wait, this.signal);
			if (!this.tokens?.fresh) await this.reread();
		}
		return this.tokens.fresh;
	}

	/**
	 * The token for a request that has waited: the one that was found for it, unless that was replaced or has ended meanwhile. Undefined
	 * where there is no other yet.
	 */
	private tokenNow(found: Token, mayEnd: boolean): Token | undefined {
		const { tokens } = this;
		const isGood = tokens?.isCurrent(found) && !(mayEnd && !isValid(found));
		return isGood ? found : tokens?.fresh;
	}

	/** One request in its permit; undefined where it has to wait for another token. */
	private async answer(
		route: Route,
		tokenNow: () => Token | 'none' | undefined,
		budget: WaitBudget,
	): Promise<Answer | undefined> {
		const bases = () => Object.values(this.profile.hosts(this.credentials));
		for (;;) {
			if (!tokenNow()) return undefined;
			await this.acquireRateToken(budget);
			if (this.signal?.aborted) throw new CancelledError();
			const now = tokenNow();
			if (!now) return undefined;
			const token = now === 'none' ? undefined : now;
			const sentAt = monotonicMs();
			const response = await this.sendOnce(route.options, token);
			const failure = this.classify(response);
			const next = redirection(this.profile.service, bases, route.options, response, route.hops);
			if (!next) return { response, failure, sentAt, token };
			route.options = next;
			route.hops++;
		}
	}

	/** What an answer means. "Too many requests" pauses the account before the permit is free for another request. */
	private classify(response: HttpResponse): ServiceFailure | undefined {
		const failure = this.profile.classify(response);
		if (failure?.kind === 'limited') {
			this.limiter.noteTooManyRequests(accountPauseMs(response.headers, Date.now()));
		}
		return failure;
	}

	private async acquireRateToken(budget: WaitBudget): Promise<void> {
		if (this.limiter.takeRateToken(budget)) return;
		const reason = this.limiter.paused ? 'asked' : 'pace';
		await this.waits.during(reason, async () => await this.limiter.acquireRateToken(budget));
	}

	private async sendOnce(
		options: ApiRequestOptions,
		token: Token | undefined,
	): Promise<HttpResponse> {
		if (!this.profile.headers) {
			return await this.sender.withOAuth2(options, async () => await this.acquireRateToken({}));
		}
		const { tokens } = this;
		if (!token || !tokens) return await this.sender.withCopy(options, { ...this.credentials });
		const copy = tokens.withToken(token);
		const store = tokens.cache.takeUnstored(token);
		let stored = false;
		try {
			const response = await this.sender.withToken(options, copy, store);
			stored = !this.sender.storesNothing;
			return response;
		} finally {
			if (store && !stored) tokens.cache.giveBackUnstored(token);
			this.sent.addToken(tokens, copy);
		}
	}

	/**
	 * An exchange is refused also when another worker has just used the same refresh token, or the same code: then its token is in
	 * the database, or will soon be.
	 */
	private async renewedElsewhere(): Promise<boolean> {
		const { tokens } = this;
		if (!tokens || (tokens.isRepeatable && !tokens.stored?.refreshToken)) return false;
		const { storingMs } = tokens.cache.backoff;
		const since = monotonicMs();
		let wait = SHORTEST_LOOK_MS * (1 + Math.random());
		do {
			await pause(wait, this.signal);
			await this.reread();
			if (this.tokens?.fresh) return true;
			wait = Math.min(wait * 2, LONGEST_LOOK_MS);
		} while (!this.lookedInVain && monotonicMs() - since < storingMs);
		this.lookedInVain = true;
		return false;
	}

	private async reread(): Promise<void> {
		const { credentials, tokens } = await read(this.context, this.profile, this.itemIndex);
		this.credentials = credentials;
		this.tokens = tokens;
	}
}

/** The credential as the database has it now, and what this process knows of its tokens. */
async function read(
	context: RequestContext,
	profile: CredentialProfile,
	itemIndex: number,
): Promise<{ credentials: CredentialData; tokens: CredentialTokens | undefined }> {
	const readAt = Date.now();
	const begun = monotonicMs();
	const credentials = { ...(await context.getCredentials(profile.name, itemIndex)) };
	const tokens = CredentialTokens.of(profile, credentials);
	tokens?.cache.backoff.noteRead(monotonicMs() - begun);
	tokens?.cache.noteRead(tokens.stored, readAt);
	return { credentials, tokens };
}
