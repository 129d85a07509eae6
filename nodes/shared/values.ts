import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeOperationError, tryToParseDateTime } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';
import type { Field } from '../../transport/types';
import type { ServiceForm } from './form';
import type { Input } from './inputs';
import { jsonParameter } from './json';

/** Where a value came from, for messages and for its time zone. */
export interface Origin {
	context: IExecuteFunctions;
	itemIndex: number;
	/** The parameter's name on screen. */
	label: string;
}

/** The error for a value that cannot be sent. */
export function problem(
	context: IExecuteFunctions,
	itemIndex: number,
	message: string,
	description?: string,
): NodeOperationError {
	return new NodeOperationError(context.getNode(), `${message} [Item ${itemIndex}]`, {
		itemIndex,
		...(description === undefined ? {} : { description }),
	});
}

function refuse(
	{ context, itemIndex, label }: Origin,
	message: string,
	description: string,
): Error {
	return problem(context, itemIndex, `"${label}" ${message}`, description);
}

/** What a resource locator holds; a plain value (from an AI agent, say) counts as the id. */
export function located(value: unknown, url?: string): unknown {
	if (!isRecord(value) || !('mode' in value) || !('value' in value)) return value;
	if (value.mode !== 'url' || url === undefined) return value.value;
	return new RegExp(url).exec(String(value.value))?.[1] ?? value.value;
}

export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function asNumber(value: unknown, origin: Origin): number {
	const text = typeof value === 'string' ? value.trim() : undefined;
	const number = text !== undefined && NUMBER.test(text) ? Number(text) : value;
	if (typeof number !== 'number' || !Number.isFinite(number)) {
		throw refuse(origin, 'needs a number', `It is ${JSON.stringify(value)}.`);
	}
	if (text !== undefined && /^[+-]?\d+$/.test(text) && !Number.isSafeInteger(number)) {
		throw refuse(
			origin,
			'has a number with too many digits',
			`${text} would be sent as ${number}.`,
		);
	}
	return number;
}

function asBoolean(value: unknown, origin: Origin): boolean {
	if (typeof value === 'boolean') return value;
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw refuse(origin, 'needs true or false', `It is ${JSON.stringify(value)}.`);
}

/** The parts of a date in digits, by luxon's tokens. */
const TOKENS = ['yyyy', 'MM', 'dd', 'HH', 'mm', 'ss'] as const;

/** A text that has the form in which the service wants its dates, whether or not there is such a day. */
function partsWritten(value: unknown, format: string): Record<string, string> | undefined {
	if (typeof value !== 'string') return undefined;
	const escaped = format.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	const pattern = TOKENS.reduce(
		(text, token) => text.replace(token, `(?<${token}>\\d{${token.length}})`),
		escaped,
	);
	return new RegExp(`^${pattern}$`).exec(value.trim())?.groups;
}

function exists(parts: Record<string, string>): boolean {
	const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = TOKENS.map((token) =>
		parts[token] === undefined ? undefined : Number(parts[token]),
	);
	const date = new Date(Date.UTC(year, month - 1, day));
	const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return isDay && hour < 24 && minute < 60 && second < 60;
}

const ANY_ORDER = /^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/;

/** Dates are those of the workflow's time zone; moments go out in UTC unless the service wants local time. */
function asDate(field: Field, value: unknown, origin: Origin): string {
	const { type, zone } = field;
	const format = field.format ?? (type === 'date' ? 'yyyy-MM-dd' : undefined);
	const written = format === undefined ? undefined : partsWritten(value, format);
	if (written && exists(written)) return String(value).trim();
	// Which number is the day cannot be told: some readers would take the first for the month.
	if (written || (typeof value === 'string' && ANY_ORDER.test(value.trim()))) {
		throw noDate(value, origin);
	}
	const local = origin.context.getTimezone();
	const moment = parsedMoment(value, local, origin);
	const target = moment.setZone(type === 'date' || zone === 'workflow' ? local : 'utc');
	return format === undefined
		? (target.toISO({ suppressMilliseconds: true }) ?? '')
		: target.toFormat(format);
}

