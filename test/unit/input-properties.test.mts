import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { tryToParseDateTime } from 'n8n-workflow';

import { readBoolean, readChoice } from '../../nodes/shared/input/readers/choice';
import { readDate, wireDate } from '../../nodes/shared/input/readers/date';
import { wireValue } from '../../nodes/shared/input/readers/field';
import type { InputField } from '../../nodes/shared/input/readers/field';
import { readJson } from '../../nodes/shared/input/readers/json';
import { readList } from '../../nodes/shared/input/readers/list';
import { readNumber } from '../../nodes/shared/input/readers/number';
import { readId, readText } from '../../nodes/shared/input/readers/text';
import { ValueError } from '../../nodes/shared/input/readers/value-error';
import { contextOf } from './support/context.mts';

const ZONES = ['UTC', 'America/New_York', 'Asia/Riyadh', 'Pacific/Auckland', 'Asia/Kolkata'];
const zone = fc.constantFrom(...ZONES);
const day = fc.record({
	year: fc.integer({ min: 1900, max: 2200 }),
	month: fc.integer({ min: 1, max: 12 }),
	day: fc.integer({ min: 1, max: 28 }),
});
const two = (number: number) => String(number).padStart(2, '0');
const NAMES =
	'January February March April May June July August September October November December';
const nameOf = (month: number) => NAMES.split(' ')[month - 1] ?? '';
const runs = { numRuns: 500 };

/** Digits of other scripts, signs that look like others, marks that are not seen, names of every object. */
const odd = fc.constantFrom(
	...'0123456789-/.,:;+TZ ()[]{}"\'%eE'.split(''),
	...'٠١٢٣٩۰۱۹०१０１９٫٬،؛−–—½'.split(''),
	...[
		'\u00A0',
		'\u202F',
		'\u200F',
		'\u200E',
		'\u202E',
		'\u061C',
		'\u0000',
		'\uFEFF',
		'\uD800',
		'\n',
	],
	...[
		'AM',
		'pm',
		'March',
		'Mar',
		'mars',
		'Monday',
		'UTC',
		'GMT',
		'EST',
		'W10',
		'Asia/Riyadh',
		'at',
	],
	...['2026', '03', '02', '26', '14:00', '2026-03-02', '46083', '1,250', '1.250', 'true', 'null'],
	...['__proto__', 'constructor', 'NaN', 'undefined', 'Invalid Date', 'е', 'ﬁ', 'é', 'e\u0301'],
);
const text = fc.oneof(
	fc.array(odd, { maxLength: 12 }).map((parts) => parts.join('')),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: 'grapheme' }),
);

/** What a reader gives; undefined where it refuses. Anything else that it throws fails the test. */
function taken<T>(reader: () => T): T | undefined {
	try {
		return reader();
	} catch (error) {
		if (error instanceof ValueError) return undefined;
		throw error;
	}
}

const choices = ['new', 'delivered', 'on_hold'].map((value) => ({ value, label: value }));

