import { describe, expect, it } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';

import { ProviderRequest } from '../../nodes/ProviderRequest/ProviderRequest.node';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import type { ServiceOutputs } from '../../nodes/shared/form/outputs/schemas';
import { schemasOf } from '../../nodes/shared/form/outputs/schemas';
import type { Shape } from '../../nodes/shared/form/outputs/shape';
import { joined, shapeAt, shapeOf, without } from '../../nodes/shared/form/outputs/shape';
import { providers } from '../../providers';
import { isSecretName } from '../../transport/http/secret-names';
import type { TestedForm } from '../services/form.mts';
import { tested } from '../services/index.mts';
import type { TestedService } from '../services/types.mts';

type Known = readonly [name: string, outputs: ServiceOutputs, description: INodeTypeDescription];

const SERVICES: readonly Known[] = tested.map(({ id, outputs, action }) => [
	id,
	outputs,
	action.description,
]);

/** The services of which something is told; there are some. */
function factsOf(fact: keyof TestedForm): readonly TestedService[] {
	const found = tested.filter(({ form }) => form[fact] !== undefined);
	if (found.length === 0) throw new Error(`${fact} is told of no service`);
	return found;
}

const keyOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}.${operation}`;

/** Operations that a node offers. */
function offered({ form }: ServiceOutputs): string[] {
	return [...[...rowsIn(form), ...(form.compositeOperations ?? [])].map(keyOf), 'connection.check'];
}

/** Places of values with a name that holds secrets, as n8n writes paths. */
function secretsIn(shape: Shape, hidden: readonly string[], at = ''): string[] {
	return Object.entries(shape.properties ?? {}).flatMap(([name, inner]) => {
		const path = at === '' ? name : `${at}.${name}`;
		const members = inner.type === 'array' ? inner.items : inner;
		const inside = secretsIn(members ?? {}, hidden, inner.type === 'array' ? `${path}[*]` : path);
		const isSecret =
			inner.properties === undefined && (isSecretName(name) || hidden.includes(name));
		return [...(isSecret ? [path] : []), ...inside];
	});
}

describe('the notation of answers', () => {
	it('has keys with their types, objects, lists, and keys that are data', () => {
		expect(
			shapeOf('id name: string at: date-time lines: { n: integer }[] more: object stock: <any[]>'),
		).toEqual({
			type: 'object',
			properties: {
				id: { type: 'string' },
				name: { type: 'string' },
				at: { type: 'string', format: 'date-time' },
				lines: {
					type: 'array',
					items: { type: 'object', properties: { n: { type: 'integer' } } },
				},
				more: { type: 'object', additionalProperties: true },
				stock: { type: 'object', additionalProperties: { type: 'array' } },
			},
		});
		expect(shapeOf('{ id: integer ... }[]')).toMatchObject({
			type: 'array',
			items: { properties: { id: { type: 'integer' } }, additionalProperties: true },
		});
	});

	it.each([
		['id', 'its end after "id"'],
		['id: text', 'text after "id :"'],
		['id: { a: string', 'its end after ": { a : string"'],
		[': string', 'string after ":"'],
		['a: string }', '} after "a : string"'],
	])('refuses %s', (text, words) => {
		expect(() => shapeOf(text)).toThrow(words);
	});

	it('is joined, lessened, and searched by path', () => {
		const shape = joined(shapeOf('a: string b: string'), shapeOf('b: integer ...'));
		expect(shape.properties).toEqual({ a: { type: 'string' }, b: { type: 'integer' } });
		expect(shape.additionalProperties).toBe(true);
		expect(Object.keys(without(shape, 'a').properties ?? {})).toEqual(['b']);
		const answer = shapeOf('stock: <{ sku: string }[]> list: { rows: { id: integer }[] }[]');
		expect(shapeAt(answer, 'stock')).toEqual(shapeOf('sku: string'));
		expect(shapeAt(answer, 'list.rows')).toEqual(shapeOf('id: integer'));
		expect(shapeAt(answer, 'none')).toBeUndefined();
	});
});

describe('answers', () => {
	it.each(SERVICES)('of %s are those of endpoints, and can be read', (_name, { form, answers }) => {
		const known = form.provider.endpoints.map(keyOf);
		expect(Object.keys(answers).filter((key) => !known.includes(key))).toEqual([]);
		for (const text of Object.values(answers)) shapeOf(text);
	});

	it.each(factsOf('answersUnknown'))(
		'of $id are known for every endpoint',
		({ outputs: { form, answers }, form: { answersUnknown } }) => {
			const lacking = form.provider.endpoints.map(keyOf).filter((key) => !(key in answers));
			expect(lacking).toEqual(answersUnknown);
		},
	);
});

describe('output schemas', () => {
	it.each(factsOf('schemasMissing'))(
		'of $id are there for each operation whose answer is known',
		({ outputs, form: { schemasMissing } }) => {
			const schemas = schemasOf(outputs);
			expect(offered(outputs).filter((key) => !schemas.has(key))).toEqual(schemasMissing);
		},
	);

	it.each(SERVICES)('of %s are written as n8n reads them', (_name, outputs) => {
		const schemas = schemasOf(outputs);
		const keys = offered(outputs);
		expect([...schemas.keys()].filter((key) => !keys.includes(key))).toEqual([]);
		for (const [key, schema] of schemas) {
			expect([key, schema.type, schema.version]).toEqual([key, 'object', 1]);
			expect(Object.keys(schema.properties)).not.toEqual([]);
		}
	});

	it.each(factsOf('keys'))(
		'of $id are short where a fresh node simplifies, and have what an item keeps of the request',
		({ outputs, form: { keys = {} } }) => {
			const schemas = schemasOf(outputs);
			for (const [key, names] of Object.entries(keys))
				expect(Object.keys(schemas.get(key)?.properties ?? {})).toEqual(names);
		},
	);

	it('cannot be had for code that makes items and does not say which', () => {
		const makers = tested.flatMap(({ outputs }) =>
			outputs.form.provider.endpoints
				.filter((row) => row.recordResults && keyOf(row) in outputs.answers)
				.map((row) => ({ outputs, key: keyOf(row) })),
		);
		expect(makers).not.toEqual([]);
		for (const { outputs, key } of makers) {
			const { [key]: _left, ...made } = outputs.made ?? {};
			expect(() => schemasOf({ ...outputs, made })).toThrow(key);
		}
	});
});

describe('credentials in items', () => {
	it.each(SERVICES)('of %s are named to n8n', (_n, outputs, node) => {
		const { endpoints } = outputs.form.provider;
		const listed = node.sensitiveOutputFields ?? [];
		const places = [...schemasOf(outputs)].flatMap(([key, schema]) => {
			const row = endpoints.find((one) => keyOf(one) === key);
			return secretsIn(schema, row?.secretKeys ?? []);
		});
		expect(places.filter((path) => !listed.includes(path))).toEqual([]);
		expect(places.filter((path) => !listed.includes(`body.${path}`))).toEqual([]);
		const request = new ProviderRequest().description.sensitiveOutputFields ?? [];
		expect(listed.filter((path) => !request.includes(path))).toEqual([]);
	});

	it('are those of rows whose answers have them', () => {
		const found = providers.flatMap(({ endpoints }) =>
			endpoints.flatMap((row) => (row.sensitive ?? []).map((path) => `${keyOf(row)} ${path}`)),
		);
		expect(found).toEqual([
			'webhook.getMany authentication.credentials.client_secret',
			'webhook.create secret',
			'webhook.getMany secret',
			'webhook.update secret',
			'account.requestMobileVerification token',
			'client.register refreshToken',
			'client.getByEmail refreshToken',
			'client.get refreshToken',
			'deliveryOption.getMany webhookUrl',
			'salesChannel.getSettings adminApiAccessToken',
			'webhook.getMany secretKey',
			'webhook.getMany authorizationKey',
		]);
	});
});
