import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { sha256 } from '../core/digest';

/** Compares two texts in constant time, whatever their lengths. */
export function sameSecret(given: string, expected: string): boolean {
	return timingSafeEqual(sha256(given), sha256(expected));
}

/** HMAC-SHA256 in the service's encoding. */
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

/** The token after `Bearer`, or the whole value where there is no such word. */
export function bearerOrRaw(header: string | string[] | undefined): string {
	if (typeof header !== 'string') return '';
	return /^bearer +(.+)$/i.exec(header)?.[1] ?? header;
}

/** Smaller numbers are seconds: as milliseconds they would be before March 1973; as seconds they reach to the year 5138. */
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
