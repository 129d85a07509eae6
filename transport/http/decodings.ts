/** A decoded text, and the position of each of its characters in the original text. */
export interface Decoding {
	text: string;
	/** By character, with the length of the original text at the end. Absent where nothing was decoded. */
	starts?: Uint32Array;
}

interface Encoding {
	/** One encoded character. */
	pattern: RegExp;
	decode(code: string): string;
}

/** Nested encodings, such as JSON in JSON in an address. */
const DEEPEST = 3;

const CONTROL: Readonly<Record<string, string>> = {
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
};

const NAMED: Readonly<Record<string, string>> = {
	amp: '&',
	apos: "'",
	gt: '>',
	lt: '<',
	quot: '"',
};

const inJson: Encoding = {
	pattern: /\\(?:u[\da-fA-F]{4}|x[\da-fA-F]{2}|["'\\/bfnrt])/g,
	decode(code) {
		const [, kind = ''] = code;
		if (code.length > 2) return String.fromCharCode(Number.parseInt(code.slice(2), 16));
		return CONTROL[kind] ?? kind;
	},
};

/** The bytes of one character in UTF-8, else a single byte. A plus sign for a blank is handled in `redaction.ts`. */
const inUrl: Encoding = {
	pattern:
		/%(?:[cd][\da-f]%[89ab][\da-f]|e[\da-f](?:%[89ab][\da-f]){2}|f[0-7](?:%[89ab][\da-f]){3}|[\da-f]{2})/gi,
	decode(code) {
		const bytes = Buffer.from(code.replaceAll('%', ''), 'hex');
		return bytes.toString(bytes.length > 1 ? 'utf8' : 'latin1');
	},
};

const inHtml: Encoding = {
	pattern: /&(?:amp|apos|gt|lt|quot|#\d{1,7}|#x[\da-f]{1,6});/gi,
	decode(code) {
		const name = code.slice(1, -1).toLowerCase();
		if (!name.startsWith('#')) return NAMED[name] ?? code;
		const point = Number(name.startsWith('#x') ? `0${name.slice(1)}` : name.slice(1));
		return point <= 0x10ffff ? String.fromCodePoint(point) : code;
	},
};

/** Undefined where nothing in the text has this encoding. */
function undo(from: Decoding, { pattern, decode }: Encoding): Decoding | undefined {
	const parts: string[] = [];
	// No decoded character is longer than its code.
	const starts = new Uint32Array(from.text.length + 1);
	const startOf = (index: number) => from.starts?.[index] ?? index;
	let size = 0;
	let read = 0;
	const copyUntil = (end: number) => {
		parts.push(from.text.slice(read, end));
		for (; read < end; read++) starts[size++] = startOf(read);
	};
	for (const { 0: code, index } of from.text.matchAll(pattern)) {
		copyUntil(index);
		const character = decode(code);
		parts.push(character);
		starts.fill(startOf(index), size, size + character.length);
		size += character.length;
		read += code.length;
	}
	if (read === 0) return undefined;
	copyUntil(from.text.length);
	starts[size] = startOf(from.text.length);
	return { text: parts.join(''), starts: starts.subarray(0, size + 1) };
}

/** The original text, and the text with JSON escapes, percent encoding and HTML entities decoded, in any order up to three levels deep. */
export function decodingsOf(text: string): Decoding[] {
	const known = new Set([text]);
	let level: Decoding[] = [{ text }];
	const all = [...level];
	for (let depth = 0; depth < DEEPEST; depth++) {
		level = level.flatMap((from) =>
			[inJson, inUrl, inHtml].flatMap((encoding) => {
				const decoding = undo(from, encoding);
				if (!decoding || known.has(decoding.text)) return [];
				known.add(decoding.text);
				return [decoding];
			}),
		);
		all.push(...level);
	}
	return all;
}
