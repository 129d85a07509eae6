import type { IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { ServiceFailure } from '../contracts/response';
import { LARGEST_TOKEN_RESPONSE, sendCapped } from '../http/capped';
import { readResponse } from '../http/response';
import { endpointUrl } from '../http/url';

const TIMEOUT_MS = 15_000;

/** A custom environment may leave an address out. */
export function noAddress({ label, labels }: CredentialProfile, host: string): UserError {
	return new UserError(
		`"${labels?.[host] ?? host}" is empty in the ${label} credential: a custom environment needs all its addresses`,
		{ description: 'Open the credential and fill it in.' },
	);
}

/** What statuses of the harmless call's answer mean, by status; n8n shows the status text alone for others. */
export function statusMeanings({
	service,
	grant,
	probe,
}: CredentialProfile): Record<number, string> {
	const faults = [500, 502, 503, 504].map((status) => [
		status,
		`${service} failed with HTTP status ${status}, so the credential was not checked. Test it again later.`,
	]);
	return {
		401: grant
			? `${service} gave a token, but refuses it. Check that the user or client is active.`
			: `${service} refused the secret of this credential. Copy it again, and check "Environment".`,
		403: `${service} accepted the credential, but does not let it make the call of this test. Check its rights.`,
		404: `${service} has no API at this address. Check "Environment" and "Base URL".`,
		429: `${service} answered "too many requests", so the credential was not checked. Test it again later.`,
		...Object.fromEntries(faults),
		...probe.refusals,
	};
}

/** The credential's harmless request, without authentication. */
export function probeOptions(
	profile: CredentialProfile,
	credentials: CredentialData,
): IHttpRequestOptions {
	const { method, host = 'api', path, query, json } = profile.probe;
	const base = profile.hosts(credentials)[host];
	if (base === undefined) throw noAddress(profile, host);
	return {
		method,
		url: endpointUrl(base, path, {}, query),
		headers: {
			Accept: 'application/json',
			...(json ? { 'Content-Type': 'application/json' } : {}),
		},
		...(json ? { body: JSON.stringify(json) } : {}),
		timeout: TIMEOUT_MS,
	};
}

/**
 * Sends the credential's harmless request.
 *
 * @returns why the service refuses it, if it does, and the headers of the answer
 * @throws where there is no answer
 */
export async function probe(
	helpers: Pick<IHttpRequestHelper['helpers'], 'httpRequest'>,
	profile: CredentialProfile,
	credentials: CredentialData,
): Promise<{ failure: ServiceFailure | undefined; headers: Readonly<Record<string, string>> }> {
	const options = probeOptions(profile, credentials);
	const send = async (request: IHttpRequestOptions): Promise<unknown> =>
		await helpers.httpRequest(request);
	const answer = await sendCapped(
		send,
		{
			...options,
			headers: { ...options.headers, ...profile.headers?.(credentials) },
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
		},
		{ maxBytes: LARGEST_TOKEN_RESPONSE, deadlineMs: TIMEOUT_MS },
	);
	const response = readResponse(answer);
	return { failure: profile.classify(response), headers: response.headers };
}
