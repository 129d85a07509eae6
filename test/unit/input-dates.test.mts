import { spawnSync } from 'node:child_process';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import { tryToParseDateTime } from 'n8n-workflow';

import { wireDate } from '../../nodes/shared/input/readers/date';
import type { Reading } from './support/read-dates.mts';
import { refusalOf } from './support/refusal.mts';

const root = path.join(__dirname, '..', '..');

const UTC = 'UTC';
const NEW_YORK = 'America/New_York';
const RIYADH = 'Asia/Riyadh';
const AUCKLAND = 'Pacific/Auckland';
const ZONES = [UTC, NEW_YORK, RIYADH, AUCKLAND];

/** What each workflow zone makes of a time without a zone: in UTC, New York, Riyadh and Auckland. */
type Moments = [utc: string, newYork: string, riyadh: string, auckland: string];

const midnight: Moments = [
	'2026-03-02T00:00:00Z',
	'2026-03-02T05:00:00Z',
	'2026-03-01T21:00:00Z',
	'2026-03-01T11:00:00Z',
];
const afternoon: Moments = [
	'2026-03-02T14:00:00Z',
	'2026-03-02T19:00:00Z',
	'2026-03-02T11:00:00Z',
	'2026-03-02T01:00:00Z',
];

/** The second of March, written in every known way without a zone. */
const DAYS: Array<string | number> = [
	'2026-03-02',
	'2026-3-2',
	'2026/03/02',
	'2026/3/2',
	'2026.03.02',
	'2026-W10-1',
	'2026W101',
	'2026-061',
	'2 March 2026',
	'2 Mar 2026',
	'02-Mar-2026',
	'2. March 2026',
	'2nd March 2026',
	'2 march, 2026',
	'March 2, 2026',
	'March 2 2026',
	'MAR 2, 2026',
	'Mar. 2nd, 2026',
	'Monday, March 2, 2026',
	'Mon, 2 Mar 2026',
	'Mon Mar 02 2026',
	'٢٠٢٦-٠٣-٠٢',
	'۲۰۲۶/۳/۲',
	' 2026-03-02\n',
	'\u200F2026-03-02\u200F',
	'\u00A02\u00A0March\u00A02026\u00A0',
	46083,
];

/** Two in the afternoon of that day. */
const TIMES: Array<string | number> = [
	'2026-03-02T14:00',
	'2026-03-02T14:00:00',
	'2026-03-02T14:00:00.000',
	'2026-03-02 14:00',
	'2026-03-02 14:00:00',
	'2026/03/02 14:00',
	'2026/3/2, 2:00 PM',
	'20260302T140000',
	'20260302T1400',
	'2026-W10-1T14:00',
	'2 March 2026 14:00',
	'2 March 2026, 2:00 pm',
	'March 2, 2026 2:00 PM',
	'March 2, 2026 at 2pm',
	'Mar 2, 2026, 2:00:00 p.m.',
	'Mon, 02 Mar 2026 14:00:00',
	46083 + 14 / 24,
];

/** The same moment, and the day on which it falls in the four zones. */
const FIXED: Array<[value: string | number, moment: string, ...days: Moments]> = [
	...[
		'2026-03-02T14:00:00Z',
		'2026-03-02T14:00:00.000+00:00',
		'2026-03-02T14:00Z',
		'2026-03-02 14:00:00 UTC',
		'2026-03-02 14:00:00 GMT',
		'2026-03-02T17:00:00+03:00',
		'2026-03-02 17:00+03',
		'2026-03-02T09:00:00-0500',
		'2026-03-02T14:00:00Z[UTC]',
		'2026-03-02T17:00:00+03:00[Asia/Riyadh]',
		'2026-03-02 17:00 Asia/Riyadh',
		'Mon, 02 Mar 2026 14:00:00 GMT',
		'Mon, 02 Mar 2026 09:00:00 -0500',
		'Mon, 2 Mar 2026 09:00 -0500',
		'Mon, 02 Mar 2026 09:00:00 EST',
		'Mon, 02 Mar 2026 08:00:00 CST',
		'Mar 2, 2026 9:00 AM EST',
		'Mon Mar 02 2026 17:00:00 GMT+0300 (Arabian Standard Time)',
		1_772_460_000,
		1_772_460_000_000,
	].map((value): [string | number, string, ...Moments] => [
		value,
		'2026-03-02T14:00:00Z',
		...(['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-03'] as const),
	]),
	// Programs and language models write a day as its midnight in UTC.
	...['2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00+00:00', 1_772_409_600].map(
		(value): [string | number, string, ...Moments] => [
			value,
			'2026-03-02T00:00:00Z',
			...(['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-02'] as const),
		],
	),
	[
		'2026-03-02T00:00:01Z',
		'2026-03-02T00:00:01Z',
		...(['2026-03-02', '2026-03-01', '2026-03-02', '2026-03-02'] as const),
	],
	[
		'2026-03-01T21:00:00Z',
		'2026-03-01T21:00:00Z',
		...(['2026-03-01', '2026-03-01', '2026-03-02', '2026-03-02'] as const),
	],
	[
		'2026-03-02T03:00:00+03:00',
		'2026-03-02T00:00:00Z',
		...(['2026-03-02', '2026-03-01', '2026-03-02', '2026-03-02'] as const),
	],
	[
		'2026-03-02T14:00:00.123456789Z',
		'2026-03-02T14:00:00.123Z',
		...(['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-03'] as const),
	],
];

