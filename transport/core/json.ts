import type { IDataObject } from 'n8n-workflow';

export function isRecord(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses text that may be JSON; undefined where it is none. A byte order mark is tolerated. */
export function parseJson(text: string): unknown {
	// `trim` removes a byte order mark, too.
	const trimmed = text.trim();
	if (!/^[[{"\dtfn-]/.test(trimmed)) return undefined;
	try {
		const value: unknown = JSON.parse(trimmed);
		return value;
	} catch {
		return undefined;
	}
}

/** The value at a dotted path, such as `errors.0.code`: a number counts in a list, from 0. Only own properties count. */
export function valueAt(value: unknown, path: string): unknown {
	let current = value;
	for (const key of path.split('.')) {
		if (Array.isArray(current)) {
			const list: readonly unknown[] = current;
			current = /^\d+$/.test(key) ? list[Number(key)] : undefined;
			continue;
		}
		if (!isRecord(current) || !Object.prototype.hasOwnProperty.call(current, key)) return undefined;
		current = current[key];
	}
	return current;
}

/** The first usable words at one of the dotted paths: a text, or the messages of a validation object, field by field. */
export function wordsAt(body: unknown, paths: readonly string[]): string | undefined {
	for (const path of paths) {
		const words = toWords(path === '' ? body : valueAt(body, path));
		if (words) return words;
	}
	return undefined;
}

/** Messages nested deeper than this are not read. */
const DEEPEST_WORDS = 6;

function toWords(value: unknown, depth = 0): string | undefined {
	if (typeof value === 'string') return value.trim() || undefined;
	if (depth > DEEPEST_WORDS) return undefined;
	if (Array.isArray(value)) {
		const words = value.map((item) => toWords(item, depth + 1));
		return words.filter(Boolean).join(' ') || undefined;
	}
	if (!isRecord(value)) return undefined;
	const parts = Object.entries(value).flatMap(([key, item]) => {
		const words = toWords(item, depth + 1);
		return words ? [`${key}: ${words}`] : [];
	});
	return parts.join(' ') || undefined;
}
