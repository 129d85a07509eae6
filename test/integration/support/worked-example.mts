import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const root = process.cwd();

/** What is made, or fetched, and no source. */
const LEFT_OUT = ['node_modules', 'dist', '.cache', '.git', 'coverage'];

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
			const file = /^# (\S+\.\w+)$/.exec(first)?.[1];
			return { language, file, text: file === undefined ? whole : rest.join('\n') };
		},
	);
}

/**
 * A file after the changes of a `diff` block: each part between `@@` lines has to be found once, by its lines with any white space.
 *
 * @throws Error for a part that is not there, or there more than once
 */
export function changed(content: string, diff: string): string {
	const plain = (line: string) => line.trim().replaceAll(/\s+/g, ' ');
	return diff.split(/^@@.*\n/m).reduce((text, part) => {
		const marked = part.split('\n').filter((line) => line !== '');
		const old = marked.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
		const fresh = marked.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
		const lines = text.split('\n');
		const isHere = (at: number) =>
			old.every((line, offset) => plain(lines[at + offset] ?? '') === plain(line));
		const places = lines.flatMap((_line, at) => (isHere(at) ? [at] : []));
		if (places.length !== 1) throw new Error(`Found ${places.length} times:\n${part}`);
		lines.splice(places[0] ?? 0, old.length, ...fresh);
		return lines.join('\n');
	}, content);
}

/** What a command printed, and how it ended. */
export interface Ended {
	code: number;
	text: string;
}

/** Digests of the sources in a folder, by their path in it. */
async function digestsIn(folder: string): Promise<Map<string, string>> {
	const digests = new Map<string, string>();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		const name = path.relative(folder, file);
		if (!entry.isFile() || LEFT_OUT.includes(name.split(path.sep)[0] ?? '')) continue;
		digests.set(name, hash('sha1', await readFile(file)));
	}
	return digests;
}

/** A copy of the project in which somebody follows a document. */
export class WorkedExample {
	private constructor(
		readonly folder: string,
		/** The document. */
		readonly text: string,
		readonly blocks: readonly Block[],
		private readonly copied: ReadonlyMap<string, string>,
	) {}

	static async of(document: string): Promise<WorkedExample> {
		const folder = await mkdtemp(path.join(os.tmpdir(), 'worked-example-'));
		const text = await readFile(path.join(root, document), 'utf8');
		for (const name of await readdir(root)) {
			if (LEFT_OUT.includes(name)) continue;
			await cp(path.join(root, name), path.join(folder, name), { recursive: true });
		}
		await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
		return new WorkedExample(folder, text, blocksOf(text), await digestsIn(folder));
	}

	/** The `npm run` commands of the document, in order: the script and its arguments. */
	get commands(): string[][] {
		return this.blocks
			.filter(({ language }) => language === 'sh')
			.flatMap(({ text }) => text.trim().split('\n'))
			.map((line) =>
				line
					.replace(/^npm run /, '')
					.replace(' -- ', ' ')
					.split(' '),
			);
	}

	/** Carries out what the blocks with `+` and `-` lines say. */
	async change(): Promise<void> {
		for (const { language, file, text } of this.blocks) {
			if (language !== 'diff' || file === undefined) continue;
			const where = path.join(this.folder, file);
			await writeFile(where, changed(await readFile(where, 'utf8'), text));
		}
	}

	/** Runs one of the project's own tools in the copy. */
	async run(tool: string, ...args: string[]): Promise<Ended> {
		const command = path.join(this.folder, 'node_modules', '.bin', tool);
		const PATH = `${path.join(root, 'node_modules', 'node', 'bin')}${path.delimiter}${process.env.PATH}`;
		// Rules for n8n nodes call every file Test.node.ts where NODE_ENV is test, as jest sets it.
		const { NODE_ENV: _ofJest, JEST_WORKER_ID: _worker, ...env } = process.env;
		const child = spawn(command, args, { cwd: this.folder, env: { ...env, PATH } });
		let text = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
		}
		const code = await new Promise<number>((resolve, reject) => {
			child.once('error', reject);
			child.once('close', (ended) => resolve(ended ?? 1));
		});
		return { code, text };
	}

	/** The files that the project did not have when it was copied, and those that differ since. */
	async differences(): Promise<{ made: string[]; changed: string[] }> {
		const now = [...(await digestsIn(this.folder))];
		const made = now.filter(([name]) => !this.copied.has(name));
		const differing = now.filter(
			([name, digest]) => this.copied.has(name) && this.copied.get(name) !== digest,
		);
		const names = (files: typeof now) => files.map(([name]) => name).sort();
		return { made: names(made), changed: names(differing) };
	}

	async remove(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}
