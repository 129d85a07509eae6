import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { fitsHeader } from '../http/url';
import { TEST_MARK } from './credential-hooks';
import { probeOptions } from './probe';
import { proveSecrets } from './renewal-hook';

/** The address of a request, whichever of n8n's two option forms it comes in. */
function addressOf(options: IHttpRequestOptions): URL {
	const uri: unknown = Reflect.get(options, 'uri');
	const address = options.url || (typeof uri === 'string' ? uri : '');
	return new URL(address, options.baseURL || undefined);
}

function allowedOrigins(profile: CredentialProfile, credentials: CredentialData): string[] {
	const addresses = Object.values(profile.hosts(credentials));
	return addresses.map((address) => new URL(address).origin);
}

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
 * A credential type's `authenticate`: adds the headers that prove who calls. A request to another origin than the service's own is
 * refused, so that the credential never leaves them.
 */
export function signer(profile: CredentialProfile) {
	return async (
		credentials: CredentialData,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		if (options.headers?.[TEST_MARK] !== undefined) {
			await proveSecrets(profile, credentials);
			const request = probeOptions(profile, credentials);
			const headers = { ...request.headers, ...signature(profile, credentials) };
			const { returnFullResponse, ignoreHttpStatusErrors, json } = options;
			return {
				...request,
				headers,
				disableFollowRedirect: true,
				...(returnFullResponse === undefined ? {} : { returnFullResponse }),
				...(ignoreHttpStatusErrors === undefined ? {} : { ignoreHttpStatusErrors }),
				...(json === undefined ? {} : { json }),
			};
		}

		const address = addressOf(options);
		const origins = allowedOrigins(profile, credentials);
		if (!origins.includes(address.origin)) {
			throw new UserError(
				`The ${profile.label} credential is only sent to ${origins.join(' and ')}, not to ${address.origin}`,
				{ description: 'For a proxy or another environment set "Environment" to Custom.' },
			);
		}
		options.headers = { ...options.headers, ...signature(profile, credentials) };
		return options;
	};
}
