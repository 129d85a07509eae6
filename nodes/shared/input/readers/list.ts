import { isClear } from './clear';
import { isBlank, isDateTime, readText, trimmed } from './text';
import { shown, ValueError } from './value-error';

/** Commas and semicolons, Arabic ones too, line breaks, and the tabs between copied cells. */
const BETWEEN = /[,;\u060C\u061B\t\r\n\u2028]/;
/** Quotes that JSON does not have, around the whole entry. */
const OTHER_QUOTES = /^(?:'.*'|\u2018.*\u2019|\u201C.*\u201D)$/;

function parsed(text: string, json = text): unknown[] {
	try {
		const list: unknown = JSON.parse(json);
		if (Array.isArray(list)) return list;
	} catch {
		// The error below says what to write.
	}
	throw new ValueError(
		'is not a valid list',
		`Got ${shown(text)}. Write the entries with commas between them, or a JSON list such as ["a", "b"].`,
	);
}

/** The entries of a text. Quotes show where entries begin and end, so what is in them is not split. */
function entriesIn(text: string): unknown[] {
	if (/^[[{]/.test(text)) return parsed(text);
	const entries = text.split(BETWEEN).map(trimmed);
	const quoted = (entry: string) => entry.startsWith('"') || OTHER_QUOTES.test(entry);
	return entries.some(quoted) ? parsed(text, `[${text}]`) : entries;
}

function isPlain(entry: unknown): boolean {
	return typeof entry !== 'object' || entry instanceof Date || isDateTime(entry);
}

/**
 * Reads a list: a list, JSON text of one, or text with commas, semicolons or line breaks between the entries. Blank entries
 * are dropped; numbers and booleans stay what they are.
 *
 * @throws ValueError for objects, also as entries
 */
export function readList(value: unknown): Array<string | number | boolean> {
	const entries: unknown[] = Array.isArray(value)
		? value
		: typeof value === 'string'
			? entriesIn(trimmed(readText(value)))
			: isPlain(value)
				? [value]
				: [readText(value)];
	const filled = entries.filter((entry) => !isBlank(entry));
	const wrong = filled.findIndex((entry) => !isPlain(entry));
	if (wrong >= 0) {
		throw new ValueError(
			'must be a list of plain values',
			`Entry ${wrong + 1} is ${shown(filled[wrong])}. Name one value of it in the expression.`,
		);
	}
	if (filled.some(isClear)) {
		throw new ValueError(
			'cannot be cleared entry by entry',
			'Write [clear] alone to empty the list, or leave the entry out.',
		);
	}
	return filled.map((entry) => {
		if (typeof entry === 'boolean') return entry;
		const text = trimmed(readText(entry));
		return typeof entry === 'number' ? Number(text) : text;
	});
}
