import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import { Conversation } from './conversation';
import { blockedWords, isBlocked } from './domains';
import type { Downloaded } from './download';
import { download, DownloadRefused } from './download';
import { faultCode } from './exchange';
import type { Place } from './failures';
import {
	connectionError,
	inputError,
	kindOfStatus,
	mayBeDone,
	renewalFailed,
	serviceError,
} from './failures';
import { pause } from './limiter';
import { limitsOf } from './limits';
import { Stopped } from './line';
import { noAddress } from './probe';
import type { Expected } from './reply';
import { unreadable } from './reply';
import type { Repeat } from './retry';
import { backOff, neverSent, waitAfter } from './retry';
import type { SessionContext } from './sending';
import { renewalFailureIn } from './talk';
import type { CredentialProfile, Limits, Reply, ServiceFailure } from './types';
import type { Query } from './url';
import { checkedHeaders, endpointUrl } from './url';
import type { WaitReason } from './waits';
import { RequestPatience, waitsInWords } from './waits';

const TIMEOUT_MS = 60_000;
const TRIES = 4;
/** Source: IETF draft-ietf-httpapi-idempotency-key-header, section 2.7, and docs.ottimate.com/v-1/idempotency. */
const STILL_RUNNING =
	'A write with this idempotency key is still being carried out, or the record cannot be changed like this. Look in the service before you run it again.';
const UNREADABLE =
	'A proxy, a firewall or a maintenance page may stand in front of the service, or the address in the credential is wrong.';

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
	/** A status that is no failure here. */
	acceptStatus?: number;
	/** The service carries out a write with this key only once, so that it can be repeated; not so a file. */
	idempotencyKey?: string;
	/** Secrets in the request that are not the credential's: no error shows them. */
	secrets?: readonly string[];
	/** What a 2xx answer has to hold to be one. */
	expected?: Expected;
	/** All waits of this request together; two minutes for a service in trouble if absent. */
	longestWaitMs?: number;
}

/** Whether and when a request goes out again. */
interface Again {
	/** Milliseconds; undefined where it does not. */
	wait: number | undefined;
	reason: WaitReason;
}

/** Everything that a node sends goes through here: requests are checked, sent, read, and sent again where that is safe. */
export class Session {
	private readonly notes = new Set<string>();

	private constructor(
		private readonly context: SessionContext,
		private readonly conversation: Conversation,
	) {}

	static async open(
		context: SessionContext,
		profile: CredentialProfile,
		itemIndex = 0,
	): Promise<Session> {
		return new Session(context, await Conversation.open(context, profile, itemIndex));
	}

	/** Base URL of the API: tells one environment of a service from another. */
	get address(): string {
		return this.profile.hosts(this.conversation.credentials).api ?? '';
	}

	/** The limits that this credential keeps. */
	get limits(): Limits {
		return limitsOf(this.profile, this.conversation.credentials);
	}

	private get profile(): CredentialProfile {
		return this.conversation.profile;
	}

	/**
	 * Sends a request and reads the answer.
	 *
	 * @throws NodeApiError for a failure of the service, NodeOperationError for a request that cannot be sent
	 */
	async request(request: ApiRequest): Promise<Reply> {
		const options = this.options(request);
		const repeat = repeatOf(request);
		const patience = new RequestPatience(request.longestWaitMs, this.conversation.signal);

		for (let attempt = 1; ; attempt++) {
			let again: Again;
			let error: NodeApiError | NodeOperationError;
			try {
				const reply = await this.conversation.send(options, patience);
				if (reply.status === request.acceptStatus) return reply;
				const failure = this.failureIn(reply, request);
				if (!failure) return reply;
				await this.conversation.learnSent();
				const askedMs = waitAfter(failure.kind, reply.headers, Date.now());
				error = serviceError(this.place(request), reply, failure, { attempt, askedMs });
				again = this.afterFailure(failure, repeat, attempt, askedMs);
			} catch (thrown) {
				const place = this.place(request);
				if (thrown instanceof Stopped) throw inputError(place, thrown.message);
				error = this.mapped(thrown, place);
				again = this.afterFault(thrown, repeat, attempt);
			}
			const { wait, reason } = again;
			if (wait === undefined || !patience.allows(wait) || attempt >= TRIES) throw error;
			patience.spend(wait);
			const waiting = this.conversation.waits.during(
				reason,
				async () => await pause(wait, this.conversation.signal),
			);
			await waiting.catch((stopped: unknown) => {
				throw this.mapped(stopped, this.place(request));
			});
		}
	}

