import { UserError } from 'n8n-workflow';

import { LruMap } from '../core/lru-map';
import { GrantTokens } from './token-cache';

/** Grants of which a process remembers the tokens; those used last are kept. */
const MOST_GRANTS = 200;

/** What the client leaves to the renewal hook for one request. */
interface Prepared {
	/** The hook returns the token to n8n, which stores it. */
	readonly store: boolean;
}

interface Shared {
	grants: LruMap<GrantTokens>;
	/** Credentials objects whose token the client has made sure of. */
	prepared: WeakMap<object, Prepared>;
}

/** The number changes with the shape of what is shared. */
const KEY = Symbol.for('n8n-nodes-business-apis.tokens.2');

function isShared(value: unknown): value is Shared {
	return typeof value === 'object' && value !== null && 'grants' in value && 'prepared' in value;
}

/**
 * One for all copies of this code in a process: n8n runs the credential class of one package for the nodes of another that has the
 * same credential type (the combined package beside a single-service one). n8n-workflow is the module that all copies have in common.
 */
function sharedByCopies(): Shared {
	const known: unknown = Reflect.get(UserError, KEY);
	if (isShared(known)) return known;
	const made: Shared = { grants: new LruMap(MOST_GRANTS), prepared: new WeakMap() };
	Object.defineProperty(UserError, KEY, { value: made });
	return made;
}

const { grants, prepared } = sharedByCopies();

/** @param key the hash of what identifies a grant: credential type, account and addresses */
export function tokensOf(key: string): GrantTokens {
	const known = grants.get(key);
	if (known) return known;
	const tokens = new GrantTokens();
	grants.set(key, tokens);
	return tokens;
}

/** Marks a credentials object whose token the client has made sure of. */
export function markPrepared(credentials: object, store: boolean): void {
	prepared.set(credentials, { store });
}

export function preparedOf(credentials: object): Prepared | undefined {
	return prepared.get(credentials);
}
