import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { packTarball } from '../n8n/pack.mts';
import { node, root } from '../n8n/versions.mts';
import { plantPackage, write } from './planted.mts';
import { scanSource, scanTarball, told } from './scan.mts';
import type { Finding } from './scan.mts';

/** The first scan of a machine installs the scanner. */
jest.setTimeout(300_000);

const execute = promisify(execFile);
const COMMUNITY = '@n8n/community-nodes';

describe("n8n's scanner", () => {
	it('finds nothing in the sources, neither by the rules that it pins nor by the newest', async () => {
		expect(told(await scanSource(root))).toBe('');
	});

	it('says so when it has found no file to look at', async () => {
		const words = told(await scanSource(path.join(root, 'docs')));
		expect(words).toContain('No files found');
	});

	it('finds nothing in the tarball', async () => {
		expect(told(await scanTarball((await packTarball()).path))).toBe('');
	});
});

describe('a package with flaws', () => {
	let folder: string;
	let source: Finding[];
	let tarball: Finding[];

	beforeAll(async () => {
		folder = await mkdtemp(path.join(os.tmpdir(), 'planted-'));
		await plantPackage(folder);
		await execute('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: folder });
		source = await scanSource(folder);
		tarball = await scanTarball(path.join(folder, 'n8n-nodes-planted-1.0.0.tgz'));
	});

	afterAll(async () => {
		await rm(folder, { recursive: true, force: true });
	});

	const rulesOf = (findings: Finding[], wanted: Finding['rules']) =>
		findings
			.filter(({ rules }) => rules === wanted)
			.map(({ rule, severity }) => `${severity} ${rule}`);

	it.each(['pinned', 'newest'] as const)(
		'has errors and warnings by the %s rules, comments that disable rules or not',
		(rules) => {
			expect(rulesOf(source, rules)).toEqual(
				expect.arrayContaining([
					`warning ${COMMUNITY}/require-homepage`,
					`error ${COMMUNITY}/no-overrides-field`,
					`error ${COMMUNITY}/node-usable-as-tool`,
					'error n8n-nodes-base/node-param-description-lowercase-first-char',
					'error no-console',
				]),
			);
			expect(rulesOf(tarball, rules)).toEqual(
				expect.arrayContaining([
					`warning ${COMMUNITY}/require-homepage`,
					`error ${COMMUNITY}/no-dangerous-functions`,
				]),
			);
		},
	);

	it('has a flaw more by the newest rules', () => {
		const counts = (['pinned', 'newest'] as const).map(
			(rules) =>
				rulesOf(source, rules).filter((rule) => rule.endsWith('/no-overrides-field')).length,
		);
		expect(counts).toEqual([1, 2]);
	});
});

describe('npm run scan', () => {
	let folder: string;

	beforeAll(async () => {
		folder = await mkdtemp(path.join(os.tmpdir(), 'scanned-'));
	});

	afterAll(async () => {
		await rm(folder, { recursive: true, force: true });
	});

	async function scanned(target: string): Promise<{ code: number; output: string }> {
		const script = path.join(root, 'test', 'scan', 'main.mts');
		return await execute(node, ['--import', 'tsx', script, target], { cwd: root }).then(
			({ stdout }) => ({ code: 0, output: stdout }),
			({ code, stdout }: { code: number; stdout: string }) => ({ code, output: stdout }),
		);
	}

	it('ends with 0 where nothing is found, and with 1 for a single warning', async () => {
		const manifest: Record<string, unknown> = JSON.parse(
			await readFile(path.join(root, 'package.json'), 'utf8'),
		);
		await write(folder, 'good/package.json', JSON.stringify(manifest));
		await write(
			folder,
			'flawed/package.json',
			JSON.stringify({ ...manifest, homepage: undefined }),
		);
		expect(await scanned(path.join(folder, 'good'))).toMatchObject({ code: 0 });
		const { code, output } = await scanned(path.join(folder, 'flawed'));
		expect(code).toBe(1);
		const lines = output.split('\n').filter((line) => line.startsWith('package.json:'));
		expect(lines).toEqual([
			expect.stringMatching(/ warning .*require-homepage \(pinned rules\)/),
			expect.stringMatching(/ warning .*require-homepage \(newest rules\)/),
		]);
	});
});
