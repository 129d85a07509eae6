import { createHash } from 'node:crypto';

import { isRecord } from './json';

/** SHA-256 of the parts, one after the other. */
export function sha256(...parts: ReadonlyArray<string | Buffer>): Buffer {
	const hash = createHash('sha256');
	for (const part of parts) hash.update(part);
	return hash.digest();
}

/** Base64url digits of a hash; each digit is six bits, and there are 43. */
export function digest(text: string, digits = 43): string {
	return sha256(text).toString('base64url').slice(0, digits);
}

/** 32 hex digits for content that has no name of its own. */
export function digestOf(...parts: ReadonlyArray<string | Buffer>): string {
	return sha256(...parts.flatMap((part) => [part, '\0']))
		.toString('hex')
		.slice(0, 32);
}

/** JSON with the members of objects in one order, written as lists of name and value. */
function canonical(
	value: unknown,
	ignored: ReadonlySet<string> = new Set(),
	textOf = (text: string) => text,
): unknown {
	if (typeof value === 'string') return textOf(value);
	if (Array.isArray(value)) return value.map((item) => canonical(item, ignored, textOf));
	if (!isRecord(value)) return value;
	const names = Object.keys(value).filter((name) => !ignored.has(name));
	return names.sort().map((name) => [name, canonical(value[name], ignored, textOf)]);
}

/** 32 hex digits for parsed JSON, whatever the order of its members. */
export function contentDigest(value: unknown): string {
	return digestOf(JSON.stringify(canonical(value)));
}

/** Links to files are often signed anew for each answer: only what stands before the question mark tells them apart. */
function withoutSignature(text: string): string {
	return /^https?:\/\//.test(text) ? (text.split('?')[0] ?? text) : text;
}

/** The content of a row in eight digits, whatever the order of its keys. */
export function rowDigest(row: unknown, ignored: readonly string[]): string {
	return digest(JSON.stringify(canonical(row, new Set(ignored), withoutSignature)), 8);
}
