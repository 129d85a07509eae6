import { UserError } from 'n8n-workflow';

/** `refused`: the typed values are wrong. `temporary`: try again later. `unusable`: the service answers something else than a token. */
export type TokenFailureKind = 'refused' | 'limited' | 'temporary' | 'unusable';

/** Why there is no token, with what a person can do. Holds no secret. */
export interface TokenFailure {
	kind: TokenFailureKind;
	message: string;
	description: string;
	/** Milliseconds since the epoch until which the answer is not asked for again. */
	until: number;
}

/** The renewal hook's error. n8n wraps it; `renewalKind` is how a session recognizes it, also from another copy of this code. */
export class RenewalError extends UserError {
	readonly renewalKind: TokenFailureKind;

	readonly renewalUntil: number;

	constructor(failure: TokenFailure) {
		super(failure.message, { description: failure.description });
		this.renewalKind = failure.kind;
		this.renewalUntil = failure.until;
	}
}

/** Tells a session to look into the database first: another process may be getting the token that this one was about to get. */
export class RenewalPostponed extends UserError {
	readonly renewalKind = 'postponed';

	constructor(service: string) {
		super(`Several n8n processes renew the token of ${service} at once`, {
			description: 'Run it again.',
		});
	}
}

/** Why there is no token. */
interface RenewalFailure {
	kind: string;
	message: string;
	description?: string;
	/** ms since the epoch: until then nobody asks for a token again. */
	until?: number;
}

/** The renewal hook's error in what n8n made of it. */
export function renewalFailureIn(error: unknown): RenewalFailure | undefined {
	let current: unknown = error;
	for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
		const kind: unknown = Reflect.get(current, 'renewalKind');
		if (typeof kind === 'string') {
			const description: unknown = Reflect.get(current, 'description');
			const until: unknown = Reflect.get(current, 'renewalUntil');
			return {
				kind,
				message: current.message,
				...(typeof description === 'string' ? { description } : {}),
				...(typeof until === 'number' ? { until } : {}),
			};
		}
		current = current.cause;
	}
	return undefined;
}
