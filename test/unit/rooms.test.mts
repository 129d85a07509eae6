import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { circlesIn, importsOf, shippedFiles } from './support/imports.mts';

/** The rooms of transport/ as docs/architecture.md lists them: each imports only from itself and from those before it. */
const ROOMS = [
	...readFileSync(path.join(__dirname, '../../docs/architecture.md'), 'utf8').matchAll(
		/^([a-z-]+)\/ {2,}/gm,
	),
].map(([, room = '']) => room);

const imports = importsOf(shippedFiles());
const pairs = [...imports].flatMap(([file, imported]) => imported.map((to) => [file, to] as const));
const folderOf = (file: string) => file.split('/')[0] ?? '';
const roomOf = (file: string) => file.split('/')[1] ?? '';
const told = (found: ReadonlyArray<readonly [string, string]>) =>
	found.map(([file, to]) => `${file} imports ${to}`);

describe('the rooms', () => {
	it('of transport/ are those that docs/architecture.md lists', () => {
		const files = [...imports.keys()].filter((file) => folderOf(file) === 'transport');
		expect([...new Set(files.map(roomOf))].sort()).toEqual([...ROOMS].sort());
	});

	it('of transport/ import only rooms before them', () => {
		const inside = pairs.filter(([file]) => folderOf(file) === 'transport');
		expect(inside.length).toBeGreaterThan(100);
		const wrong = inside.filter(
			([file, to]) =>
				folderOf(to) !== 'transport' || ROOMS.indexOf(roomOf(to)) > ROOMS.indexOf(roomOf(file)),
		);
		expect(told(wrong)).toEqual([]);
	});

	it('import downwards: nodes and credentials from providers, providers from transport', () => {
		const below: Record<string, readonly string[]> = {
			nodes: ['nodes', 'providers', 'transport'],
			credentials: ['credentials', 'providers', 'transport'],
			providers: ['providers', 'transport'],
			transport: ['transport'],
		};
		const wrong = pairs.filter(([file, to]) => !below[folderOf(file)]?.includes(folderOf(to)));
		expect(told(wrong)).toEqual([]);
	});

	it('have no circle of imports, types included', () => {
		expect(circlesIn(imports)).toEqual([]);
	});

	it('would show a circle', () => {
		const planted = new Map([
			['a.ts', ['b.ts']],
			['b.ts', ['c.ts']],
			['c.ts', ['b.ts']],
		]);
		expect(circlesIn(planted)).toEqual(['b.ts -> c.ts -> b.ts']);
	});
});
