import type { CredentialTokens } from '../auth/credential-tokens';
import type { Helpers } from '../auth/renewal';
import type { Token } from '../auth/token';
import { isTokenGood } from '../auth/token-check';
import type { ServiceFailure } from '../contracts/response';
import { untilCancelled } from '../core/cancellation';
import { monotonicMs } from '../core/clock';

/** How long a token that was found good is not checked again when a request is forbidden. */
const VERDICT_MS = 5_000;

/** A request that failed: its token, when it went out (`monotonicMs`), and how many tokens it was refused with before. */
interface Failed {
	token: Token;
	sentAt: number;
	rejections: number;
}

/** Distinguishes rejected tokens from missing rights, for the requests of one client. */
export class TokenVerdicts {
	/** The service accepts this token: a request is forbidden because of missing rights. */
	private goodToken = { obtainedAt: 0, until: 0 };

	/** The service gives the same answer for missing rights as for a rejected token. */
	private isAmbiguous = false;

	/**
	 * Whether another token may help. The first refusal counts as one of the token; the next may concern the request, so the token is checked.
	 *
	 * @throws CancelledError
	 */
	async isRejected(
		helpers: Helpers,
		tokens: CredentialTokens,
		{ kind }: ServiceFailure,
		{ token, sentAt, rejections }: Failed,
		signal: AbortSignal | undefined,
	): Promise<boolean> {
		const { obtainedAt } = token;
		if (kind === 'expired') {
			if (rejections === 0 && !this.isAmbiguous) return true;
			const since = monotonicMs();
			await untilCancelled(isTokenGood(helpers, tokens, token, since), signal);
			const isConfirmed = tokens.cache.isConfirmedSince(obtainedAt, since);
			this.isAmbiguous ||= isConfirmed;
			return !isConfirmed;
		}
		if (kind !== 'doubtful') return false;
		if (this.goodToken.obtainedAt === obtainedAt && monotonicMs() < this.goodToken.until) {
			return false;
		}
		if (!(await untilCancelled(isTokenGood(helpers, tokens, token, sentAt), signal))) return true;
		this.goodToken = { obtainedAt, until: monotonicMs() + VERDICT_MS };
		return false;
	}
}
