import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { fitsHeader } from '../http/url';
import { TEST_HEADER } from './credential-hooks';
import { probeOptions } from './probe';
import { proveSecrets } from './renewal-hook';
import { lockedRequest, NO_REDIRECTS } from './request-lock';

function signature(
	profile: CredentialProfile,
	credentials: CredentialData,
): Record<string, string> {
	const headers = profile.headers?.(credentials) ?? {};
	for (const [name, value] of Object.entries(headers)) {
		const secret = value.replace(/^(Bearer|Token|JWT) /, '');
		if (!fitsHeader(secret)) {
			const field = profile.labels?.[name];
			throw new UserError(
				field
					? `"${field}" in the ${profile.label} credential is empty, or has spaces, line breaks or letters that cannot be sent. Copy it again.`
					: `The ${profile.label} credential has no token that can be sent. Open it and test it.`,
			);
		}
	}
	return headers;
}

/**
 * A credential type's `authenticate`: adds the headers that authenticate a request. It is the last check of a credential, in HTTP
 * Request too: whatever could send the request elsewhere is refused, so that the credential is sent to its own hosts only.
 *
 * @throws UserError for such a request, and for a secret that cannot be sent
 */
export function signer(profile: CredentialProfile) {
	return async (
		credentials: CredentialData,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		if (options.headers?.[TEST_HEADER] !== undefined) {
			await proveSecrets(profile, credentials);
			return signed(profile, credentials, testRequest(profile, credentials, options));
		}
		return signed(profile, credentials, lockedRequest(profile, credentials, options));
	};
}

function signed(
	profile: CredentialProfile,
	credentials: CredentialData,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	return { ...request, headers: { ...request.headers, ...signature(profile, credentials) } };
}

/** The credential's harmless request, with the form of answer that was asked for. */
function testRequest(
	profile: CredentialProfile,
	credentials: CredentialData,
	{ returnFullResponse, ignoreHttpStatusErrors, json }: IHttpRequestOptions,
): IHttpRequestOptions {
	return {
		...probeOptions(profile, credentials),
		...NO_REDIRECTS,
		...(returnFullResponse === undefined ? {} : { returnFullResponse }),
		...(ignoreHttpStatusErrors === undefined ? {} : { ignoreHttpStatusErrors }),
		...(json === undefined ? {} : { json }),
	};
}
