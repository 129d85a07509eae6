import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { linesProperty } from '../../nodes/shared/form/line-list';
import { camel } from '../../nodes/shared/form/labels/wire-names';
import { collectionProperty } from '../../nodes/shared/form/nested-object';
import { providerById } from '../../providers';
import type { Field } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { endpointOf } from '../../transport/pagination/rows';
import { tested } from '../services/index.mts';

function bodyField(provider: Provider, key: string, name: string): Field {
	const [resource = '', operation = ''] = key.split('.');
	const field = endpointOf(provider.endpoints, resource, operation).body?.find(
		(one) => one.name === name,
	);
	if (!field) throw new Error(`${key} has no ${name}`);
	return field;
}

const parts = tested.flatMap(({ id, form }) =>
	(form.parts ?? []).map(({ of, object }) => ({ provider: providerById(id), key: of, object })),
);
const lines = tested.flatMap(({ id, form }) =>
	(form.lines ?? []).map(({ of, list }) => ({ provider: providerById(id), key: of, list })),
);
const spelt = tested.flatMap(
	({ action, form }): Array<[string, RegExp]> =>
		form.spelt ? [[action.constructor.name, form.spelt]] : [],
);

const keysOf = (options: INodeProperties['options'] = []) => options.map(({ name }) => name).sort();

describe('what differs between services stands in providers/', () => {
	it('there is something to compare', () => {
		for (const list of [parts, lines, spelt]) expect(list).not.toEqual([]);
	});

	it.each(parts)(
		'$provider.id: the parts of $key are those of the documented example',
		({ provider, key, object }) => {
			const { example = '{}' } = bodyField(provider, key, object.key);
			const parts = object.fields.map(({ name }) => name);
			expect(parts).toEqual(expect.arrayContaining(Object.keys(JSON.parse(example))));
			expect(keysOf(collectionProperty(object).options)).toEqual(parts.map(camel).sort());
		},
	);

	it.each(lines)(
		'$provider.id: the parts of a line of $key are those of the documented example',
		({ provider, key, list }) => {
			const { example = '[]' } = bodyField(provider, key, list.key);
			const members = new Set(
				(JSON.parse(example) as object[]).flatMap((line) => Object.keys(line)),
			);
			const parts = [...list.fields, ...(list.extraFields?.fields ?? [])].map(({ name }) => name);
			expect(members.size).toBeGreaterThan(1);
			expect(parts).toEqual(expect.arrayContaining([...members]));
			const [group] = linesProperty(list).options ?? [];
			if (!group || !('values' in group)) throw new Error(`${list.title} has no fields`);
			const further = group.values.find(({ name }) => name === 'further');
			const shown = group.values.filter((value) => value !== further);
			const added = (further?.options ?? []).filter(
				({ name }) => name !== list.extraFields?.entries?.property.name,
			);
			expect(keysOf([...shown, ...added])).toEqual(parts.map(camel).sort());
		},
	);

	/** A service's own figure or word in its node folder would be written twice. */
	it.each(spelt)('nodes/%s spells none of its figures and keys', (folder, words) => {
		const where = path.join(__dirname, '..', '..', 'nodes', folder);
		const files = readdirSync(where, { recursive: true, encoding: 'utf8' });
		const sources = files.filter((name) => name.endsWith('.ts'));
		expect(sources.length).toBeGreaterThan(5);
		const found = sources.flatMap((name) =>
			readFileSync(path.join(where, name), 'utf8')
				.split('\n')
				.filter((line) => words.test(line) && !/\* 1000|\/ 1000/.test(line))
				.map((line) => `${name}: ${line.trim()}`),
		);
		expect(found).toEqual([]);
	});
});