describe('whatever is written, it is read in one way or refused', () => {
	it('a date: a day or moment that reads as itself again, in every zone', () => {
		fc.assert(
			fc.property(text, zone, (given, place) => {
				const asDay = taken(() => wireDate(given, place, { type: 'date' }));
				if (asDay !== undefined) {
					expect(asDay).toMatch(/^(19|20|21|22)\d\d-\d\d-\d\d$/);
					expect(wireDate(asDay, place, { type: 'date' })).toBe(asDay);
				}
				const moment = taken(() => wireDate(given, place, { type: 'dateTime' }));
				if (moment === undefined) return;
				expect(moment).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
				expect(wireDate(moment, 'Asia/Tokyo', { type: 'dateTime' })).toBe(moment);
			}),
			{ numRuns: 3000 },
		);
	});

	it('a number: one that JSON holds, and reads as itself again', () => {
		fc.assert(
			fc.property(text, (given) => {
				const number = taken(() => readNumber(given));
				if (number === undefined) return;
				expect(Number.isFinite(number)).toBe(true);
				expect(readNumber(String(number))).toBe(number);
			}),
			{ numRuns: 3000 },
		);
	});

	it('yes or no, a choice, an ID, a text, a list, JSON', () => {
		fc.assert(
			fc.property(text, (given) => {
				expect([true, false, undefined]).toContain(taken(() => readBoolean(given)));
				const choice = taken(() => readChoice(given, choices));
				if (choice !== undefined) {
					expect(given.toLowerCase()).toContain(choice);
					expect(choices.map(({ value }) => value)).toContain(choice);
				}
				const id = taken(() => readId(given));
				if (id !== undefined) expect(given).toContain(id);
				expect([given, undefined]).toContain(taken(() => readText(given)));
				for (const entry of taken(() => readList(given)) ?? []) {
					expect(typeof entry === 'string' ? given.includes(entry) : true).toBe(true);
				}
				taken(() => readJson(given));
			}),
			{ numRuns: 3000 },
		);
	});

	it('any value in any field: nothing goes out that nobody has written', () => {
		const fields: InputField[] = [
			{ name: 'a', type: 'string' },
			{ name: 'a_id', type: 'string' },
			{ name: 'a', type: 'string', format: 'list' },
			{ name: 'a', type: 'string', format: 'comma' },
			{ name: 'a', type: 'number' },
			{ name: 'a', type: 'boolean' },
			{ name: 'a', type: 'date', format: 'dd-MM-yyyy' },
			{ name: 'a', type: 'dateTime' },
			{ name: 'a', type: 'options', options: ['new', 'old'] },
			{ name: 'a', type: 'multiOptions', options: ['new', 'old'] },
			{ name: 'a', type: 'json' },
		];
		const value = fc.anything({ withDate: true, withBigInt: true, withMap: true, withSet: true });
		const refusal = /^"Field" .+ \[item 0\]$/s;
		fc.assert(
			fc.property(fc.constantFrom(...fields), value, zone, (field, given, place) => {
				const context = contextOf({ zone: place });
				let sent: unknown;
				try {
					sent = wireValue(field, given, { context, itemIndex: 0, label: 'Field' });
				} catch (error) {
					expect(error instanceof Error ? error.message : error).toMatch(refusal);
					return;
				}
				const wire = JSON.stringify(sent) ?? '';
				const own = JSON.stringify([given], (_key, member: unknown) =>
					typeof member === 'bigint' ? String(member) : member,
				);
				for (const word of ['[object', 'NaN', 'undefined', 'Invalid']) {
					if (wire.includes(word)) expect(own).toContain(word);
				}
			}),
			{ numRuns: 4000 },
		);
	});
});

