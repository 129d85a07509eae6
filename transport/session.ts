import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { faultCode } from './exchange';
import type { Place } from './failures';
import { connectionError, inputError, renewalFailed, serviceError } from './failures';
import type { Limiter } from './limiter';
import { limiterFor, pause, Stopped } from './limiter';
import { noAddress, probe } from './probe';
import { copyFor, laterTokenKnown, limitsOf, markProven, obtainedAt, renewalDue } from './renewal';
import { readReply } from './reply';
import { backOff, neverSent, waitAsked } from './retry';
import type { CredentialData, CredentialProfile, Reply, ServiceFailure } from './types';
import type { Query } from './url';
import { checkedHeaders, endpointUrl } from './url';

const TIMEOUT_MS = 60_000;
const TRIES = 4;
const RENEWALS = 3;
const REDIRECTS = 5;
/** Longest wait that a service's "too many requests" is followed for. */
const LONGEST_WAIT_MS = 120_000;

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

export interface ApiRequest {
	method: IHttpRequestMethods;
	path: string;
	/** Name of the provider's host; the API host if absent. */
	host?: string;
	pathValues?: Record<string, unknown>;
	query?: Query;
	headers?: Record<string, unknown>;
	/** Sent as it is: text, bytes or FormData. An object goes out as JSON. */
	body?: IDataObject | IDataObject[] | string | Buffer | FormData;
	contentType?: string;
	itemIndex?: number;
	timeoutMs?: number;
	/** Can be repeated without harm although it is not GET or HEAD. */
	safe?: boolean;
	/** Give the answer back whatever its status, once the token is good. */
	anyStatus?: boolean;
	/** A status that is no failure here. */
	acceptStatus?: number;
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

function renewalFailureIn(
	error: unknown,
): { kind: string; message: string; description?: string } | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
		const kind: unknown = Reflect.get(current, 'renewalKind');
		if (typeof kind === 'string') {
			const description: unknown = Reflect.get(current, 'description');
			return {
				kind,
				message: current.message,
				...(typeof description === 'string' ? { description } : {}),
			};
		}
		current = current.cause;
	}
	return undefined;
}

/** One credential, one conversation: everything a node sends goes through here. */
export class Session {
	private constructor(
		private readonly context: SessionContext,
		readonly profile: CredentialProfile,
		private credentials: CredentialData,
		private readonly itemIndex: number,
		readonly limiter: Limiter,
	) {}

	/** Reads the credential once; later reads happen only around a renewal. */
	static async open(
		context: SessionContext,
		profile: CredentialProfile,
		itemIndex = 0,
	): Promise<Session> {
		const credentials = { ...(await context.getCredentials(profile.name, itemIndex)) };
		const account = profile.account(credentials);
		return new Session(
			context,
			profile,
			credentials,
			itemIndex,
			limiterFor(account, limitsOf(profile, credentials)),
		);
	}

	/** Ends when the execution is stopped; absent where n8n gives no signal. */
	get signal(): AbortSignal | undefined {
		return this.context.getExecutionCancelSignal?.();
	}

	/**
	 * Sends a request and reads the answer.
	 *
	 * @throws NodeApiError for a failure of the service, NodeOperationError for a request that cannot be sent
	 */
	async request(request: ApiRequest): Promise<Reply> {
		const place = this.place(request);
		const options = this.options(request, place);
		const repeatable = request.safe ?? ['GET', 'HEAD', 'OPTIONS'].includes(request.method);

		for (let attempt = 1; ; attempt++) {
			let wait: number;
			let error: NodeApiError | NodeOperationError;
			try {
				const reply = await this.authorized(options);
				const failure = this.profile.readFailure(reply);
				if (!failure || reply.status === request.acceptStatus) return reply;
				if (request.anyStatus && failure.kind !== 'expired') return reply;
				const asked = waitAsked(reply.headers, Date.now());
				error = serviceError(place, reply, failure, asked);
				wait = this.waitBefore(failure, repeatable, attempt, asked);
			} catch (thrown) {
				if (thrown instanceof Stopped) throw inputError(place, thrown.message);
				error = this.mapped(thrown, place, repeatable);
				wait = this.waitAfterFault(thrown, repeatable, attempt);
			}
			if (wait < 0 || attempt >= TRIES) throw error;
			await pause(wait, this.signal).catch((stopped: unknown) => {
				throw this.mapped(stopped, place, true);
			});
		}
	}

