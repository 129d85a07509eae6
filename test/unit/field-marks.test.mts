import { describe, expect, it } from '@jest/globals';
import { providers } from '../../providers/index';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';
import { isRecord } from '../sandbox/core/body.mts';
import answers from '../services/ottimate/answers/shapes.json';

const fieldsOf = (row: EndpointDefinition): Field[] => [
	...(row.query ?? []),
	...(row.body ?? []),
	...(row.headers ?? []),
	...(row.batch?.fields ?? []),
];

const all = providers.flatMap(({ id, endpoints }) =>
	endpoints.flatMap((row) =>
		fieldsOf(row).map((field) => ({
			name: `${id}: ${row.method} ${row.path} ${field.name}`,
			provider: id,
			field,
		})),
	),
);

describe('the marks of a field', () => {
	it.each([
		['integer', 'number'],
		['cents', 'number'],
		['id', 'string'],
	] as const)('%s is one of a %s', (mark, type) => {
		const marked = all.filter(({ field }) => field[mark] !== undefined);
		expect(marked.length).toBeGreaterThan(0);
		// Of several records in one field each is a whole number.
		const isOne = ({ type: own, multiple, format }: Field) =>
			own === type || (mark === 'integer' && multiple === true && format === 'list');
		expect(marked.filter(({ field }) => !isOne(field)).map(({ name }) => name)).toEqual([]);
	});

	it('give a MIME type for every ending of a file', () => {
		const files = all.filter(({ field }) => field.accepts !== undefined);
		expect(files.map(({ field }) => Object.keys(field.mimeTypes ?? {}).sort())).toEqual(
			files.map(({ field }) => [...(field.accepts ?? [])].sort()),
		);
		for (const { field } of files) {
			for (const type of Object.values(field.mimeTypes ?? {})) {
				expect(type).toMatch(/^[a-z]+\/[a-z]+$/);
			}
		}
	});
});

/** The types that Ottimate's answers give a key, wherever it stands. */
function typesOf(shape: unknown, types = new Map<string, Set<string>>()): Map<string, Set<string>> {
	if (Array.isArray(shape)) shape.forEach((inner) => typesOf(inner, types));
	if (!isRecord(shape)) return types;
	for (const [key, inner] of Object.entries(shape)) {
		if (typeof inner === 'string') {
			const known = types.get(key) ?? new Set();
			types.set(key, known.add(inner.split(' ')[0] ?? ''));
		} else typesOf(inner, types);
	}
	return types;
}

describe('IDs of Ottimate', () => {
	const types = typesOf(answers);
	/** The API reference types these two other than its answers do. */
	const contradictory = ['catalog_entry_id', 'invoice_id'];
	const ids = all
		.filter(({ provider, field }) => provider === 'ottimate' && /_id$/.test(field.name))
		.filter(({ field }) => types.get(field.name)?.size === 1)
		.filter(({ field }) => !contradictory.includes(field.name));

	it('are compared', () => {
		expect(new Set(ids.map(({ field }) => field.name)).size).toBeGreaterThan(8);
	});

	it.each(ids)('$name has the type that answers have', ({ field }) => {
		const [type] = types.get(field.name) ?? [];
		const { type: own, integer, id } = field;
		expect({ own, integer, id }).toEqual(
			type === 'integer'
				? { own: 'number', integer: true, id: undefined }
				: { own: 'string', integer: undefined, id: true },
		);
	});
});
