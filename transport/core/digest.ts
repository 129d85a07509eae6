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

function withoutQuery(text: string): string {
	return /^https?:\/\//.test(text) ? (text.split('?')[0] ?? text) : text;
}

/** The content of a row in eight digits, whatever the order of its keys, without the queries of links. Snapshots of 0.1.0 hold it. */
export function rowDigest(row: unknown, ignored: readonly string[]): string {
	return digest(JSON.stringify(canonical(row, new Set(ignored), withoutQuery)), 8);
}

const SIGNATURES = new Set(['signature', 'sig', 'x-amz-signature', 'x-goog-signature']);

/** Sources: signed URLs of CloudFront, S3, Google Cloud Storage, and shared access signatures of Azure. */
const SIGNED_WITH =
	/^(x-amz-.*|x-goog-.*|signature|sig|expires|policy|key-pair-id|awsaccesskeyid|googleaccessid|s[eiprtv]|spr|srt|ss|skoid|sktid|skt|ske|sks|skv)$/;

/** Links to files are often signed again for each answer: the parameters of the signature do not count. */
function withoutSignatures(text: string): string {
	if (!text.includes('?')) return text;
	return text.replace(/(https?:\/\/[^\s"'<>?#]+)\?([^\s"'<>#]*)/g, (link, address, query) => {
		const parts = String(query).split(/&(?:amp;)?/);
		const nameOf = (part: string) => (part.split('=')[0] ?? '').toLowerCase();
		if (!parts.some((part) => SIGNATURES.has(nameOf(part)))) return link;
		return `${String(address)}?${parts.filter((part) => !SIGNED_WITH.test(nameOf(part))).join('&')}`;
	});
}

/** What counts as a record's content. The order of keys and list entries and the signatures of links never do. */
export interface Counted {
	/** Names of members, at any depth, that do not count. */
	ignored?: ReadonlySet<string>;
	/** Only these members of the record count. */
	only?: ReadonlySet<string>;
	/** Dotted paths of members that do not count. */
	unknown?: ReadonlySet<string>;
}

function counting(value: unknown, counted: Counted, path: string): unknown {
	if (typeof value === 'string') return withoutSignatures(value);
	if (Array.isArray(value)) {
		return value
			.map((item) => counting(item, counted, path))
			.map((item) => ({ item, text: JSON.stringify(item) ?? '' }))
			.sort((a, b) => Number(a.text > b.text) - Number(a.text < b.text))
			.map(({ item }) => item);
	}
	if (!isRecord(value)) return value;
	const { ignored, only, unknown } = counted;
	const pathOf = (name: string) => (path === '' ? name : `${path}.${name}`);
	return Object.keys(value)
		.filter((name) => !ignored?.has(name) && !unknown?.has(pathOf(name)))
		.filter((name) => path !== '' || !only || only.has(name))
		.sort()
		.map((name) => [name, counting(value[name], counted, pathOf(name))]);
}

/** The content of a record as text: equal for records that do not differ in what counts. */
export function contentText(row: unknown, counted: Counted): string {
	return JSON.stringify(counting(row, counted, '')) ?? '';
}
