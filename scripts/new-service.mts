import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as prettier from 'prettier';
import { providers } from '../providers';
import { KINDS } from './new-service/kinds.mts';
import type { Answers } from './new-service/render.mts';
import { filesOf, withChange, withService } from './new-service/render.mts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const USAGE = `npm run new-service -- --id acme --name Acme --auth KIND --base-url https://api.acme.example/v1 [--resource driver] [--trigger no]
Kinds of sign-in:
${KINDS.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}
What is not given is asked for.`;

/** What an answer has to look like, and the question. */
const QUESTIONS = {
	id: { asks: 'Id: lower-case letters and digits, a letter first', rule: /^[a-z][a-z0-9]+$/ },
	name: {
		asks: 'Name, as the service writes itself: letters, digits, spaces, "." "&" "-"',
		rule: /^[A-Za-z0-9][\w .&-]*$/,
	},
	auth: {
		asks: `Sign-in (${KINDS.map(({ name }) => name).join(', ')})`,
		rule: new RegExp(`^(${KINDS.map(({ name }) => name).join('|')})$`),
	},
	'base-url': {
		asks: 'Base URL: https://, and no slash at its end',
		rule: /^https:\/\/[^\s/?#]+(\/[^\s?#]*[^\s?#/])?$/,
	},
	resource: {
		asks: 'First kind of record, in camel case, such as driver',
		rule: /^[a-z][A-Za-z]+$/,
	},
	trigger: { asks: 'A trigger that polls (yes, no)', rule: /^(yes|no)$/ },
} as const;

type Question = keyof typeof QUESTIONS;

/** Used where nobody is there to be asked. */
const DEFAULTS: Partial<Record<Question, string>> = { resource: 'record', trigger: 'yes' };

/** The flags; throws where there is one that is not known. */
function flags(): Partial<Record<Question, string>> & { help?: boolean } {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		options: {
			id: text,
			name: text,
			auth: text,
			'base-url': text,
			resource: text,
			trigger: text,
			help: { type: 'boolean' },
		},
	});
	return values;
}

/** Why an id or a name cannot be that of a new service. */
function takenBy(question: Question, value: string): string | undefined {
	const same = (one: string) => one.toLowerCase() === value.toLowerCase();
	const [other] = providers.filter(
		(one) => (question === 'id' && same(one.id)) || (question === 'name' && same(one.name)),
	);
	return other && `--${question} ${value}: ${other.name} has it already`;
}

async function answered(): Promise<Answers | string> {
	let values: ReturnType<typeof flags>;
	try {
		values = flags();
	} catch (error) {
		return `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`;
	}
	if (values.help) return USAGE;
	const terminal = process.stdin.isTTY
		? createInterface({ input: process.stdin, output: process.stdout })
		: undefined;
	const given: Partial<Record<Question, string>> = {};
	try {
		for (const [name, { asks, rule }] of Object.entries(QUESTIONS) as Array<
			[Question, (typeof QUESTIONS)[Question]]
		>) {
			const start = DEFAULTS[name];
			let value = values[name];
			while (value === undefined && terminal) {
				const line = await terminal.question(`${asks}${start ? ` [${start}]` : ''}: `);
				const answer = line.trim() || (start ?? '');
				const other = takenBy(name, answer);
				if (other) console.log(other);
				else if (rule.test(answer)) value = answer;
				else console.log(`"${answer}" is none.`);
			}
			value ??= start;
			if (value === undefined || !rule.test(value)) {
				return `--${name} ${value === undefined ? 'is missing' : `${value} does not do`}. ${asks}\n\n${USAGE}`;
			}
			const other = takenBy(name, value);
			if (other) return other;
			given[name] = value;
		}
	} finally {
		terminal?.close();
	}
	const kind = KINDS.find(({ name }) => name === given.auth);
	if (!kind) return USAGE;
	const { id = '', name = '', resource = '', trigger } = given;
	return { id, name, kind, baseUrl: given['base-url'] ?? '', resource, trigger: trigger === 'yes' };
}

async function formatted(file: string, text: string): Promise<string> {
	const where = path.join(root, file);
	const options = await prettier.resolveConfig(where);
	const { inferredParser } = await prettier.getFileInfo(where);
	return inferredParser === null
		? text
		: await prettier.format(text, { ...options, filepath: where });
}

function put(files: ReadonlyMap<string, string>): void {
	for (const [file, text] of files) {
		const where = path.join(root, file);
		mkdirSync(path.dirname(where), { recursive: true });
		writeFileSync(where, text);
		console.log(`  ${file}`);
	}
}

/** Writes a service that runs against its own simulator; gives what is wrong, if anything is. */
async function main(): Promise<string | undefined> {
	const answers = await answered();
	if (typeof answers === 'string') return answers;
	const files = filesOf(answers);
	const taken = [...files.keys()].filter((file) => existsSync(path.join(root, file)));
	if (taken.length > 0) return `These are there already: ${taken.join(', ')}`;
	const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
	const changed = new Map([
		['providers/index.ts', withService(read('providers/index.ts'), answers.id)],
		['CHANGELOG.md', withChange(read('CHANGELOG.md'), answers)],
	]);
	// Everything is ready before anything is written.
	for (const texts of [files, changed]) {
		for (const [file, text] of texts) texts.set(file, await formatted(file, text));
	}
	console.log('Made:');
	put(files);
	console.log('Changed:');
	put(changed);
	console.log('Generated:');
	const tsx = path.join(root, 'node_modules', '.bin', 'tsx');
	const { status } = spawnSync(tsx, ['scripts/generate.mts'], { cwd: root, stdio: 'inherit' });
	if (status !== 0) return 'npm run generate failed';
	console.log(`\nNext: npm run check-service ${answers.id}`);
	return undefined;
}

const wrong = await main();
if (wrong !== undefined) console.error(wrong);
process.exitCode = wrong === undefined ? 0 : 1;
