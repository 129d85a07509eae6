import { Buffer } from 'node:buffer';

/** How often a text may stand in a text in a text: n8n stores JSON whose leaves hold JSON. */
const JSON_LEVELS = 3;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The text as it stands inside JSON, at each depth. */
function inJson(text: string): string[] {
	const levels: string[] = [];
	for (let level = escaped(text); levels.length < JSON_LEVELS; level = escaped(level)) {
		levels.push(level);
	}
	return levels;
}

function inUrl(text: string): string[] {
	const form = new URLSearchParams({ '': text }).toString().slice(1);
	const all = [encodeURIComponent(text), encodeURI(text), form];
	const lower = (encoded: string) => encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
	return [...all, ...all.map(lower)];
}

/**
 * What a longer base64 text holds of this one: three forms, as a text may begin at each of the three bytes that four characters
 * stand for. Characters at the ends that the neighbours have a share in are left out.
 */
function inBase64(text: string): string[] {
	const bytes = Buffer.from(text);
	const shifted = [0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
		const first = Math.ceil((before * 8) / 6);
		const end = Math.floor(((before + bytes.length) * 8) / 6);
		return encoded.slice(first, end);
	});
	return shifted.flatMap((encoded) => [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]);
}

export type FormName = 'raw' | 'JSON' | 'URL' | 'base64';

/** Every form in which a text may have been written down, by the text of the form. */
export function formsOf(text: string): Map<string, FormName> {
	const plain: Array<[FormName, string[]]> = [
		['raw', [text]],
		['JSON', inJson(text)],
		['URL', inUrl(text)],
	];
	const packed = plain.flatMap(([, texts]) => texts.flatMap(inBase64));
	const forms = new Map<string, FormName>();
	for (const [name, texts] of [...plain, ['base64', packed] as const]) {
		for (const form of texts) if (!forms.has(form)) forms.set(form, name);
	}
	return forms;
}