function noDate(value: unknown, origin: Origin): Error {
	const example = 'Use a date such as 2026-01-31 or 2026-01-31T10:00:00Z, or a DateTime.';
	return refuse(origin, 'is no date', `It is ${JSON.stringify(value)}. ${example}`);
}

function parsedMoment(value: unknown, zone: string, origin: Origin) {
	try {
		return tryToParseDateTime(value, zone);
	} catch {
		throw noDate(value, origin);
	}
}

function asList(value: unknown, origin: Origin): unknown[] {
	if (Array.isArray(value)) return value;
	return asText(value, origin)
		.split(',')
		.map((part) => part.trim())
		.filter(Boolean);
}

function asText(value: unknown, origin: Origin): string {
	if (typeof value !== 'object' || value === null) return String(value);
	if (value instanceof Date) return value.toISOString();
	if ('toISO' in value && typeof value.toISO === 'function') return String(value.toISO());
	throw refuse(origin, 'needs a text', 'It is an object or a list: pick one value of it.');
}

/** A value that is not blank, as it goes over the wire. */
export function wireValue(field: Field, value: unknown, origin: Origin): unknown {
	const { type, format } = field;
	switch (type) {
		case 'number':
			return asNumber(value, origin);
		case 'boolean':
			return asBoolean(value, origin);
		case 'date':
		case 'dateTime':
			return asDate(field, value, origin);
		case 'json':
			return jsonParameter(origin.context, value, origin.label, origin.itemIndex);
		case 'multiOptions':
			return format === 'comma' ? asList(value, origin).join(',') : asList(value, origin);
		case 'string':
			if (format === 'list') return asList(value, origin);
			return format === 'comma' && Array.isArray(value) ? value.join(',') : asText(value, origin);
		default:
			return asText(value, origin);
	}
}

/**
 * The values of one input item by wire name. What was left out is not there; an optional text or `null` that was added empty
 * clears the field at the service. An optional number or JSON that stands up front and was left at 0 or empty was left out.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function readValues(
	context: IExecuteFunctions,
	form: ServiceForm,
	inputs: readonly Input[],
	labels: ReadonlyMap<string, string>,
	itemIndex: number,
): IDataObject {
	const values: IDataObject = {};
	const collections = new Map<string, IDataObject>();
	const collected = (name: string): IDataObject => {
		const known = collections.get(name);
		if (known) return known;
		const given: unknown = context.getNodeParameter(name, itemIndex, {});
		const read = isRecord(given) ? given : {};
		collections.set(name, read);
		return read;
	};
	for (const { name, parameter, collection, field, picker, goesTo, start } of inputs) {
		const raw: unknown = collection
			? collected(collection)[parameter]
			: context.getNodeParameter(parameter, itemIndex, '');
		const value = picker === undefined ? raw : located(raw, form.pickers[picker]?.url?.regex);
		const origin = { context, itemIndex, label: labels.get(name) ?? name };
		if (!collection && !field.required && isUntouched(field, start, value)) continue;
		const wire = isBlank(value) ? undefined : wireValue(field, value, origin);
		const isEmpty = Array.isArray(wire) && wire.length === 0 && field.type !== 'json';
		if (!isBlank(value) && !(isEmpty && field.required)) {
			if (wire !== undefined) values[name] = wire as IDataObject[string];
		} else if (field.required) {
			throw refuse(origin, 'is empty', 'Fill it in, or check that its expression finds a value.');
		} else if (collection && goesTo.has('body') && clears(field, value)) {
			values[name] = value as IDataObject[string];
		}
	}
	return values;
}

/** What the form shows in an optional field up front that nobody has filled in: n8n has no empty number and no empty JSON. */
function isUntouched({ type }: Field, start: Input['start'], value: unknown): boolean {
	if (type === 'number') return value === 0 && Number(start ?? 0) === 0;
	return type === 'json' && typeof value === 'string' && /^\s*(\{\s*\}|\[\s*\])\s*$/.test(value);
}

function clears({ type }: Field, value: unknown): boolean {
	return value === null || (value === '' && type === 'string');
}