	/** Checks path, parameters and headers of a request without sending it. */
	check(request: ApiRequest): void {
		this.options(request, this.place(request));
	}

	private place({ method, path, itemIndex }: ApiRequest): Place {
		return {
			node: this.context.getNode(),
			service: this.profile.service,
			credentials: this.credentials,
			method,
			path: path.split('?')[0] ?? path,
			...(itemIndex === undefined ? {} : { itemIndex }),
		};
	}

	private options(request: ApiRequest, place: Place): IHttpRequestOptions {
		const hosts = this.profile.hosts(this.credentials);
		try {
			const base = hosts[request.host ?? 'api'];
			if (base === undefined) throw noAddress(request.host);
			const body = request.body;
			const plain = body !== undefined && typeof body === 'object' && !isBytes(body);
			return {
				method: request.method,
				url: endpointUrl(base, request.path, request.pathValues, request.query),
				headers: {
					Accept: 'application/json, */*;q=0.5',
					...(body === undefined || body instanceof FormData
						? {}
						: { 'Content-Type': request.contentType ?? 'application/json' }),
					...checkedHeaders(request.headers ?? {}),
				},
				...(body === undefined ? {} : { body: plain ? JSON.stringify(body) : body }),
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: request.timeoutMs ?? TIMEOUT_MS,
				...this.domains(),
			};
		} catch (error) {
			throw this.mapped(error, place, true);
		}
	}

	/** n8n's helpers do not look at the credential's "Allowed HTTP Request Domains" by themselves. */
	private domains(): { allowedDomains?: string } {
		const { allowedHttpRequestDomains, allowedDomains } = this.credentials;
		return allowedHttpRequestDomains === 'domains' && typeof allowedDomains === 'string'
			? { allowedDomains }
			: {};
	}

	/** Sends until the service takes the token: a refused one is replaced, at most three times. */
	private async authorized(options: IHttpRequestOptions): Promise<Reply> {
		for (let round = 0; ; round++) {
			if (renewalDue(this.profile, this.credentials)) await this.reread();
			const copy = copyFor(this.credentials, this.refusedAt);
			await this.limiter.slot(this.signal);
			const reply = await this.limiter.run(
				async () => await this.redirected(options, copy),
				this.signal,
			);
			const failure = this.profile.readFailure(reply);
			if (failure?.kind === 'limited') {
				const wait = waitAsked(reply.headers, Date.now());
				if (wait !== undefined)
					this.limiter.holdUntil(Date.now() + Math.min(wait, LONGEST_WAIT_MS));
			}
			if (!failure || !(await this.tokenRefused(failure, copy))) {
				if (!failure) markProven(this.profile, copy);
				return reply;
			}
			if (round >= RENEWALS || !this.profile.grant) return reply;
			await this.afterRefusal(obtainedAt(this.profile, copy));
		}
	}

	private refusedAt: number | undefined;

	private async tokenRefused(failure: ServiceFailure, copy: CredentialData): Promise<boolean> {
		if (failure.kind === 'expired') return true;
		if (failure.kind !== 'doubtful' || !this.profile.grant) return false;
		await this.limiter.slot(this.signal);
		const helpers = {
			httpRequest: async (options: IHttpRequestOptions) =>
				await this.context.helpers.httpRequest({ ...options, ...this.domains() }),
		};
		return (await probe(helpers, this.profile, copy)) === 'refused';
	}

	/** Another worker may have renewed already: look in the database, wait a moment, look again; then the hook renews. */
	private async afterRefusal(refusedAt: number | undefined): Promise<void> {
		if (refusedAt === undefined) return;
		this.refusedAt = Math.max(this.refusedAt ?? 0, refusedAt);
		if (laterTokenKnown(this.profile, this.credentials, refusedAt)) return;
		await this.reread();
		if (laterTokenKnown(this.profile, this.credentials, refusedAt)) return;
		await pause(100 + Math.random() * 400, this.signal);
		if (laterTokenKnown(this.profile, this.credentials, refusedAt)) return;
		await this.reread();
	}

	private async reread(): Promise<void> {
		this.credentials = {
			...(await this.context.getCredentials(this.profile.name, this.itemIndex)),
		};
	}

