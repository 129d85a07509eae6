import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Picker } from '../../nodes/shared/form/pickers/picker';
import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { isExpression, located } from '../../nodes/shared/input/expression';
import { readMembers } from '../../nodes/shared/input/given-value';
import { itemValues } from '../../nodes/shared/run/values/item-values';
import { isBlank, isEmpty } from '../../nodes/shared/input/readers/text';
import type { Input } from '../../nodes/shared/form/operation-inputs';
import { linesProperty } from '../../nodes/shared/form/line-list';
import { withLines } from '../../nodes/shared/run/values/lines';
import type { LineList } from '../../nodes/shared/form/line-list';
import { parametersOf } from '../../nodes/shared/input/item-parameters';
import { withNestedObject } from '../../nodes/shared/run/values/nested-objects';
import type { NestedObject } from '../../nodes/shared/form/nested-object';
import { problem } from '../../nodes/shared/input/readers/origin';
import type { ItemContext } from '../../nodes/shared/input/item-context';
import { itemContext } from '../../nodes/shared/input/item-context';
import { providerById } from '../../providers';
import type { Field } from '../../transport/contracts/endpoint';
import { contextOf } from './support/context.mts';

const picker: Picker = {
	noun: 'vendor',
	list: 'vendor.getMany',
	value: ['id'],
	label: ['name'],
	example: '7',
	url: { regex: '/v/(\\d+)', example: 'https://app.example.com/v/7' },
};
const form: ServiceForm = {
	provider: providerById('ottimate'),
	resources: {},
	pickers: { vendor: picker },
	fieldPickers: {},
};

function input(field: Partial<Field> = {}, more: Partial<Input> = {}): Input {
	const { name = 'a' } = field;
	return {
		parameter: name,
		name,
		field: { type: 'string', ...field, name },
		goesTo: new Set(['body'] as const),
		...more,
	};
}

const added = { collection: 'additionalFields' as const };
const filter = { collection: 'filters' as const, goesTo: new Set(['query'] as const) };
const byExpression = '={{ $json.a }}';

interface Case {
	inputs: Input[];
	values: INodeParameters;
	saved?: INodeParameters;
	tool?: boolean;
	options?: INodeParameters;
}

function read({ inputs, values, saved, tool = false, options }: Case): unknown {
	const context = contextOf({
		parameters: { ...values, ...(options ? { options } : {}) },
		...(saved ? { saved } : {}),
		...(tool ? { type: 'n8n-nodes-business-apis.ottimateTool' } : {}),
	});
	return itemValues(itemContext(context, 0), form, inputs, new Map([['a', 'Field A']]));
}

/** Where a field stands, and how its value is reached there. */
const places: Record<string, { more: Partial<Input>; at: (value: unknown) => INodeParameters }> = {
	'up front': { more: {}, at: (value) => ({ a: value }) as INodeParameters },
	added: {
		more: added,
		at: (value) => ({ additionalFields: { a: value } }) as INodeParameters,
	},
	filter: { more: filter, at: (value) => ({ filters: { a: value } }) as INodeParameters },
	'query up front': {
		more: { goesTo: new Set(['query'] as const) },
		at: (value) => ({ a: value }) as INodeParameters,
	},
};

/** What an error advises. */
function refusedBy(run: () => unknown): unknown {
	try {
		run();
	} catch (error) {
		return error instanceof NodeOperationError ? error.description : error;
	}
	return undefined;
}

const NOTHING: unknown[] = ['', ' \u00A0\n', null, undefined, [], {}];
const empty = '"Field A" is empty [item 0]';

