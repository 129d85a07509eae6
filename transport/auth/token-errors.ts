import type { CredentialData, CredentialProfile, GrantStep } from '../contracts/credential';
import type { HttpResponse } from '../contracts/response';
import { monotonicMs } from '../core/clock';
import { isRecord, wordsAt } from '../core/json';
import type { TokenFailure } from '../core/renewal-error';
import { LARGEST_TOKEN_RESPONSE, ResponseTooLargeError } from '../http/capped';
import { lastingFault } from '../http/lasting-faults';
import { redactor, secretsIn } from '../http/redaction';
import { accountPauseMs, faultCode, requestedWaitMs } from '../http/retry';

/** How long a token request may take. */
export const TIMEOUT_MS = 20_000;

const REMEMBER_REFUSAL_MS = 30_000;

const REMEMBER_FAULT_MS = 2_000;

/** The wait after "too many requests" where the service names no time. */
const REMEMBER_LIMIT_MS = 30_000;

/** No answer prevents another try for longer. */
const LONGEST_REMEMBERED_MS = 900_000;

/** Characters of a service's message that an error repeats. */
const LONGEST_WORDS = 300;

/** Where a refusal of an exchange has its message: by RFC 6749, section 5.2, and in other usual members. */
const WORDS = ['error_description', 'error.message', 'message', 'detail', 'errors', 'error'];

function describe(step: GrantStep, credentials: CredentialData, code?: string): string {
	return (
		step.advice?.(credentials, code) ??
		`Check ${step.fields} in the credential: they may be mistyped, revoked, or belong to another account or environment.`
	);
}

const CHECK_ADDRESSES = 'Check "Environment" and the addresses in the credential.';

/** Whether nothing at this address accepts token requests: the status says so, and no message of the service contradicts it. */
function isElsewhere(status: number, words: string): boolean {
	return (
		[404, 405].includes(status) && /^($|not found|method not allowed|cannot |no route)/i.test(words)
	);
}

/** The service's message: where the provider expects it, where OAuth has it, else all texts of the object. */
function wordsIn(body: unknown, { grant }: CredentialProfile): string | undefined {
	return wordsAt(body, [...(grant?.words ?? []), ...WORDS, ...(isRecord(body) ? [''] : [])]);
}

/** Classifies an answer without a token. */
export function tokenFailureOf(
	profile: CredentialProfile,
	step: GrantStep,
	credentials: CredentialData,
	response: HttpResponse,
	refusal: string | undefined,
	refreshToken = '',
): TokenFailure {
	const now = Date.now();
	const { service } = profile;
	const withoutSecrets = redactor([...secretsIn(credentials), refreshToken]);
	const shown = withoutSecrets(refusal ?? wordsIn(response.body, profile) ?? '').slice(
		0,
		LONGEST_WORDS,
	);
	const words = shown.replace(/[.\s]+$/, '');
	const quoted = words ? `: ${words}` : '';
	const host = new URL(profile.grant?.url(credentials) ?? '').host;

	if (response.status === 429) {
		const asked = requestedWaitMs(response.headers, now) ?? REMEMBER_LIMIT_MS;
		const wait = Math.min(asked, LONGEST_REMEMBERED_MS);
		return {
			kind: 'limited',
			message: `${service} issues no token now because of too many requests${quoted}. Wait ${Math.ceil(wait / 1000)} seconds.`,
			description: 'Until then it is not asked again. The credential need not be changed.',
			until: monotonicMs() + wait,
			pauseMs: accountPauseMs(response.headers, now),
		};
	}
	if (response.status >= 500 || response.status === 408) {
		return {
			kind: 'temporary',
			message: `${service} could not issue a token (HTTP status ${response.status})${quoted}. Try again later.`,
			description: 'The service failed; the credential need not be changed.',
			until: monotonicMs() + REMEMBER_FAULT_MS,
		};
	}
	if (response.status >= 300 && response.status < 400) {
		return {
			kind: 'misconfigured',
			message: `${service} redirects the token request, which is not followed because it holds secrets. ${CHECK_ADDRESSES}`,
			description: `${host} does not answer token requests itself.`,
			until: monotonicMs() + REMEMBER_REFUSAL_MS,
		};
	}
	if (refusal === undefined && isElsewhere(response.status, words)) {
		return {
			kind: 'misconfigured',
			message: `${service} issues no tokens at this address (HTTP status ${response.status}). ${CHECK_ADDRESSES}`,
			description: `${host} has nothing at the path of the token request.`,
			until: monotonicMs() + REMEMBER_REFUSAL_MS,
		};
	}
	if (refusal !== undefined || response.status >= 400) {
		const advice = describe(step, credentials, wordsAt(response.body, ['error']));
		return {
			kind: 'refused',
			message: `${service} refused the credential${quoted || ` (HTTP status ${response.status})`}. ${advice}`,
			description: advice,
			until: monotonicMs() + REMEMBER_REFUSAL_MS,
		};
	}
	return {
		kind: 'misconfigured',
		message: `${service} answered the token request without a valid token. ${CHECK_ADDRESSES}`,
		description: `${host} answered ${shapeOf(response)}.`,
		until: monotonicMs() + REMEMBER_REFUSAL_MS,
	};
}

function shapeOf(response: HttpResponse): string {
	if (response.body === undefined) return 'an empty body';
	if (isRecord(response.body)) return 'an object without a valid token';
	return /^\s*</.test(response.raw.toString('latin1')) ? 'a web page' : 'no JSON object';
}

/** Classifies a token request without an answer. */
export function connectionFailure(
	profile: CredentialProfile,
	credentials: CredentialData,
	error: unknown,
): TokenFailure {
	const code = faultCode(error);
	const address = profile.grant?.url(credentials) ?? '';
	const { host } = new URL(address);
	const lasting = lastingFault(error, address, `where ${profile.service} issues tokens`);
	// Nothing was sent: changed settings take effect at once.
	if (lasting) return { kind: 'misconfigured', ...lasting, until: monotonicMs() };
	if (error instanceof ResponseTooLargeError) {
		return {
			kind: 'misconfigured',
			message: `${profile.service} answered the token request with more than ${LARGEST_TOKEN_RESPONSE / 1024 / 1024} MB. ${CHECK_ADDRESSES}`,
			description: `Something else answers at ${host}: a token is small.`,
			until: monotonicMs() + REMEMBER_REFUSAL_MS,
		};
	}
	const late = code === 'ECONNABORTED' || code === 'ETIMEDOUT';
	return {
		kind: 'temporary',
		message: late
			? `${profile.service} did not answer the token request within ${TIMEOUT_MS / 1000} seconds. Try again later, and check that n8n can reach ${host}.`
			: `${profile.service} could not be reached for a token at ${host}. Check this address, and that n8n can reach it.`,
		description:
			'The network, a proxy or a firewall may be the cause, or the wrong environment in the credential.',
		until: monotonicMs() + REMEMBER_FAULT_MS,
	};
}

/** The failure where no step of a grant is possible. */
export function noStepLeft(profile: CredentialProfile, credentials: CredentialData): TokenFailure {
	const step = profile.grant?.steps.at(-1);
	return {
		kind: 'refused',
		message:
			`${profile.service} needs a sign-in in the browser. ${step ? describe(step, credentials) : ''}`.trim(),
		description: step ? describe(step, credentials) : 'Fill in the credential again.',
		until: monotonicMs() + REMEMBER_REFUSAL_MS,
	};
}
