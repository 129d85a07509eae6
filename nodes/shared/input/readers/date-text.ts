import { trimmed, westernDigits } from './text';

/** A date as it was written. */
export interface WrittenDate {
	year: number;
	/** 1 to 12. */
	month: number;
	day: number;
	/** Absent where only a day was written. */
	time?: { hour: number; minute: number; second: number; millisecond: number };
	/** An offset such as `+03:00`, `Z`, or the name of a time zone. */
	zone?: string;
}

const MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const WEEKDAY = '(?:(?<weekday>[a-z]{3,9})\\.?,?\\s+)?';
const MONTH = '(?<name>[a-z]{3,9})\\.?';
const DAY = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const YEAR = '(?<year>\\d{4})';

/** The longest of the forms, with the name of a time zone and a comment, has fewer characters. */
const LONGEST = 120;

/** Days whose parts cannot be mistaken for one another: the year comes first, or the month has a name. */
const DAYS = [
	'(?<year>\\d{4})(?<between>[-/.])(?<month>\\d{1,2})\\k<between>(?<day>\\d{1,2})',
	'(?<year>\\d{4})(?<month>\\d{2})(?<day>\\d{2})(?=T)',
	`${WEEKDAY}${DAY}[\\s.,/-]+${MONTH}[\\s,/-]+${YEAR}`,
	`${WEEKDAY}${MONTH}[\\s-]+${DAY}(?:\\s*,\\s*|[\\s-]+)${YEAR}`,
];
const CLOCK =
	'(?<hour>\\d{1,2})(?::(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?(?:\\s*(?<half>[ap]\\.?m\\.?))?';
const BASIC_CLOCK =
	'(?<hour>\\d{2})(?<minute>\\d{2})(?:(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?';
const ZONE =
	'(?:(?<blank>\\s*)(?<offset>(?:gmt|utc)?[+-]\\d{2}(?::?\\d{2})?|z|utc?|gmt|[ecmp][sd]t)|\\s+(?<place>[a-z_]+(?:/[a-z0-9_+-]+)+))?';
const TIMES = [`(?:(?<t>T)|\\s*,\\s*|\\s+at\\s+|\\s+)${CLOCK}`, `(?<t>T)${BASIC_CLOCK}`];
const PATTERNS = DAYS.flatMap((day) =>
	TIMES.map((time) => new RegExp(`^${day}(?:${time}${ZONE})?$`, 'i')),
);

/** The names of zones that RFC 2822 (section 4.3) defines, in hours from UTC. */
const NAMED_ZONES: Readonly<Record<string, string>> = {
	edt: '-04:00',
	est: '-05:00',
	cdt: '-05:00',
	cst: '-06:00',
	mdt: '-06:00',
	mst: '-07:00',
	pdt: '-07:00',
	pst: '-08:00',
};

type Groups = Record<string, string | undefined>;

function indexOf(names: readonly string[], given: string): number {
	const word = given.toLowerCase();
	return names.findIndex((name) => word === name || word === name.slice(0, 3));
}

function monthOf({ month, name }: Groups): number {
	if (name === undefined) return Number(month);
	return name.toLowerCase() === 'sept' ? 9 : indexOf(MONTHS, name) + 1;
}

/** The time of day; undefined where there is no such time, or where it may be a bare hour. */
function timeOf({ hour = '', minute, second = '0', fraction = '', half }: Groups) {
	if (minute === undefined && half === undefined) return undefined;
	let hours = Number(hour);
	if (half !== undefined) {
		if (hours < 1 || hours > 12) return undefined;
		hours = (hours % 12) + (/^p/i.test(half) ? 12 : 0);
	}
	const time = {
		hour: hours,
		minute: Number(minute ?? 0),
		second: Number(second),
		millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
	};
	return time.hour < 24 && time.minute < 60 && time.second < 60 ? time : undefined;
}

/** Offsets in use, in minutes. */
const OFFSETS = { from: -12 * 60, to: 14 * 60 };

function zoneOf({ offset, place }: Groups): string | undefined {
	if (offset === undefined) return place;
	const lower = offset.toLowerCase();
	const [, sign, hours, minutes = '00'] = /([+-])(\d{2}):?(\d{2})?$/.exec(lower) ?? [];
	return sign ? `${sign}${hours}:${minutes}` : (NAMED_ZONES[lower] ?? 'Z');
}