describe('an expression that finds nothing', () => {
	/** Refused or left out, by place, type, and whether it names a record. */
	const rules: Array<
		[place: string, field: Partial<Field>, more: Partial<Input>, refused: boolean]
	> = [
		['up front', { required: true }, {}, true],
		['added', { required: true }, {}, true],
		['up front', { type: 'string' }, {}, false],
		['up front', { type: 'number' }, {}, true],
		['up front', { type: 'boolean' }, {}, true],
		['up front', { type: 'date' }, {}, true],
		['up front', { type: 'dateTime' }, {}, true],
		['up front', { type: 'options', options: ['x'] }, {}, true],
		['up front', { type: 'multiOptions', options: ['x'] }, {}, true],
		['up front', { type: 'string' }, { picker: 'vendor' }, true],
		['added', { type: 'string' }, {}, false],
		['added', { type: 'number' }, {}, false],
		['added', { type: 'boolean' }, {}, false],
		['added', { type: 'date' }, {}, false],
		['added', { type: 'options', options: ['x'] }, {}, false],
		['added', { type: 'string', format: 'list' }, {}, false],
		['added', { type: 'string' }, { picker: 'vendor' }, true],
		['filter', { type: 'string' }, {}, true],
		['filter', { type: 'number' }, {}, true],
		['filter', { type: 'options', options: ['x'] }, {}, true],
		['query up front', { type: 'string' }, {}, true],
	];

	it.each(rules)('%s, %j %j: refused %s', (place, field, more, refused) => {
		const { more: standing, at } = places[place] ?? { more: {}, at: () => ({}) };
		const inputs = [input(field, { ...standing, ...more })];
		for (const nothing of NOTHING) {
			const run = { inputs, values: at(nothing), saved: at(byExpression) };
			if (refused) expect(() => read(run)).toThrow(empty);
			else expect(read(run)).toEqual({});
			if (field.required) continue;
			const rule = (ifExpressionEmpty: string) => () =>
				read({ ...run, options: { ifExpressionEmpty } });
			expect(rule('refuse')).toThrow(empty);
			expect(rule('leaveOut')()).toEqual({});
			expect(read({ ...run, tool: true })).toEqual({});
		}
	});

	it('is refused in a required field whatever the option says, in a tool too', () => {
		const inputs = [input({ required: true })];
		for (const value of ['', null, undefined] as never[]) {
			const run = { inputs, values: { a: value }, saved: { a: byExpression } };
			expect(() => read({ ...run, options: { ifExpressionEmpty: 'leaveOut' } })).toThrow(empty);
			expect(() => read({ ...run, tool: true })).toThrow(empty);
		}
	});

	it('is an expression for the whole collection too', () => {
		const inputs = [input({}, { ...filter })];
		const run = { inputs, values: { filters: { a: '' } }, saved: { filters: '={{ $json.f }}' } };
		expect(() => read(run)).toThrow(empty);
	});

	it('is an expression inside a resource locator', () => {
		const locator = (value: string) => ({ a: { __rl: true as const, mode: 'id', value } });
		const inputs = [input({}, { picker: 'vendor' })];
		expect(() => read({ inputs, values: locator(''), saved: locator(byExpression) })).toThrow(
			empty,
		);
		expect(read({ inputs, values: locator(''), saved: locator('') })).toEqual({});
		expect(read({ inputs, values: locator('7'), saved: locator(byExpression) })).toEqual({
			a: '7',
		});
	});

	it('leaves a list without entries: separators only, or an empty list as text', () => {
		for (const format of ['list', 'comma'] as const) {
			for (const value of [',', ' ; ', '[]', ' [ ] ', '\n']) {
				const optional = [input({ format }, added)];
				const run = { values: { additionalFields: { a: value } } };
				expect(read({ inputs: optional, ...run })).toEqual({});
				const required = [input({ format, required: true })];
				expect(() => read({ inputs: required, values: { a: value } })).toThrow(empty);
			}
		}
		const blanks = [input({ format: 'list', required: true })];
		expect(() => read({ inputs: blanks, values: { a: '["", null]' } })).toThrow(empty);
		const chosen = [input({ type: 'multiOptions', options: ['x'] }, filter)];
		const filters = { filters: { a: ', ,' } };
		expect(read({ inputs: chosen, values: filters })).toEqual({});
		expect(() =>
			read({ inputs: chosen, values: filters, saved: { filters: { a: byExpression } } }),
		).toThrow(empty);
	});
});

