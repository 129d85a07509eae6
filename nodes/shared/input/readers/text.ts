import { shown, ValueError } from './value-error';

/** White space, and the invisible marks that come along when text is copied from documents or right-to-left pages. */
const INVISIBLE = /[\s\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;

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
		const mistake = mistakeIn(value);
		if (mistake === undefined) return value;
		throw mistake;
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

/** What a cell shows that could not be calculated, in Excel and Google Sheets. */
const CELL_ERROR = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|ERROR!)$/;

/** What no person wrote: traces of an expression, a formula or a cut that went wrong. */
export function mistakeIn(text: string): ValueError | undefined {
	const got = () => `Got ${shown(text)}.`;
	if (/\[object [A-Z]\w*\]/.test(text)) {
		return new ValueError(
			'has an object inside its text',
			`${got()} Name the value of the object in the expression, such as {{ $json.customer.name }}.`,
		);
	}
	if (CELL_ERROR.test(trimmed(text))) {
		return new ValueError(
			'comes from a spreadsheet cell that could not be calculated',
			`${got()} Correct the cell.`,
		);
	}
	// The text of a luxon DateTime that is not valid.
	if (text.includes('Invalid DateTime')) {
		return new ValueError(
			'has a date that could not be read inside its text',
			`${got()} Check the date in the expression.`,
		);
	}
	if (/\p{Cs}/u.test(text)) {
		return new ValueError(
			'has a broken character',
			`${got()} It was probably cut inside an emoji. Cut it elsewhere.`,
		);
	}
	return undefined;
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

/** Marks that nobody sees; those that join letters belong to names in Persian and Urdu, for example. */
const HIDDEN = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/;
/** What JavaScript writes for a value that is not there. */
const NO_VALUE = /^null$|(?<![\p{L}\d])(undefined|NaN)(?![\p{L}\d])/u;

/** A long number as a spreadsheet shows it, without most of its digits. */
export const SHORTENED = /^\d(\.\d+)?E\+\d+$/i;

export function shortenedAdvice(text: string): string {
	return `Got ${shown(text)}, as a spreadsheet shortens long numbers. Format the cell as text.`;
}

/** Why a text cannot be an ID; undefined where it can. */
function noIdAdvice(text: string): string | undefined {
	if (SHORTENED.test(text)) return shortenedAdvice(text);
	const reason = NO_VALUE.test(text)
		? 'Check that its expression finds a value.'
		: HIDDEN.test(text)
			? 'It has an invisible character inside. Type it anew.'
			: /[\p{Cc}\u2028\u2029]/u.test(text)
				? 'Write one line.'
				: undefined;
	return reason === undefined ? undefined : `Got ${shown(text)}. ${reason}`;
}

/**
 * Reads an ID: text or a whole number, without white space around it.
 *
 * @throws ValueError for objects, lists, fractions, yes or no, and for what is left of an ID that was lost on the way
 */
export function readId(value: unknown): string {
	if (typeof value === 'boolean') {
		throw new ValueError(
			'cannot be sent as it is',
			`Got ${value}. Write a text or a whole number.`,
		);
	}
	if (typeof value === 'number' && !Number.isSafeInteger(value)) {
		throw new ValueError(
			'is not an ID',
			Number.isInteger(value)
				? `Got ${value}, a number so long that its last digits are lost. Give it as text.`
				: `Got ${value}. An ID has no decimals.`,
		);
	}
	const text = trimmed(readText(value));
	const advice = noIdAdvice(text);
	if (advice !== undefined) throw new ValueError('cannot be sent as it is', advice);
	return text;
}
