import { UserError } from 'n8n-workflow';

import { LruMap } from '../core/lru-map';
import { GrantTokens } from './token-cache';

/** Grants of which a process remembers the tokens; those used last are kept. */
const MOST_GRANTS = 200;

interface Shared {
	grants: LruMap<GrantTokens>;
	/** The property that marks a credentials object whose token the client has made sure of: whether the hook has n8n store it. */
	prepared: symbol;
}

/** The number changes with the shape of what is shared. */
const KEY = Symbol.for('n8n-nodes-business-apis.tokens.3');

function isShared(value: unknown): value is Shared {
	return (
		typeof value === 'object' &&
		value !== null &&
		'grants' in value &&
		'prepared' in value &&
		typeof value.prepared === 'symbol'
	);
}

/**
 * One for all copies of this code in a process: n8n runs the credential class of one package for the nodes of another that has the
 * same credential type (the combined package beside a single-service one). n8n-workflow is the module that all copies have in common.
 */
function sharedByCopies(): Shared {
	const known: unknown = Reflect.get(UserError, KEY);
	if (isShared(known)) return known;
	const made: Shared = { grants: new LruMap(MOST_GRANTS), prepared: Symbol('prepared') };
	Object.defineProperty(UserError, KEY, { value: made });
	return made;
}

const { grants, prepared } = sharedByCopies();

/** @param key the hash of what names a grant: credential type, account and addresses */
export function tokensOf(key: string): GrantTokens {
	const known = grants.get(key);
	if (known) return known;
	const tokens = new GrantTokens();
	grants.set(key, tokens);
	return tokens;
}

/**
 * Marks a credentials object whose token the client has made sure of.
 *
 * @param store whether the hook hands the token to n8n to be stored
 */
export function markPrepared(credentials: object, store: boolean): void {
	Object.defineProperty(credentials, prepared, { value: store, configurable: true });
}

/** Whether the hook shall have n8n store the token; undefined for an object that the client has not prepared. */
export function storesPrepared(credentials: object): boolean | undefined {
	const store: unknown = Reflect.get(credentials, prepared);
	return typeof store === 'boolean' ? store : undefined;
}