describe('what nobody filled in', () => {
	it('is left out', () => {
		for (const { more, at } of Object.values(places)) {
			for (const nothing of NOTHING) {
				expect(read({ inputs: [input({}, more)], values: at(nothing) })).toEqual({});
			}
		}
		expect(read({ inputs: [input()], values: {} })).toEqual({});
	});

	it('is a number at 0, JSON without an entry or a switch at its start, up front', () => {
		const inputs = [
			input({ name: 'n', type: 'number' }),
			input({ name: 'j', type: 'json' }),
			input({ name: 'b', type: 'boolean' }),
		];
		expect(read({ inputs, values: { n: 0, j: '[]', b: false } })).toEqual({});
		expect(read({ inputs, values: { n: 0, j: ' { } ', b: true } })).toEqual({ b: true });
		const saved = { n: byExpression, j: byExpression, b: byExpression };
		expect(read({ inputs, values: { n: 0, j: '[]', b: false }, saved })).toEqual({
			n: 0,
			j: [],
			b: false,
		});
	});

	it('is not a 0 that was added, is required, or was typed over another start', () => {
		const number = { name: 'n', type: 'number' as const };
		expect(read({ inputs: [input({ ...number, required: true })], values: { n: 0 } })).toEqual({
			n: 0,
		});
		expect(
			read({ inputs: [input(number, added)], values: { additionalFields: { n: 0 } } }),
		).toEqual({ n: 0 });
		expect(read({ inputs: [input(number, { start: 1 })], values: { n: 0 } })).toEqual({ n: 0 });
	});

	it('is refused where it is required', () => {
		for (const value of NOTHING) {
			expect(() =>
				read({ inputs: [input({ required: true })], values: { a: value as never } }),
			).toThrow(empty);
		}
	});

	it('is no collection that holds a text', () => {
		expect(() =>
			read({ inputs: [input({}, added)], values: { additionalFields: 'text' } }),
		).toThrow('"Additional Fields" is not valid JSON [item 0]');
	});
});

describe('a tool', () => {
	const types: Array<[Partial<Field>, unknown[]]> = [
		[{ type: 'string' }, ['', 'null', 'N/A', ' undefined ', 0, false, [], {}]],
		[{ type: 'number' }, [0, '0', '0.00', '', 'null', null]],
		[{ type: 'boolean' }, [false, '', 'null', 0]],
		[{ type: 'date' }, ['', 'null', 'n/a', 0]],
		[{ type: 'options', options: ['x'] }, ['', 'null', 'N/A']],
		[{ type: 'multiOptions', options: ['x'] }, [[], '[]', '', 'null']],
		[{ type: 'json' }, ['{}', '[]', ' { } ', {}, [], '', 'null']],
	];
	it.each(types)('leaves out %j that its caller did not know', (field, nothing) => {
		for (const { more, at } of Object.values(places)) {
			for (const value of nothing) {
				const run = { inputs: [input(field, more)], values: at(value), tool: true };
				expect([value, read({ ...run, saved: at('={{ $fromAI("a") }}') })]).toEqual([value, {}]);
			}
		}
	});

	it('sends what its caller gave, and what stands in the form itself', () => {
		const inputs = [input({}, added), input({ name: 'n', type: 'number' }, added)];
		const saved = { additionalFields: { a: '={{ $fromAI("a") }}', n: 0 } };
		const values = { additionalFields: { a: 'paid by card', n: 0 } };
		expect(read({ inputs, values, saved, tool: true })).toEqual({ a: 'paid by card', n: 0 });
	});

	it('refuses "null" in a required field', () => {
		const run = { inputs: [input({ required: true })], saved: { a: byExpression }, tool: true };
		expect(() => read({ ...run, values: { a: 'null' } })).toThrow(empty);
		expect(read({ ...run, tool: false, values: { a: 'null' } })).toEqual({ a: 'null' });
	});
});

