import { isRecord } from '../core/json';
import { decodingsOf } from './decodings';
import type { Span } from './secret-names';
import { isNoPlainWord, isSecretName, isWords, secretsByPlace } from './secret-names';

const MASK = '***';

/** Shorter secrets are masked by their position only. */
const SHORTEST = 4;

/** No word of a sentence is as long as this. */
const LONG = 16;

/** Shorter secrets may be part of other words by chance, whatever their characters. */
const QUITE_LONG = 8;

/** Least entropy of a secret's characters, in bits; a row of dashes has none. */
const LEAST_ENTROPY = 20;

/** No service nests this deep; anything deeper is cut off. */
const DEEPEST = 200;

/** The secrets of a credential, its tokens included; those that n8n keeps of an OAuth2 grant lie a level deeper. */
export function secretsIn(credentials: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(credentials).flatMap(([name, value]) => {
		if (isRecord(value)) return secretsIn(value);
		const isSecret = isSecretName(name) || /(?:key|code)$/i.test(name);
		return isSecret && (typeof value === 'string' || typeof value === 'number')
			? [String(value)]
			: [];
	});
}

/** Characters whose entropy is computed: enough for any secret. */
const SAMPLE = 64;

/** Shannon entropy of a text's characters, in bits. */
function entropyOf(text: string): number {
	const counts = new Map<string, number>();
	for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
	const length = [...counts.values()].reduce((sum, count) => sum + count, 0);
	return [...counts.values()].reduce((sum, count) => sum + count * Math.log2(length / count), 0);
}

/** Words joined by punctuation, as in `open-sesame`. */
const JOINED_WORDS = /^\S*\p{L}[^\p{L}\p{N}\s]+\p{L}\S*$/u;

function isUnmistakable(secret: string): boolean {
	const isLong = secret.length >= LONG || (secret.length >= QUITE_LONG && !isWords(secret));
	return isLong && entropyOf(secret.slice(0, SAMPLE)) >= LEAST_ENTROPY;
}

function lowerCase(text: string): string {
	// The only letter that becomes longer: positions in both texts would differ.
	return text.replaceAll('\u0130', 'I').toLowerCase();
}

/** Forms write a plus sign for a blank. */
function withBlanks(text: string): string {
	return text.replaceAll('+', ' ');
}

/** For a comparison that ignores letter case. */
function folded(text: string): string {
	return withBlanks(lowerCase(text));
}

/** The same, with base64url written as base64. */
function foldedBase64(text: string): string {
	return lowerCase(text).replaceAll('-', '+').replaceAll('_', '/');
}

/** How a secret appears in the base64 of a longer text: one form for each of the three offsets at which it may begin. */
function inBase64(secret: string): string[] {
	const bytes = Buffer.from(secret);
	return [0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		// The characters at both ends also encode bits of the neighbouring text.
		return encoded.slice(
			Math.ceil((before * 8) / 6),
			Math.floor(((before + bytes.length) * 8) / 6),
		);
	});
}

function* occurrencesOf(wanted: string, text: string): Generator<Span> {
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
		yield [at, at + wanted.length];
	}
}

const AROUND = new Set(['""', "''", '``', '<>', '><', '“”', '„“', '‘’', '«»']);

/** Whether the span is the whole text, or all that the quotation marks or the element around it contain. */
function isWhole(text: string, [start, end]: Span): boolean {
	const around = text.charAt(start - 1) + text.charAt(end);
	return AROUND.has(around) || text.trim() === text.slice(start, end).trim();
}

function isWord(text: string, [start, end]: Span): boolean {
	return !/[\p{L}\p{N}_]/u.test(text.charAt(start - 1) + text.charAt(end));
}

/** Whole runs of base64 that contain a wanted part: the characters beside it encode bits of the secret. */
function* runsOf(wanted: string, foldedText: string): Generator<Span> {
	const isCode = (at: number) => /[a-z\d+/=]/.test(foldedText.charAt(at));
	for (let at = foldedText.indexOf(wanted); at >= 0; ) {
		let [start, end] = [at, at + wanted.length];
		while (isCode(start - 1)) start--;
		while (isCode(end)) end++;
		yield [start, end];
		at = foldedText.indexOf(wanted, end);
	}
}

