import { tryToParseDateTime } from 'n8n-workflow';

import type { Field } from '../../../../transport/contracts/endpoint';
import type { WrittenDate } from './date-text';
import { writtenDate } from './date-text';
import { isDateTime } from './text';
import { shown, ValueError } from './value-error';

type DateTime = ReturnType<typeof tryToParseDateTime>;

/** Days that spreadsheets count from 30 December 1899: the years 1954 to 2119. */
const SPREADSHEET_DAYS = { from: 20_000, to: 80_000 };
const SPREADSHEET_EPOCH_MS = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Seconds and milliseconds of an epoch time cannot be mistaken for one another between these years. */
const EPOCH = { from: Date.UTC(1973, 2, 4), to: Date.UTC(2201, 0, 1) };
const YEARS = { from: 1900, to: 2200 };
const EXAMPLE = 'Write a date such as 2026-01-31, or 2026-01-31T10:00:00Z for a moment.';

function notADate(value: unknown, reason?: string): ValueError {
	return new ValueError('is not a date', [`Got ${shown(value)}.`, reason ?? EXAMPLE].join(' '));
}

function withWords(value: unknown, zone: string): ValueError {
	const today = tryToParseDateTime(new Date(), zone).toFormat('yyyy-MM-dd');
	return notADate(value, `Today is ${today} in ${zone}. ${EXAMPLE}`);
}

/** Milliseconds since the epoch of a clock that shows UTC. */
function clockMs({ year, month, day, time }: WrittenDate): number {
	const { hour = 0, minute = 0, second = 0, millisecond = 0 } = time ?? {};
	return Date.UTC(year, month - 1, day, hour, minute, second, millisecond);
}

const iso = (ms: number) => new Date(ms).toISOString();

function inZone(ms: number, zone: string): DateTime {
	return tryToParseDateTime(iso(ms), zone).setZone(zone);
}

/** The moments at which clocks in the zone show this time: none or two where clocks are changed. */
function momentsOf(clock: number, zone: string): DateTime[] {
	const offsets = [-DAY_MS, DAY_MS].map((shift) => inZone(clock + shift, zone).offset);
	return [...new Set(offsets)]
		.map((offset) => ({ offset, moment: inZone(clock - offset * MINUTE_MS, zone) }))
		.filter(({ offset, moment }) => moment.offset === offset)
		.map(({ moment }) => moment)
		.sort((a, b) => a.toMillis() - b.toMillis());
}

/** The moment that a clock in the zone showed. A day without a time is its first moment. */
function local(date: WrittenDate, zone: string, value: unknown): DateTime {
	const clock = clockMs(date);
	const [first, second] = momentsOf(clock, zone);
	if (first && second && date.time) {
		throw notADate(
			value,
			`Clocks in ${zone} show that time twice. Write ${[first, second].map((moment) => moment.toISO({ suppressMilliseconds: true })).join(' or ')}.`,
		);
	}
	if (first) return first;
	const later = clockMs({ ...date, time: { hour: 12, minute: 0, second: 0, millisecond: 0 } });
	const noon = momentsOf(later, zone)[0];
	if (noon && !date.time) return noon.startOf('day');
	throw notADate(value, `Clocks in ${zone} skip that time. Write an earlier or a later one.`);
}

function isZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		return true;
	} catch {
		return false;
	}
}

function momentOf(date: WrittenDate, zone: string, value: unknown): DateTime {
	const { zone: own } = date;
	if (own === undefined) return local(date, zone, value);
	if (/^(Z|[+-])/.test(own)) {
		const offset = own === 'Z' ? '+00:00' : own;
		return tryToParseDateTime(iso(clockMs(date)).replace('Z', offset), zone);
	}
	if (!isZone(own)) throw notADate(value, `There is no time zone ${own}.`);
	return local(date, own, value);
}

/** The date of a spreadsheet cell: days since its epoch, with the time of day as fraction, on the workflow's clock. */
function fromSpreadsheet(days: number): WrittenDate {
	const date = new Date(SPREADSHEET_EPOCH_MS + Math.round(days * 86_400) * 1000);
	const day = {
		year: date.getUTCFullYear(),
		month: date.getUTCMonth() + 1,
		day: date.getUTCDate(),
	};
	if (Number.isInteger(days)) return day;
	const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
	return { ...day, time: { hour, minute, second, millisecond: 0 } };
}

