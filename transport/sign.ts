import type {
	ICredentialTestRequest,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { probeOptions } from './probe';
import { proveSecrets, renew } from './renewal';
import type { CredentialData, CredentialProfile } from './types';
import { fitsHeader } from './url';

/** Marks the request of a credential test: `signer` proves the secrets and puts the probe in its place. */
const TEST_MARK = 'x-credential-test';

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

/** A token credential's `preAuthentication`. */
export function renewer(profile: CredentialProfile) {
	return async function preAuthentication(
		this: IHttpRequestHelper,
		credentials: CredentialData,
	): Promise<IDataObject> {
		return await renew(this.helpers, profile, credentials);
	};
}

interface StatusRule {
	status: number;
	message: string;
}

/** What an answer to the test means that says nothing of the secrets; without a rule n8n shows the bare words of the status. */
function rulesOfAll(service: string): StatusRule[] {
	return [
		{
			status: 404,
			message: `${service} has no API at this address. Check "Environment" and "Base URL".`,
		},
		{
			status: 429,
			message: `${service} has had too many requests and did not judge the credential. Test it again later.`,
		},
		...[500, 502, 503, 504].map((status) => ({
			status,
			message: `${service} has a fault (HTTP status ${status}) and did not judge the credential. Test it again later.`,
		})),
	];
}

/** A credential type's `test`. The address is only what n8n wants to see: `signer` puts the probe in its place. */
export function proofRequest(
	{ service }: CredentialProfile,
	baseURL: string,
	path: string,
	rules: StatusRule[],
): ICredentialTestRequest {
	return {
		request: { baseURL, url: path, headers: { [TEST_MARK]: 'yes' } },
		rules: [...rules, ...rulesOfAll(service)].map(({ status, message }) => ({
			type: 'responseCode',
			properties: { value: status, message },
		})),
	};
}
