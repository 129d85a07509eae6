import { UserError } from 'n8n-workflow';

import { LruMap } from '../core/lru-map';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;

/** Headers that carry the credential or steer the connection: a workflow may not set them. */
const RESERVED_HEADERS = new Set([
	'authorization',
	'connection',
	'content-length',
	'cookie',
	'host',
	'proxy-authorization',
	'transfer-encoding',
	'upgrade',
	'x-api-key',
	'x-credential-test',
]);

/** Values by name: texts, numbers, booleans, dates, or lists of them. Checked when the URL is built. */
export type Query = Record<string, unknown>;

/** Base URLs that are kept parsed; each request needs its own several times. */
const MOST_BASES = 200;

const customBases = new LruMap<string>(MOST_BASES);

/** A base URL from a person's hand: https anywhere, http on this machine only. Returns it without a trailing slash. */
export function customBaseUrl(value: unknown, field: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	const known = customBases.get(text);
	if (known !== undefined) return known;
	const base = checkedBase(text, field);
	customBases.set(text, base);
	return base;
}

function checkedBase(text: string, field: string): string {
	if (!URL.canParse(text)) {
		throw new UserError(`"${field}" needs a full address such as https://api.example.com/v1`);
	}
	const url = new URL(text);
	const local = url.protocol === 'http:' && LOOPBACK.test(url.hostname);
	if (url.protocol !== 'https:' && !local) {
		throw new UserError(`"${field}" must start with https:// (http:// only works for localhost)`);
	}
	if (url.username || url.password || /[?#]/.test(text)) {
		throw new UserError(
			`"${field}" must be a plain address, without user name, question mark or hash`,
		);
	}
	return url.href.replace(/\/+$/, '');
}

interface Base {
	origin: string;
	hostname: string;
	/** Path without a slash at its end. */
	prefix: string;
}

const bases = new LruMap<Base>(MOST_BASES);

/** The parts of a base URL. */
export function baseParts(base: string): Base {
	const known = bases.get(base);
	if (known) return known;
	const { origin, hostname, pathname } = new URL(base);
	const parts = { origin, hostname, prefix: pathname.replace(/\/+$/, '') };
	bases.set(base, parts);
	return parts;
}

/** Undoes percent encoding as often as it was done, whatever else is broken in the text. */
export function decodeFully(text: string): string {
	if (!text.includes('%')) return text;
	let current = text;
	for (let round = 0; round < 10; round++) {
		const next = current.replace(/%([0-9a-f]{2})/gi, (_all, hex: string) =>
			String.fromCharCode(Number.parseInt(hex, 16)),
		);
		if (next === current) return current;
		current = next;
	}
	return current;
}

/** Whether a path has a part that leads up, in whatever encoding. */
function climbs(text: string): boolean {
	if (!/[.%]/.test(text)) return false;
	return decodeFully(text)
		.split(/[/\\]/)
		.some((segment) => /^\.{1,2}(;|$)/.test(segment));
}

/** Whether an address stays on the base's origin and below its path, also for a server that decodes the path once more. */
export function isBelow(url: URL, base: string): boolean {
	const { origin, prefix } = baseParts(base);
	const below = url.pathname === prefix || url.pathname.startsWith(`${prefix}/`);
	return url.origin === origin && below && !climbs(url.pathname);
}

const CONTROL = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** A value as text; dates as ISO 8601. Undefined for objects that have no text of their own. */
function asText(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return String(value);
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	}
	if ('toISO' in value && typeof value.toISO === 'function') return String(value.toISO());
	return undefined;
}

function fillPath(path: string, values: Record<string, unknown>): string {
	return path.replace(/\{([^{}]+)\}/g, (_part, name: string) => {
		const given = Object.prototype.hasOwnProperty.call(values, name) ? values[name] : undefined;
		if (Array.isArray(given) && given.length > 1) {
			throw new UserError(`The path parameter "${name}" has ${given.length} values`, {
				description: `The path ${path} has one place for it. Give one value.`,
			});
		}
		const text = given === undefined || given === null ? '' : (asText(given)?.trim() ?? '');
		if (text === '') {
			throw new UserError(`The path parameter "${name}" is missing`, {
				description: `The path ${path} needs a value for "${name}". Fill in its field, or add it under "Path Parameters".`,
			});
		}
		if (CONTROL.test(text) || climbs(text)) {
			throw new UserError(`The path parameter "${name}" would leave its place in the path`, {
				description: 'Use the plain ID, without dots, slashes or control characters around it.',
			});
		}
		return encodeURIComponent(text);
	});
}

