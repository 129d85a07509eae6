import type { IHttpRequestOptions, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { noAddress } from '../auth/probe';
import type { CredentialProfile, Limits } from '../contracts/credential';
import type { Reply, ServiceFailure } from '../contracts/response';
import { pause, Stopped } from '../core/cancellation';
import type { Downloaded } from '../http/download';
import { download, DownloadRefused } from '../http/download';
import type { Place } from '../http/errors';
import { inputError, kindOfStatus, serviceError, thrownError } from '../http/errors';
import type { ApiRequest } from '../http/request';
import { optionsOf, repeatOf } from '../http/request';
import { unreadable } from '../http/response';
import type { Again } from '../http/retry';
import { againAfterFailure, againAfterFault, backOff, faultCode, waitAfter } from '../http/retry';
import type { SessionContext } from '../http/send';
import { limitsOf } from '../rate-limit/limits';
import { RequestPatience } from '../rate-limit/wait-budget';
import { waitsInWords } from '../rate-limit/wait-log';
import { Conversation } from './authenticated-client';

const TRIES = 4;

/** Source: IETF draft-ietf-httpapi-idempotency-key-header, section 2.7, and docs.ottimate.com/v-1/idempotency. */
const STILL_RUNNING =
	'A write with this idempotency key is still being carried out, or the record cannot be changed like this. Look in the service before you run it again.';

/** Source: as above; Ottimate answers 422 to another body under a key that it has carried out. */
const KEY_USED =
	'An earlier try with this idempotency key went through with other content. Look for the record in the service before you run it again.';

const UNREADABLE =
	'A proxy, a firewall or a maintenance page may stand in front of the service, or the address in the credential is wrong.';

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
		return this.addressOf('api') ?? '';
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
				again = againAfterFailure(failure.kind, repeat, attempt, askedMs);
			} catch (thrown) {
				const place = this.place(request);
				if (thrown instanceof Stopped) throw inputError(place, thrown.message);
				error = this.mapped(thrown, place);
				again = againAfterFault(thrown, repeat, attempt);
			}
			const { wait, reason } = again;
			const over = wait === undefined || attempt >= TRIES || this.conversation.signal?.aborted;
			if (over || !patience.allows(wait)) throw error;
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
		return [...waitsInWords(waits, pace, this.profile), ...this.remarks()];
	}

	/** What makes results incomplete, in sentences. */
	remarks(): string[] {
		return [...this.notes];
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
			const keyed = repeatOf(request) === 'keyed';
			if (keyed && reply.status === 422 && /idempotency/i.test(failure.message)) {
				return { ...failure, hint: KEY_USED };
			}
			const running = keyed && reply.status === 409;
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
		const { host = 'api' } = request;
		try {
			const base = this.addressOf(host);
			if (base === undefined) throw noAddress(this.profile, host);
			return { ...optionsOf(request, base), ...this.conversation.domains() };
		} catch (error) {
			throw this.mapped(error, this.place(request));
		}
	}

	private addressOf(host: string): string | undefined {
		return this.profile.hosts(this.conversation.credentials)[host];
	}

	private mapped(error: unknown, place: Place): NodeApiError | NodeOperationError {
		return thrownError(error, place, {
			label: this.profile.label,
			address: this.addressOf(place.host ?? 'api') ?? this.address,
			stopped: this.conversation.signal?.aborted ?? false,
		});
	}
}
