import { createHash } from 'node:crypto';

import { isRecord } from './json';

/** Links to files are often signed anew for each answer: only what stands before the question mark tells them apart. */
function withoutSignature(text: string): string {
	return /^https?:\/\//.test(text) ? (text.split('?')[0] ?? text) : text;
}

function canonical(value: unknown, ignored: ReadonlySet<string>): unknown {
	if (typeof value === 'string') return withoutSignature(value);
	if (Array.isArray(value)) return value.map((item) => canonical(item, ignored));
	if (!isRecord(value)) return value;
	const names = Object.keys(value).filter((name) => !ignored.has(name));
	return names.sort().map((name) => [name, canonical(value[name], ignored)]);
}

/** Base64url digits of a hash; each digit is six bits. */
export function digest(text: string, digits: number): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, digits);
}

/** The content of a row in eight digits, whatever the order of its keys. */
export function rowDigest(row: unknown, ignored: readonly string[]): string {
	return digest(JSON.stringify(canonical(row, new Set(ignored))), 8);
}
