import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const root = process.cwd();

/** What the package is built of, and what its style is checked with. */
const SOURCES = [
	'credentials',
	'nodes',
	'providers',
	'transport',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'index.js',
	'eslint.config.mjs',
	'.prettierrc.json',
	'.prettierignore',
];

/** A block of code of a document. */
export interface Block {
	language: string;
	/** The file that its first line names. */
	file: string | undefined;
	/** Without that line. */
	text: string;
}

/** The fenced blocks of a document, in order. */
export function blocksOf(markdown: string): Block[] {
	return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(
		([, language = '', whole = '']): Block => {
			const [first = '', ...rest] = whole.split('\n');
			const file = /^(?:\/\/|#|<!--) (\S+\.\w+)(?: -->)?$/.exec(first)?.[1];
			return { language, file, text: file === undefined ? whole : rest.join('\n') };
		},
	);
}

/**
 * A file after the changes of a `diff` block: each part between `@@` lines has to be found once, by its lines without indentation.
 *
 * @throws Error for a part that is not there, or there more than once
 */
export function changed(content: string, diff: string): string {
	return diff.split(/^@@.*\n/m).reduce((text, part) => {
		const marked = part.split('\n').filter((line) => line !== '');
		const old = marked.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
		const fresh = marked.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
		const lines = text.split('\n');
		const isHere = (at: number) =>
			old.every((line, offset) => lines[at + offset]?.trim() === line.trim());
		const places = lines.flatMap((_line, at) => (isHere(at) ? [at] : []));
		if (places.length !== 1) throw new Error(`Found ${places.length} times:\n${part}`);
		lines.splice(places[0] ?? 0, old.length, ...fresh);
		return lines.join('\n');
	}, content);
}

/** The source tree with what a document adds to it, in a folder of its own. */
export class WorkedExample {
	private constructor(
		readonly folder: string,
		readonly blocks: readonly Block[],
	) {}

	/** Copies the sources and carries out what the document says. */
	static async of(document: string): Promise<WorkedExample> {
		const folder = await mkdtemp(path.join(os.tmpdir(), 'worked-example-'));
		const blocks = blocksOf(await readFile(path.join(root, document), 'utf8'));
		const example = new WorkedExample(folder, blocks);
		try {
			await example.prepare();
		} catch (error) {
			await example.remove();
			throw error;
		}
		return example;
	}

	/** The files that the document makes or changes. */
	get files(): string[] {
		return this.blocks.flatMap(({ file }) => (file === undefined ? [] : [file]));
	}

	/** Runs one of the project's tools in the folder; gives what it printed, also when it found something. */
	async run(module: string, ...args: string[]): Promise<{ code: number; text: string }> {
		const node = path.join(root, 'node_modules', 'node', 'bin', 'node');
		const script = path.join(this.folder, 'node_modules', module);
		// Rules for n8n nodes call every file Test.node.ts where NODE_ENV is test, as jest sets it.
		const { NODE_ENV: _ofJest, ...env } = process.env;
		try {
			const { stdout, stderr } = await execute(node, [script, ...args], { cwd: this.folder, env });
			return { code: 0, text: stdout + stderr };
		} catch (error) {
			const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
			if (typeof code !== 'number') throw error;
			return { code, text: `${stdout}${stderr}` };
		}
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}

	private async prepare(): Promise<void> {
		for (const name of SOURCES) {
			await cp(path.join(root, name), path.join(this.folder, name), { recursive: true });
		}
		await symlink(path.join(root, 'node_modules'), path.join(this.folder, 'node_modules'));
		for (const { language, file, text } of this.blocks) {
			if (file === undefined) continue;
			const where = path.join(this.folder, file);
			await mkdir(path.dirname(where), { recursive: true });
			const content = language === 'diff' ? changed(await readFile(where, 'utf8'), text) : text;
			await writeFile(where, content);
		}
	}
}
