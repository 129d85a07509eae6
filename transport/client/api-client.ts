import type {
	IDataObject,
	IHttpRequestOptions,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { noAddress } from '../auth/probe';
import type { CredentialProfile, Limits } from '../contracts/credential';
import type { HttpResponse, ServiceFailure } from '../contracts/response';
import { pause, CancelledError } from '../core/cancellation';
import { nodeOf } from '../core/node';
import { monotonicMs } from '../core/clock';
import type { Downloaded } from '../http/download';
import { download, DownloadRefused } from '../http/download';
import type { ErrorContext } from '../http/errors';
import {
	classifyStatus,
	mayHaveBeenCarriedOut,
	serviceError,
	stillInDoubt,
	thrownError,
} from '../http/errors';
import type { ApiRequest } from '../http/request';
import { requestOptions, repeatSafetyOf } from '../http/request';
import { UNREADABLE, unreadableReason } from '../http/response';
import type { RetryDecision } from '../http/retry';
import {
	retryAfterFailure,
	retryAfterFault,
	backoffMs,
	faultCode,
	waitForKindMs,
} from '../http/retry';
import type { RequestContext } from '../http/send';
import { limitsOf } from '../rate-limit/limits';
import { RequestWaitBudget, WaitTimeoutError } from '../rate-limit/wait-budget';
import { waitSentences } from '../rate-limit/wait-log';
import { AuthenticatedClient } from './authenticated-client';
import { DryRuns, plannedCall } from './dry-run';

const TRIES = 4;

/** Source: IETF draft-ietf-httpapi-idempotency-key-header, section 2.7, and docs.ottimate.com/v-1/idempotency. */
const STILL_RUNNING =
	'A write with this idempotency key is still being carried out, or the record cannot be changed like this. Check in the service before you run it again.';

/** Source: as above; Ottimate answers 422 to another body under a key that it has carried out. */
const KEY_USED =
	'An earlier try with this idempotency key went through with other content. Look for the record in the service before you run it again.';

/** Sends all requests of a node: checks them, sends them, reads the answers, and repeats them where that is safe. */
export class ApiClient {
	private readonly notes = new Set<string>();

	/** The dry runs of input items; what they plan is not sent. */
	readonly dryRuns = new DryRuns(() => this.limits);

	private constructor(
		private readonly context: RequestContext,
		private readonly client: AuthenticatedClient,
	) {}

	static async open(
		context: RequestContext,
		profile: CredentialProfile,
		itemIndex = 0,
	): Promise<ApiClient> {
		return new ApiClient(context, await AuthenticatedClient.open(context, profile, itemIndex));
	}

	/** Base URL of the API: it differs between environments of a service. */
	get address(): string {
		return this.addressOf('api') ?? '';
	}

	/** The limits that this credential keeps. */
	get limits(): Limits {
		return limitsOf(this.profile, this.client.credentials);
	}

	private get profile(): CredentialProfile {
		return this.client.profile;
	}

	/** The answer to a request that a dry run plans, made of placeholders; undefined for one that is sent. */
	planned(request: ApiRequest): IDataObject | undefined {
		const dryRun = this.dryRuns.planning(request);
		if (!dryRun) return undefined;
		const { profile, client } = this;
		const { credentials } = client;
		const secrets = [...client.secrets, ...(request.secrets ?? [])];
		const options = this.options(request);
		return dryRun.plan(plannedCall(request, options, { profile, credentials, secrets }));
	}

	/**
	 * Sends a request and reads the answer. In a dry run a write is not sent: its answer holds placeholders.
	 *
	 * @throws NodeApiError for a failure of the service, NodeOperationError for a request that cannot be sent
	 */
	async request(request: ApiRequest): Promise<HttpResponse> {
		const body = this.planned(request);
		if (body) return { status: 200, headers: {}, body, raw: Buffer.alloc(0) };
		const route = { options: this.options(request), hops: 0 };
		const repeat = repeatSafetyOf(request);
		const end = monotonicMs() + (request.withinMs ?? Infinity);
		const budget = new RequestWaitBudget(request.longestWaitMs, this.client.signal, end);

		let faults = 0;
		let last: NodeApiError | NodeOperationError | undefined;

		for (let attempt = 1; ; attempt++) {
			let again: RetryDecision;
			let error: NodeApiError | NodeOperationError;
			try {
				route.options.timeout = shorter(route.options.timeout, end - monotonicMs());
				const response = await this.client.send(route, budget);
				if (response.status === request.acceptStatus) return response;
				const failure = this.failureIn(response, request);
				if (!failure) return response;
				await this.client.noteSentSecrets();
				const askedMs = waitForKindMs(failure.kind, response.headers, Date.now());
				error = serviceError(this.errorContext(request), response, failure, { attempt, askedMs });
				// A final answer concerns the write itself; any other leaves the outcome of an earlier try open.
				if (failure.kind !== 'final') this.keepDoubt(error, last, request);
				again = retryAfterFailure(failure.kind, repeat, attempt, askedMs);
			} catch (thrown) {
				const cancelled = thrown instanceof CancelledError;
				error =
					last && thrown instanceof WaitTimeoutError
						? last
						: this.mapped(thrown, this.errorContext(request));
				this.keepDoubt(error, last, request);
				if (cancelled) throw error;
				again = retryAfterFault(thrown, repeat, attempt);
			}
			const { waitMs: wait, reason } = again;
			// A request that was refused because of a limit was not processed: it is tried as long as it may wait.
			if (reason !== 'retryAfter') faults++;
			const over = wait === undefined || faults >= TRIES || this.client.signal?.aborted;
			if (over || !budget.allows(wait) || monotonicMs() + wait >= end) throw error;
			last = error;
			budget.spend(wait);
			const waiting = this.client.waits.during(
				reason,
				async () => await pause(wait, this.client.signal),
			);
			await waiting.catch((reason: unknown) => {
				throw this.keepDoubt(this.mapped(reason, this.errorContext(request)), error, request);
			});
		}
	}

	/** Every later error mentions an earlier try that may have been carried out. */
	private keepDoubt<E extends NodeApiError | NodeOperationError>(
		error: E,
		earlier: Error | undefined,
		request: ApiRequest,
	): E {
		return earlier && mayHaveBeenCarriedOut(earlier)
			? stillInDoubt(error, this.errorContext(request))
			: error;
	}

	/**
	 * Downloads a file from a public link that the service returned, without the credential.
	 *
	 * @param hosts where the service keeps files
	 * @throws NodeApiError for a failed download, NodeOperationError for a link to another host
	 */
	async download(link: string, hosts: readonly string[], itemIndex: number): Promise<Downloaded> {
		const { credentials, signal } = this.client;
		const custom = credentials.environment === 'custom';
		const rules = {
			service: this.profile.service,
			hosts,
			customBases: custom ? Object.values(this.profile.hosts(credentials)) : [],
		};
		const send = async (options: IHttpRequestOptions) =>
			await this.context.helpers.httpRequest(options);
		for (let attempt = 1; ; attempt++) {
			try {
				return await download(send, link, rules, signal);
			} catch (thrown) {
				const wait = this.waitBeforeDownload(thrown, attempt);
				const path = URL.canParse(link) ? new URL(link).pathname : '';
				if (wait < 0)
					throw this.mapped(thrown, this.errorContext({ method: 'GET', path, itemIndex }));
				await pause(wait, signal);
			}
		}
	}

	private waitBeforeDownload(error: unknown, attempt: number): number {
		if (attempt >= TRIES || this.client.signal?.aborted) return -1;
		const again =
			error instanceof DownloadRefused
				? ['limited', 'temporary'].includes(classifyStatus(error.status))
				: faultCode(error) !== undefined;
		return again ? backoffMs(attempt) : -1;
	}

	/** What a person should know, in sentences: long waits, and lists that may be incomplete. */
	hints(): string[] {
		const { waits, limiter } = this.client;
		return [...waitSentences(waits, limiter.pace, this.profile), ...this.remarks()];
	}

	/** Why results may be incomplete, in sentences. */
	remarks(): string[] {
		return [...this.notes];
	}

	/** Adds a sentence to `hints`. */
	note(sentence: string): void {
		this.notes.add(sentence);
	}

	/** Checks path, parameters and headers of a request without sending it. */
	check(request: ApiRequest): void {
		this.options(request);
	}

	private failureIn(response: HttpResponse, request: ApiRequest): ServiceFailure | undefined {
		const failure = this.profile.classify(response);
		if (failure) {
			const keyed = repeatSafetyOf(request) === 'keyed';
			if (keyed && response.status === 422 && /idempotency/i.test(failure.message)) {
				return { ...failure, hint: KEY_USED };
			}
			const running = keyed && response.status === 409;
			return running ? { ...failure, kind: 'temporary', hint: STILL_RUNNING } : failure;
		}
		const wrong = unreadableReason(response, request.expected);
		return wrong === undefined
			? undefined
			: { kind: 'temporary', message: `The answer ${wrong}`, hint: UNREADABLE };
	}

	private errorContext(request: ApiRequest): ErrorContext {
		const { method, path, host, itemIndex, secrets = [] } = request;
		return {
			node: nodeOf(this.context),
			service: this.profile.service,
			secrets: [...this.client.secrets, ...secrets],
			method,
			path: path.split('?')[0] ?? path,
			repeat: repeatSafetyOf(request),
			...(host === undefined ? {} : { host }),
			...(itemIndex === undefined ? {} : { itemIndex }),
		};
	}

	private options(request: ApiRequest): IHttpRequestOptions {
		const { host = 'api' } = request;
		try {
			const base = this.addressOf(host);
			if (base === undefined) throw noAddress(this.profile, host);
			return { ...requestOptions(request, base), ...this.client.domains() };
		} catch (error) {
			throw this.mapped(error, this.errorContext(request));
		}
	}

	private addressOf(host: string): string | undefined {
		return this.profile.hosts(this.client.credentials)[host];
	}

	private mapped(error: unknown, errorContext: ErrorContext): NodeApiError | NodeOperationError {
		return thrownError(error, errorContext, {
			label: this.profile.label,
			address: this.addressOf(errorContext.host ?? 'api') ?? this.address,
			cancelled: this.client.signal?.aborted ?? false,
		});
	}
}

/** The shorter of two times in milliseconds, at least 1: 0 would mean no time-out. */
function shorter(timeoutMs: number | undefined, leftMs: number): number {
	return Math.max(1, Math.min(timeoutMs ?? Infinity, Math.ceil(leftMs)));
}
