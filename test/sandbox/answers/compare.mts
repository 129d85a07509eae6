import { isRecord } from '../core/body.mts';

/**
 * What a service documents of one answer: objects with all their keys, a list with the shape of its members, and names of types
 * (`string`, `integer`, `number (double)`, `string (date-time)`, `boolean`, `object`, `any`). `<key>` stands for every key.
 */
export type AnswerShape = string | readonly AnswerShape[] | { readonly [key: string]: AnswerShape };

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const isText = (value: unknown): value is string => typeof value === 'string';

const formats: Record<string, (text: string) => boolean> = {
	'date-time': (text) => moment.test(text) && !Number.isNaN(Date.parse(text)),
	date: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)),
	uuid: (text) => uuid.test(text),
	email: (text) => /^\S+@\S+$/.test(text),
	uri: (text) => URL.canParse(text),
};

function fits(type: string, value: unknown): boolean {
	const [, base, format] = /^(\w+)(?: \(([\w-]+)\))?$/.exec(type) ?? [];
	switch (base) {
		case 'any':
			return true;
		case 'string': {
			if (!isText(value)) return false;
			if (format === undefined) return true;
			const test = formats[format];
			if (!test) throw new Error(`Unknown format in a shape: ${type}`);
			return test(value);
		}
		case 'integer':
			return Number.isSafeInteger(value);
		case 'number':
			return typeof value === 'number' && Number.isFinite(value);
		case 'boolean':
			return typeof value === 'boolean';
		case 'object':
			return isRecord(value);
		default:
			throw new Error(`Unknown type in a shape: ${type}`);
	}
}

const nameOf = (value: unknown): string => {
	const text = JSON.stringify(value) ?? 'undefined';
	return text.length > 60 ? `${text.slice(0, 60)}...` : text;
};

/**
 * Where an answer differs from its shape: keys that are missing or not documented, values of another type. Null passes anywhere,
 * since shapes do not show what may be null; `seen` collects the places at which a value was compared.
 */
export function compareAnswer(
	shape: AnswerShape,
	body: unknown,
	seen: Set<string> = new Set(),
	path = '',
): string[] {
	if (body === null) return [];
	const at = path === '' ? 'the answer' : path;
	if (typeof shape === 'string') {
		seen.add(path);
		return fits(shape, body) ? [] : [`${at}: ${nameOf(body)} is not ${shape}`];
	}
	if (Array.isArray(shape)) {
		if (!Array.isArray(body)) return [`${at}: ${nameOf(body)} is not a list`];
		const [member = 'any'] = shape as readonly AnswerShape[];
		return body.flatMap((entry, index) =>
			compareAnswer(member, entry, seen, `${path}[]`).map((fault) =>
				fault.replace(`${path}[]`, `${path}[${index}]`),
			),
		);
	}
	if (!isRecord(body)) return [`${at}: ${nameOf(body)} is not an object`];
	const documented = new Map<string, AnswerShape>(Object.entries(shape));
	const every = documented.get('<key>');
	const inner = (key: string) => (path === '' ? key : `${path}.${key}`);
	const missing = [...documented.keys()].filter((key) => key !== '<key>' && !(key in body));
	return [
		...missing.map((key) => `${inner(key)}: is missing`),
		...Object.entries(body).flatMap(([key, value]) => {
			const expected = documented.get(key) ?? every;
			return expected === undefined
				? [`${inner(key)}: is not documented`]
				: compareAnswer(expected, value, seen, documented.has(key) ? inner(key) : inner('<key>'));
		}),
	];
}

/** Every place of a shape at which a value stands. */
export function placesOf(shape: AnswerShape, path = ''): string[] {
	if (typeof shape === 'string') return [path];
	if (Array.isArray(shape)) {
		return (shape as readonly AnswerShape[]).flatMap((member) => placesOf(member, `${path}[]`));
	}
	return Object.entries(shape).flatMap(([key, member]) =>
		placesOf(member as AnswerShape, path === '' ? key : `${path}.${key}`),
	);
}