const gap = (zone: string) => `Clocks in ${zone} skip that time. Write an earlier or a later one.`;
const twice = (zone: string, first: string, second: string) =>
	`Clocks in ${zone} show that time twice. Write ${first} or ${second}.`;

/** Around the changes of the clock in 2026: what a moment field reads, and the day of a day field. */
const CHANGES: Array<[value: string, zone: string, moment: string, day: string]> = [
	['2026-03-08 01:59', NEW_YORK, '2026-03-08T06:59:00Z', '2026-03-08'],
	['2026-03-08 02:00', NEW_YORK, gap(NEW_YORK), '2026-03-08'],
	['March 8, 2026 2:59 AM', NEW_YORK, gap(NEW_YORK), '2026-03-08'],
	['2026-03-08 03:00', NEW_YORK, '2026-03-08T07:00:00Z', '2026-03-08'],
	['2026-03-08', NEW_YORK, '2026-03-08T05:00:00Z', '2026-03-08'],
	['2026-11-01 00:59', NEW_YORK, '2026-11-01T04:59:00Z', '2026-11-01'],
	[
		'2026-11-01 01:30',
		NEW_YORK,
		twice(NEW_YORK, '2026-11-01T01:30:00-04:00', '2026-11-01T01:30:00-05:00'),
		'2026-11-01',
	],
	['2026-11-01T01:30:00-04:00', NEW_YORK, '2026-11-01T05:30:00Z', '2026-11-01'],
	['2026-11-01T01:30:00-05:00', NEW_YORK, '2026-11-01T06:30:00Z', '2026-11-01'],
	['2026-11-01 02:00', NEW_YORK, '2026-11-01T07:00:00Z', '2026-11-01'],
	['2026-09-27 01:59', AUCKLAND, '2026-09-26T13:59:00Z', '2026-09-27'],
	['2026-09-27 02:30', AUCKLAND, gap(AUCKLAND), '2026-09-27'],
	['2026-09-27 03:00', AUCKLAND, '2026-09-26T14:00:00Z', '2026-09-27'],
	['2026-04-05 01:59', AUCKLAND, '2026-04-04T12:59:00Z', '2026-04-05'],
	[
		'2026-04-05 02:30',
		AUCKLAND,
		twice(AUCKLAND, '2026-04-05T02:30:00+13:00', '2026-04-05T02:30:00+12:00'),
		'2026-04-05',
	],
	['2026-04-05 03:00', AUCKLAND, '2026-04-04T15:00:00Z', '2026-04-05'],
	['2026-03-08 02:30', UTC, '2026-03-08T02:30:00Z', '2026-03-08'],
	['2026-03-08 02:30', RIYADH, '2026-03-07T23:30:00Z', '2026-03-08'],
	// Where clocks change at midnight a day starts at one, or with the first of two midnights.
	['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00Z', '2026-09-06'],
	['2026-11-01', 'America/Havana', '2026-11-01T04:00:00Z', '2026-11-01'],
	// Samoa had no 30 December in 2011.
	['2011-12-30', 'Pacific/Apia', gap('Pacific/Apia'), '2011-12-30'],
	['2011-12-31', 'Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
	['1900-01-01', 'Africa/Monrovia', '1900-01-01T00:43:08Z', '1900-01-01'],
	['Dec 2, 2026 10:00 AM', 'America/Los_Angeles', '2026-12-02T18:00:00Z', '2026-12-02'],
];

const refused = (value: string | number, reason: string) =>
	`is not a date: Got ${JSON.stringify(value)}. ${reason}`;

interface Row extends Reading {
	expected: string;
}

function inEachZone(
	values: ReadonlyArray<string | number>,
	moments: Moments,
	day = '2026-03-02',
): Row[] {
	return values.flatMap((value) =>
		ZONES.flatMap((zone, at): Row[] => [
			{ value, zone, type: 'dateTime', expected: moments[at] ?? '' },
			{ value, zone, type: 'date', expected: day },
		]),
	);
}

const rows: Row[] = [
	...inEachZone(DAYS, midnight),
	...inEachZone(TIMES, afternoon),
	...FIXED.flatMap(([value, moment, ...days]) =>
		ZONES.flatMap((zone, at): Row[] => [
			{ value, zone, type: 'dateTime', expected: moment },
			{ value, zone, type: 'date', expected: days[at] ?? '' },
		]),
	),
	...CHANGES.flatMap(([value, zone, moment, day]): Row[] => [
		{
			value,
			zone,
			type: 'dateTime',
			expected: moment.startsWith('Clocks') ? refused(value, moment) : moment,
		},
		{ value, zone, type: 'date', expected: day },
	]),
];

describe('a date', () => {
	it.each([
		[UTC, 0],
		[NEW_YORK, 300],
		[RIYADH, -180],
		[AUCKLAND, -780],
	])('is the same in a process of %s', (TZ, clock) => {
		const script = path.join(__dirname, 'support', 'read-dates.mts');
		const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', script], {
			cwd: root,
			encoding: 'utf8',
			env: { ...process.env, TZ },
			input: JSON.stringify(rows),
		});
		expect(stderr).toBe('');
		const answer: { clock: number; read: string[] } = JSON.parse(stdout);
		expect(answer.clock).toBe(clock);
		const wrong = rows
			.map((row, at) => ({ ...row, read: answer.read[at] }))
			.filter(({ expected, read }) => expected !== read);
		expect(wrong).toEqual([]);
	});

	it('is a Date or a DateTime too', () => {
		const luxon = (text: string, zone: string) => tryToParseDateTime(text, zone);
		const day = { type: 'date' } as const;
		const moment = { type: 'dateTime' } as const;
		expect(wireDate(new Date('2026-03-02T00:00:00Z'), NEW_YORK, day)).toBe('2026-03-02');
		expect(wireDate(new Date('2026-03-02T00:00:01Z'), NEW_YORK, day)).toBe('2026-03-01');
		expect(wireDate(luxon('2026-03-02T00:00:00Z', UTC), NEW_YORK, day)).toBe('2026-03-02');
		expect(wireDate(luxon('2026-03-02T00:00:00', RIYADH), RIYADH, day)).toBe('2026-03-02');
		expect(wireDate(luxon('2026-03-02T14:00', RIYADH), AUCKLAND, moment)).toBe(
			'2026-03-02T11:00:00Z',
		);
		expect(wireDate(new Date('2026-03-02T14:00:00Z'), RIYADH, moment)).toBe('2026-03-02T14:00:00Z');
	});

	it('has a year from 1900 to 2200 where it is sent', () => {
		const day = { type: 'date' } as const;
		expect(wireDate(new Date('2201-01-01T01:00:00Z'), NEW_YORK, day)).toBe('2200-12-31');
		expect(wireDate(new Date('1899-12-31T23:00:00Z'), AUCKLAND, day)).toBe('1900-01-01');
		for (const ms of [8.64e15, -8.64e15, Date.UTC(2201, 0, 2), Date.UTC(1899, 11, 30)]) {
			expect(refusalOf(() => wireDate(new Date(ms), RIYADH, day)).advice).toMatch(
				/Years from 1900 to 2200 are accepted\.$/,
			);
		}
	});

	it('may have the form of the service, as a time of the workflow’s zone', () => {
		const day = { type: 'date', format: 'dd-MM-yyyy' } as const;
		expect(wireDate('02-03-2026', NEW_YORK, day)).toBe('02-03-2026');
		expect(wireDate('2026-03-02', NEW_YORK, day)).toBe('02-03-2026');
		const moment = { type: 'dateTime', format: 'dd/MM/yyyy HH:mm' } as const;
		expect(wireDate('02/03/2026 14:00', RIYADH, moment)).toBe('02/03/2026 11:00');
		expect(wireDate('02/03/2026 14:00', RIYADH, { ...moment, zone: 'workflow' })).toBe(
			'02/03/2026 14:00',
		);
	});
});

