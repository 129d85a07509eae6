import { isRecord, parseJson } from '../core/json';

/** Parts of a document whose content does not matter here: comments, and strings with any braces in them. */
const IGNORED = /"""(?:\\"""|[^])*?"""|"(?:\\.|[^"\\\n\r])*"|#[^\n\r]*/g;

/**
 * Whether a GraphQL request can only read: each operation of its document is a query. A document that cannot be understood, or with
 * a mutation among its operations, whichever is chosen, does not count as a read.
 */
export function queriesOnly(body: unknown): boolean {
	const request = typeof body === 'string' ? parseJson(body) : body;
	const document = isRecord(request) ? request.query : undefined;
	if (typeof document !== 'string') return false;
	const kinds = operationKinds(document.replace(IGNORED, ' '));
	return kinds.includes('query') && kinds.every((kind) => kind === 'query' || kind === 'fragment');
}

/** The first word of each definition, outside all brackets; `query` for one that begins with its fields. */
function operationKinds(document: string): string[] {
	const kinds: string[] = [];
	let depth = 0;
	/** A definition has begun, and its fields have not. */
	let open = false;
	for (const [token] of document.matchAll(/[{}()[\]]|\w+|[^\s,\uFEFF]/g)) {
		if ('([{'.includes(token)) {
			if (depth === 0 && !open) kinds.push(token === '{' ? 'query' : token);
			open = true;
			depth++;
		} else if (')]}'.includes(token)) {
			depth--;
			if (depth < 0) return [];
			if (depth === 0 && token === '}') open = false;
		} else if (depth === 0 && !open) {
			kinds.push(token);
			open = true;
		}
	}
	return depth === 0 && !open ? kinds : [];
}
