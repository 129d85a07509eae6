import { describe, expect, it } from '@jest/globals';

import { readNumber } from '../../nodes/shared/input/readers/number';
import type { NumberForm } from '../../nodes/shared/input/readers/number';
import { refusalOf } from './support/refusal.mts';

const form = 'Use digits and a decimal point, such as 1250.00.';

describe('a number', () => {
	const accepted: Array<[given: unknown, number: number]> = [
		[12.5, 12.5],
		[0, 0],
		[-0, 0],
		[0.1 + 0.2, 0.3],
		[1.1 * 3, 3.3],
		['0.30000000000000004', 0.3],
		['12.50', 12.5],
		[' 12.50\n', 12.5],
		['\u00A012\u00A0', 12],
		['\u200F\u061C12\u200E', 12],
		['-5', -5],
		['−5', -5],
		['+5', 5],
		['007', 7],
		['5.', 5],
		['.5', 0.5],
		['1e3', 1000],
		['1.250', 1.25],
		['12.500', 12.5],
		['12,5', 12.5],
		['0,500', 0.5],
		['1234,567', 1234.567],
		['1,250.00', 1250],
		['1,250,000', 1_250_000],
		['12,34,567', 1_234_567],
		['1,23,456.50', 123_456.5],
		['1.234,56', 1234.56],
		['1.250.000', 1_250_000],
		['1.250.000,5', 1_250_000.5],
		['1 250', 1250],
		['1 250,50', 1250.5],
		['1\u00A0250,50', 1250.5],
		['1\u202F250.50', 1250.5],
		["1'250.50", 1250.5],
		['1’250', 1250],
		['٣٤٩٫٥٠', 349.5],
		['١٬٢٥٠٫٥٠', 1250.5],
		['1٬250', 1250],
		['۱۲۳', 123],
		['12،5', 12.5],
		['9007199254740991', 9_007_199_254_740_991],
	];
	it.each(accepted)('%j is %d', (given, number) => {
		expect(Object.is(readNumber(given), number)).toBe(true);
	});

	it.each([
		['1,250', '1250', '1.25'],
		['-1,250', '-1250', '-1.25'],
		['12,500', '12500', '12.5'],
		['1،250', '1250', '1.25'],
		['١,٢٥٠', '1250', '1.25'],
	])('%j can be read as two numbers', (given, whole, decimal) => {
		expect(refusalOf(() => readNumber(given))).toEqual({
			message: 'can be read as two numbers',
			advice: `Got ${JSON.stringify(given)}. Write ${whole} or ${decimal}.`,
		});
	});

	it.each([
		'twelve',
		'12 USD',
		'$12',
		'€ 12',
		'12 ر.س',
		'(5)',
		'5-',
		'5%',
		'1/2',
		'½',
		'--5',
		'- 5',
		'0x10',
		'1_000',
		'1 2',
		'12 34',
		'1,2,3',
		'1,234,56',
		'1,234,56,789',
		'1,250,',
		'1.2.3',
		'1.250,000.5',
		"1'25",
		'1٬25',
		'1,250٬000',
		'1٫2٫3',
		'１２',
		'१२',
		'l2',
		'1O',
		'NaN',
		'Infinity',
		'1e400',
		'.',
		'-',
		',',
		'e5',
		'true',
		'2026-03-02',
		'__proto__',
	])('%j is refused', (given) => {
		expect(refusalOf(() => readNumber(given))).toEqual({
			message: 'must be a number',
			advice: `Got ${JSON.stringify(given)}. ${form}`,
		});
	});

	it.each([
		[true, 'true'],
		[{}, 'an object'],
		[[1], 'a list of 1'],
		[Number.NaN, 'NaN'],
		[Infinity, 'Infinity'],
		[12n, '12'],
		[new Date(0), '1970-01-01T00:00:00.000Z'],
	])('%p is refused', (given, seen) => {
		expect(refusalOf(() => readNumber(given))).toEqual({
			message: 'must be a number',
			advice: `Got ${seen}. ${form}`,
		});
	});

	it.each([undefined, null, '', '  ', '\u200F'])('%j is empty', (given) => {
		expect(refusalOf(() => readNumber(given))).toEqual({
			message: 'is empty',
			advice: 'Fill it in, or check that its expression finds a value.',
		});
	});

	it.each([
		['12345678901234567890', '"12345678901234567890"', '12345678901234567000'],
		['12345678901234567890.5', '"12345678901234567890.5"', '12345678901234567000'],
		['1e20', '"1e20"', '100000000000000000000'],
		[1e20, '100000000000000000000', '100000000000000000000'],
	])('%j has digits that would be lost', (given, seen, sent) => {
		expect(refusalOf(() => readNumber(given))).toEqual({
			message: 'has too many digits for a number',
			advice: `Got ${seen}, which would be sent as ${sent}.`,
		});
	});

	it('that would be sent as 0 is refused', () => {
		for (const given of [1e-7, '0.0000001']) {
			expect(refusalOf(() => readNumber(given)).message).toBe('is too small');
		}
	});

	const bounded: Array<[NumberForm, unknown, number | string]> = [
		[{ integer: true }, ' 7 ', 7],
		[{ integer: true }, '7.0', 7],
		[{ integer: true }, 7.5, 'must be a whole number: Got 7.5.'],
		[{ integer: true }, '7,5', 'must be a whole number: Got "7,5".'],
		[
			{ integer: true },
			'9.66E+11',
			'must be a whole number: Got "9.66E+11", as a spreadsheet shortens long numbers. Format the cell as text.',
		],
		[{}, '1.5E+3', 1500],
		[{ cents: true }, 15_000, 15_000],
		[{ cents: true }, '15000', 15_000],
		[{ cents: true }, '1,250,000', 1_250_000],
		[{ cents: true }, '15 000', 15_000],
		[{ cents: true }, '١٥٠٠٠', 15_000],
		[
			{ cents: true },
			'150.00',
			'must be a whole number of cents: Got "150.00". Cents have no decimals: write 15000 for 150.00.',
		],
		[
			{ cents: true },
			'1.250,00',
			'must be a whole number of cents: Got "1.250,00". Cents have no decimals: write 125000 for 1250.00.',
		],
		[
			{ cents: true },
			'٣٤٩٫٥٠',
			'must be a whole number of cents: Got "٣٤٩٫٥٠". Cents have no decimals: write 34950 for 349.50.',
		],
		[
			{ cents: true },
			150.5,
			'must be a whole number of cents: Got 150.5. Cents have no decimals: write 15050 for 150.50.',
		],
		[{ min: 1 }, '0', 'must be 1 or more: Got "0".'],
		[{ min: 1 }, 0, 'must be 1 or more: Got 0.'],
		[{ max: 30 }, 31, 'must be 30 or less: Got 31.'],
		[{ min: 1, max: 30 }, '30', 30],
	];
	it.each(bounded)('of the form %j: %j', (bounds, given, expected) => {
		if (typeof expected === 'number') {
			expect(readNumber(given, bounds)).toBe(expected);
			return;
		}
		const { message, advice } = refusalOf(() => readNumber(given, bounds));
		expect(`${message}: ${advice}`).toBe(expected);
	});
});
