import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, UserError } from 'n8n-workflow';

import type { SessionContext } from './conversation';
import { Conversation, LONGEST_WAIT_MS, renewalFailureIn } from './conversation';
import type { Downloaded } from './download';
import { download, DownloadRefused } from './download';
import { faultCode } from './exchange';
import type { Place } from './failures';
import {
	connectionError,
	inputError,
	kindOfStatus,
	MAY_BE_DONE,
	renewalFailed,
	serviceError,
} from './failures';
import { pause, Stopped } from './limiter';
import { noAddress } from './probe';
import { limitsOf } from './renewal';
import { backOff, neverSent, waitAsked } from './retry';
import type { CredentialProfile, Limits, Reply, ServiceFailure } from './types';
import type { Query } from './url';
import { checkedHeaders, endpointUrl } from './url';

const TIMEOUT_MS = 60_000;
const TRIES = 4;

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
}

/** Everything that a node sends goes through here: requests are checked, sent, read, and sent again where that is safe. */
export class Session {
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
		const repeatable = isRepeatable(request);

		for (let attempt = 1; ; attempt++) {
			let wait: number;
			let error: NodeApiError | NodeOperationError;
			try {
				const reply = await this.conversation.send(options);
				const failure = this.profile.readFailure(reply);
				if (!failure || reply.status === request.acceptStatus) return reply;
				const asked = waitAsked(reply.headers, Date.now());
				error = serviceError(this.place(request), reply, failure, asked);
				wait = this.waitBefore(failure, repeatable, attempt, asked);
			} catch (thrown) {
				const place = this.place(request);
				if (thrown instanceof Stopped) throw inputError(place, thrown.message);
				error = this.mapped(thrown, place, repeatable);
				wait = this.waitAfterFault(thrown, repeatable, attempt);
			}
			if (wait < 0 || attempt >= TRIES) throw error;
			await pause(wait, this.conversation.signal).catch((stopped: unknown) => {
				throw this.mapped(stopped, this.place(request), true);
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
				if (wait < 0)
					throw this.mapped(thrown, this.place({ method: 'GET', path, itemIndex }), true);
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

	/** Checks path, parameters and headers of a request without sending it. */
	check(request: ApiRequest): void {
		this.options(request);
	}

	private place({ method, path, itemIndex }: ApiRequest): Place {
		return {
			node: this.context.getNode(),
			service: this.profile.service,
			credentials: this.conversation.lastUsed,
			method,
			path: path.split('?')[0] ?? path,
			...(itemIndex === undefined ? {} : { itemIndex }),
		};
	}

	private options(request: ApiRequest): IHttpRequestOptions {
		const hosts = this.profile.hosts(this.conversation.credentials);
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
			throw this.mapped(error, this.place(request), true);
		}
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
		if (code === undefined || this.conversation.signal?.aborted) return -1;
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
		if (this.conversation.signal?.aborted) {
			const doubt = repeatable || neverSent(code) ? undefined : MAY_BE_DONE;
			return inputError(place, new Stopped().message, doubt);
		}
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

function isRepeatable({ method, safe, idempotencyKey, body }: ApiRequest): boolean {
	if (safe !== undefined) return safe;
	if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return true;
	return idempotencyKey !== undefined && !(typeof body === 'object' && isBytes(body));
}

function isBytes(body: object): body is Buffer | FormData {
	return Buffer.isBuffer(body) || body instanceof FormData;
}