function fromNumber(number: number): WrittenDate | DateTime {
	if (number >= SPREADSHEET_DAYS.from && number <= SPREADSHEET_DAYS.to) {
		return fromSpreadsheet(number);
	}
	for (const ms of [number, number * 1000]) {
		if (ms >= EPOCH.from && ms < EPOCH.to) return tryToParseDateTime(iso(Math.floor(ms)), 'utc');
	}
	throw notADate(number, `This number is neither a spreadsheet day nor an epoch time. ${EXAMPLE}`);
}

function checked<T extends { year: number }>(date: T, value: unknown): T {
	if (date.year >= YEARS.from && date.year <= YEARS.to) return date;
	throw notADate(value, `Years from ${YEARS.from} to ${YEARS.to} are accepted.`);
}

/** In some zone the year may be the one before or after. */
function inReach<T extends { year: number }>(date: T, value: unknown): T {
	if (date.year < YEARS.from) checked({ year: date.year + 1 }, value);
	if (date.year > YEARS.to) checked({ year: date.year - 1 }, value);
	return date;
}

function fromText(text: string, zone: string, format?: string): WrittenDate {
	const date = writtenDate(text, format);
	if (date) return checked(date, text);
	if (!/\p{Nd}/u.test(text)) throw withWords(text, zone);
	const own = format === undefined ? '' : ` The form of the service, ${format}, is fine too.`;
	throw notADate(
		text,
		/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/.test(text.trim())
			? `Day and month can be confused, or there is no such day. ${EXAMPLE}${own}`
			: /^\d+$/.test(text.trim())
				? `A number given as text is not taken for a date. ${EXAMPLE}`
				: EXAMPLE,
	);
}

/** What was given: a written date, or a moment with a zone of its own. */
function given(value: unknown, zone: string, format?: string): WrittenDate | DateTime {
	if (typeof value === 'string') return fromText(value, zone, format);
	if (typeof value === 'number') return fromNumber(value);
	if (value instanceof Date && !Number.isNaN(value.getTime())) {
		return tryToParseDateTime(value.toISOString(), 'utc');
	}
	if (isDateTime(value)) {
		const text = value.toISO();
		if (text !== null) return tryToParseDateTime(text, zone);
	}
	throw notADate(value);
}

function isWritten(date: WrittenDate | DateTime): date is WrittenDate {
	return !('toMillis' in date);
}

/** Programs and language models write a day as its midnight in UTC. */
function isMidnightInUtc(moment: DateTime): boolean {
	return moment.offset === 0 && moment.toMillis() % DAY_MS === 0;
}

function dayOf(date: WrittenDate | DateTime, zone: string, value: unknown): DateTime {
	const moment =
		isWritten(date) && date.zone === undefined
			? undefined
			: isWritten(date)
				? momentOf(date, zone, value)
				: date;
	const { year, month, day } =
		moment === undefined || isMidnightInUtc(moment)
			? isWritten(date)
				? date
				: date.setZone('utc')
			: moment.setZone(zone);
	return tryToParseDateTime(iso(Date.UTC(year, month - 1, day)), 'utc');
}

/**
 * Reads a date: a day, or a moment. Text without a zone is a time of the workflow's zone.
 *
 * @param zone the workflow's time zone
 * @param form what the field wants: its type, the service's own form, and the zone of moments in that form
 * @returns a DateTime in the zone in which it is to be written; a day at midnight in UTC
 * @throws ValueError for everything that is not a date, or has more than one reading
 */
export function readDate(
	value: unknown,
	zone: string,
	{ type, format, zone: written }: Pick<Field, 'format' | 'zone'> & { type: 'date' | 'dateTime' },
): DateTime {
	const date = inReach(given(value, zone, format), value);
	if (type === 'date') return checked(dayOf(date, zone, value), value);
	const moment = isWritten(date) ? momentOf(date, zone, value) : date;
	return checked(moment.setZone(written === 'workflow' ? zone : 'utc'), value);
}

/** A date as it goes over the wire. */
export function wireDate(
	value: unknown,
	zone: string,
	form: Pick<Field, 'format' | 'zone'> & { type: 'date' | 'dateTime' },
): string {
	const moment = readDate(value, zone, form);
	const format = form.format ?? (form.type === 'date' ? 'yyyy-MM-dd' : undefined);
	return format === undefined
		? (moment.toISO({ suppressMilliseconds: true }) ?? '')
		: moment.toFormat(format);
}
