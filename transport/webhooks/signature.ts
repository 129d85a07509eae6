import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { isRecord } from '../core/json';

/** Compares two texts in a time that tells nothing about where, or in which length, they differ. */
export function sameSecret(given: string, expected: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(given), digest(expected));
}

/** HMAC-SHA256 in the encoding that the service uses. */
export function hmac(
	secret: string,
	content: string | Buffer,
	encoding: 'hex' | 'base64' | 'base64url',
): string {
	return createHmac('sha256', secret).update(content).digest(encoding);
}

/** A secret that fits URLs, headers and JSON: 43 characters, 256 bits. */
export function newSecret(): string {
	return randomBytes(32).toString('base64url');
}

/** A short name for content that has none of its own. */
export function digestOf(...parts: ReadonlyArray<string | Buffer>): string {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part).update('\0');
	return hash.digest('hex').slice(0, 32);
}

/** Members in one order, whatever the order and the spaces that they came with. */
function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (!isRecord(value)) return value;
	return Object.keys(value)
		.sort()
		.map((name) => [name, inOrder(value[name])]);
}

/** A short name for parsed JSON: the same however it was written. */
export function contentDigest(value: unknown): string {
	return digestOf(JSON.stringify(inOrder(value)));
}

/** The token behind `Bearer`, or the whole value where it comes raw. */
export function bearerOrRaw(header: string | string[] | undefined): string {
	if (typeof header !== 'string') return '';
	return /^bearer +(.+)$/i.exec(header)?.[1] ?? header;
}

/** Smaller numbers are seconds: in milliseconds they would lie before 1973, in seconds after it until 5138. */
const FIRST_MS = 100_000_000_000;

/**
 * A moment as services write it, in ms since the epoch: seconds or milliseconds as number or text, or a date; without a zone it is
 * UTC. Undefined where there is none that can be read.
 */
export function momentOf(value: unknown): number | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value).trim();
	if (/^\d+(\.\d+)?$/.test(text)) {
		const number = Number(text);
		return number < FIRST_MS ? number * 1000 : number;
	}
	const [, day, time, zone = ''] =
		/^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i.exec(
			text,
		) ?? [];
	if (day === undefined) return undefined;
	const [, hours, minutes = '00'] = /^([+-]\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	const offset = hours === undefined ? 'Z' : `${hours}:${minutes}`;
	const moment = Date.parse(time === undefined ? day : `${day}T${time}${offset}`);
	return Number.isFinite(moment) ? moment : undefined;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/**
 * Texts and numbers at the top of a JSON object as they were received: JSON.parse would turn 1.50 into 1.5 and long numbers into
 * others, and a signature over them would fail. The last of two members with one name counts, as in JSON.parse.
 *
 * @param json an object that JSON.parse takes
 */
export function receivedMembers(json: string): ReadonlyMap<string, string> {
	const members = new Map<string, string>();
	let depth = 0;
	let name: string | undefined;
	let isValue = false;
	for (const [token] of json.matchAll(TOKEN)) {
		if (token === '{' || token === '[') {
			if (depth === 1 && name !== undefined) members.delete(name);
			depth++;
		} else if (token === '}' || token === ']') {
			depth--;
		} else if (depth === 1) {
			if (token === ':') isValue = true;
			else if (token === ',') isValue = false;
			else if (!isValue) name = String(JSON.parse(token));
			else if (name !== undefined) setMember(members, name, token);
		}
	}
	return members;
}

function setMember(members: Map<string, string>, name: string, token: string): void {
	if (token.startsWith('"')) members.set(name, String(JSON.parse(token)));
	else if (/^-?\d/.test(token)) members.set(name, token);
	else members.delete(name);
}
