import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Kind } from './kinds.mts';
import { piecesOf } from './kinds.mts';

const SKELETON = path.join(path.dirname(fileURLToPath(import.meta.url)), 'skeleton');

/** What a new service is made of. */
export interface Answers {
	/** Lower case; stands in node types for ever. */
	id: string;
	/** As the service writes itself. */
	name: string;
	kind: Kind;
	/** Without a slash at the end. */
	baseUrl: string;
	/** The record of the first endpoints, in camel case. */
	resource: string;
	trigger: boolean;
}

/** Lines between `#if WORD`, `#else` and `#end` stay where the word holds, and so do those around them. */
function chosen(text: string, holds: ReadonlySet<string>): string {
	const keeps: boolean[] = [];
	return text
		.split('\n')
		.filter((line) => {
			const [, word] = /^#if (\w+)$/.exec(line) ?? [];
			if (word !== undefined) keeps.push(holds.has(word));
			else if (line === '#else') keeps.push(!keeps.pop());
			else if (line === '#end') keeps.pop();
			else return keeps.every(Boolean);
			return false;
		})
		.join('\n');
}

/** Regular plurals: driver, box, entry. */
function pluralOf(words: string): string {
	if (/[^aeiou]y$/.test(words)) return words.replace(/y$/, 'ies');
	return /(s|x|z|ch|sh)$/.test(words) ? `${words}es` : `${words}s`;
}

function namesOf({ id, name, kind, baseUrl, resource }: Answers): Record<string, string> {
	const words = resource.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
	const many = pluralOf(words);
	const titled = (text: string) => text.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
	const title = titled(words);
	const manyKebab = many.replaceAll(' ', '-');
	const article = /^[aeiou]/.test(words) ? 'an' : 'a';
	return {
		...piecesOf(kind, id, name),
		id,
		Id: id.slice(0, 1).toUpperCase() + id.slice(1),
		Name: name,
		BASE_URL: baseUrl,
		resource,
		resources: manyKebab,
		words,
		many,
		manyKebab,
		Title: title,
		ManyTitle: titled(many),
		PLURAL: many === `${words}s` ? '' : `, plural: '${titled(many)}'`,
		Title1: title.replaceAll(' ', ''),
		PREFIX: `${resource.slice(0, 3).toLowerCase()}_`,
		a: article,
		A: article === 'an' ? 'An' : 'A',
	};
}

/** All files of a new service by their path below the project, not yet formatted; a file that would be empty is left out. */
export function filesOf(answers: Answers): Map<string, string> {
	const names = namesOf(answers);
	const { kind, trigger } = answers;
	const holds = new Set([
		...(trigger ? ['trigger'] : []),
		...(kind.encoding === undefined ? ['key'] : ['tokens', kind.encoding]),
	]);
	const filled = (text: string) =>
		text.replace(/__(\w+?)__/g, (whole, name: string) => names[name] ?? whole);
	const files = readdirSync(SKELETON, { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.txt'))
		.sort();
	return new Map(
		files.flatMap((file): Array<[string, string]> => {
			const text = chosen(readFileSync(path.join(SKELETON, file), 'utf8'), holds);
			return text.trim() === '' ? [] : [[filled(file.slice(0, -'.txt'.length)), filled(text)]];
		}),
	);
}

/** The list of services with one more, in its place by the alphabet. */
export function withService(list: string, id: string): string {
	const [, before = ''] = /const services = \[([^\]]*)\]/.exec(list) ?? [];
	const ids = before.split(',').map((one) => one.trim());
	if (before === '' || ids.includes(id)) throw new Error('providers/index.ts is not as expected');
	const all = [...ids.filter(Boolean), id].sort();
	const imports = all.map((one) => `import { ${one} } from './${one}';`).join('\n');
	return list
		.replace(/(?:import \{ \w+ \} from '\.\/\w+';\n)+/, `${imports}\n`)
		.replace(/const services = \[[^\]]*\]/, `const services = [${all.join(', ')}]`);
}

/** The changelog with a line for the service under "Unreleased", which it begins after a release. */
export function withChange(changelog: string, { name, trigger }: Answers): string {
	const line = `- ${name}: node, ${trigger ? 'trigger, ' : ''}credential, and its own package.`;
	const added = '## [Unreleased]\n\n### Added\n\n';
	return changelog.includes(added)
		? changelog.replace(added, `${added}${line}\n`)
		: changelog.replace(/^## /m, `${added}${line}\n\n## `);
}