	/** Follows redirects inside the same origin only: n8n would send an API key to any host. */
	private async redirected(options: IHttpRequestOptions, copy: CredentialData): Promise<Reply> {
		let current = options;
		for (let hops = 0; ; hops++) {
			const reply = await this.send(current, copy);
			const { location } = reply.headers;
			if (![301, 302, 303, 307, 308].includes(reply.status) || !location) return reply;
			const from = new URL(current.url);
			const to = new URL(location, from);
			if (to.origin !== from.origin) {
				throw new UserError(
					`${this.profile.service} redirects to ${to.origin}, where the credential is not sent`,
					{ description: `The redirect came from ${from.origin}${from.pathname}.` },
				);
			}
			if (hops >= REDIRECTS) {
				throw new UserError(`${this.profile.service} redirects more than ${REDIRECTS} times`);
			}
			const toGet =
				reply.status === 303
					? current.method !== 'HEAD'
					: reply.status < 303 && current.method === 'POST';
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

	private async send(options: IHttpRequestOptions, copy: CredentialData): Promise<Reply> {
		const { name } = this.profile;
		const request = { ...options, headers: { ...options.headers } };
		if (!this.profile.headers) return await this.sendOAuth2(request);
		const answer = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			name,
			request,
			{
				credentialsDecrypted: { id: '', name: '', type: name, data: copy },
			},
		);
		if (!isReplyShape(answer)) throw new UserError('n8n gave no complete answer');
		return readReply(answer);
	}

	/**
	 * n8n signs and refreshes OAuth2 itself, but refreshes only on an error that it sees: a refused token is sent again with
	 * statuses on.
	 */
	private async sendOAuth2(options: IHttpRequestOptions): Promise<Reply> {
		const { name } = this.profile;
		const answer = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			name,
			{ ...options },
		);
		if (!isReplyShape(answer)) throw new UserError('n8n gave no complete answer');
		const reply = readReply(answer);
		if (reply.status !== 401) return reply;
		const again = await this.context.helpers.httpRequestWithAuthentication.call(
			this.context,
			name,
			{
				...options,
				ignoreHttpStatusErrors: false,
			},
		);
		return isReplyShape(again) ? readReply(again) : reply;
	}

	private waitBefore(
		failure: ServiceFailure,
		repeatable: boolean,
		attempt: number,
		asked: number | undefined,
	): number {
		const again = failure.kind === 'limited' || (failure.kind === 'temporary' && repeatable);
		const wait = Math.max(asked ?? 0, backOff(attempt));
		return again && wait <= LONGEST_WAIT_MS ? wait : -1;
	}

	private waitAfterFault(error: unknown, repeatable: boolean, attempt: number): number {
		const renewal = renewalFailureIn(error);
		if (renewal) return renewal.kind === 'temporary' ? backOff(attempt) + 1_000 : -1;
		const code = faultCode(error);
		if (code === undefined || this.signal?.aborted) return -1;
		return repeatable || neverSent(code) ? backOff(attempt) : -1;
	}

	private mapped(
		error: unknown,
		place: Place,
		repeatable: boolean,
	): NodeApiError | NodeOperationError {
		const renewal = renewalFailureIn(error);
		if (renewal) return renewalFailed(place, renewal);
		if (error instanceof UserError) {
			return inputError(place, error.message, error.description ?? undefined);
		}
		const code = faultCode(error);
		if (code !== undefined) return connectionError(place, error, !repeatable && !neverSent(code));
		const cause =
			error instanceof Error && error.cause instanceof UserError ? error.cause : undefined;
		if (cause) return inputError(place, cause.message, cause.description ?? undefined);
		if (error instanceof Error && /without access token/i.test(error.message)) {
			return inputError(
				place,
				`The ${this.profile.label} credential is not connected`,
				'Open the credential and click "Connect".',
			);
		}
		if (error instanceof NodeApiError || error instanceof NodeOperationError) {
			if (place.itemIndex !== undefined) error.context.itemIndex = place.itemIndex;
			return error;
		}
		return inputError(
			place,
			error instanceof Error ? error.message : 'The request could not be made',
		);
	}
}

function isBytes(body: object): body is Buffer | FormData {
	return Buffer.isBuffer(body) || body instanceof FormData;
}