const confused = 'Day and month can be confused, or there is no such day. ';
const number = 'A number given as text is not taken for a date. ';
const example = 'Write a date such as 2026-01-31, or 2026-01-31T10:00:00Z for a moment.';

describe('what is not a date', () => {
	const given: Array<[value: unknown, advice: string]> = [
		['02.03.26', `Got "02.03.26". ${confused}${example}`],
		['3/2/2026', `Got "3/2/2026". ${confused}${example}`],
		['31/12/2026', `Got "31/12/2026". ${confused}${example}`],
		['02-03-2026', `Got "02-03-2026". ${confused}${example}`],
		['3/2/26 14:00', `Got "3/2/26 14:00". ${confused}${example}`],
		['5', `Got "5". ${number}${example}`],
		['46083', `Got "46083". ${number}${example}`],
		['20260302', `Got "20260302". ${number}${example}`],
		['1772460000', `Got "1772460000". ${number}${example}`],
		...[
			'2026-02-30',
			'2027-02-29',
			'2026-13-01',
			'2026-00-10',
			'2026-02-00',
			'30 February 2026',
			'Tue, 02 Mar 2026',
			'2026-W54-1',
			'2026-366',
			'02-Mar-26',
			'2 mars 2026',
			'2. März 2026',
			'2 مارس 2026',
			'2026 March 2',
			'March 2026',
			'2026-03',
			'2026',
			'2026-W10',
			'14:00',
			'2 PM',
			'2026-03-02T10',
			'2026-03-02 10',
			'2026-03-02 1400',
			'2026-03-02T24:00',
			'2026-03-02T14:60',
			'2026-03-02 14:00 PM',
			'2026-03-02 00:30 AM',
			'2026-03-02 10:00-11:00',
			'2026-03-02 10:00 - 11:00',
			'2026-03-02 10:00-11',
			'2026-03-02T10:00+15:00',
			'2026-03-02T10:00+03:99',
			'2026-03-02 10:00 CST',
			'2026-03-02 10:00 (Riyadh time)',
			'2026-03-02 (postponed)',
			'2026-03-02 to 2026-03-05',
			'2026-03-02, 2026-03-03',
			'2026-03/02',
			'２０２６-０３-０２',
			'२०२६-०३-०२',
			'2026–03–02',
			'/Date(1772460000000)/',
			'2026-03-02T14:00:00+03:00Z',
			'1/2',
			'[DateTime: 2026-03-02]',
		].map((text): [string, string] => [
			text,
			/^\d+$/.test(text) ? `Got "${text}". ${number}${example}` : `Got "${text}". ${example}`,
		]),
		[
			'2026-03-02 14:00 Mars/Base',
			'Got "2026-03-02 14:00 Mars/Base". There is no time zone Mars/Base.',
		],
		...(['1899-12-31', '2201-01-01', '0026-03-02', '1447-09-13'] as const).map(
			(text): [string, string] => [text, `Got "${text}". Years from 1900 to 2200 are accepted.`],
		),
		...[5, 0, -1, 2026, 19_999, 80_001, 20260302, 99_000_000, 1.7e18, Number.NaN, Infinity].map(
			(value): [number, string] => [
				value,
				`Got ${value}. This number is neither a spreadsheet day nor an epoch time. ${example}`,
			],
		),
		[true, `Got true. ${example}`],
		[{}, `Got an object. ${example}`],
		[['2026-03-02'], `Got a list of 1. ${example}`],
		[new Date(Number.NaN), `Got an invalid date. ${example}`],
		[
			'Invalid DateTime',
			`Got "Invalid DateTime". Today is ${new Date().toISOString().slice(0, 10)} in UTC. ${example}`,
		],
	];

	it.each(given)('%j is refused', (value, advice) => {
		for (const type of ['date', 'dateTime'] as const) {
			expect(refusalOf(() => wireDate(value, UTC, { type }))).toEqual({
				message: 'is not a date',
				advice,
			});
		}
	});

	it('has today’s date in its error where words were given', () => {
		const { advice } = refusalOf(() => wireDate('tomorrow', AUCKLAND, { type: 'date' }));
		expect(advice).toMatch(
			/^Got "tomorrow"\. Today is \d{4}-\d\d-\d\d in Pacific\/Auckland\. Write a date such as/,
		);
	});

	it('has the service’s own form in its error', () => {
		const form = { type: 'date', format: 'dd-MM-yyyy' } as const;
		for (const value of ['31-02-2026', '99-99-2026', '1/2/2026', '1-2-2026']) {
			expect(refusalOf(() => wireDate(value, UTC, form)).advice).toBe(
				`Got "${value}". ${confused}${example} The form of the service, dd-MM-yyyy, is fine too.`,
			);
		}
	});
});
