import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import type { Ended } from './support/worked-example.mts';
import { changed, WorkedExample } from './support/worked-example.mts';

/** It builds the package, and runs the tests of a service. */
const PREPARATION_MS = 1_200_000;

jest.setTimeout(PREPARATION_MS);

/** What the command changes without being asked to do more, and a person otherwise would. */
const BY_COMMAND = ['CHANGELOG.md', 'providers/index.ts'];

let example: WorkedExample;
let made: Ended;
let fresh: Ended;
let files: { made: string[]; changed: string[] };
let generated: string[];
let filled: Ended;

beforeAll(async () => {
	example = await WorkedExample.of('docs/add-a-service.md');
	const [[, ...flags] = []] = example.commands;
	made = await example.run('tsx', 'scripts/new-service.mts', ...flags);
	generated = [...made.text.matchAll(/^(\S+) written$/gm)].map(([, file = '']) => file);
	files = await example.differences();
	fresh = await example.run('tsx', 'scripts/check-service.mts', 'acme', '--missing');
	await example.change();
	await example.run('prettier', '--write', ...files.made.filter((file) => !file.endsWith('.svg')));
	await example.run('tsx', 'scripts/generate.mts');
	filled = await example.run('tsx', 'scripts/check-service.mts', 'acme');
});

afterAll(async () => {
	await example?.remove();
});

describe('docs/add-a-service.md', () => {
	it('has the commands that a person needs, and says in which file each change is made', () => {
		expect(example.commands.map(([script]) => script)).toEqual([
			'new-service',
			'check-service',
			'generate',
			'format',
			'check-service',
		]);
		const diffs = example.blocks.filter(({ language }) => language === 'diff');
		expect(diffs.filter(({ file }) => file === undefined)).toEqual([]);
	});

	it('lists the files that the command makes', () => {
		expect(made.code).toBe(0);
		const list = example.blocks.find(({ language }) => language === 'text')?.text ?? '';
		const listed = [...list.matchAll(/^(\S+) /gm)].map(([, file = '']) => file);
		const [, listing = ''] = /^Made:\n([^]*?)^Changed:$/m.exec(made.text) ?? [];
		expect(listing.trim().split(/\s+/)).toEqual(listed.sort());
		expect(files.made).toEqual([...new Set([...listed, 'docs/endpoints/acme.md'])].sort());
	});

	it('changes no file by hand that was there before', () => {
		expect(files.changed.filter((file) => !generated.includes(file))).toEqual(BY_COMMAND);
		const byHand = example.blocks.flatMap(({ language, file }) =>
			language === 'diff' && file !== undefined ? [file] : [],
		);
		expect(byHand.filter((file) => !files.made.includes(file))).toEqual([]);
	});

	it('names in its table only files that the command makes', () => {
		const [, table = ''] = /^## 9\. .*?$([^]*?)^## 10\. /m.exec(example.text) ?? [];
		const named = [...table.matchAll(/`([\w.-]+\.m?ts)`/g)].map(([, file = '']) => file);
		expect(named.length).toBeGreaterThan(15);
		const known = files.made.map((file) => file.slice(file.lastIndexOf('/') + 1));
		expect(named.filter((file) => !known.includes(file))).toEqual([]);
	});

	it('is told at first what to write, and where', () => {
		expect(fresh.code).toBe(1);
		expect(fresh.text).toMatch(
			/providers\/acme\/failures\.ts:\d+: write the public page about errors/,
		);
		const places = new Set([...fresh.text.matchAll(/(\S+):\d+: write /g)].map(([, file]) => file));
		expect(places.size).toBeGreaterThan(7);
	});

	it('ends with a service that holds', () => {
		expect(filled.text).toMatch(/\nacme holds, \d+ s\n$/);
		expect(filled.code).toBe(0);
	});
});

describe('npm run new-service', () => {
	const start = async (changed: readonly string[]) => {
		const flags = ['--auth', 'key', '--base-url', 'https://api.acme.example', ...changed];
		return await example.run('tsx', 'scripts/new-service.mts', ...flags);
	};

	it.each([
		[['--id', 'acme', '--name', 'Another'], '--id acme: Acme has it already'],
		[['--id', 'another', '--name', 'ACME'], '--name ACME: Acme has it already'],
		[['--id', 'An-other', '--name', 'Another'], '--id An-other does not do. Id: lower-case'],
		[['--id', 'another', '--name', 'Another', '--resorce', 'driver'], "Unknown option '--resorce'"],
	])('says of %j what is wrong, and makes nothing', async (changed, words) => {
		const before = await example.differences();
		const { code, text } = await start(changed);
		expect(code).toBe(1);
		expect(text.startsWith(words)).toBe(true);
		expect(text).not.toMatch(/^\s+at /m);
		expect(await example.differences()).toEqual(before);
	});
});

describe('a change of a document', () => {
	it('is made only where the place is found, and found once', () => {
		expect(changed('a\n\tb\nc\n', ' a\n-b\n+B\n')).toBe('a\nB\nc\n');
		expect(() => changed('a\nb\n', ' x\n+y\n')).toThrow('Found 0 times');
		expect(() => changed('a\nb\na\n', ' a\n+y\n')).toThrow('Found 2 times');
	});
});
