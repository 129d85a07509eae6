import type { ICredentialTestRequest, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { renewForN8n } from './renewal-hook';

/** Marks the request of a credential test: `signer` proves the secrets and puts the probe in its place. */
export const TEST_MARK = 'x-credential-test';

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

/** Messages for what any service may answer to the test; without a rule n8n shows the status text alone. */
function rulesOfAll({ service, grant }: CredentialProfile): StatusRule[] {
	return [
		{
			status: 401,
			message: grant
				? `${service} gave a token, but refuses it. Check that the user or client is active.`
				: `${service} refused the secret of this credential. Copy it again, and check "Environment".`,
		},
		{
			status: 403,
			message: `${service} accepted the credential, but does not let it make the call of this test. Check its rights.`,
		},
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

/**
 * A credential type's `test`. The address is only what n8n wants to see: `signer` puts the probe in its place.
 *
 * @param rules messages in the service's own words, which count before those for any service
 */
export function proofRequest(
	profile: CredentialProfile,
	baseURL: string,
	path: string,
	rules: StatusRule[] = [],
): ICredentialTestRequest {
	return {
		request: { baseURL, url: path, headers: { [TEST_MARK]: 'yes' } },
		rules: [...rules, ...rulesOfAll(profile)].map(({ status, message }) => ({
			type: 'responseCode',
			properties: { value: status, message },
		})),
	};
}