describe('the word [clear]', () => {
	const cleared: Array<[Partial<Field>, unknown]> = [
		[{ type: 'string' }, ''],
		[{ type: 'string', format: 'list' }, []],
		[{ type: 'string', format: 'comma' }, ''],
		[{ type: 'multiOptions', options: ['x'] }, []],
		[{ type: 'multiOptions', options: ['x'], format: 'comma' }, ''],
		[{ type: 'number' }, null],
		[{ type: 'date' }, null],
		[{ type: 'options', options: ['x'] }, null],
		[{ type: 'json' }, null],
	];
	it.each(cleared)('clears %j in a body with %j', (field, wire) => {
		for (const word of ['[clear]', ' [CLEAR] ']) {
			const run = { inputs: [input(field, added)], values: { additionalFields: { a: word } } };
			expect(read(run)).toEqual({ a: wire });
			const saved = { additionalFields: { a: byExpression } };
			expect(read({ ...run, saved, tool: true })).toEqual({ a: wire });
		}
	});

	it('is refused where nothing can be cleared', () => {
		const message = '"Field A" cannot be cleared [item 0]';
		expect(() =>
			read({ inputs: [input({}, filter)], values: { filters: { a: '[clear]' } } }),
		).toThrow(message);
		expect(() => read({ inputs: [input({ required: true })], values: { a: '[clear]' } })).toThrow(
			message,
		);
	});
});

describe('the word [clear] where it clears nothing', () => {
	it('is refused in a required member of JSON', () => {
		const context = contextOf();
		const fields: Field[] = [{ name: 'sku', type: 'string', required: true }];
		const typed = () =>
			readMembers(fields, { sku: '[clear]' }, { context, itemIndex: 1 }, () => 'SKU');
		expect(typed).toThrow('"SKU" cannot be cleared [item 1]');
	});

	it.each<[Partial<Field>, unknown]>([
		[{ format: 'list' }, ['[clear]']],
		[{ format: 'comma' }, 'a, [Clear]'],
		[{ format: 'list' }, '["a", "[clear]"]'],
	])('is refused among the entries of a list: %j %j', (field, value) => {
		const values = { additionalFields: { a: value } } as INodeParameters;
		expect(() => read({ inputs: [input(field, added)], values })).toThrow(
			'"Field A" cannot be cleared entry by entry [item 0]',
		);
	});

	it('is refused in parameters that no service has', () => {
		const parameters = parametersOf(contextOf({ parameters: { p: ' [clear] ' } }), 0);
		for (const reader of ['text', 'id', 'optionalText', 'optionalId'] as const) {
			expect(() => parameters[reader]('p', 'Parameter')).toThrow(
				'"Parameter" cannot be cleared [item 0]',
			);
		}
	});
});

describe('the option "If an Expression Is Empty"', () => {
	const inputs = [input({}, filter)];
	const run = { inputs, values: { filters: { a: '' } }, saved: { filters: { a: byExpression } } };
	const rule = (ifExpressionEmpty: unknown) => () =>
		read({ ...run, options: { ifExpressionEmpty } as INodeParameters });

	it('is read like other choices', () => {
		expect(rule('Leave the Field Out')()).toEqual({});
		expect(rule('LEAVEOUT')()).toEqual({});
		expect(rule('Refuse the Item')).toThrow(empty);
		expect(rule('')).toThrow(empty);
		for (const unknown of ['leave', true, ['leaveOut']]) {
			expect(rule(unknown)).toThrow(/^"If an Expression Is Empty" (has|must|cannot)/);
		}
	});
});

describe('a field for one choice of another', () => {
	const inputs = [input({ name: 'place' }, { picker: 'vendor', show: { to: ['place', 'shop'] } })];
	const run = (to: unknown, place: string) =>
		read({
			inputs,
			values: { to, place } as INodeParameters,
			saved: { to: '={{ $json.to }}', place: '={{ $json.place }}' },
		});

	it('may be empty where an expression chooses something else', () => {
		expect(run('person', '')).toEqual({});
		expect(run('person', 'P-1')).toEqual({ place: 'P-1' });
		for (const to of ['place', ' Shop ']) {
			expect(() => run(to, '')).toThrow('"place" is empty [item 0]');
		}
	});
});

