import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { providers } from '../../providers';

const nodes = path.resolve(__dirname, '../../nodes');
const paths = new Set(providers.flatMap(({ endpoints }) => endpoints.map((row) => row.path)));

const files = readdirSync(nodes, { recursive: true, encoding: 'utf8' }).filter((name) =>
	name.endsWith('.ts'),
);

describe('the code of the nodes', () => {
	it.each(files)('%s spells out no path that a row has', (name) => {
		const source = readFileSync(path.join(nodes, name), 'utf8');
		const literals = [...source.matchAll(/'(\/[^'\s]+)'/g)].map((match) => match[1] ?? '');
		expect(literals.filter((literal) => paths.has(literal))).toEqual([]);
	});
});
