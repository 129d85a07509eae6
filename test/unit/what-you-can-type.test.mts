import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { wireValue } from '../../nodes/shared/input/readers/field';
import type { InputField } from '../../nodes/shared/input/readers/field';
import { itemContext } from '../../nodes/shared/input/item-context';
import { itemValues } from '../../nodes/shared/run/values/item-values';
import type { Input } from '../../nodes/shared/form/operation-inputs';
import { providerById } from '../../providers';
import { contextOf } from './support/context.mts';

const root = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/what-you-can-type.md');

type Place = Partial<Omit<Input, 'field'>> & { field?: Omit<InputField, 'name'> };

/** The cells of the table whose first heading this is, without its two heading rows. */
function tableOf(heading: string): string[][] {
	const from = page.slice(page.search(new RegExp(`^\\| ${heading} `, 'm')));
	const [table = ''] = from.split('\n\n');
	const rows = table.split('\n').filter((line) => line.startsWith('|'));
	return rows.slice(2).map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim()),
	);
}

const FIELDS: Readonly<Record<string, Omit<InputField, 'name'>>> = {
	Date: { type: 'date' },
	'Date and time': { type: 'dateTime' },
	Number: { type: 'number' },
	'Whole number': { type: 'number', integer: true },
	'Amount in cents': { type: 'number', cents: true },
	'Yes or no': { type: 'boolean' },
	Choice: { type: 'options', choices: [{ value: 'on_hold', label: 'On Hold' }] },
	List: { type: 'string', format: 'list' },
	Text: { type: 'string' },
	'ID, code, email, phone': { type: 'string', id: true },
	JSON: { type: 'json' },
};

/** The values of a cell, as text, or as JSON where the word before says so. */
function valuesIn(cell: string): unknown[] {
	return [...cell.matchAll(/(number |list |object )?`([^`]+)`/g)].map(([, kind, code = '']) =>
		kind === undefined ? code : (JSON.parse(code) as unknown),
	);
}

function wire(type: string, value: unknown): string {
	const context = contextOf({ zone: 'Asia/Riyadh' });
	const field = { name: 'field', ...(FIELDS[type] ?? { type: 'string' as const }) };
	const sent = wireValue(field, value, { context, itemIndex: 0, label: 'Field' });
	return typeof sent === 'string' ? sent : JSON.stringify(sent);
}

const rows = tableOf('Type').map(([type = '', accepted = '', refused = '']) => ({
	type,
	accepted: accepted.split('<br>').map((group) => group.split('→')),
	refused,
}));

describe('docs/what-you-can-type.md', () => {
	it('has every type', () => {
		expect(rows.map(({ type }) => type)).toEqual(Object.keys(FIELDS));
	});

	it.each(rows)('$type: what is accepted goes out as it says', ({ type, accepted }) => {
		for (const [given = '', becomes = ''] of accepted) {
			const [expected] = valuesIn(becomes);
			const values = valuesIn(given);
			expect(values.length).toBeGreaterThan(0);
			for (const value of values) expect([value, wire(type, value)]).toEqual([value, expected]);
		}
	});

	it.each(rows)('$type: what is refused is refused', ({ type, refused }) => {
		const values = valuesIn(refused);
		expect(values.length).toBeGreaterThan(0);
		for (const value of values) expect(() => wire(type, value)).toThrow(/^"Field" .+ \[item 0\]$/);
	});

	const form: ServiceForm = {
		provider: providerById('ottimate'),
		resources: {},
		pickers: {},
		fieldPickers: {},
	};
	const added = ['additionalFields', 'updateFields', 'recordFields'] as const;
	const kinds: Readonly<Record<string, Array<Place>>> = {
		Required: [{ field: { type: 'string', required: true } }],
		'Record to pick (a project, a customer ...)': [
			{ picker: 'vendor' },
			{ picker: 'vendor', collection: 'additionalFields' },
		],
		Filter: [{ collection: 'filters', goesTo: new Set(['query'] as const) }],
		'Date, number, choice or switch up front': (
			['date', 'dateTime', 'number', 'options', 'boolean'] as const
		).map((type) => ({ field: { type, options: ['x'] } })),
		'Free text up front': [{}],
		'Additional, update or record field': added.map((collection) => ({ collection })),
	};

	function outcome(more: Place, type: string): string {
		const { field = { type: 'string' }, collection } = more;
		const at = (value: string): INodeParameters =>
			collection === undefined ? { a: value } : { [collection]: { a: value } };
		const input: Input = {
			parameter: 'a',
			name: 'a',
			goesTo: new Set(['body'] as const),
			...more,
			field: { ...field, name: 'a' },
		};
		const context = contextOf({ type, parameters: at(''), saved: at('={{ $json.a }}') });
		try {
			expect(itemValues(itemContext(context, 0), form, [input], new Map())).toEqual({});
			return 'Left out';
		} catch (error) {
			expect(error).toHaveProperty('message', '"a" is empty [item 0]');
			return 'Refused';
		}
	}

	it('has the rules of blanks', () => {
		const table = tableOf('Field');
		expect(table.map(([kind]) => kind)).toEqual(Object.keys(kinds));
		for (const [kind = '', node, tool] of table) {
			for (const more of kinds[kind] ?? []) {
				const found = ['package.ottimate', 'package.ottimateTool'].map((type) =>
					outcome(more, type),
				);
				expect([kind, ...found]).toEqual([kind, node, tool]);
			}
		}
	});

	it('is linked from README and from the page of each service', () => {
		expect(read('README.md')).toContain('](docs/what-you-can-type.md)');
		const services = readdirSync(path.join(root, 'providers'), { withFileTypes: true })
			.filter((entry) => entry.isDirectory())
			.map(({ name }) => name);
		const silent = services.filter(
			(name) => !read(`docs/${name}.md`).includes('](what-you-can-type.md)'),
		);
		expect(silent).toEqual([]);
	});
});
