import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { blockedWords, isBlocked } from './domains';
import { redactor, secretsIn } from './redact';
import { isRecord, readReply, wordsAt } from './reply';
import { waitAsked } from './retry';
import type { Fingerprint, Token } from './token';
import { lifetimeSeconds, sessionOf } from './token';
import type {
	CredentialData,
	CredentialProfile,
	ExchangeAnswer,
	ExchangeRequest,
	ExchangeStep,
	Reply,
} from './types';
import { fitsHeader } from './url';

const TIMEOUT_MS = 20_000;
const REMEMBER_REFUSAL_MS = 30_000;
const REMEMBER_FAULT_MS = 2_000;
/** Waited after "too many requests" where the service names no time. */
const REMEMBER_LIMIT_MS = 30_000;
/** Longer than this no answer keeps a credential from another try. */
const LONGEST_REMEMBERED_MS = 900_000;

/** Characters of a service's words that an error repeats. */
const LONGEST_WORDS = 300;

/** Where services put their words about a refused exchange. */
const WORDS = [
	'error_description',
	'error.message',
	'otoErrorMessage',
	'message',
	'developer_message',
	'detail',
	'non_field_errors',
	'error',
	'errorMsg',
];

/** `refused`: the typed values are wrong. `temporary`: try again later. `unusable`: the service answers something else than a token. */
export type ExchangeFailureKind = 'refused' | 'limited' | 'temporary' | 'unusable';

/** Why there is no token, with what a person can do. Holds no secret. */
export interface ExchangeFailure {
	kind: ExchangeFailureKind;
	message: string;
	description: string;
	/** Milliseconds since the epoch until which the answer is not asked for again. */
	until: number;
}

export type ExchangeResult = { token: Token } | { failure: ExchangeFailure };

/** The renewal hook's error. n8n wraps it; `renewalKind` is how a session recognizes it, also from another copy of this code. */
export class RenewalError extends UserError {
	readonly renewalKind: ExchangeFailureKind;

	readonly renewalUntil: number;

	constructor(failure: ExchangeFailure) {
		super(failure.message, { description: failure.description });
		this.renewalKind = failure.kind;
		this.renewalUntil = failure.until;
	}
}

/** Tells a session to look into the database first: another process may be getting the token that this one was about to get. */
export class RenewalPostponed extends UserError {
	readonly renewalKind = 'postponed';

	constructor(service: string) {
		super(`Several n8n processes renew the token of ${service} at once`, {
			description: 'Run it again.',
		});
	}
}

/** The request of an exchange as n8n's helper takes it. It follows no redirect: the secrets in it belong to one address. */
export function exchangeOptions(request: ExchangeRequest): IHttpRequestOptions {
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
		encoding: 'arraybuffer',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
	};
}

/** The code of a connection fault, wherever n8n's wrapping has put it. */
export function faultCode(error: unknown): string | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && typeof current === 'object' && current !== null; depth++) {
		if ('code' in current && typeof current.code === 'string') return current.code;
		current = 'cause' in current ? current.cause : undefined;
	}
	return undefined;
}

function describe(step: ExchangeStep, credentials: CredentialData, code?: string): string {
	return (
		step.advice?.(credentials, code) ??
		`Check ${step.fields} in the credential: they may be mistyped, revoked, or belong to another account or environment.`
	);
}

const CHECK_ADDRESSES = 'Check "Environment" and the addresses in the credential.';

/** Whether nothing at this address takes token requests: a status that says so, and no words of the service against it. */
function isElsewhere(status: number, words: string): boolean {
	return (
		[404, 405].includes(status) && /^($|not found|method not allowed|cannot |no route)/i.test(words)
	);
}

/** Sorts an answer that brought no token. */
function failureOf(
	profile: CredentialProfile,
	step: ExchangeStep,
	credentials: CredentialData,
	reply: Reply,
	said: string | undefined,
	refreshToken = '',
): ExchangeFailure {
	const now = Date.now();
	const { service } = profile;
	const withoutSecrets = redactor([...secretsIn(credentials), refreshToken]);
	const told = withoutSecrets(said ?? wordsAt(reply.body, WORDS) ?? '').slice(0, LONGEST_WORDS);
	const words = told.replace(/[.\s]+$/, '');
	const quoted = words ? `: ${words}` : '';
	const host = new URL(profile.grant?.url(credentials) ?? '').host;

	if (reply.status === 429) {
		const asked = waitAsked(reply.headers, now) ?? REMEMBER_LIMIT_MS;
		const wait = Math.min(asked, LONGEST_REMEMBERED_MS);
		return {
			kind: 'limited',
			message: `${service} gives out no token now because of too many requests${quoted}. Wait ${Math.ceil(wait / 1000)} seconds.`,
			description: 'Until then it is not asked again. The credential need not be changed.',
			until: now + wait,
		};
	}
	if (reply.status >= 500 || reply.status === 408) {
		return {
			kind: 'temporary',
			message: `${service} could not give out a token (HTTP status ${reply.status})${quoted}. Try again later.`,
			description: 'The service has a fault; the credential need not be changed.',
			until: now + REMEMBER_FAULT_MS,
		};
	}
	if (reply.status >= 300 && reply.status < 400) {
		return {
			kind: 'unusable',
			message: `${service} redirects the token request, which is not followed because it holds secrets. ${CHECK_ADDRESSES}`,
			description: `${host} does not answer token requests itself.`,
			until: now + REMEMBER_REFUSAL_MS,
		};
	}
	if (said === undefined && isElsewhere(reply.status, words)) {
		return {
			kind: 'unusable',
			message: `${service} gives out no tokens at this address (HTTP status ${reply.status}). ${CHECK_ADDRESSES}`,
			description: `${host} has nothing at the path of the token request.`,
			until: now + REMEMBER_REFUSAL_MS,
		};
	}
	if (said !== undefined || reply.status >= 400) {
		const advice = describe(step, credentials, wordsAt(reply.body, ['error']));
		return {
			kind: 'refused',
			message: `${service} refused the credential${quoted || ` (HTTP status ${reply.status})`}. ${advice}`,
			description: advice,
			until: now + REMEMBER_REFUSAL_MS,
		};
	}
	return {
		kind: 'unusable',
		message: `${service} answered the token request with something that holds no usable token. ${CHECK_ADDRESSES}`,
		description: `${host} answered ${shapeOf(reply)}.`,
		until: now + REMEMBER_REFUSAL_MS,
	};
}

