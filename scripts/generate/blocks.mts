/** What stands around a generated part of a document or of a form. */
const DELIMITERS = {
	md: (name: string) => [`<!-- generated:${name} -->`, '<!-- /generated -->'] as const,
	yml: (name: string) => [`# generated:${name}`, '# /generated'] as const,
};

/** Whether a file has a place for a generated part. */
export function hasBlock(text: string, kind: keyof typeof DELIMITERS, name: string): boolean {
	return text.includes(DELIMITERS[kind](name)[0]);
}

/**
 * The text with another content between the marks of a generated part. In YAML the content gets the indentation of the mark.
 *
 * @throws Error where the marks are not there
 */
export function withBlock(
	text: string,
	kind: keyof typeof DELIMITERS,
	name: string,
	content: string,
): string {
	const [start, end] = DELIMITERS[kind](name);
	const from = text.indexOf(start);
	const to = text.indexOf(end, from);
	if (from < 0 || to < 0) throw new Error(`There is no place for it: "${start}" and "${end}"`);
	const before = text.slice(0, from + start.length);
	if (kind === 'md') return `${before}\n\n${content}\n\n${text.slice(to)}`;
	const indent = /[ \t]*$/.exec(text.slice(0, from))?.[0] ?? '';
	const lines = content.split('\n').map((line) => indent + line);
	return `${before}\n${lines.join('\n')}\n${indent}${text.slice(to)}`;
}

/** "A, B and C". */
export function inWords(names: readonly string[], last = 'and'): string {
	return names.join(', ').replace(/, ([^,]*)$/, ` ${last} $1`);
}
