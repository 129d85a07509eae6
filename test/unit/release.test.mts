import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

interface Locked {
	version: string;
	optionalDependencies?: Record<string, string>;
}

interface Lockfile {
	version: string;
	packages: Record<string, Locked>;
}

const root = path.join(__dirname, '..', '..');
const read = (...names: string[]) => readFileSync(path.join(root, ...names), 'utf8');
const json = <T,>(...names: string[]): T => JSON.parse(read(...names));
const { name, version }: { name: string; version: string } = json('package.json');

describe('the version', () => {
	it('is the same wherever it is written', () => {
		const { version: locked, packages } = json<Lockfile>('package-lock.json');
		expect([locked, packages['']?.version]).toEqual([version, version]);
		expect(read('README.md')).toContain(`**Status:** version ${version},`);
		expect(read('README.md')).toContain(`./${name}-${version}.tgz`);
	});

	it('has a part in the changelog, with a link, that begins with what to change', () => {
		const [, part = ''] = read('CHANGELOG.md').split(`\n## [${version}] - `);
		expect(part).toMatch(/^\d{4}-\d\d-\d\d\n\n### What to change in existing workflows\n/);
		expect(read('CHANGELOG.md')).toContain(`\n[${version}]: https://`);
	});
});

/** Packages of a lockfile that others name as optional, mostly binaries of one platform, and that it does not list. */
function missingIn({ packages }: Lockfile): string[] {
	const isThere = (from: string, wanted: string): boolean => {
		if (packages[`${from}${from && '/'}node_modules/${wanted}`]) return true;
		if (from === '') return false;
		const above = from.lastIndexOf('node_modules/');
		return isThere(from.slice(0, Math.max(above - 1, 0)), wanted);
	};
	return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
		Object.keys(optionalDependencies).filter((wanted) => !isThere(from, wanted)),
	);
}

describe('the lockfile', () => {
	it('lists the binaries of all platforms, so that npm ci works on each', () => {
		const lockfile = json<Lockfile>('package-lock.json');
		expect(missingIn(lockfile)).toEqual([]);
		const {
			'': _project,
			'node_modules/@swc/core-darwin-arm64': mac,
			...packages
		} = lockfile.packages;
		expect(mac).toBeDefined();
		expect(missingIn({ version, packages })).toEqual(['@swc/core-darwin-arm64']);
	});
});

describe('the bill of materials', () => {
	const { jobs }: { jobs: Record<string, { steps: Array<{ run?: string }> }> } = parse(
		read('.github', 'workflows', 'publish.yml'),
	);
	const commands = (jobs.pack?.steps ?? []).flatMap(({ run = '' }) =>
		[...run.matchAll(/^npm (sbom .*) > \S+\/([\w.]+)$/gm)].map(
			([, args = '', file = '']): [string, string[]] => [file, args.split(' ')],
		),
	);
	const made = new Map(
		commands.map(([file, args]) => {
			const text = execFileSync('npm', args, {
				cwd: root,
				encoding: 'utf8',
				maxBuffer: 64 * 1024 * 1024,
			});
			const bill: {
				bomFormat: string;
				metadata: { component: Record<string, unknown> };
				components: unknown[];
			} = JSON.parse(text);
			return [file, bill];
		}),
	);

	it.each(['package.cdx.json', 'build.cdx.json'])('%s is CycloneDX, of this version', (file) => {
		const { bomFormat, metadata } = made.get(file) ?? {};
		expect(bomFormat).toBe('CycloneDX');
		// Its `name` is that of the folder.
		expect(metadata?.component).toMatchObject({ version, purl: `pkg:npm/${name}@${version}` });
	});

	it('of the package is empty, as nothing ships with it, and that of the build has all', () => {
		expect(made.get('package.cdx.json')?.components).toEqual([]);
		expect(made.get('build.cdx.json')?.components.length).toBeGreaterThan(1000);
	});
});
