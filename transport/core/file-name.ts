/** Bytes. File systems take 255; a folder, a number or a second ending may be put around it. */
const LONGEST = 200;

const LONGEST_ENDING = 20;

/** Names of devices on Windows, whatever their ending (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;

function cut(text: string, bytes: number): string {
	let kept = '';
	let size = 0;
	for (const character of text) {
		size += Buffer.byteLength(character);
		if (size > bytes) break;
		kept += character;
	}
	return kept;
}

const isEdge = (character: string) => /^[.\s]$/.test(character);

function withoutEnd(text: string): string {
	let end = text.length;
	while (isEdge(text.charAt(end - 1))) end--;
	return text.slice(0, end);
}

function withoutStart(text: string): string {
	let start = 0;
	while (isEdge(text.charAt(start))) start++;
	return text.slice(start);
}

/**
 * A file name that is safe on any system, 200 bytes at most. Its ending is kept. What would lead elsewhere, or hide the file
 * or its ending, is removed: path separators, wildcards and control characters become `_`; format characters such as a right-to-left
 * override, leading dots, and blanks and dots at the end go; names of devices get a `_`.
 *
 * @param fallback where nothing is left of the name, or nothing before its ending
 */
export function safeFileName(name: string, fallback = 'file'): string {
	const shown = name
		.replace(/[\p{Cf}\p{Cs}]/gu, '')
		.replace(/[/\\:*?"<>|\p{Cc}\p{Zl}\p{Zp}]/gu, '_');
	const plain = withoutStart(withoutEnd(shown));
	if (plain === '') return fallback;
	const isEnding = shown.trimStart().startsWith('.') && /^[a-z0-9]+$/i.test(plain);
	const whole = isEnding ? `${fallback}.${plain}` : plain;
	const [ending = ''] = /\.[\p{L}\p{N}]+$/u.exec(whole) ?? [];
	const kept = Buffer.byteLength(ending) <= LONGEST_ENDING ? ending : '';
	const stem = cut(whole.slice(0, whole.length - kept.length), LONGEST - Buffer.byteLength(kept));
	const safe = `${withoutEnd(stem)}${kept}`;
	return DEVICE.test(safe) ? `_${safe}` : safe;
}
