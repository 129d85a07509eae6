/** An answer of a service, whatever its status. */
export interface HttpResponse {
	status: number;
	/** Lower-cased names. */
	headers: Readonly<Record<string, string>>;
	/** Parsed JSON where the content is JSON, else text; undefined where the body is empty. */
	body: unknown;
	raw: Buffer;
}

/**
 * What an answer means.
 * `expired`: the token is refused, a new one helps. `doubtful`: refused for the token or for missing rights; a check tells which.
 * `limited`: too many requests. `busy`: the record is being processed, nothing was done, a later try helps. `temporary`: a later try
 * may help. `final`: it will not.
 */
export type FailureKind = 'expired' | 'doubtful' | 'limited' | 'busy' | 'temporary' | 'final';

export interface ServiceFailure {
	kind: FailureKind;
	/** The service's own message. */
	message: string;
	/** The service's own code. */
	code?: string;
	/** What the person can do about it. */
	hint?: string;
}
