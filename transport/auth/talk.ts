import type { CredentialData } from '../contracts/credential';

/**
 * Under this key of a credentials object a session tells the renewal hook what it knows. A registered symbol: two copies of this
 * code (the combined package and a single-service one) understand each other, and n8n stores nothing that is under a symbol.
 */
const TALK = Symbol.for('n8n-nodes-business-apis.talk');

export interface Talk {
	/** The `obtainedAt` of a token that the service has refused. */
	refusedAt?: number;
	/** That of the newest token which the session has seen to work; 0 where there is none. */
	provenAt?: number;
	/** When the credential was read from the database, in milliseconds since the epoch. */
	readAt?: number;
	/** Said by the hook: it did not renew, and may from this moment (milliseconds since the epoch). */
	postponedUntil?: number;
	/** Said by the hook: why there is no token. Said here too, since n8n 1.x takes the cause out of the error that it makes. */
	failure?: Error;
}

const NUMBERS = ['refusedAt', 'provenAt', 'readAt', 'postponedUntil'] as const;

/** What a session says in a credentials object; a copy of another version may say less, and nobody but a session says anything. */
export function talkOf(credentials: CredentialData): Talk {
	const talk: unknown = Reflect.get(credentials, TALK);
	if (typeof talk !== 'object' || talk === null) return {};
	const said: Talk = {};
	for (const name of NUMBERS) {
		const value: unknown = Reflect.get(talk, name);
		if (typeof value === 'number') said[name] = value;
	}
	const failure: unknown = Reflect.get(talk, 'failure');
	return failure instanceof Error ? { ...said, failure } : said;
}

/** A copy of a credential in which a session says something. */
export function withTalk(credentials: CredentialData, talk: Talk): CredentialData {
	const copy = { ...credentials };
	Reflect.set(copy, TALK, talk);
	return copy;
}

/** The hook's word to the session, in the object that the session holds as well. */
export function say(
	credentials: CredentialData,
	said: Pick<Talk, 'postponedUntil' | 'failure'>,
): void {
	const talk: unknown = Reflect.get(credentials, TALK);
	if (typeof talk === 'object' && talk !== null) Object.assign(talk, said);
}
