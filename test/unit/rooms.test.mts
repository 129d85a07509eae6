import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { circlesIn, importsOf, shippedFiles } from './support/imports.mts';

/** The rooms of a folder as docs/architecture.md lists them: each imports only from itself and from those before it. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
	'nodes/shared': ['input/readers', 'input', 'form', 'run', 'request', 'trigger', 'action.ts'],
	transport: [
		'core',
		'contracts',
		'rate-limit',
		'http',
		'auth',
		'client',
		'pagination',
		'items',
		'polling',
		'webhooks',
	],
};

/** A room is kept small enough to read at a glance; sub-rooms count for themselves. */
const MOST_FILES = 15;

const imports = importsOf(shippedFiles());
const pairs = [...imports].flatMap(([file, imported]) => imported.map((to) => [file, to] as const));
const folderOf = (file: string) => file.split('/')[0] ?? '';
const told = (found: ReadonlyArray<readonly [string, string]>) =>
	found.map(([file, to]) => `${file} imports ${to}`);

const isIn = (file: string, folder: string) => file === folder || file.startsWith(`${folder}/`);

/** The place of a file's room among the rooms of a folder; -1 outside of them. A room within a room stands before it. */
const placeOf = (file: string, folder: string) =>
	(ROOMS[folder] ?? []).findIndex((room) => isIn(file, `${folder}/${room}`));

/** What the files of a folder import against the order of its rooms. */
function againstOrder(folder: string, found: typeof pairs): typeof pairs {
	return found.filter(([file, to]) => {
		if (!isIn(file, folder)) return false;
		// Files outside of the folder are subject to the order of the top folders.
		if (folder !== 'transport' && !isIn(to, folder)) return isIn(to, 'nodes');
		return placeOf(to, folder) < 0 || placeOf(to, folder) > placeOf(file, folder);
	});
}

describe.each(Object.keys(ROOMS))('the rooms of %s', (folder) => {
	const files = [...imports.keys()].filter((file) => isIn(file, folder));

	it('are those that are listed here', () => {
		expect(files.filter((file) => placeOf(file, folder) < 0)).toEqual([]);
		const used = new Set(files.map((file) => placeOf(file, folder)));
		expect(used.size).toBe(ROOMS[folder]?.length);
	});

	it('have this order in docs/architecture.md', () => {
		const text = readFileSync(path.join(__dirname, '../../docs/architecture.md'), 'utf8');
		const listed = [...text.matchAll(/^([a-z-]+)\/ {2,}/gm)].map(([, room = '']) => room);
		const rooms = (ROOMS[folder] ?? []).filter((room) => !/[/.]/.test(room));
		expect(listed.filter((room) => rooms.includes(room))).toEqual(rooms);
	});

	it('import only rooms before them', () => {
		expect(pairs.filter(([file]) => isIn(file, folder)).length).toBeGreaterThan(100);
		expect(told(againstOrder(folder, pairs))).toEqual([]);
	});

	it(`have at most ${MOST_FILES} files each`, () => {
		const counts = new Map<string, number>();
		for (const file of files) {
			const room = path.posix.dirname(file);
			counts.set(room, (counts.get(room) ?? 0) + 1);
		}
		expect([...counts].filter(([, count]) => count > MOST_FILES)).toEqual([]);
	});
});

describe('the rooms', () => {
	it('would show an import against the order', () => {
		const upwards: typeof pairs = [
			['nodes/shared/input/readers/text.ts', 'nodes/shared/input/given-value.ts'],
			['nodes/shared/form/fields.ts', 'nodes/shared/run/operation.ts'],
			['nodes/shared/run/operation.ts', 'nodes/shared/action.ts'],
			['nodes/shared/input/item-context.ts', 'nodes/Oto/form.ts'],
		];
		const downwards: typeof pairs = [
			['nodes/shared/input/given-value.ts', 'nodes/shared/input/readers/text.ts'],
			['nodes/shared/action.ts', 'nodes/shared/request/send-requests.ts'],
			['nodes/shared/run/operation.ts', 'transport/core/json.ts'],
			['nodes/Oto/Oto.node.ts', 'nodes/shared/action.ts'],
		];
		expect(againstOrder('nodes/shared', [...downwards, ...upwards])).toEqual(upwards);
		const across: typeof pairs = [['transport/http/url.ts', 'transport/auth/token.ts']];
		expect(againstOrder('transport', across)).toEqual(across);
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

	it('are named in lower case with hyphens, but for the classes that n8n loads', () => {
		const others = [...imports.keys()].filter(
			(file) => !/^(index|credentials\/\w+\.credentials|.*\.node)\.\w+$/.test(file),
		);
		expect(others.length).toBeGreaterThan(300);
		const misnamed = others.filter((file) => !/^[a-z0-9-]+$/.test(path.basename(file, '.ts')));
		expect(misnamed).toEqual([]);
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
