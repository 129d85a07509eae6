import { describe, expect, it } from '@jest/globals';
import { tryToParseDateTime } from 'n8n-workflow';

import { readBoolean, readChoice } from '../../nodes/shared/input/readers/choice';
import { wireValue } from '../../nodes/shared/input/readers/field';
import type { InputField } from '../../nodes/shared/input/readers/field';
import { readJson, readObject } from '../../nodes/shared/input/readers/json';
import { readList } from '../../nodes/shared/input/readers/list';
import {
	readId,
	readText,
	sameName,
	searchable,
	trimmed,
} from '../../nodes/shared/input/readers/text';
import { contextOf } from './support/context.mts';
import { refusalOf } from './support/refusal.mts';

describe('yes or no', () => {
	it.each([true, 'true', 'TRUE ', 'Yes', 'yes', '1', 1, '\u00A0true\u00A0', '١'])(
		'%j is true',
		(given) => {
			expect(readBoolean(given)).toBe(true);
		},
	);
	it.each([false, 'false', 'False', 'NO', '0', 0, '٠', ' no\n'])('%j is false', (given) => {
		expect(readBoolean(given)).toBe(false);
	});
	it.each([
		['on', '"on"'],
		['y', '"y"'],
		['oui', '"oui"'],
		['', '""'],
		['__proto__', '"__proto__"'],
		['constructor', '"constructor"'],
		['hasOwnProperty', '"hasOwnProperty"'],
		['ｔｒｕｅ', '"ｔｒｕｅ"'],
		['truе', '"truе"'],
		[2, '2'],
		[1e-8, '1e-8'],
		[Number.NaN, 'NaN'],
		[null, 'null'],
		[{}, 'an object'],
		[[true], 'a list of 1'],
	])('%j is refused', (given, seen) => {
		expect(refusalOf(() => readBoolean(given))).toEqual({
			message: 'must be true or false',
			advice: `Got ${seen}. Write true or false.`,
		});
	});
});

describe('a choice', () => {
	const choices = [
		{ value: '', label: 'Not Set' },
		{ value: 'approved', label: 'Approved' },
		{ value: 'on_hold', label: 'On Hold' },
		{ value: '7', label: 'Résumé' },
		{ value: 'new', label: 'New' },
		{ value: 'NEW', label: 'New (Old System)' },
	];
	it.each([
		['approved', 'approved'],
		['Approved', 'approved'],
		[' APPROVED\u00A0', 'approved'],
		['on hold', 'on_hold'],
		['On_Hold', 'on_hold'],
		['Re\u0301sume\u0301', '7'],
		['RÉSUMÉ', '7'],
		[7, '7'],
		['new', 'new'],
		['NEW', 'NEW'],
		['New', 'new'],
	])('%j is %j', (given, value) => {
		expect(readChoice(given, choices)).toBe(value);
	});

	it.each([
		'approve',
		'resume',
		'__proto__',
		'constructor',
		'toString',
		'аpproved',
		'ａｐｐｒｏｖｅｄ',
		'approved, new',
	])('%j is refused with the choices', (given) => {
		expect(refusalOf(() => readChoice(given, choices))).toEqual({
			message: 'has an unknown choice',
			advice: `Got ${JSON.stringify(given)}. Choose one of approved, on_hold, 7, new, NEW.`,
		});
	});

	it('that is a list or an object is refused', () => {
		expect(refusalOf(() => readChoice(['new'], choices)).message).toBe('must be a text');
		expect(refusalOf(() => readChoice({ a: 'new' }, choices)).message).toBe('must be a text');
	});

	it('of very many is refused with the first ones', () => {
		const many = Array.from({ length: 45 }, (_entry, at) => ({ value: `v${at}`, label: `L${at}` }));
		expect(refusalOf(() => readChoice('x', many)).advice).toMatch(/v38, v39 and 5 more\.$/);
	});
});