describe('what is accepted comes back as what it was', () => {
	it('a day, however it is written', () => {
		fc.assert(
			fc.property(day, zone, ({ year, month, day: date }, place) => {
				const expected = `${year}-${two(month)}-${two(date)}`;
				const name = nameOf(month);
				const written = [
					expected,
					`${year}/${month}/${date}`,
					`${date} ${name} ${year}`,
					`${name.slice(0, 3)} ${date}, ${year}`,
					`${two(date)}-${name.slice(0, 3)}-${year}`,
					`${expected}T00:00:00.000Z`,
					new Date(`${expected}T00:00:00Z`),
				];
				for (const given of written) {
					expect(wireDate(given, place, { type: 'date' })).toBe(expected);
				}
				const german = { type: 'date', format: 'dd-MM-yyyy' } as const;
				expect(wireDate(`${two(date)}-${two(month)}-${year}`, place, german)).toBe(
					`${two(date)}-${two(month)}-${year}`,
				);
			}),
			runs,
		);
	});

	it('a day of a spreadsheet', () => {
		fc.assert(
			fc.property(fc.integer({ min: 20_000, max: 80_000 }), zone, (days, place) => {
				const expected = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString();
				expect(wireDate(days, place, { type: 'date' })).toBe(expected.slice(0, 10));
			}),
			runs,
		);
	});

	it('a moment, in whatever zone it is written', () => {
		const moment = fc.date({
			min: new Date('1973-03-04T00:00:00Z'),
			max: new Date('2199-12-30T00:00:00Z'),
			noInvalidDate: true,
		});
		fc.assert(
			fc.property(moment, zone, zone, (date, place, other) => {
				const ms = Math.floor(date.getTime() / 1000) * 1000;
				const there = tryToParseDateTime(new Date(ms).toISOString(), 'utc').setZone(other);
				const written = [
					ms,
					ms / 1000,
					new Date(ms),
					there,
					there.toISO(),
					there.toRFC2822(),
					there.toHTTP(),
					there.toSQL(),
					new Date(ms).toISOString(),
				];
				for (const given of written) {
					const read = readDate(given, place, { type: 'dateTime' });
					expect(read.toMillis()).toBe(ms);
				}
				const local = there.toFormat('yyyy-MM-dd HH:mm:ss');
				const read = taken(() => readDate(local, other, { type: 'dateTime' }).toMillis());
				expect([ms, undefined]).toContain(read);
				const day = readDate(there, other, { type: 'date' }).toFormat('yyyy-MM-dd');
				const isMidnightInUtc = there.offset === 0 && ms % 86_400_000 === 0;
				expect(day).toBe((isMidnightInUtc ? there.toUTC() : there).toFormat('yyyy-MM-dd'));
			}),
			runs,
		);
	});

	it('a number, with the separators of any country', () => {
		const amount = fc.integer({ min: -999_999_999, max: 999_999_999 });
		fc.assert(
			fc.property(amount, fc.integer({ min: 0, max: 99 }), (whole, cents) => {
				const number = Number(`${whole}.${two(cents)}`);
				for (const locale of [
					'en-US',
					'de-DE',
					'fr-FR',
					'de-CH',
					'en-IN',
					'ar-SA',
					'fa-IR',
					'sv-SE',
				]) {
					const given = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(number);
					expect([locale, given, readNumber(given)]).toEqual([locale, given, number]);
				}
				expect(readNumber(number)).toBe(number);
				expect(readNumber(String(number))).toBe(number);
			}),
			runs,
		);
	});

	it('a list, whatever stands between its entries', () => {
		const entry = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((one) => /^[\p{L}\p{N} .-]*[\p{L}\p{N}]$/u.test(one) && one.trim() === one);
		fc.assert(
			fc.property(fc.array(entry, { minLength: 1 }), (entries) => {
				for (const between of [',', ', ', ';', '\n', '\r\n', '،', '؛']) {
					expect(readList(entries.join(between))).toEqual(entries);
				}
				expect(readList(JSON.stringify(entries))).toEqual(entries);
				expect(readList(entries)).toEqual(entries);
			}),
			runs,
		);
	});

	it('JSON', () => {
		fc.assert(
			fc.property(fc.json(), (given) => {
				const read = taken(() => readJson(given));
				if (read !== undefined) expect(read).toEqual(JSON.parse(given));
			}),
			runs,
		);
	});
});

describe('long texts', () => {
	const LONGEST_MS = 2000;
	const parts = [
		'1',
		' ',
		'1,',
		'1.',
		'1 ',
		',',
		'[',
		'{',
		'"',
		'-',
		'00:00 (',
		'2026-03-02 ',
		'a',
		'\u00A0',
		'\u200F',
		'mar ',
		'1,000',
		'١',
		'٬',
		'[object ',
		'x \u200F',
	];
	it.each(parts)('of %j are read or refused at once', (part) => {
		const long = part.repeat(200_000 / part.length);
		for (const given of [long, `${long}x`, `x${long}`, `x${long}x`, `1${long}`, `[${long}`]) {
			const readers = [
				() => readNumber(given),
				() => readBoolean(given),
				() => readChoice(given, choices),
				() => readId(given),
				() => readList(given),
				() => readJson(given),
				() => wireDate(given, 'UTC', { type: 'dateTime', format: 'dd-MM-yyyy' }),
			];
			for (const reader of readers) {
				const start = performance.now();
				taken<unknown>(reader);
				expect(performance.now() - start).toBeLessThan(LONGEST_MS);
			}
		}
	});
});
