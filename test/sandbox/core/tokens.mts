import { randomBytes } from 'node:crypto';
import type { IssuedToken, ServiceConfig, ServiceId, TokenState, TokenStore } from './types.mts';

type Kind = IssuedToken['kind'];

/** Older tokens beyond this number are forgotten. */
const MAX_TOKENS = 100_000;

/** Every token that the services have issued, until the next reset. */
export class Tokens implements TokenStore {
	private readonly issued = new Map<string, IssuedToken>();

	/** When a token stops being accepted because it was revoked, in milliseconds since the epoch. */
	private readonly revokedAt = new Map<string, number>();

	constructor(
		private readonly now: () => number,
		private readonly config: (service: ServiceId) => ServiceConfig,
	) {}

	issue(options: Parameters<TokenStore['issue']>[0]): IssuedToken {
		const { service, subject, kind } = options;
		const settings = this.config(service);
		if (kind === 'access' && settings.singleValidToken) this.revokeEarlier(service, subject);
		const issuedAt = this.now();
		const seconds = options.lifetimeSeconds ?? settings.tokenLifetimeSeconds;
		const token: IssuedToken = {
			value: options.value ?? (options.prefix ?? '') + randomBytes(20).toString('hex'),
			service,
			subject,
			kind,
			issuedAt,
			expiresAt: issuedAt + seconds * 1000,
			data: options.data ?? {},
		};
		this.revokedAt.delete(token.value);
		this.issued.set(token.value, token);
		this.forgetOldest();
		return token;
	}

	find(value: string): IssuedToken | undefined {
		return this.issued.get(value);
	}

	state(service: ServiceId, kind: Kind, value: string): TokenState {
		const token = this.issued.get(value);
		if (!token || token.service !== service || token.kind !== kind) return 'unknown';
		const revoked = this.revokedAt.get(value);
		if (revoked !== undefined && revoked <= this.now()) return 'revoked';
		return token.expiresAt <= this.now() ? 'expired' : 'valid';
	}

	revoke(value: string, afterMs = 0): void {
		const from = this.now() + afterMs;
		this.revokedAt.set(value, Math.min(from, this.revokedAt.get(value) ?? from));
	}

	expireAll(service: ServiceId, kinds: Kind[] = ['access']): void {
		for (const token of this.of(service, kinds)) {
			token.expiresAt = Math.min(token.expiresAt, this.now());
		}
	}

	revokeAll(service: ServiceId, kinds: Kind[] = ['access']): void {
		for (const token of this.of(service, kinds)) this.revoke(token.value);
	}

	/** Every token of a service with its state, oldest first. */
	list(service: ServiceId): Array<IssuedToken & { state: TokenState }> {
		return this.of(service, ['access', 'refresh', 'code']).map((token) => ({
			...token,
			state: this.state(service, token.kind, token.value),
		}));
	}

	clear(): void {
		this.issued.clear();
		this.revokedAt.clear();
	}

	private of(service: ServiceId, kinds: Kind[]): IssuedToken[] {
		return [...this.issued.values()].filter(
			(token) => token.service === service && kinds.includes(token.kind),
		);
	}

	private revokeEarlier(service: ServiceId, subject: string): void {
		for (const token of this.of(service, ['access'])) {
			if (token.subject === subject) this.revoke(token.value);
		}
	}

	private forgetOldest(): void {
		if (this.issued.size <= MAX_TOKENS) return;
		const [oldest] = this.issued.keys();
		if (oldest === undefined) return;
		this.issued.delete(oldest);
		this.revokedAt.delete(oldest);
	}
}