function appendQuery(params: URLSearchParams, name: string, value: unknown): void {
	if (value === undefined || value === null) return;
	if (Array.isArray(value)) {
		for (const item of value) appendQuery(params, name, item);
		return;
	}
	const text = asText(value);
	if (text === undefined) {
		throw new UserError(`The query parameter "${name}" is an object`, {
			description: 'Use a text, a number or a list of them; an object can go as JSON text.',
		});
	}
	params.append(name, text);
}

/** @param given a query string that is kept, but for the names in `query` */
function searchOf(given: string, query: Query): string {
	const names = Object.keys(query);
	if (given === '' && names.length === 0) return '';
	const params = new URLSearchParams(given);
	for (const name of names) params.delete(name);
	for (const name of names) appendQuery(params, name, query[name]);
	return params.size > 0 ? `?${params.toString()}` : '';
}

/**
 * The full URL of an endpoint. It always stays below the base URL: anything that would leave it (another host, `..` in any
 * encoding, a backslash, a fragment, control characters) is refused before a request is made.
 *
 * @param path below the base URL, `{name}` parts are filled from `values`; a query string in it is kept
 * @throws UserError that names the wrong part
 */
export function endpointUrl(
	base: string,
	path: string,
	values: Record<string, unknown> = {},
	query: Query = {},
): string {
	const [rawPath = '', ...rest] = path.trim().split('?');
	const shown = rawPath.slice(0, 80);
	if (/^[a-z][a-z0-9+.-]*:/i.test(rawPath) || /^[/\\]{2}/.test(rawPath)) {
		throw new UserError(`The path must not name a host: ${shown}`, {
			description: `Enter only what follows ${base}, for example /orders.`,
		});
	}
	if (CONTROL.test(path) || /[\\#]/.test(path) || climbs(rawPath) || /%(2f|5c)/i.test(rawPath)) {
		throw new UserError(`The path has characters that would leave ${new URL(base).host}`, {
			description: `Enter only what follows ${base}, without "..", backslashes or "#".`,
		});
	}

	const filled = fillPath(rawPath.startsWith('/') ? rawPath : `/${rawPath}`, values);
	// A part and the text around it can climb together: `..{id}` with `%2f`.
	if (climbs(filled)) throw new UserError(`The path leaves ${base}: ${shown}`);
	const { origin, prefix } = baseParts(base);
	const below = filled === '/' ? prefix || '/' : `${prefix}${filled}`;
	const url = new URL(`${origin}${below}${searchOf(rest.join('?'), query)}`);
	if (!isBelow(url, base)) throw new UserError(`The path leaves ${base}: ${shown}`);
	return url.href;
}

/** Headers that a workflow adds. Refuses those that carry the credential, and line breaks that would smuggle one in. */
export function checkedHeaders(headers: Record<string, unknown>): Record<string, string> {
	const checked: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) {
		if (value === undefined || value === null) continue;
		if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
			throw new UserError(`"${name.slice(0, 40)}" is no valid header name`);
		}
		const texts = [value].flat().map(asText);
		if (texts.includes(undefined)) {
			throw new UserError(`The header "${name}" is an object`, {
				description: 'Use a text or a number.',
			});
		}
		const text = texts.join();
		if (/[^\t\u0020-\u007E\u0080-\u00FF]/.test(text)) {
			throw new UserError(`The header "${name}" has characters that cannot stand in a header`);
		}
		if (RESERVED_HEADERS.has(name.toLowerCase())) {
			throw new UserError(
				`The header "${name}" is set by the credential and cannot be changed here`,
			);
		}
		checked[name] = text;
	}
	return checked;
}

/** Whether a token or key can stand in a header: visible ASCII without spaces. */
export function fitsHeader(value: string): boolean {
	return /^[\u0021-\u007E]+$/.test(value);
}
