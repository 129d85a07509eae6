import { isRecord } from './body.mts';
import type { SandboxRequest } from './types.mts';

/** A path parameter, decoded. */
export function param(request: SandboxRequest, name: string): string {
	const value = isRecord(request.params) ? request.params[name] : undefined;
	return typeof value === 'string' ? value : '';
}

/** The query with every value as text or a list of texts. */
export function queryOf(url: string): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const [name, value] of new URLSearchParams(url.split('?')[1] ?? '')) {
		const known = query[name];
		if (known === undefined) query[name] = value;
		else query[name] = Array.isArray(known) ? [...known, value] : [known, value];
	}
	return query;
}

/** A query value; the first one where it is repeated. */
export function queryText(request: SandboxRequest, name: string): string | undefined {
	return queryTexts(request, name)[0];
}

/** All values of a query name. */
export function queryTexts(request: SandboxRequest, name: string): string[] {
	return new URLSearchParams(request.url.split('?')[1] ?? '').getAll(name);
}

/** A request header; repeated headers come joined. */
export function header(request: SandboxRequest, name: string): string | undefined {
	const value = request.headers[name.toLowerCase()];
	return Array.isArray(value) ? value.join(', ') : value;
}

/** What follows `<scheme> ` in the authorization header, e.g. `bearerOf(request, 'Token')`. */
export function bearerOf(request: SandboxRequest, scheme = 'Bearer'): string | undefined {
	const value = header(request, 'authorization');
	if (value === undefined) return undefined;
	const [word, ...rest] = value.trim().split(/\s+/);
	return word?.toLowerCase() === scheme.toLowerCase() ? rest.join(' ') : undefined;
}