describe('lines and objects', () => {
	const list: LineList = {
		key: 'items',
		title: 'Items',
		line: 'Item',
		fields: [
			{ name: 'sku', type: 'string', required: true },
			{ name: 'quantity', type: 'number' },
			{ name: 'kind', type: 'options', options: ['big', 'small'] },
		],
		extraFields: {
			title: 'More',
			fields: [
				{ name: 'note', type: 'string' },
				{ name: 'due', type: 'date' },
			],
		},
	};
	const object: NestedObject = {
		key: 'address',
		title: 'Address',
		parameter: 'addressParts',
		placeholder: 'Add Part',
		description: '',
		fields: [
			{ name: 'city', type: 'string' },
			{ name: 'floor', type: 'number' },
		],
	};
	const itemOf = (parameters: INodeParameters, saved?: INodeParameters): ItemContext => {
		const context = contextOf({ parameters, ...(saved ? { saved } : {}) });
		return {
			context,
			itemIndex: 0,
			read: parametersOf(context, 0),
			problem: (message: string, description?: string) => problem(context, 0, message, description),
		} as unknown as ItemContext;
	};
	const lines = (line: unknown, saved?: unknown, values = {}) =>
		withLines(
			list,
			itemOf(
				{ lines: { line: [line] } } as INodeParameters,
				saved === undefined ? undefined : ({ lines: { line: [saved] } } as INodeParameters),
			),
			values,
		);

	it('of a line are read like those of the form', () => {
		expect(linesProperty(list).name).toBe('lines');
		expect(
			lines({
				sku: ' x ',
				quantity: '1,250.00',
				kind: 'Big',
				further: { due: '2 March 2026' },
			}),
		).toEqual({ items: [{ sku: 'x', quantity: 1250, kind: 'big', due: '2026-03-02' }] });
	});

	it('of a line are left out where nobody filled them in', () => {
		expect(lines({ sku: 'x', quantity: 0, kind: '', further: { note: '' } })).toEqual({
			items: [{ sku: 'x' }],
		});
	});

	it('of a line that an expression leaves blank follow the rule', () => {
		expect(() => lines({ sku: 'x', quantity: '' }, { quantity: byExpression })).toThrow(
			'"Quantity of item 1" is empty [item 0]',
		);
		expect(() => lines({ sku: '', quantity: 1 })).toThrow('"SKU of item 1" is empty [item 0]');
		expect(
			lines(
				{ sku: 'x', quantity: 0, further: { note: '', due: '' } },
				{ further: { note: byExpression, due: byExpression } },
			),
		).toEqual({ items: [{ sku: 'x' }] });
	});

	it('in JSON are converted, and left out where they are blank', () => {
		const given = [
			{ sku: 'x', quantity: '2', kind: null, note: '', other: '2', due: '2026/03/02' },
		];
		expect(withLines(list, itemOf({}), { items: given })).toEqual({
			items: [{ sku: 'x', quantity: 2, due: '2026-03-02', other: '2' }],
		});
		expect(withLines(list, itemOf({}), { items: [{ note: '[clear]' }] })).toEqual({
			items: [{ note: '' }],
		});
		expect(() => withLines(list, itemOf({}), { items: [{ quantity: '1,250' }] })).toThrow(
			'"Quantity of item 1 in the JSON" can be read as two numbers [item 0]',
		);
		for (const nothing of [{}, { sku: '', quantity: null }]) {
			expect(() => withLines(list, itemOf({}), { items: [{ sku: 'x' }, nothing] })).toThrow(
				'Item 2 in the JSON is empty [item 0]',
			);
		}
		expect(() => withLines(list, itemOf({}), { items: 'text' })).toThrow(
			'"Items (JSON)" must be a list of objects [item 0]',
		);
	});

	it('of an object are merged, the JSON over the parts', () => {
		const shape = withNestedObject(object);
		const parts = { addressParts: { city: 'Riyadh', floor: '2' } };
		expect(shape(itemOf(parts), { address: { floor: 3, zip: '1' } })).toEqual({
			address: { city: 'Riyadh', floor: 3, zip: '1' },
		});
		expect(shape(itemOf({ addressParts: { city: '', floor: '' } }), {})).toEqual({});
		expect(() => shape(itemOf({ addressParts: { city: { a: 1 } } }), {})).toThrow(
			'"City of Address" must be a text [item 0]',
		);
		expect(() => shape(itemOf({}), { address: [1] })).toThrow(
			'"Address (JSON)" must be a JSON object [item 0]',
		);
	});

	it('of a record keep what is not known', () => {
		const context = contextOf();
		const fields: Field[] = [
			{ name: 'due', type: 'date' },
			{ name: 'email', type: 'string' },
		];
		const record = { due: '2 March 2026', email: '', other: { a: [1] }, __proto__x: 1 };
		expect(readMembers(fields, record, { context, itemIndex: 2 }, ({ name }) => name)).toEqual({
			due: '2026-03-02',
			other: { a: [1] },
			__proto__x: 1,
		});
		expect(() =>
			readMembers(fields, { due: '3/2/26' }, { context, itemIndex: 2 }, () => 'Due'),
		).toThrow('"Due" is not a date [item 2]');
		expect(
			readMembers(
				fields,
				JSON.parse('{"__proto__": {"a": 1}}'),
				{ context, itemIndex: 0 },
				() => 'Due',
			),
		).not.toHaveProperty('a');
	});
});