	/**
	 * Fetches a file from a public link that the service gave. The credential does not go along.
	 *
	 * @param hosts where the service keeps files
	 * @throws NodeApiError for a file that does not come, NodeOperationError for a link that leads elsewhere
	 */
	async download(link: string, hosts: readonly string[], itemIndex: number): Promise<Downloaded> {
		const { credentials, signal } = this.conversation;
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
				if (wait < 0) throw this.mapped(thrown, this.place({ method: 'GET', path, itemIndex }));
				await pause(wait, signal);
			}
		}
	}

	private waitBeforeDownload(error: unknown, attempt: number): number {
		if (attempt >= TRIES || this.conversation.signal?.aborted) return -1;
		const again =
			error instanceof DownloadRefused
				? ['limited', 'temporary'].includes(kindOfStatus(error.status))
				: faultCode(error) !== undefined;
		return again ? backOff(attempt) : -1;
	}

	/** What a person should know of the session so far, in sentences: long waits, and lists that may be incomplete. */
	hints(): string[] {
		const { waits, pace } = this.conversation;
		return [...waitsInWords(waits, pace, this.profile), ...this.notes];
	}

	/** Keeps a sentence for `hints`. */
	note(sentence: string): void {
		this.notes.add(sentence);
	}

	/** Checks path, parameters and headers of a request without sending it. */
	check(request: ApiRequest): void {
		this.options(request);
	}

	private failureIn(reply: Reply, request: ApiRequest): ServiceFailure | undefined {
		const failure = this.profile.readFailure(reply);
		if (failure) {
			const running = reply.status === 409 && repeatOf(request) === 'keyed';
			return running ? { ...failure, kind: 'temporary', hint: STILL_RUNNING } : failure;
		}
		const wrong = unreadable(reply, request.expected);
		return wrong === undefined
			? undefined
			: { kind: 'temporary', message: `The answer ${wrong}`, hint: UNREADABLE };
	}

	private place(request: ApiRequest): Place {
		const { method, path, host, itemIndex, secrets = [] } = request;
		return {
			node: this.context.getNode(),
			service: this.profile.service,
			secrets: [...this.conversation.secrets, ...secrets],
			method,
			path: path.split('?')[0] ?? path,
			repeat: repeatOf(request),
			...(host === undefined ? {} : { host }),
			...(itemIndex === undefined ? {} : { itemIndex }),
		};
	}

	private options(request: ApiRequest): IHttpRequestOptions {
		const hosts = this.profile.hosts(this.conversation.credentials);
		try {
			const host = request.host ?? 'api';
			const base = hosts[host];
			if (base === undefined) throw noAddress(this.profile, host);
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
					...checkedHeaders({
						...request.headers,
						...(request.idempotencyKey ? { 'Idempotency-Key': request.idempotencyKey } : {}),
					}),
				},
				...(body === undefined ? {} : { body: plain ? JSON.stringify(body) : body }),
				encoding: 'arraybuffer',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				timeout: request.timeoutMs ?? TIMEOUT_MS,
				...this.conversation.domains(),
			};
		} catch (error) {
			throw this.mapped(error, this.place(request));
		}
	}

	private afterFailure(
		failure: ServiceFailure,
		repeat: Repeat,
		attempt: number,
		askedMs = 0,
	): Again {
		const limited = failure.kind === 'limited';
		const again = limited || (failure.kind === 'temporary' && repeat !== 'unsafe');
		const wait = again ? Math.max(askedMs, backOff(attempt)) : undefined;
		return { wait, reason: limited ? 'asked' : 'trouble' };
	}

	private afterFault(error: unknown, repeat: Repeat, attempt: number): Again {
		const reason = 'trouble';
		const renewal = renewalFailureIn(error);
		if (renewal) {
			const limited = renewal.kind === 'limited';
			const again = limited || renewal.kind === 'temporary';
			// Earlier nobody would ask: the failure is remembered until then.
			const remembered = Math.max(0, (renewal.until ?? 0) - Date.now());
			return {
				wait: again ? remembered + backOff(attempt) : undefined,
				reason: limited ? 'asked' : reason,
			};
		}
		const code = faultCode(error);
		if (code === undefined || this.conversation.signal?.aborted) return { wait: undefined, reason };
		const again = repeat !== 'unsafe' || neverSent(code);
		return { wait: again ? backOff(attempt) : undefined, reason };
	}

	private mapped(error: unknown, place: Place): NodeApiError | NodeOperationError {
		const renewal = renewalFailureIn(error);
		if (renewal) return renewalFailed(place, renewal);
		if (isBlocked(error)) {
			const hosts = this.profile.hosts(this.conversation.credentials);
			const { message, description } = blockedWords(
				hosts[place.host ?? 'api'] ?? this.address,
				`where ${place.service} answers`,
			);
			return inputError(place, message, description);
		}
		if (error instanceof UserError) {
			return inputError(place, error.message, error.description ?? undefined);
		}
		const code = faultCode(error);
		if (this.conversation.signal?.aborted) {
			const doubt = neverSent(code) ? undefined : mayBeDone(place);
			return inputError(place, new Stopped().message, doubt);
		}
		if (code !== undefined) return connectionError(place, error, !neverSent(code));
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

function repeatOf({ method, safe, idempotencyKey, body }: ApiRequest): Repeat {
	if (safe ?? ['GET', 'HEAD', 'OPTIONS'].includes(method)) return 'safe';
	const file = typeof body === 'object' && isBytes(body);
	return idempotencyKey !== undefined && !file ? 'keyed' : 'unsafe';
}

function isBytes(body: object): body is Buffer | FormData {
	return Buffer.isBuffer(body) || body instanceof FormData;
}