describe('a list', () => {
	it.each<[unknown, unknown[]]>([
		[
			['a', 'b'],
			['a', 'b'],
		],
		['a,b', ['a', 'b']],
		[' a ; b ', ['a', 'b']],
		['a\nb\r\nc', ['a', 'b', 'c']],
		['a\tb\t\tc', ['a', 'b', 'c']],
		['new، delivered؛ sent', ['new', 'delivered', 'sent']],
		['["new","delivered"]', ['new', 'delivered']],
		[' [1, "2", true] ', [1, '2', true]],
		['"Smith, John", "Doe"', ['Smith, John', 'Doe']],
		['a,,b,', ['a', 'b']],
		[
			['a', '', null, ' b '],
			['a', 'b'],
		],
		['one', ['one']],
		[12, [12]],
		[
			[12, 0.1 + 0.2],
			[12, 0.3],
		],
		[true, [true]],
		[new Date('2026-03-02T00:00:00Z'), ['2026-03-02T00:00:00.000Z']],
		[',', []],
		['[]', []],
	])('%j is %j', (given, list) => {
		expect(readList(given)).toEqual(list);
	});

	const write = 'Write the entries with commas between them, or a JSON list such as ["a", "b"].';
	it.each([
		'[urgent] pipes, valves',
		'["new"',
		"['new']",
		'{new,delivered}',
		'{"a": 1}',
		'"Smith, John"; "Doe"',
		'a, "b"',
		"'a', 'b'",
		"'a'",
		'“a”, “b”',
		'a; ‘b’',
	])('%j is refused', (given) => {
		expect(refusalOf(() => readList(given))).toEqual({
			message: 'is not a valid list',
			advice: `Got ${JSON.stringify(given)}. ${write}`,
		});
	});

	it.each([
		[[{ a: 1 }], 'Entry 1 is an object.'],
		['[["a"], "b"]', 'Entry 1 is a list of 1.'],
		[['a', '', { b: 1 }], 'Entry 2 is an object.'],
		[[[]], 'Entry 1 is a list of 0.'],
	])('%j is refused for its entry', (given, entry) => {
		expect(refusalOf(() => readList(given))).toEqual({
			message: 'must be a list of plain values',
			advice: `${entry} Name one value of it in the expression.`,
		});
	});

	it('keeps an apostrophe that begins or ends an entry alone', () => {
		expect(readList("'s-Hertogenbosch, Jesus'")).toEqual(["'s-Hertogenbosch", "Jesus'"]);
	});

	it('of something that is no text is refused', () => {
		expect(refusalOf(() => readList({ a: 1 })).message).toBe('must be a text');
		expect(refusalOf(() => readList([Number.NaN])).message).toBe('must be a text');
		expect(refusalOf(() => readList(['[object Object]'])).message).toBe(
			'has an object inside its text',
		);
		expect(refusalOf(() => readList([12345678901234567890])).message).toBe(
			'has a number that cannot be written out exactly',
		);
	});
});

describe('a text', () => {
	it.each<[unknown, string]>([
		[' a ', ' a '],
		[12, '12'],
		[0.1 + 0.2, '0.3'],
		[24.7135517, '24.7135517'],
		[-0, '0'],
		[false, 'false'],
		[12n, '12'],
		[new Date('2026-03-02T00:00:00Z'), '2026-03-02T00:00:00.000Z'],
		[tryToParseDateTime('2026-03-02', 'UTC'), '2026-03-02T00:00:00.000Z'],
		['object Object', 'object Object'],
		['[objects]', '[objects]'],
	])('%p is %j', (given, text) => {
		expect(readText(given)).toBe(text);
	});

	const inside =
		'Name the value of the object in the expression, such as {{ $json.customer.name }}.';
	const one = 'Name one value of it in the expression, or join the entries into a text.';
	it.each<[unknown, string, string]>([
		[{ name: 'Riyadh' }, 'must be a text', `Got an object. ${one}`],
		[['a', 'b'], 'must be a text', `Got a list of 2. ${one}`],
		[Number.NaN, 'must be a text', 'Got NaN. Write a text.'],
		[null, 'must be a text', 'Got null. Write a text.'],
		[undefined, 'must be a text', 'Got nothing. Write a text.'],
		[new Date(Number.NaN), 'must be a text', 'Got an invalid date. Write a text.'],
		[
			'City: [object Object]',
			'has an object inside its text',
			`Got "City: [object Object]". ${inside}`,
		],
		['[object Map]', 'has an object inside its text', `Got "[object Map]". ${inside}`],
		[
			12345678901234567890,
			'has a number that cannot be written out exactly',
			'Got 12345678901234567000. Give it as text.',
		],
		[1e-7, 'has a number that cannot be written out exactly', 'Got 1e-7. Give it as text.'],
	])('%p is refused', (given, message, advice) => {
		expect(refusalOf(() => readText(given))).toEqual({ message, advice });
	});

	it.each(['#N/A', ' #REF! ', '#VALUE!', '#DIV/0!', '#NAME?', '#NULL!', '#NUM!', '#SPILL!'])(
		'%j is refused: a cell that shows an error',
		(given) => {
			expect(refusalOf(() => readText(given))).toEqual({
				message: 'comes from a spreadsheet cell that could not be calculated',
				advice: `Got ${JSON.stringify(given)}. Correct the cell.`,
			});
		},
	);

	it.each(['Due: Invalid DateTime', 'Invalid DateTime'])('%j is refused', (given) => {
		expect(refusalOf(() => readText(given))).toEqual({
			message: 'has a date that could not be read inside its text',
			advice: `Got ${JSON.stringify(given)}. Check the date in the expression.`,
		});
	});

	it('with half a character is refused: a text that was cut inside an emoji', () => {
		expect(refusalOf(() => readText('Ann 😀'.slice(0, 5)))).toEqual({
			message: 'has a broken character',
			advice: 'Got "Ann \\ud83d". It was probably cut inside an emoji. Cut it elsewhere.',
		});
		expect(readText('Ann 😀')).toBe('Ann 😀');
	});

	it.each(['#N/A is shown in the sheet', 'Invalid date', '#7', 'undefined', 'null', 'NaN'])(
		'%j is a text like others',
		(given) => {
			expect(readText(given)).toBe(given);
		},
	);

	it('is shown in part where it is long', () => {
		expect(refusalOf(() => readBoolean('a'.repeat(500))).advice.length).toBeLessThan(200);
	});
});

