import { shown, ValueError } from './value-error';

/** White space, and the invisible marks that come along when text is copied from documents or right-to-left pages. */
const INVISIBLE = /[\s\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;

/** Text without white space and invisible marks around it. */
export function trimmed(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && INVISIBLE.test(text.charAt(start))) start += 1;
	while (end > start && INVISIBLE.test(text.charAt(end - 1))) end -= 1;
	return text.slice(start, end);
}

/** Nothing: absent, null, or text without a visible character. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && trimmed(value) === '')
	);
}

/** A blank, or a list or object without an entry. */
export function isEmpty(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return isBlank(value);
	if (Array.isArray(value)) return value.every(isBlank);
	return Object.getPrototypeOf(value) === Object.prototype && Object.keys(value).length === 0;
}

/** Eastern Arabic digits, Arabic-Indic and Persian, as 0 to 9: their codes end with the digit. */
export function westernDigits(text: string): string {
	return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) % 16));
}

/** Names that differ only in case or Unicode form are the same. */
export function sameName(a: string, b: string): boolean {
	return caseless(a) === caseless(b);
}

function caseless(text: string): string {
	return trimmed(text).normalize('NFC').toLowerCase();
}

/** Text for a search: without case, accents and vowel marks. */
export function searchable(text: string): string {
	return trimmed(text)
		.normalize('NFKD')
		.replace(/\p{M}+/gu, '')
		.toLowerCase();
}

/** A luxon DateTime, also one of another copy of luxon. */
export function isDateTime(value: unknown): value is { toISO(): string | null } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'toISO' in value &&
		typeof value.toISO === 'function'
	);
}

/**
 * Reads a text: text as it is, numbers, booleans and dates as text.
 *
 * @throws ValueError for objects and lists
 */
export function readText(value: unknown): string {
	if (typeof value === 'string') {
		if (!hasObject(value)) return value;
		throw new ValueError(
			'has an object inside its text',
			`Got ${shown(value)}. Name the value of the object in the expression, such as {{ $json.customer.name }}.`,
		);
	}
	if (typeof value === 'number' && Number.isFinite(value)) return textOf(value);
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	const iso = value instanceof Date ? isoOf(value) : isDateTime(value) ? value.toISO() : undefined;
	if (typeof iso === 'string') return iso;
	const advice =
		typeof value === 'object' && value !== null && !(value instanceof Date)
			? 'Name one value of it in the expression, or join the entries into a text.'
			: 'Write a text.';
	throw new ValueError('must be a text', `Got ${shown(value)}. ${advice}`);
}

/** Text into which an object was put: `[object Object]` and the like. */
export function hasObject(text: string): boolean {
	return /\[object [A-Z]\w*\]/.test(text);
}

/** Digits of which a number keeps every one. */
const EXACT_DIGITS = 15;

function textOf(number: number): string {
	if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) {
		const text = String(Number(number.toPrecision(EXACT_DIGITS)));
		if (Number.isInteger(number)) return String(number === 0 ? 0 : number);
		if (!text.includes('e')) return text;
	}
	throw new ValueError(
		'has a number that cannot be written out exactly',
		`Got ${number}. Give it as text.`,
	);
}

function isoOf(date: Date): string | undefined {
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

const DECIMALS = 6;

/** A number without the noise of binary fractions: at most six decimals. */
export function withoutNoise(number: number): number {
	return Math.abs(number) < 1e15 ? Number(number.toFixed(DECIMALS)) : number;
}

/**
 * Reads an ID: text or a whole number, without white space around it.
 *
 * @throws ValueError for objects, lists, fractions, and numbers whose last digits are lost
 */
export function readId(value: unknown): string {
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new ValueError(
			'is not an ID',
			Number.isInteger(value)
				? `Got ${value}, a number so long that its last digits are lost. Give it as text.`
				: `Got ${value}. An ID has no decimals.`,
		);
	}
	return trimmed(readText(value));
}
