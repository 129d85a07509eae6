import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

import type { CredentialTypeName, ServiceId } from '../../../providers';
import type { Sandbox } from '../../sandbox/server.mts';
import { knownTokens, credentialDataFor } from '../../services/index.mts';

/** A token credential type as a test uses it. */
export interface TokenType {
	type: CredentialTypeName;
	service: ServiceId;
	/** What a person types, for the sandbox. */
	typed(sandbox: Sandbox): Promise<ICredentialDataDecryptedObject>;
	/** The typed field that a test makes wrong or edits; the sandbox's secret has the same name. */
	secret: string;
	/** A harmless call: key in the catalogue and path with base. */
	call: { key: string; path: string; base: string; body?: IDataObject };
	/** A path that answers 404 with a good token. */
	missing: string;
	/** A token answer in the service's own form. */
	answer?: ((token: string) => object) | undefined;
	/** What a person reads when the secret is wrong. */
	words: RegExp;
}

/** No limits of the account's own. */
export const fast = { requestsPerSecond: 5000, requestsPerDay: 0 };

export const tokenTypes: readonly TokenType[] = knownTokens.map((one) => ({
	type: one.type,
	service: one.service,
	typed: async (sandbox) => ({ ...fast, ...(await credentialDataFor(sandbox, one.type)) }),
	secret: one.secret,
	call: one.call,
	missing: one.token.missing,
	answer: one.token.answer,
	words: one.refused,
}));