describe('an ID', () => {
	it.each([
		['INV-1', 'INV-1'],
		[' INV-1\r\n', 'INV-1'],
		['\u00A0\uFEFFINV-1\u200B', 'INV-1'],
		[7, '7'],
		['12345678901234567890', '12345678901234567890'],
	])('%j is %j', (given, id) => {
		expect(readId(given)).toBe(id);
	});
	it.each([
		[7.5, 'Got 7.5. An ID has no decimals.'],
		[
			12345678901234567890,
			'Got 12345678901234567000, a number so long that its last digits are lost. Give it as text.',
		],
	])('%j is refused', (given, advice) => {
		expect(refusalOf(() => readId(given))).toEqual({ message: 'is not an ID', advice });
	});

	it.each([
		[true, 'Got true. Write a text or a whole number.'],
		[false, 'Got false. Write a text or a whole number.'],
		[
			'9.66E+11',
			'Got "9.66E+11", as a spreadsheet shortens long numbers. Format the cell as text.',
		],
		['1E+14', 'Got "1E+14", as a spreadsheet shortens long numbers. Format the cell as text.'],
		['undefined', 'Got "undefined". Check that its expression finds a value.'],
		['ORD-undefined', 'Got "ORD-undefined". Check that its expression finds a value.'],
		['NaN', 'Got "NaN". Check that its expression finds a value.'],
		['null', 'Got "null". Check that its expression finds a value.'],
		['INV\u200B-7', 'Got "INV​-7". It has an invisible character inside. Type it anew.'],
		['INV\u00AD-7', 'Got "INV­-7". It has an invisible character inside. Type it anew.'],
		['INV\u202E-7', 'Got "INV‮-7". It has an invisible character inside. Type it anew.'],
		['a@b.co\nc@d.co', 'Got "a@b.co\\nc@d.co". Write one line.'],
		['7\t8', 'Got "7\\t8". Write one line.'],
	])('%j is refused: an ID, code, email or phone number that was damaged', (given, advice) => {
		expect(refusalOf(() => readId(given))).toEqual({
			message: 'cannot be sent as it is',
			advice,
		});
	});

	it.each([
		'1E5',
		'E+11',
		'undefinedness',
		'nullable',
		'Nan',
		'می\u200Cخواهم',
		'Al\u00A0Ula',
		'#7',
	])('%j is one like others', (given) => {
		expect(readId(given)).toBe(given);
	});
});

describe('a name', () => {
	it('is the same in every Unicode form and case', () => {
		expect(sameName('Re\u0301sidence E\u0301toile\u0301e', 'RÉSIDENCE étoilée')).toBe(true);
		expect(sameName('Residence', 'Résidence')).toBe(false);
	});
	it('is searched without accents', () => {
		expect(searchable(' Re\u0301sidence ÉTOILÉE ')).toBe('residence etoilee');
		expect(searchable('مَدِينَة')).toBe('مدينة');
	});
	it('has no invisible marks around it', () => {
		expect(trimmed('\uFEFF\u200F\u061C\u202B name \u202C\u2069')).toBe('name');
	});
});

