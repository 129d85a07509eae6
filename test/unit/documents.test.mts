import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

const root = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const documents = ['.', 'docs', 'docs/endpoints'].flatMap((folder) =>
	readdirSync(path.join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => path.join(folder, name)),
);

const screenshots = readdirSync(path.join(root, 'docs', 'screenshots'));
const HEAVIEST_SCREENSHOT = 120_000;

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

	it.each(['nodes/shared', 'transport'])('architecture.md names every file of %s', (folder) => {
		const text = read('docs/architecture.md');
		const files = readdirSync(path.join(root, folder)).filter((name) => name.endsWith('.ts'));
		expect(files.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
	});

	it('architecture.md names no file that is gone', () => {
		const named = [...read('docs/architecture.md').matchAll(/^\| (`[^|]+`) +\|/gm)];
		const files = named.flatMap(([, cell = '']) => [...cell.matchAll(/`([\w.]+\.ts)`/g)]);
		const there = ['nodes/shared', 'transport'].flatMap((folder) =>
			readdirSync(path.join(root, folder)),
		);
		expect(files.flatMap(([, name = '']) => (there.includes(name) ? [] : [name]))).toEqual([]);
	});

	it('gallery.md shows every screenshot', () => {
		const text = read('docs/gallery.md');
		expect(screenshots.length).toBeGreaterThan(0);
		expect(screenshots.filter((name) => !text.includes(`](screenshots/${name})`))).toEqual([]);
	});

	it.each(screenshots)('%s is light enough for a checkout', (name) => {
		const { size } = statSync(path.join(root, 'docs', 'screenshots', name));
		expect(size).toBeLessThan(HEAVIEST_SCREENSHOT);
	});
});
