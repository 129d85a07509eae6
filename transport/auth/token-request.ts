import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type {
	CredentialData,
	CredentialProfile,
	TokenResponse,
	TokenRequest,
} from '../contracts/credential';
import type { HttpResponse } from '../contracts/response';
import { isRecord } from '../core/json';
import type { TokenFailure } from '../core/renewal-error';
import { LARGEST_TOKEN_RESPONSE, sendCapped } from '../http/capped';
import { isWebPage, readResponse } from '../http/response';
import { fitsHeader } from '../http/url';
import { connectionFailure, tokenFailureOf, noStepLeft, TIMEOUT_MS } from './token-errors';
import type { Fingerprint, Token } from './token';
import { lifetimeSeconds, sessionOf } from './token';
import type { TokenResult } from './token-cache';

/** The request of an exchange as n8n's helper takes it. It follows no redirect: the secrets in it belong to one address. */
function tokenRequestOptions(request: TokenRequest): IHttpRequestOptions {
	const form = request.form && new URLSearchParams(request.form).toString();
	return {
		method: 'POST',
		url: request.url,
		headers: {
			Accept: 'application/json',
			'Content-Type': form === undefined ? 'application/json' : 'application/x-www-form-urlencoded',
			...request.headers,
		},
		body: form ?? JSON.stringify(request.json ?? {}),
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

function tokenFrom(
	answer: TokenResponse,
	defaultLifetimeSeconds: number,
	context: { asked: number; obtainedAt: number; inputs: string; refreshToken: string | undefined },
): Token | undefined {
	const { accessToken } = answer;
	if (typeof accessToken !== 'string' || !fitsHeader(accessToken)) return undefined;
	const refreshToken =
		typeof answer.refreshToken === 'string' && answer.refreshToken !== ''
			? answer.refreshToken
			: context.refreshToken;
	return {
		accessToken,
		obtainedAt: context.obtainedAt,
		validUntil: context.asked + lifetimeSeconds(answer.expiresIn, defaultLifetimeSeconds) * 1000,
		inputs: context.inputs,
		...(refreshToken === undefined ? {} : { refreshToken }),
	};
}

interface ExchangeContext {
	fingerprint: Fingerprint;
	/** The newest token known of this grant, for its refresh token. */
	previous(): Token | undefined;
	/** The new token has to be ordered after this moment, also where another machine's clock runs ahead. */
	after(): number;
	/** Acquires a rate token of the account. Answers a token where another process has got one meanwhile: no more is needed. */
	beforeEach(): Promise<Token | undefined>;
	/** Called once a request is over, whatever came of it. */
	afterEach(): void;
}

/** Gets a token: takes the grant's steps in order until one succeeds or fails for good. */
export async function requestToken(
	helpers: Pick<IHttpRequestHelper['helpers'], 'httpRequest'>,
	profile: CredentialProfile,
	credentials: CredentialData,
	{ fingerprint, previous, after, beforeEach, afterEach }: ExchangeContext,
): Promise<TokenResult> {
	const { grant } = profile;
	if (!grant) throw new UserError(`${profile.label} needs no token`);
	let last: TokenFailure | undefined;

	for (const step of grant.steps) {
		if (!step.request(credentials, sessionOf(previous()))) continue;
		const renewed = await beforeEach();
		if (renewed) return { token: renewed };
		const session = sessionOf(previous());
		const request = step.request(credentials, session);
		if (!request) continue;
		const asked = Date.now();
		const obtainedAt = Math.max(asked, after() + 1);
		let response: HttpResponse;
		try {
			const send = async (options: IHttpRequestOptions): Promise<unknown> =>
				await helpers.httpRequest(options);
			const limits = { maxBytes: LARGEST_TOKEN_RESPONSE, deadlineMs: TIMEOUT_MS };
			response = readResponse(await sendCapped(send, tokenRequestOptions(request), limits));
		} catch (error) {
			return { failure: connectionFailure(profile, credentials, error) };
		} finally {
			afterEach();
		}
		const body = isRecord(response.body) ? response.body : undefined;
		const ok = response.status >= 200 && response.status < 300;
		const refusal = ok && body ? grant.refusal?.(body) : undefined;
		if (ok && body && refusal === undefined) {
			const token = tokenFrom(grant.read(body), grant.defaultLifetimeSeconds, {
				asked,
				obtainedAt,
				inputs: fingerprint.inputs,
				refreshToken: step.keepsRefreshToken ? session.refreshToken : undefined,
			});
			if (token) return { token };
		}
		last = {
			...tokenFailureOf(profile, step, credentials, response, refusal, session.refreshToken),
			isWebPage: isWebPage(response),
		};
		// Whatever else it is, another way to a token may still be open.
		if (last.kind === 'limited' || last.kind === 'temporary') return { failure: last };
	}
	return { failure: last ?? noStepLeft(profile, credentials) };
}
