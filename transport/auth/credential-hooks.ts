import type { ICredentialTestRequest, IDataObject, IHttpRequestHelper } from 'n8n-workflow';

import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { statusMeanings } from './probe';
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

/** A credential type's `test`. The address is only what n8n wants to see: `signer` puts the probe in its place. */
export function proofRequest(
	profile: CredentialProfile,
	baseURL: string,
	path: string,
): ICredentialTestRequest {
	return {
		request: { baseURL, url: path, headers: { [TEST_MARK]: 'yes' } },
		rules: Object.entries(statusMeanings(profile)).map(([status, message]) => ({
			type: 'responseCode',
			properties: { value: Number(status), message },
		})),
	};
}
