import { isRecord } from '../../../sandbox/core/body.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isArray, isNumber } from '../../../sandbox/core/wire.mts';
import { invalid } from './call.mts';

/** What a body field must be; a list names the allowed words. */
export type Kind =
	| 'text'
	| 'integer'
	| 'number'
	| 'flag'
	| 'day'
	| 'moment'
	| 'object'
	| 'list'
	| 'nullable-list'
	| readonly string[];

export type Shape = Record<string, Kind>;

const words: Record<Exclude<Kind, readonly string[]>, string> = {
	text: 'Not a valid string.',
	integer: 'A valid integer is required.',
	number: 'A valid number is required.',
	flag: 'Must be a valid boolean.',
	day: 'Date has wrong format. Use YYYY-MM-DD.',
	moment: 'Datetime has wrong format. Use ISO 8601.',
	object: 'Expected an object.',
	list: 'Expected a list of items.',
	'nullable-list': 'Expected a list of items or null.',
};

/** A day that the calendar has: the built-in reader takes 30 February for a day of March. */
export const isDay = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^\d{4}-\d{2}-\d{2}$/.test(value) &&
	!Number.isNaN(Date.parse(value)) &&
	new Date(value).toISOString().startsWith(value);

/** ISO 8601 with a zone. */
export const isMoment = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(value) &&
	isDay(value.slice(0, 10)) &&
	!Number.isNaN(Date.parse(value));

function fits(kind: Kind, value: unknown): boolean {
	if (typeof kind !== 'string') return typeof value === 'string' && kind.includes(value);
	switch (kind) {
		case 'text':
			return typeof value === 'string';
		case 'integer':
			return Number.isInteger(value);
		case 'number':
			return isNumber(value);
		case 'flag':
			return typeof value === 'boolean';
		case 'day':
			return isDay(value);
		case 'moment':
			return isDay(value) || isMoment(value);
		case 'object':
			return isRecord(value);
		case 'list':
			return isArray(value);
		case 'nullable-list':
			return value === null || isArray(value);
	}
}

/** What is wrong with a body: required fields that are missing, fields of the wrong kind. */
export function faultsOf(body: JsonObject, needed: Shape, optional: Shape = {}): JsonObject {
	const faults: JsonObject = {};
	for (const [name, kind] of Object.entries(needed)) {
		const value = body[name];
		const missing =
			value === undefined || (value === null && kind !== 'nullable-list') || value === '';
		if (missing) faults[name] = ['This field is required.'];
		else if (!fits(kind, value)) faults[name] = [wordOf(kind, value)];
	}
	for (const [name, kind] of Object.entries(optional)) {
		const value = body[name];
		if (value === undefined || value === null || fits(kind, value)) continue;
		faults[name] = [wordOf(kind, value)];
	}
	return faults;
}

export function check(body: JsonObject, needed: Shape, optional: Shape = {}): void {
	const faults = faultsOf(body, needed, optional);
	if (Object.keys(faults).length > 0) throw invalid(faults);
}

function wordOf(kind: Kind, value: unknown): string {
	return typeof kind === 'string' ? words[kind] : `"${String(value)}" is not a valid choice.`;
}

/** The objects of a list; anything else in it is a fault of the whole request. */
export function objectsOf(value: unknown, name: string): JsonObject[] {
	if (!isArray(value)) throw invalid({ [name]: [words.list] });
	return value.map((item) => {
		if (!isRecord(item)) throw invalid({ [name]: [words.object] });
		return item;
	});
}

export { flagOr, numberOr, textOr } from '../../../sandbox/core/wire.mts';
