import { isRecord } from '../core/json';

const SECRET_NAME = /secret|token|key|password|code/i;

/** `token_type` and the like say nothing that is secret. */
const NO_SECRET = /type$/i;

const SHORTEST = 4;

/** JSON in JSON repeats the backslashes: once, three times, seven times. */
const ESCAPE = '\\\\{1,7}';

const HTML: Readonly<Record<string, string>> = {
	'&': '&amp;|&#38;|&#x26;',
	'"': '&quot;|&#34;|&#x22;',
	"'": '&apos;|&#39;|&#x27;',
	'<': '&lt;|&#60;|&#x3c;',
	'>': '&gt;|&#62;|&#x3e;',
};

function plain(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** One character as it stands in a text, in JSON, in an address or a form, and in a web page. */
function anyFormOf(character: string): string {
	const bytes = [...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0'));
	const units = Array.from({ length: character.length }, (_unit, at) =>
		character.charCodeAt(at).toString(16).padStart(4, '0'),
	);
	const escaped = character === '"' || character === '/';
	// The longer forms first: a percent sign is also the beginning of its own form in an address.
	const forms = [
		`${ESCAPE}u${units.join(`${ESCAPE}u`)}`,
		`%${bytes.join('%')}`,
		...(HTML[character] === undefined ? [] : [HTML[character]]),
		...(character === ' ' ? ['\\+'] : []),
		character === '\\' ? ESCAPE : `${escaped ? `(?:${ESCAPE})?` : ''}${plain(character)}`,
	];
	return `(?:${forms.join('|')})`;
}

/** The secrets of a credential, its tokens included; those that n8n keeps of an OAuth2 grant lie a level deeper. */
export function secretsIn(credentials: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(credentials).flatMap(([name, value]) => {
		if (isRecord(value)) return secretsIn(value);
		const isSecret = SECRET_NAME.test(name) && !NO_SECRET.test(name);
		return isSecret && typeof value === 'string' && value.length >= SHORTEST ? [value] : [];
	});
}

/**
 * Makes a function that replaces secrets in a text, in the forms in which services and gateways say back what they were sent.
 * Shorten a text after it, not before: half a secret is not found.
 */
export function redactor(secrets: Iterable<string>): (text: string) => string {
	// The longer one first: one secret may begin like another.
	const patterns = [...new Set(secrets)]
		.filter((secret) => secret !== '')
		.sort((a, b) => b.length - a.length)
		.map((secret) => new RegExp([...secret].map(anyFormOf).join(''), 'gi'));
	return (text) => patterns.reduce((result, pattern) => result.replace(pattern, '***'), text);
}