describe('a member of JSON or of a row whose name is nearly right', () => {
	const fields: Field[] = [
		{ name: 'erp_vendor_id', type: 'string', required: true },
		{ name: 'email', type: 'string' },
	];
	const typed = (row: IDataObject) =>
		readMembers(fields, row, { context: contextOf(), itemIndex: 2 }, ({ name }) => name);

	it.each([
		['Email', 'email'],
		['email ', 'email'],
		['E-Mail', 'email'],
		['ERP Vendor ID', 'erp_vendor_id'],
		['erpVendorId', 'erp_vendor_id'],
	])('%j is refused: the service would not know it', (given, name) => {
		expect(() => typed({ [given]: 'x' })).toThrow(`"${given}" is an unknown name [item 2]`);
		expect(refusedBy(() => typed({ [given]: 'x' }))).toBe(`Write it as "${name}".`);
	});

	it('is left as it is beside the right one, where it is blank, or where it is another word', () => {
		for (const row of [
			{ email: 'a@b.co', Email: 'a@b.co' },
			{ Email: '' },
			{ mail: 'a@b.co', emails: 'x' },
		] as IDataObject[]) {
			expect(typed(row)).toEqual(row);
		}
	});
});

describe('where a value comes from', () => {
	it('is an expression where it or what holds it starts with an equals sign', () => {
		expect(isExpression({ a: '=x' }, ['a'])).toBe(true);
		expect(isExpression({ a: 'x=' }, ['a'])).toBe(false);
		expect(isExpression({ a: { b: [{ c: '=x' }] } }, ['a', 'b', 0, 'c'])).toBe(true);
		expect(isExpression({ a: '=x' }, ['a', 'b', 0, 'c'])).toBe(true);
		expect(isExpression({ a: { mode: 'id', value: '=x' } }, ['a'])).toBe(true);
		expect(isExpression({ a: { b: '=x' } }, ['a'])).toBe(false);
		expect(isExpression({}, ['a', 'b'])).toBe(false);
		expect(isExpression(undefined, ['a'])).toBe(false);
	});

	it('is the ID in a resource locator, whatever its mode', () => {
		const url = '^https://app\\.example\\.com/v/(\\d+)';
		expect(located({ __rl: true, mode: 'list', value: 7 })).toBe(7);
		expect(located({ __rl: true, mode: 'id', value: '7' })).toBe('7');
		expect(located('7')).toBe('7');
		expect(located(undefined)).toBeUndefined();
		expect(located({ a: 1 })).toEqual({ a: 1 });
		const by = (value: string) => located({ __rl: true, mode: 'url', value }, url);
		expect(by('https://app.example.com/v/123/edit')).toBe('123');
		expect(by('123')).toBe('123');
		expect(located({ __rl: true, mode: 'url', value: 'https://x/1' })).toBe('https://x/1');
	});

	it('is picked by its ID in the form', () => {
		const inputs = [input({ required: true }, { picker: 'vendor' })];
		const rl = (mode: string, value: string) => ({ a: { __rl: true as const, mode, value } });
		expect(read({ inputs, values: rl('list', '7') })).toEqual({ a: '7' });
		expect(read({ inputs, values: rl('url', 'https://app.example.com/v/77') })).toEqual({
			a: '77',
		});
		expect(() => read({ inputs, values: rl('list', '') })).toThrow(empty);
	});

	it('is blank, or empty, or something', () => {
		expect([undefined, null, '', ' \n\u200F'].map(isBlank)).toEqual([true, true, true, true]);
		expect([0, false, [], {}].map(isBlank)).toEqual([false, false, false, false]);
		expect([[], {}, [''], [null]].map(isEmpty)).toEqual([true, true, true, true]);
		expect([[0], { a: 1 }, new Date(0), 0].map(isEmpty)).toEqual([false, false, false, false]);
	});
});