/** Can what looks like an offset be something else, or is there none such? */
function isDoubtful({ t, second, blank, offset = '', weekday }: Groups): boolean {
	// Central Standard Time in RFC 2822, else China's as well.
	if (/^cst$/i.test(offset)) return weekday === undefined;
	const [, sign, hours = '', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
	if (sign === undefined) return false;
	const total = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
	if (total < OFFSETS.from || total > OFFSETS.to || Number(minutes) > 59) return true;
	// "10:00-11:00" is a span of time.
	const isSpan = sign === '-' && t === undefined && second === undefined;
	return isSpan && /^-/.test(offset) && !(blank && /^-\d{4}$/.test(offset));
}

/** Is there such a day? A name of its weekday has to fit. */
export function isDay({ year, month, day }: WrittenDate, weekday?: string): boolean {
	const date = new Date(Date.UTC(year, month - 1, day));
	const exists = month >= 1 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return exists && (weekday === undefined || indexOf(WEEKDAYS, weekday) === date.getUTCDay());
}

function writtenIn(groups: Groups): WrittenDate | undefined {
	const time = groups.hour === undefined ? undefined : timeOf(groups);
	if (groups.hour !== undefined && (time === undefined || isDoubtful(groups))) return undefined;
	const zone = zoneOf(groups);
	const date = {
		year: Number(groups.year),
		month: monthOf(groups),
		day: Number(groups.day),
		...(time === undefined ? {} : { time }),
		...(zone === undefined ? {} : { zone }),
	};
	return isDay(date, groups.weekday) ? date : undefined;
}

const TOKENS = {
	yyyy: '(?<year>\\d{4})',
	MM: '(?<month>\\d{2})',
	dd: '(?<day>\\d{2})',
	HH: '(?<hour>\\d{2})',
	mm: '(?<minute>\\d{2})',
	ss: '(?<second>\\d{2})',
} as const;

/** The form in which a service writes its dates, in luxon's tokens, as a pattern. */
function patternOf(format: string): RegExp {
	const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return new RegExp(`^${escaped.replace(/yyyy|MM|dd|HH|mm|ss/g, (token) => tokenOf(token))}$`);
}

function tokenOf(token: string): string {
	return Object.entries(TOKENS).find(([name]) => name === token)?.[1] ?? token;
}

/** Week dates (`2026-W10-1`) and ordinal dates (`2026-061`) of ISO 8601 as calendar dates. */
function asCalendarDay(text: string): string {
	const { year, week, weekday, ordinal } =
		/^(?<year>\d{4})-?(?:W(?<week>\d{2})-?(?<weekday>[1-7])|(?<=-)(?<ordinal>\d{3}))(?=T|$)/i.exec(
			text,
		)?.groups ?? {};
	if (year === undefined) return text;
	const fourth = new Date(Date.UTC(Number(year), 0, 4));
	const days =
		week === undefined
			? Number(ordinal) - 1
			: 3 - ((fourth.getUTCDay() + 6) % 7) + (Number(week) - 1) * 7 + Number(weekday) - 1;
	const date = new Date(Date.UTC(Number(year), 0, 1 + days));
	const exists =
		week === undefined
			? Number(ordinal) > 0 && date.getUTCFullYear() === Number(year)
			: Number(week) > 0 && thursdayOf(date).getUTCFullYear() === Number(year);
	return exists ? date.toISOString().slice(0, 10) + text.replace(/^[^T]*/i, '') : text;
}

/** The year of a week is that of its Thursday. */
function thursdayOf(date: Date): Date {
	const weekday = (date.getUTCDay() + 6) % 7;
	return new Date(date.getTime() + (3 - weekday) * 86_400_000);
}

/**
 * Reads a date from text of one of the known forms.
 *
 * @param format the service's own form in luxon's tokens, such as `dd-MM-yyyy`: it is known too
 * @returns undefined for text of another form, and for days and times that do not exist
 */
export function writtenDate(given: string, format?: string): WrittenDate | undefined {
	// "Mon Mar 02 2026 14:00:00 GMT+0300 (Arabian Standard Time)", "2026-03-02T14:00+03:00[Asia/Riyadh]"
	const plain = trimmed(given);
	if (plain.length > LONGEST) return undefined;
	const text = asCalendarDay(westernDigits(plain).replace(/\s+/g, ' '))
		.replace(/([+-]\d{2}:?\d{2}) \([^()]*\)$/, '$1')
		.replace(/(Z|[+-]\d{2}:?\d{2})\[[\w/+-]+\]$/i, '$1')
		.replace(/\[([\w/+-]+)\]$/, ' $1');
	const patterns = format === undefined ? PATTERNS : [patternOf(format), ...PATTERNS];
	for (const pattern of patterns) {
		const groups = pattern.exec(text)?.groups;
		const date = groups && writtenIn(groups);
		if (date) return date;
	}
	return undefined;
}