function shapeOf(reply: Reply): string {
	if (reply.body === undefined) return 'an empty body';
	if (isRecord(reply.body)) return 'an object without a token that can stand in a header';
	return /^\s*</.test(reply.raw.toString('latin1')) ? 'a web page' : 'no JSON object';
}

function connectionFailure(
	profile: CredentialProfile,
	credentials: CredentialData,
	error: unknown,
): ExchangeFailure {
	const code = faultCode(error);
	const address = profile.grant?.url(credentials) ?? '';
	const { host } = new URL(address);
	if (isBlocked(error)) {
		const use = `where ${profile.service} gives out tokens`;
		return {
			kind: 'unusable',
			...blockedWords(address, use),
			// Nothing was sent: an edit of the list counts at once.
			until: Date.now(),
		};
	}
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return {
		kind: 'temporary',
		message: late
			? `${profile.service} did not answer the token request within ${TIMEOUT_MS / 1000} seconds. Try again later, and check that n8n can reach ${host}.`
			: `${profile.service} could not be reached for a token at ${host}. Check this address, and that n8n can reach it.`,
		description:
			'Network, proxy or firewall may stand between, or the environment in the credential is another one.',
		until: Date.now() + REMEMBER_FAULT_MS,
	};
}

function tokenFrom(
	answer: ExchangeAnswer,
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
	previous: Token | undefined;
	/** The new token has to be ordered after this moment, also where another machine's clock runs ahead. */
	after: number;
	/** Takes a turn in the account's rate limit. */
	beforeEach(): Promise<void>;
}

/** Gets a token: takes the grant's steps in order until one succeeds or fails for good. */
export async function exchange(
	helpers: Pick<IHttpRequestHelper['helpers'], 'httpRequest'>,
	profile: CredentialProfile,
	credentials: CredentialData,
	{ fingerprint, previous, after, beforeEach }: ExchangeContext,
): Promise<ExchangeResult> {
	const { grant } = profile;
	if (!grant) throw new UserError(`${profile.label} needs no token`);
	const session = sessionOf(previous);
	let last: ExchangeFailure | undefined;

	for (const step of grant.steps) {
		const request = step.request(credentials, session);
		if (!request) continue;
		await beforeEach();
		const asked = Date.now();
		let reply: Reply;
		try {
			const answer: { statusCode: number; headers: unknown; body: unknown } =
				await helpers.httpRequest(exchangeOptions(request));
			reply = readReply(answer);
		} catch (error) {
			return { failure: connectionFailure(profile, credentials, error) };
		}
		const body = isRecord(reply.body) ? reply.body : undefined;
		const ok = reply.status >= 200 && reply.status < 300;
		const said = ok && body ? grant.refusal?.(body) : undefined;
		if (ok && body && said === undefined) {
			const token = tokenFrom(grant.read(body), grant.defaultLifetimeSeconds, {
				asked,
				obtainedAt: Math.max(asked, after + 1),
				inputs: fingerprint.inputs,
				refreshToken: step.keepsRefreshToken ? session.refreshToken : undefined,
			});
			if (token) return { token };
		}
		last = failureOf(profile, step, credentials, reply, said, session.refreshToken);
		if (last.kind !== 'refused') return { failure: last };
	}
	return { failure: last ?? noStepLeft(profile, credentials) };
}

function noStepLeft(profile: CredentialProfile, credentials: CredentialData): ExchangeFailure {
	const step = profile.grant?.steps.at(-1);
	return {
		kind: 'refused',
		message:
			`${profile.service} needs a sign-in in the browser. ${step ? describe(step, credentials) : ''}`.trim(),
		description: step ? describe(step, credentials) : 'Fill in the credential again.',
		until: Date.now() + REMEMBER_REFUSAL_MS,
	};
}
