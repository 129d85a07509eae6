import { UserError } from 'n8n-workflow';

/** `refused`: the typed values are wrong. `temporary`: try again later. `unusable`: the service answers something else than a token. */
export type TokenFailureKind = 'refused' | 'limited' | 'temporary' | 'unusable';

/** Why there is no token, with what a person can do. Holds no secret. */
export interface TokenFailure {
	kind: TokenFailureKind;
	message: string;
	description: string;
	/** Until this moment (`monotonicMs`) the failure is remembered, and no token is asked for. */
	until: number;
	/** How long the account's other requests are held back too, in milliseconds, where the service asks for it. */
	pauseMs?: number | undefined;
	/** A web page came in place of a token: a proxy's, say. */
	isWebPage?: boolean;
}

/** There is no token. Thrown by the client before a request, and by the hook for n8n's HTTP Request. */
export class RenewalError extends UserError {
	readonly kind: TokenFailureKind;

	/** As in `TokenFailure`. */
	readonly until: number;

	readonly isWebPage: boolean;

	constructor({ kind, message, description, until, isWebPage = false }: TokenFailure) {
		super(message, { description });
		this.kind = kind;
		this.isWebPage = isWebPage;
		this.until = until;
	}
}
