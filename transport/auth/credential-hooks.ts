import type { ICredentialTestRequest, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { renewForN8n } from './renewal-hook';

/** Header that marks the request of a credential test: `signer` proves the secrets and sends the probe in its place. */
export const TEST_HEADER = 'x-credential-test';

/** A token credential's `preAuthentication`. */
export function renewer(profile: CredentialProfile) {
	return async function preAuthentication(
		this: IHttpRequestHelper,
		credentials: CredentialData,
	): Promise<IDataObject> {
		return await renewForN8n(this.helpers, profile, credentials);
	};
}

interface StatusRule {
	status: number;
	message: string;
}

/** Messages for answers to the test that say nothing about the secrets; without a rule n8n shows the status text alone. */
function rulesOfAll(service: string): StatusRule[] {
	return [
		{
			status: 404,
			message: `${service} has no API at this address. Check "Environment" and "Base URL".`,
		},
		{
			status: 429,
			message: `${service} answered "too many requests", so the credential was not checked. Test it again later.`,
		},
		...[500, 502, 503, 504].map((status) => ({
			status,
			message: `${service} failed with HTTP status ${status}, so the credential was not checked. Test it again later.`,
		})),
	];
}

/** A credential type's `test`. The address is required by n8n only: `signer` sends the probe in its place. */
export function proofRequest(
	{ service }: CredentialProfile,
	baseURL: string,
	path: string,
	rules: StatusRule[],
): ICredentialTestRequest {
	return {
		request: { baseURL, url: path, headers: { [TEST_HEADER]: 'yes' } },
		rules: [...rules, ...rulesOfAll(service)].map(({ status, message }) => ({
			type: 'responseCode',
			properties: { value: status, message },
		})),
	};
}
