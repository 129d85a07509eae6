import { isRecord } from '../core/body.mts';

/** What one service documents beyond the shape of an answer; paths are written as in `orders[].customer.lat`. */
export interface Exceptions {
	/** Keys that an answer, or a member of a list, may be without. */
	mayLack?: readonly string[];
	/** Values that may be null: these, or any, where shapes do not show it. */
	nullable?: readonly string[] | 'any';
	/** Types that a value may have besides the one of the shape. */
	wider?: Readonly<Record<string, string>>;
	/** Gets the places at which a value was compared. */
	seen?: Set<string>;
}

/** Stands in a shape for a key that is data. */
const ANY_KEY = '<key>';

const FORMATS: Readonly<Record<string, RegExp>> = {
	'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/,
	date: /^\d{4}-\d{2}-\d{2}$/,
	uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
	email: /^[^@\s]+@[^@\s]+$/,
	uri: /^[a-z][a-z\d+.-]*:/i,
};

/** `string`, `integer`, `number`, `boolean`, `object`, `null` or `any`, and a format of strings in brackets. */
function isOfType(type: string, value: unknown): boolean {
	const [, name = type, format = ''] = /^(\w+) \((.+)\)$/.exec(type) ?? [];
	switch (name) {
		case 'any':
			return true;
		case 'null':
			return value === null;
		case 'object':
			return isRecord(value);
		case 'integer':
			return Number.isInteger(value);
		case 'string':
			return typeof value === 'string' && (FORMATS[format]?.test(value) ?? true);
		case 'number':
		case 'boolean':
			return typeof value === name;
		default:
			throw new Error(`A shape has the unknown type ${type}`);
	}
}

function nameOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	return isRecord(value) ? 'an object' : `${typeof value} ${JSON.stringify(value)}`;
}

/**
 * Compares an answer with its shape: an object of keys, a list with the shape of its members (`[]`: of any), or the name of a
 * type. An object without keys stands for any object.
 *
 * @returns one sentence for each key that is missing or unknown and for each value of another type; none where the answer fits
 */
export function compareAnswer(
	shape: unknown,
	body: unknown,
	exceptions: Exceptions = {},
): string[] {
	const { mayLack = [], nullable = [], wider = {}, seen } = exceptions;
	const found = new Set<string>();

	const compareKeys = (keys: Record<string, unknown>, value: unknown, path: string): void => {
		if (!isRecord(value)) {
			found.add(`${path || 'the answer'} is ${nameOf(value)}, not an object`);
			return;
		}
		if (Object.keys(keys).length === 0) return;
		const at = (key: string) => (path === '' ? key : `${path}.${key}`);
		if (ANY_KEY in keys) {
			for (const inner of Object.values(value)) compare(keys[ANY_KEY], inner, at(ANY_KEY));
			return;
		}
		for (const [key, inner] of Object.entries(keys)) {
			if (key in value) compare(inner, value[key], at(key));
			else if (!mayLack.includes(at(key))) found.add(`${at(key)} is missing`);
		}
		for (const key of Object.keys(value)) {
			if (!(key in keys)) found.add(`${at(key)} is not documented`);
		}
	};

	const compare = (expected: unknown, value: unknown, path: string): void => {
		if (value === null && (nullable === 'any' || nullable.includes(path))) return;
		if (typeof expected === 'string') {
			seen?.add(path);
			const types = [expected, ...(wider[path] === undefined ? [] : [wider[path]])];
			if (types.some((type) => isOfType(type, value))) return;
			found.add(`${path || 'the answer'} is ${nameOf(value)}, not ${types.join(' or ')}`);
		} else if (Array.isArray(expected)) {
			if (!Array.isArray(value)) {
				found.add(`${path || 'the answer'} is ${nameOf(value)}, not a list`);
			} else if (expected.length > 0) {
				for (const member of value) compare(expected[0], member, `${path}[]`);
			}
		} else if (isRecord(expected)) compareKeys(expected, value, path);
		else throw new Error(`The shape of ${path || 'the answer'} is ${nameOf(expected)}`);
	};

	compare(shape, body, '');
	return [...found];
}

/** Every place of a shape at which a value stands. */
export function placesOf(shape: unknown, path = ''): string[] {
	if (typeof shape === 'string') return [path];
	if (Array.isArray(shape)) return shape.flatMap((member) => placesOf(member, `${path}[]`));
	if (!isRecord(shape)) return [];
	return Object.entries(shape).flatMap(([key, inner]) =>
		placesOf(inner, path === '' ? key : `${path}.${key}`),
	);
}