function withoutSpans(text: string, spans: Span[]): string {
	let result = '';
	let shown = 0;
	for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
		if (start >= shown) result += text.slice(shown, start) + MASK;
		shown = Math.max(shown, end);
	}
	return result + text.slice(shown);
}

/**
 * Makes a function that replaces secrets in a text: by their position (see `secretsByPlace`), and by their value where the text has it
 * as it is, with JSON escapes, percent-encoded or with HTML entities, up to three of these nested, or in base64.
 *
 * Where a value is masked depends on how likely it is to occur in a text by chance:
 * - 16 characters or more, or 8 that are not just words and numbers, with 20 bits of entropy: anywhere, in any letter case;
 * - shorter, but no plain word (`hunter2`, `open-sesame`): as a word of its own;
 * - everyday words and numbers (`invoice`): as the whole text or in quotation marks. "Invoice 7" stays;
 * - less than 4 characters: nowhere.
 *
 * Shorten a text after redaction, not before: half a secret is not found. No pattern is built from a secret: it may be of any length.
 */
export function redactor(
	secrets: Iterable<string>,
	isSecret: (name: string) => boolean = isSecretName,
): (text: string) => string {
	const all = [...new Set(secrets)].filter(({ length }) => length >= SHORTEST);
	const long = all.filter(isUnmistakable);
	const anywhere = long.map(folded);
	const encoded = long.flatMap(inBase64).map(foldedBase64);
	const others = all
		.filter((secret) => !long.includes(secret))
		.map((secret) => ({
			secret,
			stands: isNoPlainWord(secret) || JOINED_WORDS.test(secret) ? isWord : isWhole,
		}));

	const spansIn = (text: string): Span[] => {
		const [foldedText, base64] = [folded(text), foldedBase64(text)];
		return [
			...secretsByPlace(text, isSecret),
			...anywhere.flatMap((wanted) => [...occurrencesOf(wanted, foldedText)]),
			...encoded.flatMap((wanted) => [...runsOf(wanted, base64)]),
			...others.flatMap(({ secret, stands }) =>
				[...occurrencesOf(withBlanks(secret), withBlanks(text))].filter((span) =>
					stands(text, span),
				),
			),
		];
	};
	return (text) => {
		if (text.length < SHORTEST) return text;
		const spans = decodingsOf(text).flatMap(({ text: decoded, starts }) =>
			spansIn(decoded).map(
				([start, end]): Span => [starts?.[start] ?? start, starts?.[end] ?? end],
			),
		);
		return spans.length === 0 ? text : withoutSpans(text, spans);
	};
}

/** Masks the values of secret names in a text as it is, without decoding it. */
export function maskedText(text: string, isSecret: (name: string) => boolean): string {
	return withoutSpans(text, secretsByPlace(text, isSecret));
}

/**
 * A copy of JSON without its secrets.
 *
 * @param isSecret names whose values are masked, with all that is in them
 * @param shown transforms every other text, and the names
 */
export function maskedJson(
	value: unknown,
	isSecret: (name: string) => boolean,
	shown: (text: string) => string,
): unknown {
	const leaf = (item: unknown, isHidden: boolean) => {
		if (typeof item !== 'string' && typeof item !== 'number') return item;
		const text = String(item);
		if (text === '') return item;
		const result = isHidden ? MASK : shown(text);
		return result === text ? item : result;
	};
	const masked = (item: unknown, isHidden: boolean, depth: number): unknown => {
		if (depth > DEEPEST) return '…';
		if (Array.isArray(item)) return item.map((one) => masked(one, isHidden, depth + 1));
		if (!isRecord(item)) return leaf(item, isHidden);
		// Headers and form fields come as pairs too: { name: 'Authorization', value: '…' }.
		const isPair = typeof item.name === 'string' && isSecret(item.name);
		const members = Object.entries(item).map(([name, member]) => [
			shown(name),
			masked(member, isHidden || isSecret(name) || (isPair && name === 'value'), depth + 1),
		]);
		return Object.fromEntries(members);
	};
	return masked(value, false, 0);
}