describe('JSON', () => {
	it('is text, or what an expression gives', () => {
		expect(readJson(' [1, {"a": null}] ')).toEqual([1, { a: null }]);
		expect(readJson({ a: [1] })).toEqual({ a: [1] });
		expect(readJson('  ')).toBeUndefined();
		expect(readObject('{"a": 1}')).toEqual({ a: 1 });
		expect(readJson('\uFEFF{"a": 1}\u200B')).toEqual({ a: 1 });
	});

	it.each([
		['a Map', new Map([[1, 2]])],
		['a Set', { tags: new Set(['a']) }],
		['a RegExp', [/x/]],
		['a Function', { a: () => 1 }],
	])('that would lose what is in %s is refused', (kind, given) => {
		expect(refusalOf(() => readJson(given))).toEqual({
			message: 'has a value that cannot be sent as JSON',
			advice: `It has ${kind}, whose content JSON would lose. Make a list or an object of it.`,
		});
	});

	it.each(['#REF!', 'Invalid DateTime', '\ud83d'])('with %j as a value is refused', (given) => {
		expect(refusalOf(() => readJson({ a: [given] })).message).toBe(
			'has a value that cannot be sent as JSON',
		);
	});

	it.each(['{"a":', "{'a': 1}", '{a: 1}', '[1,]', 'null x'])('%j is refused', (given) => {
		const { message, advice } = refusalOf(() => readJson(given));
		expect(message).toBe('is not valid JSON');
		expect(advice).toMatch(/^Check quotes, commas and brackets: /);
	});

	it.each([
		[[1], 'a list of 1'],
		['"text"', '"text"'],
		['7', '7'],
	])('of something else is no object: %j', (given, seen) => {
		expect(refusalOf(() => readObject(given))).toEqual({
			message: 'must be a JSON object',
			advice: `Got ${seen}. Write it as {"name": "value"}.`,
		});
	});

	const circle: { self?: unknown } = {};
	circle.self = circle;
	it.each<[unknown, string]>([
		[
			'{"id": 12345678901234567890}',
			'It has the number 12345678901234567000, which JSON cannot hold exactly. Give it as text.',
		],
		[
			{ a: { b: [Number.NaN] } },
			'It has the number NaN, which JSON cannot hold exactly. Give it as text.',
		],
		[
			{ a: 1n << 60n },
			`It has the number ${1n << 60n}, which JSON cannot hold exactly. Give it as text.`,
		],
		['{"a": "[object Object]"}', 'It has an object inside a text: "[object Object]".'],
		[{ a: new Date(Number.NaN) }, 'It has an invalid date.'],
		[circle, 'It is nested too deeply.'],
	])('that would lose something is refused: %p', (given, advice) => {
		expect(refusalOf(() => readJson(given))).toEqual({
			message: 'has a value that cannot be sent as JSON',
			advice,
		});
	});
});

describe('a field of the form', () => {
	const wire = (field: Omit<InputField, 'name'> & { name?: string }, value: unknown) =>
		wireValue({ name: 'field', ...field }, value, {
			context: contextOf(),
			itemIndex: 3,
			label: 'The Field',
		});

	it('is read by its type', () => {
		expect(wire({ type: 'number' }, '1,250.00')).toBe(1250);
		expect(wire({ type: 'boolean' }, 'no')).toBe(false);
		expect(wire({ type: 'date' }, '2 March 2026')).toBe('2026-03-02');
		expect(wire({ type: 'options', options: ['a'] }, 'A')).toBe('a');
		expect(wire({ type: 'multiOptions', options: ['a', 'b'] }, 'B, a')).toEqual(['b', 'a']);
		expect(wire({ type: 'multiOptions', options: ['a', 'b'], format: 'comma' }, ['a', 'b'])).toBe(
			'a,b',
		);
		expect(wire({ type: 'string', format: 'comma' }, '1, 2')).toBe('1,2');
		expect(wire({ type: 'string', format: 'list' }, '1, 2')).toEqual(['1', '2']);
		expect(wire({ type: 'json' }, '[1]')).toEqual([1]);
		expect(wire({ type: 'string' }, ' a ')).toBe(' a ');
	});

	it('has no blanks around it where it holds a code', () => {
		for (const name of ['order_id', 'orderId', 'pk', 'invoice_number', 'email', 'mobile', 'sku']) {
			expect(wire({ name, type: 'string' }, ' 7\u00A0\n')).toBe('7');
		}
		expect(wire({ type: 'string', isReference: true }, ' 7 ')).toBe('7');
		expect(wire({ name: 'paid', type: 'string' }, ' x ')).toBe(' x ');
	});

	it.each<[Omit<InputField, 'name'>, unknown, string]>([
		[{ type: 'number' }, 'twelve', '"The Field" must be a number [item 3]'],
		[{ type: 'number', integer: true }, '1.5', '"The Field" must be a whole number [item 3]'],
		[
			{ type: 'number', cents: true },
			'150.00',
			'"The Field" must be a whole number of cents [item 3]',
		],
		[{ type: 'boolean' }, 'maybe', '"The Field" must be true or false [item 3]'],
		[{ type: 'date' }, '5', '"The Field" is not a date [item 3]'],
		[{ type: 'options', options: ['a'] }, 'b', '"The Field" has an unknown choice [item 3]'],
		[{ type: 'string' }, {}, '"The Field" must be a text [item 3]'],
		[{ type: 'string', id: true }, 7.5, '"The Field" is not an ID [item 3]'],
		[
			{ type: 'string', format: 'comma' },
			['Smith, John'],
			'"The Field" has a comma inside an entry [item 3]',
		],
		[{ type: 'json' }, '{', '"The Field" is not valid JSON [item 3]'],
	])('%j refuses %j with field and item', (field, value, message) => {
		expect(() => wire(field, value)).toThrow(message);
	});
});
