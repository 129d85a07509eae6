const SECRET_NAME =
	/(?:token|authorization|authorizationcode|passwd|pwd|passphrase|jwt|signature|(?:secret|password|cookie|credential|(?:api|secret|private|access|client|authorization)key)s?)$/;

/** Whether a header, a JSON key or a parameter of this name holds a secret, however its words are joined: `x-api-key`, `accessToken`. */
export function isSecretName(name: string): boolean {
	return SECRET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
}

/** A word in usual spelling, or none, followed by a number or none. */
const WORD_AND_NUMBER = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+|\p{Lo}+)?\p{N}*$/u;

/** Whether a text is made of words and numbers only. */
export function isWords(text: string): boolean {
	return text.split(/[^\p{L}\p{N}]+/u).every((piece) => WORD_AND_NUMBER.test(piece));
}

/** Whether this cannot be a word of a sentence: it mixes letters and digits, or lower and upper case. */
export function isNoPlainWord(text: string): boolean {
	return !/\s/.test(text) && (!isWords(text) || (/\p{L}/u.test(text) && /\p{N}/u.test(text)));
}

/** Where a part of a text begins and ends. */
export type Span = readonly [start: number, end: number];

/** A name and what separates it from its value: `password=`, `"token": `, `user[secret]=`, `x-api-key: `. */
const NAME = /(["']|(?<!\w))([a-z_][\w.-]{1,63})\1\]?\s*(:|=>?)\s*/gi;
const VALUE =
	/"(?<double>[^"\\]*(?:\\.[^"\\]*)*)|'(?<single>[^'\\]*(?:\\.[^'\\]*)*)|(?<bare>[^\s"'<>&;,(){}[\]]+)/y;
const NO_SECRET = /^(?:null|true|false|undefined|)$/;

function valueAfter(text: string, from: number, [, quote, , separator]: RegExpExecArray): string {
	VALUE.lastIndex = from;
	const { double, single, bare = '' } = VALUE.exec(text)?.groups ?? {};
	// `password: This field is required` is a sentence about one.
	const isSentence = separator === ':' && quote === '' && !isNoPlainWord(bare);
	return double ?? single ?? (isSentence ? '' : bare);
}

function* namedSecrets(text: string, isSecret: (name: string) => boolean): Generator<Span> {
	NAME.lastIndex = 0;
	for (let name = NAME.exec(text); name; name = NAME.exec(text)) {
		if (!isSecret(name[2] ?? '')) continue;
		const from = NAME.lastIndex;
		const value = valueAfter(text, from, name);
		if (NO_SECRET.test(value)) continue;
		const start = text.startsWith(value, from) ? from : from + 1;
		yield [start, start + value.length];
	}
}

/** Values whose form shows that they are secrets. */
const FORMS: readonly RegExp[] = [
	// The words of an Authorization header (RFC 7235) before its credential.
	/\b(?:bearer|basic|token|jwt|api-?key)\s+["'`]?([\w.~+/=-]{8,})/gi,
	// A JSON Web Token: its first part is JSON, which begins with {" (RFC 7519).
	/(?<![\w-])(eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?)/g,
	/\b(?:set-)?cookie:[ \t]*([^\r\n]+)/gi,
	// A password in front of a host (RFC 3986, section 3.2.1).
	/:\/\/[^\s/@:]*:([^\s/@]+)(?=@)/g,
];

/**
 * Secrets that are recognized by their position or form, whatever their value: the values of names that hold secrets, what follows
 * "Bearer" and the like, JSON Web Tokens, passwords in addresses.
 */
export function secretsByPlace(text: string, isSecret: (name: string) => boolean): Span[] {
	const formed = FORMS.flatMap((form, index) =>
		[...text.matchAll(form)].flatMap((match): Span[] => {
			const [all, value = ''] = match;
			const end = match.index + all.length;
			return index > 0 || isNoPlainWord(value) ? [[end - value.length, end]] : [];
		}),
	);
	return [...namedSecrets(text, isSecret), ...formed];
}
