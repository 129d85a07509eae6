import { UserError } from 'n8n-workflow';

import { markPrepared } from '../auth/shared';
import { signer } from '../auth/signer';
import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { HttpResponse } from '../contracts/response';
import type { ApiRequestOptions } from '../http/request';
import type { RequestContext } from '../http/send';
import { sendPlain, sendWithCredential } from '../http/send';

/** A whole answer may take so many times the time-out, which only covers silence. */
const WHOLE_ANSWER = 5;
/** What n8n may spend on a renewal of OAuth2 before it sends. */
const RENEWAL_MS = 150_000;
/** By then n8n has refused a request that it does not send. */
const REFUSAL_MS = 60_000;

/** n8n's Engine 2.0 refuses types that store what changes: @n8n/engine's UnimplementedError, n8n 2.41.1. */
const UNIMPLEMENTED =
	/Engine 2\.0 does not support (credentials with an expirable property|OAuth token refresh)/;

function isUnimplemented(error: unknown): boolean {
	let current: unknown = error;
	for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
		const description: unknown = Reflect.get(current, 'description');
		if (UNIMPLEMENTED.test(`${current.message} ${String(description)}`)) return true;
		current = current.cause;
	}
	return false;
}

/** Sends one request through n8n's helpers, in the way that a credential type needs. */
export class Sender {
	private signsItself = false;

	constructor(
		private readonly context: RequestContext,
		private readonly profile: CredentialProfile,
	) {}

	/** n8n neither signs for this type nor stores its tokens, in its Engine 2.0. */
	get storesNothing(): boolean {
		return this.signsItself;
	}

	/** With a type that has no token of ours. */
	async withCopy(request: ApiRequestOptions, copy: CredentialData): Promise<HttpResponse> {
		const { context, profile } = this;
		const own = { ...request, headers: { ...request.headers } };
		return await sendWithCredential(context, profile.name, own, wholeMs(request), copy);
	}

	/**
	 * With a token.
	 *
	 * @param copy the credential with the token in it; n8n stores it where `store` is set
	 */
	async withToken(
		request: ApiRequestOptions,
		copy: CredentialData,
		store: boolean,
	): Promise<HttpResponse> {
		if (this.signsItself) return await this.signed(request, copy);
		markPrepared(copy, store);
		const sending = this.withCopy(request, copy);
		return await sending.catch(async (error: unknown) => {
			if (!isUnimplemented(error)) return await sending;
			this.signsItself = true;
			return await this.signed(request, copy);
		});
	}

	/** What n8n does with a credential, done here: the token stays in this process's memory. */
	private async signed(request: ApiRequestOptions, copy: CredentialData): Promise<HttpResponse> {
		const options = await signer(this.profile)(copy, request);
		return await sendPlain(this.context, options, wholeMs(request));
	}

	/**
	 * To be called before an exchange that cannot be repeated from what was typed: a token that n8n does not store would be lost, and
	 * with it a code of one use. Sends nothing: the signature is refused without a token.
	 *
	 * @throws UserError where n8n stores no tokens
	 */
	async requireStoring(credentials: CredentialData): Promise<void> {
		const copy = { ...credentials, accessToken: '' };
		markPrepared(copy, false);
		const url = this.profile.hosts(credentials).api ?? '';
		await this.withCopy({ method: 'GET', url, timeout: REFUSAL_MS }, copy).catch(
			(error: unknown) => {
				if (isUnimplemented(error)) throw this.needsStoring();
			},
		);
	}

	/** Engine 2.0 shows the message of an error, and no description. */
	private needsStoring(): UserError {
		const { label, service } = this.profile;
		return new UserError(
			`n8n's Engine 2.0 cannot store the tokens of the ${label} credential, which each renewal replaces: use an API key of ${service} in this workflow, or n8n's usual engine`,
		);
	}

	/**
	 * With a type that n8n signs and refreshes itself, but refreshes only on an error that it sees.
	 *
	 * @param acquire called before a second sending
	 */
	async withOAuth2(
		request: ApiRequestOptions,
		acquire: () => Promise<void>,
	): Promise<HttpResponse> {
		const send = async (options: ApiRequestOptions) => {
			const { context, profile } = this;
			const limit = wholeMs(request) + RENEWAL_MS;
			const copy = { ...options, headers: { ...options.headers } };
			const sending = sendWithCredential(context, profile.name, copy, limit);
			return await sending.catch(async (error: unknown) => {
				if (isUnimplemented(error)) throw this.needsStoring();
				return await sending;
			});
		};
		const response = await send(request);
		if (response.status !== 401) return response;
		await acquire();
		return await send({ ...request, ignoreHttpStatusErrors: false });
	}
}

function wholeMs({ timeout = 0 }: ApiRequestOptions): number {
	return timeout * WHOLE_ANSWER;
}
