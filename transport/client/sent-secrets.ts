import type { CredentialTokens } from '../auth/credential-tokens';
import type { Token } from '../auth/token';
import type { CredentialData } from '../contracts/credential';
import { secretsIn } from '../http/redaction';

/** Secrets of earlier requests that are remembered. */
const MOST_SENT = 100;

/** The secrets that requests have carried: tokens come and go while requests run side by side. */
export class SentSecrets {
	private readonly sent = new Set<string>();

	private last: { tokens: CredentialTokens; token: Token } | undefined;

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

	/** Nearly every request carries what the one before it did. */
	addToken(tokens: CredentialTokens, token: Token): void {
		if (this.last?.tokens === tokens && this.last.token === token) return;
		this.last = { tokens, token };
		this.add(tokens.withToken(token));
	}
}