describe('switches, limits and options', () => {
	const at = (parameters: INodeParameters) => parametersOf(contextOf({ parameters }), 0);
	it('are read like fields', () => {
		const read = at({
			all: 'yes',
			no: '0',
			limit: ' 5 ',
			name: ' x ',
			list: 'a، b',
			choice: 'Big',
		});
		expect(read.boolean('all', 'Return All')).toBe(true);
		expect(read.boolean('no', 'Simplify', true)).toBe(false);
		expect(read.boolean('gone', 'Gone', true)).toBe(true);
		expect(read.number('limit', 'Limit', { integer: true, min: 1 })).toBe(5);
		expect(read.text('name', 'Name')).toBe(' x ');
		expect(read.id('name', 'Name')).toBe('x');
		expect(read.list('list', 'List')).toEqual(['a', 'b']);
		expect(read.choice('choice', 'Choice', [{ value: 'big', label: 'Big' }])).toBe('big');
		expect(read.choices('choice', 'Choice', [{ value: 'big', label: 'Big' }])).toEqual(['big']);
		expect(read.optionalText('gone', 'Gone')).toBeUndefined();
		expect(read.optionalId('gone', 'Gone')).toBeUndefined();
		expect(read.optionalNumber('gone', 'Gone')).toBeUndefined();
		expect(read.optionalList('gone', 'Gone')).toEqual([]);
		expect(read.object('gone', 'Gone')).toBeUndefined();
	});

	it.each<[INodeParameters, string]>([
		[{ p: '' }, '"Parameter" is empty [item 0]'],
		[{ p: null as never }, '"Parameter" is empty [item 0]'],
		[{ p: 'maybe' }, '"Parameter" must be true or false [item 0]'],
		[{ p: { a: 1 } }, '"Parameter" must be true or false [item 0]'],
	])('%j is no switch', (parameters, message) => {
		expect(() => at(parameters).boolean('p', 'Parameter')).toThrow(message);
	});

	it.each<[INodeParameters, string]>([
		[{ p: '' }, '"Parameter" is empty [item 0]'],
		[{ p: Number.NaN }, '"Parameter" must be a number [item 0]'],
		[{ p: '0' }, '"Parameter" must be 1 or more [item 0]'],
		[{ p: 1.5 }, '"Parameter" must be a whole number [item 0]'],
	])('%j is no limit', (parameters, message) => {
		const limit = { integer: true, min: 1 };
		expect(() => at(parameters).number('p', 'Parameter', limit)).toThrow(message);
	});

	it('are lists with an entry where one is needed', () => {
		for (const p of ['', ',', '[]']) {
			expect(() => at({ p }).list('p', 'Parameter')).toThrow('"Parameter" is empty [item 0]');
		}
	});
});
