import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { fetchedByName } from './support/fetches.mts';

const root = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = ['.', 'docs', 'docs/endpoints', 'docs/examples'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(folder, name)),
);

const screenshots = readdirSync(path.join(root, 'docs', 'screenshots'));
const HEAVIEST_SCREENSHOT = 120_000;
/** Pictures that make the moving one. */
const FRAMES = 6;

/** The anchors that GitHub gives the headings of a page. */
function anchorsOf(file: string): string[] {
	return [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replaceAll(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** Folders whose files files.md explains, room by room. */
const EXPLAINED = ['nodes/shared', 'transport'];

/** The files of these folders, by their path below them. */
const explainable = EXPLAINED.flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) =>
		name.endsWith('.ts'),
	),
);

/** The files in the tables of files.md: in a cell, a name without a folder is in that of the name before. */
function explained(): string[] {
	const cells = [...read('docs/files.md').matchAll(/^\| (`[^|]+`) +\|/gm)];
	return cells.flatMap(([, cell = '']) => {
		let folder = '.';
		return [...cell.matchAll(/`([\w./-]+\.ts)`/g)].map(([, name = '']) => {
			if (name.includes('/')) folder = path.dirname(name);
			return path.join(folder, path.basename(name));
		});
	});
}

describe('the documents', () => {
	it.each(documents)('%s links to files that are there', (file) => {
		const links = [...read(file).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
		const near = links.filter((link) => !/^(https?:|mailto:|#)/.test(link));
		const gone = near.filter((link) => {
			const [target = ''] = link.split('#');
			return !existsSync(path.join(root, path.dirname(file), decodeURI(target)));
		});
		expect(gone).toEqual([]);
	});

	it.each(documents)('%s links to headings that are there', (file) => {
		const links = [...read(file).matchAll(/\]\(([^)\s]*#[^)\s]+)\)/g)].map(([, link = '']) => link);
		const gone = links.filter((link) => {
			const [target = '', anchor = ''] = link.split('#');
			if (/^https?:/.test(target)) return false;
			const where = target === '' ? file : path.join(path.dirname(file), target);
			return !anchorsOf(where).includes(anchor);
		});
		expect(gone).toEqual([]);
	});

	it.each(documents)('%s fetches nothing from npm by a name, which may be anyone’s', (file) => {
		expect(fetchedByName(read(file))).toEqual([]);
	});

	it('are found, with their headings, from the package', () => {
		const page =
			/github\.com\/business-apis\/n8n-nodes-business-apis(?:\/blob\/main\/([\w/.-]+\.md))?#?([\w-]*)/g;
		const sources = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.(ts|json)$/.test(name))
				.map((name) => path.join(folder, name)),
		);
		const links = sources.flatMap((source) => [...read(source).matchAll(page)]);
		expect(links.length).toBeGreaterThan(15);
		const gone = links.filter(([, file = 'README.md', anchor = '']) => {
			if (!existsSync(path.join(root, file))) return true;
			return anchor !== '' && anchor !== 'readme' && !anchorsOf(file).includes(anchor);
		});
		expect(gone.map(([link]) => link)).toEqual([]);
	});

	it('README.md names every node and every credential type of the package', () => {
		const { n8n }: { n8n: Record<'nodes' | 'credentials', string[]> } = JSON.parse(
			read('package.json'),
		);
		const namesOf = (files: string[]) =>
			files.map((file) => {
				const source = read(file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
				return /displayName(?:: | = )'([^']+)'/.exec(source)?.[1] ?? file;
			});
		const section = (name: string) =>
			read('README.md').split(`\n## ${name}\n`)[1]?.split('\n## ')[0];
		const credentials = section('Credentials') ?? '';
		expect(namesOf(n8n.credentials).filter((name) => !credentials.includes(`| ${name} `))).toEqual(
			[],
		);
		const nodes = section('Nodes') ?? '';
		expect(namesOf(n8n.nodes).filter((name) => !nodes.includes(name))).toEqual([]);
	});

	it('README.md has its parts in order, and a place for what is measured', () => {
		const parts = [...read('README.md').matchAll(/^## (.+)$/gm)].map(([, name]) => name);
		expect(parts).toEqual([
			'Try it: two commands',
			'Install in n8n',
			'What you can automate',
			'Your first workflow in five minutes',
			'Credentials',
			'Nodes',
			'Compared with HTTP Request',
			'Compatibility',
			'Support',
			'Where things are',
			'Licence',
		]);
		expect(read('README.md')).toMatch(/<!-- measured:summary -->\n[^]*<!-- \/measured -->/);
	});

	it('files.md names every file of the shared rooms and of transport, and none that is gone', () => {
		expect(explainable.length).toBeGreaterThan(40);
		expect(explained().sort()).toEqual([...explainable].sort());
	});

	it.each(['README.md', 'docs/compatibility.md'])(
		'%s names the n8n versions of the tests, and no other of their lines',
		(file) => {
			const versions = readdirSync(path.join(root, 'scripts/n8n/versions')).sort();
			const named = read(file).match(/(?<![\d.])(?!127\.)\d+\.\d+\.\d+\b(?=[ ,.|)])/g) ?? [];
			const ofN8n = named.filter((version) => !version.startsWith('0.'));
			expect([...new Set(ofN8n)].sort()).toEqual(versions);
		},
	);

	it('README.md keeps to the version, the first commands and the shortest list of what runs where', () => {
		const readme = read('README.md');
		const { version, engines }: { version: string; engines: { node: string } } = JSON.parse(
			read('package.json'),
		);
		expect(new Set(readme.match(/(?<![\d.])0\.\d+\.\d+\b/g))).toEqual(new Set([version]));
		expect(readme).toContain(`Node ${engines.node.replace('>=', '')} or newer`);
		const commands = readme.split('## Try it: two commands')[1]?.split('\n## ')[0] ?? '';
		expect(commands.match(/^\| `[^`]+`/gm)).toEqual(['| `npm run demo`', '| `npm test`']);
		expect(read('.ci/run')).toContain('\nnpm test\n');
		const compatibility = readme.split('\n## Compatibility\n')[1]?.split('\n## ')[0] ?? '';
		expect(compatibility.trim().split('\n')).toHaveLength(10);
	});

	it('README.md has the values of the simulator', () => {
		const steps = read('README.md').split('## Your first workflow in five minutes')[1] ?? '';
		const row = /^\| OTO .*$/m.exec(read('docs/sandbox.md'))?.[0] ?? '';
		const [address = '', secret = ''] = row.match(/`[^`]+`/g) ?? [];
		expect(address).toContain('127.0.0.1');
		for (const value of [address, secret]) expect(steps).toContain(value);
	});

	it('gallery.md shows every screenshot', () => {
		const text = read('docs/gallery.md');
		expect(screenshots.length).toBeGreaterThan(0);
		expect(screenshots.filter((name) => !text.includes(`](screenshots/${name})`))).toEqual([]);
	});

	it.each(screenshots)('%s is light enough for a checkout', (name) => {
		const { size } = statSync(path.join(root, 'docs', 'screenshots', name));
		expect(size).toBeLessThan(HEAVIEST_SCREENSHOT * (name === 'story.png' ? FRAMES : 1));
	});
});
