import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { HttpResponse, ServiceFailure } from '../contracts/response';
import type { LimitUsage } from '../rate-limit/limiter';

/** What kept a check of a connection from an answer, as a node would show it. */
export interface ConnectionFault {
	/** How far the check came: the credential's addresses, a token, the harmless call. */
	stage: 'address' | 'signIn' | 'call';
	/**
	 * `refused`: the secrets. `limited`: by the service, or by a pause of the account. `temporary`: try again later. `redirected`: to where
	 * the credential is not sent.
	 */
	kind: 'refused' | 'limited' | 'temporary' | 'redirected' | 'other';
	/** A web page came in place of a token. */
	isWebPage: boolean;
	message: string;
	description: string;
}

/** The token that the harmless call carried. Times in milliseconds since the epoch. */
export interface TokenFacts {
	obtainedAt: number;
	validUntil: number;
	/** The check itself got it. */
	isNew: boolean;
}

/** The credential's harmless call. */
export interface CallFacts {
	method: string;
	/** Where the answer came from, after redirects. */
	url: string;
	/** From sending to the whole answer; waits for the account's limits do not count, renewals of a refused token do. */
	milliseconds: number;
	/** When the answer was there, in milliseconds since the epoch. */
	answeredAt: number;
	/** Absent where none came. */
	response?: HttpResponse;
	/** What is wrong with the answer. */
	failure?: ServiceFailure;
}

/** What a check of a connection found out. */
export interface ConnectionFacts {
	profile: CredentialProfile;
	credentials: CredentialData;
	/** Base URLs by name; empty where the credential has none that can be used. */
	hosts: Readonly<Record<string, string>>;
	token?: TokenFacts;
	call?: CallFacts;
	fault?: ConnectionFault;
	usage?: LimitUsage;
	/** What nothing that is shown may contain. */
	secrets: readonly string[];
}
