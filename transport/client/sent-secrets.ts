import type { CredentialTokens } from '../auth/credential-tokens';
import type { CredentialData } from '../contracts/credential';
import { secretsIn } from '../http/redaction';

/** Secrets of earlier requests that are remembered. */
const MOST_SENT = 100;

/** The secrets that requests were sent with: tokens change while requests run concurrently. */
export class SentSecrets {
	private readonly sent = new Set<string>();

	private last:
		| { tokens: CredentialTokens; accessToken: unknown; refreshToken: unknown }
		| undefined;

	get all(): string[] {
		return [...this.sent];
	}

	add(credentials: CredentialData): void {
		for (const secret of secretsIn(credentials)) this.sent.add(secret);
		for (const oldest of this.sent) {
			if (this.sent.size <= MOST_SENT) return;
			this.sent.delete(oldest);
		}
	}

	/**
	 * Nearly every request is sent with the same secrets as the one before it.
	 *
	 * @param copy the credential that the request was signed with; n8n writes a token into it that was renewed meanwhile
	 */
	addToken(tokens: CredentialTokens, copy: CredentialData): void {
		const { accessToken, sessionRefreshToken: refreshToken } = copy;
		const { last } = this;
		const isSame =
			last?.tokens === tokens &&
			last.accessToken === accessToken &&
			last.refreshToken === refreshToken;
		if (isSame) return;
		this.last = { tokens, accessToken, refreshToken };
		this.add(copy);
	}
}
