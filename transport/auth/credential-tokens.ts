import type { CredentialData, CredentialProfile, Grant } from '../contracts/credential';
import type { Fingerprint, Token } from './token';
import { fieldsOf, fingerprintOf, tokenOf } from './token';
import type { GrantTokens } from './token-cache';
import { tokensOf } from './shared';

/** A token credential as it was read, and what this process knows about its grant. Its fingerprint is computed once. */
export class CredentialTokens {
	/** The token that the credential held when it was read. */
	readonly stored: Token | undefined;

	readonly cache: GrantTokens;

	private constructor(
		readonly profile: CredentialProfile,
		readonly grant: Grant,
		readonly credentials: CredentialData,
		readonly fingerprint: Fingerprint,
	) {
		this.stored = tokenOf(credentials, fingerprint);
		this.cache = tokensOf(fingerprint.grant);
		this.cache.adopt(this.stored);
	}

	/** Undefined for a credential type without tokens. */
	static of(profile: CredentialProfile, credentials: CredentialData): CredentialTokens | undefined {
		const { grant } = profile;
		if (!grant) return undefined;
		const fingerprint = fingerprintOf(profile.name, grant, credentials);
		return new CredentialTokens(profile, grant, credentials, fingerprint);
	}

	/** A token that can be used as it is; undefined where a renewal is due. */
	get fresh(): Token | undefined {
		return this.cache.fresh(this.fingerprint.inputs);
	}

	/** A token that works until its end although its renewal is due. */
	get valid(): Token | undefined {
		return this.cache.valid(this.fingerprint.inputs);
	}

	/** Whether the token is still the one to send: not rejected, and no later one is known. */
	isCurrent(token: Token): boolean {
		const newest = this.cache.acceptable(this.fingerprint.inputs);
		return newest === undefined ? token.obtainedAt > this.cache.rejectedUntil : newest === token;
	}

	/** Whether an exchange can be repeated at any time, so that a refusal means that the typed values are wrong. */
	get isRepeatable(): boolean {
		return this.grant.steps.some(({ provesSecrets }) => provesSecrets);
	}

	/** A copy of the credential that holds the token. */
	withToken(token: Token): CredentialData {
		return { ...this.credentials, ...fieldsOf(token, this.fingerprint) };
	}
}
