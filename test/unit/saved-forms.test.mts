import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { located } from '../../nodes/shared/input/expression';
import { readList } from '../../nodes/shared/input/readers/list';
import { MOVED, TOLD } from '../services/saved.mts';
import type { Form } from '../upgrade/forms.mts';
import { differences, formOfCredential, formOfNode } from '../upgrade/forms.mts';
import { credentials, nodes } from './support/package-classes.mts';

interface Written {
	operations: string;
	parameters: Record<string, string>;
}

const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** What 0.1.0 saved, as `test/upgrade/main.mts` wrote it. */
const saved = new Map(
	Object.entries<Written>(
		JSON.parse(readFileSync(path.join('test', 'upgrade', 'forms-0.1.0.json'), 'utf8')),
	).map(([name, { operations, parameters }]): [string, Form] => [
		name,
		{
			operations: words(operations),
			parameters: Object.fromEntries(
				Object.entries(parameters).map(([text, where]) => [
					text,
					where === '' ? [''] : words(where),
				]),
			),
		},
	]),
);

const current = new Map<string, Form>([
	...nodes.map(({ made }): [string, Form] => [made.description.name, formOfNode(made.description)]),
	...credentials.map(({ made }): [string, Form] => [made.name, formOfCredential(made)]),
]);

/**
 * Lists, and values of a line, that were written and are picked now: what was written is still read, and an empty text is as empty as a
 * picker.
 */
const PICKED_NOW =
	/: (?:json|string) became multiOptions |^lines\.line\.\w+: (?:string became resourceLocator|starts with \{"mode":"list","value":""\} instead of "") /;

describe('what was saved with 0.1.0', () => {
	it('has each node and credential type still', () => {
		expect([...saved.keys()].filter((name) => !current.has(name))).toEqual([]);
		expect(saved.size).toBeGreaterThan(0);
	});

	it.each([...saved.keys()])('is read in the same way by %s', (name) => {
		const [before, after] = [saved.get(name), current.get(name)];
		const found = before && after ? differences(before, after) : ['is gone'];
		expect(found.filter((text) => !PICKED_NOW.test(text))).toEqual(TOLD[name] ?? []);
	});

	it('has moved operations that the changelog lists, resource by resource', () => {
		const [, part = ''] = readFileSync('CHANGELOG.md', 'utf8').split('\n## [0.2.0]');
		const [told = ''] = part.split('\n### Added');
		const lines = [...told.matchAll(/^ {2}- ([\w ]+): (.+)$/gm)].map(
			([, resource = '', operations = '']) => [
				`${resource.charAt(0).toLowerCase()}${resource.slice(1)}`.replaceAll(' ', ''),
				operations.split(', ').length,
			],
		);
		expect(lines).toEqual(
			Object.entries(MOVED).map(([resource, operations]) => [resource, operations.length]),
		);
	});

	it('may be written where it is picked now', () => {
		expect(readList('[1, 2]')).toEqual([1, 2]);
		expect(readList('456, 457')).toEqual(['456', '457']);
		expect(located('SKU-1')).toBe('SKU-1');
	});
});

describe('a difference to what was saved', () => {
	const form = (...parameters: string[]): Form => ({
		operations: ['vendor.get'],
		parameters: Object.fromEntries(parameters.map((text) => [text, ['*']])),
	});

	it.each([
		['a name', 'id | string | "" | ', 'ID | string | "" | ', 'id: is gone'],
		[
			'a name in a collection',
			'options.a | json |  | ',
			'options.b | json |  | ',
			'options.a: is gone',
		],
		['a type', 'id | string | "" | ', 'id | number | "" | ', 'id: string became number'],
		[
			'a default',
			'all | boolean | true | ',
			'all | boolean | false | ',
			'all: starts with false instead of true',
		],
		['a choice', 'by | options | "a" | a, b', 'by | options | "a" | a', 'by: no longer offers b'],
	])('is found: %s', (_what, before, after, words) => {
		expect(differences(form(before), form(after))).toEqual([`${words} (vendor.get)`]);
		expect(differences(form(before), form(before, after))).toEqual([]);
	});

	it('is found: an operation', () => {
		const none = { operations: [], parameters: {} };
		expect(differences(form(), none)).toEqual(['operation is gone (vendor.get)']);
	});
});
