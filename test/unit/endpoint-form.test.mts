import { describe, expect, it } from '@jest/globals';
import type {
	ILoadOptionsFunctions,
	INodeProperties,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { ProviderRequest } from '../../nodes/ProviderRequest/ProviderRequest.node';
import { getEndpointFields } from '../../nodes/ProviderRequest/endpoints';
import { argumentOf, endpointFields } from '../../nodes/shared/form/api-request/endpoint-fields';
import { mapperField } from '../../nodes/shared/form/api-request/mapper-fields';
import { namingIn } from '../../nodes/shared/form/api-request/of-form';
import { choicesOf } from '../../nodes/shared/form/labels/choices';
import { keyOf } from '../../nodes/shared/form/pickers/endpoints';
import { providerById, providers } from '../../providers';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { tested } from '../services/index.mts';
import { pathParts } from './support/path-parts.mts';

const endpoints = providers.flatMap((provider) =>
	provider.endpoints.map((row): [string, Provider, EndpointDefinition] => [
		`${provider.id} ${keyOf(row)}`,
		provider,
		row,
	]),
);

/** What a field may look like in the editor, by its type in the definition. */
const TYPES: Readonly<Record<Field['type'], readonly string[]>> = {
	string: ['string'],
	number: ['number'],
	boolean: ['boolean'],
	date: ['dateTime'],
	dateTime: ['dateTime'],
	options: ['options'],
	multiOptions: ['options'],
	json: ['array', 'object', 'string'],
	file: ['string'],
};

/** The arguments that an agent could be asked for in a parameter and in what it holds. */
function argumentsIn(property: INodeProperties): string[] {
	const inside = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(argumentsIn);
		return 'type' in option ? argumentsIn(option) : [];
	});
	const { type, displayName, noDataExpression = false } = property;
	const holds = ['collection', 'fixedCollection', 'notice'].includes(type) || noDataExpression;
	return holds ? inside : [argumentOf(displayName), ...inside];
}

function documented(
	{ fallbacks = {} }: Provider,
	{ path, partOptions = {}, ...row }: EndpointDefinition,
): Field[] {
	const parts = pathParts(path).map((name): Field => {
		const options = partOptions[name];
		const type = options ? { type: 'options' as const, options } : { type: 'string' as const };
		return { name, ...(name in fallbacks ? {} : { required: true }), ...type };
	});
	const fields = [row.query, row.body, row.headers].flatMap((list = []) => list);
	return [...parts, ...fields.filter(({ superseded }) => !superseded)];
}

describe('the form of an endpoint', () => {
	it.each(endpoints)('%s has each documented field as it is documented', (_name, provider, row) => {
		const asked = new Map(endpointFields(provider, row).map((field) => [field.id, field]));
		for (const { name, type, required, options = [], default: start } of documented(
			provider,
			row,
		)) {
			const field = asked.get(name);
			if (!field) throw new Error(`There is no field ${name}`);
			const shown = mapperField(field);
			expect(TYPES[type]).toContain(shown.type);
			expect(shown).toMatchObject({
				required: required === true,
				display: true,
				defaultMatch: false,
			});
			expect(shown.removed).toBe(required !== true);
			expect(shown.options?.map(({ name: label, value }) => ({ label, value })) ?? []).toEqual(
				choicesOf(options),
			);
			expect(shown.defaultValue).toBe(type === 'file' ? (start ?? 'data') : start);
		}
		const names = new Set(documented(provider, row).map(({ name }) => name));
		const others = [...asked.values()].filter(({ field }) => !names.has(field.name));
		expect(others.filter(({ paging }) => paging === undefined)).toEqual([]);
	});

	it.each(endpoints)('%s shows no choice that nobody has made', (_name, provider, row) => {
		for (const field of endpointFields(provider, row)) {
			const { type, required, options = [], defaultValue } = mapperField(field);
			if (type !== 'options' || !required) continue;
			if (defaultValue !== undefined)
				expect(options.map(({ value }) => value)).toContain(defaultValue);
		}
	});

	const namings = [
		['plain words', {}],
		...tested.map(({ id, outputs }) => [`the words of ${id}`, namingIn(outputs.form)] as const),
	] as const;

	it.each(namings)('has no argument of the node’s other parameters in %s', (_name, naming) => {
		const others = new ProviderRequest().description.properties.filter(({ displayOptions }) => {
			const modes = displayOptions?.show?.inputMode;
			return modes === undefined || modes.includes('form');
		});
		const arguments_ = others.flatMap(argumentsIn);
		expect(arguments_).toEqual(
			expect.arrayContaining(['Endpoint', 'Header_Value', 'Limit', 'Rows_At', 'Dry_Run']),
		);
		const body = arguments_.map((argument): Field => ({ name: argument, type: 'string' }));
		const [, provider, row] = endpoints[0] ?? [];
		if (!provider || !row) throw new Error('There is no endpoint');
		const asked = [...endpoints, ['made up', provider, { ...row, body }] as const];
		for (const [name, service, one] of asked) {
			const labels = endpointFields(service, one, one.path, naming).map(({ label }) => label);
			const taken = labels.filter((label) => arguments_.includes(argumentOf(label)));
			expect([name, taken]).toEqual([name, []]);
		}
	});

	it('calls a field "Body" or "Name": parameters that are there in Raw only do not take their names', () => {
		const [, provider, row] = endpoints[0] ?? [];
		if (!provider || !row) throw new Error('There is no endpoint');
		const body: Field[] = ['body', 'name', 'content_type'].map((name) => ({
			name,
			type: 'string',
		}));
		const labels = endpointFields(provider, { ...row, query: [], body }).map(({ label }) => label);
		expect(labels).toEqual(expect.arrayContaining(['Body', 'Content Type', 'Name']));
	});

	it.each(namings)('gives each field an argument of its own in %s', (_name, naming) => {
		// Also those of the node's own parameters.
		const own = ['Limit', 'Return_All', 'Page_Size', 'Timeout', 'Method', 'Rows_At'];
		for (const [name, provider, row] of endpoints) {
			const keys = endpointFields(provider, row, row.path, naming).map(({ label }) =>
				argumentOf(label),
			);
			expect([name, new Set([...keys, ...own]).size]).toEqual([name, keys.length + own.length]);
			for (const key of keys) expect(key).toMatch(/^(?=.*[A-Za-z0-9])[\w-]{1,63}$/);
		}
	});

	it('asks for required fields first', () => {
		for (const [name, provider, row] of endpoints) {
			const required = endpointFields(provider, row).map(({ field }) => field.required === true);
			expect([name, required]).toEqual([name, [...required].sort((a, b) => Number(b) - Number(a))]);
		}
	});
});

describe('the form of an endpoint that no service has yet', () => {
	const field = (name: string, more: Partial<Field> = {}): Field => ({
		name,
		type: 'string',
		...more,
	});
	const row: EndpointDefinition = {
		resource: 'order',
		operation: 'create',
		method: 'POST',
		path: '/orders/{id}/{filter[state]}',
		summary: 'Create an order',
		query: [field('id'), field('filter[state]'), field('filter.state'), field('limit')],
		body: [field('id'), field('ID'), field(`a${'b'.repeat(80)}1`), field(`a${'b'.repeat(80)}2`)],
		source: 'test',
		certainty: 'official',
	};
	const provider = { ...providerById('ottimate'), endpoints: [row] };

	it('keeps fields apart that have one name in several places, or differ in signs that n8n takes apart', () => {
		const fields = endpointFields(provider, row);
		const ids = fields.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
		const at = fields.map(({ field: { name }, goesTo }) => `${name} ${[...goesTo].join('+')}`);
		expect(at.sort()).toEqual(
			[
				'id path',
				'filter[state] path',
				'id query+body',
				'filter[state] query',
				'filter.state query',
				'limit query',
				'ID body',
				`a${'b'.repeat(80)}1 body`,
				`a${'b'.repeat(80)}2 body`,
			].sort(),
		);
		const keys = fields.map(({ label }) => argumentOf(label));
		expect(new Set([...keys, 'Limit']).size).toBe(keys.length + 1);
	});

	it('does not ask for parts that have their value in the path', () => {
		const names = (path: string) =>
			endpointFields(provider, row, path)
				.filter(({ goesTo }) => goesTo.has('path'))
				.map(({ field: { name } }) => name);
		expect(names('/orders/7/open')).toEqual([]);
		expect(names('/orders/{order}/open')).toEqual(['order']);
	});
});

describe('the fields that the editor loads', () => {
	const load = async (endpoint: unknown, more: Record<string, unknown> = {}) => {
		const parameters: Record<string, unknown> = { service: 'ottimate', endpoint, ...more };
		const context = {
			getCurrentNodeParameter: (name: string) => parameters[name],
		} as unknown as ILoadOptionsFunctions;
		const { fields, emptyFieldsNotice } = await getEndpointFields.call(context);
		return { ids: fields.map(({ id }) => id), fields, notice: emptyFieldsNotice };
	};
	const listed = (value: string) => ({ __rl: true, mode: 'list', value });
	const typed = (value: string) => ({ __rl: true, mode: 'path', value });

	it('are those of the chosen endpoint', async () => {
		const { ids } = await load(listed('POST /vendors'));
		expect(ids.slice(0, 3)).toEqual(['ottimate_company_id', 'erp_vendor_id', 'erp_vendor_name']);
	});

	it.each([
		[typed('/vendors'), { method: 'POST' }],
		[typed(' post   /vendors '), { method: 'GET' }],
		[typed('POST /vendors'), {}],
	])('are found by a path: %j', async (endpoint, more) => {
		expect((await load(endpoint, more)).ids).toContain('erp_vendor_name');
	});

	it('leave out what stands in the path', async () => {
		expect((await load(typed('/vendors/{id}'))).ids).toEqual(['id']);
		expect(await load(typed('/vendors/17'))).toMatchObject({
			ids: [],
			notice: 'This endpoint has no fields to fill in.',
		});
	});

	it.each([
		[undefined, /^Choose an endpoint/],
		[listed(''), /^Choose an endpoint/],
		[listed('={{ $json.endpoint }}'), /comes from an expression/],
		[listed('GET /nowhere'), /is not documented/],
		[typed('/nowhere'), /is not documented/],
		['/nowhere', /is not documented/],
		[typed('/'), /is not documented/],
	])('%j has a notice instead', async (endpoint, notice) => {
		const loaded = await load(endpoint);
		expect(loaded.ids).toEqual([]);
		expect(loaded.notice).toMatch(notice);
	});

	it('choose a page of a list', async () => {
		const { fields } = await load(listed('GET /vendors'));
		const shown = fields.filter(({ id }) => ['page', 'limit'].includes(id));
		expect(shown.map(({ displayName }) => displayName)).toEqual(['Page Number', 'Rows per Page']);
	});
});

describe('Input Mode', () => {
	const nodes: Array<[string, INodeType]> = [
		['Provider Request', new ProviderRequest()],
		...tested.map(({ id, action }): [string, INodeType] => [id, action]),
	];
	const saved = {
		resource: 'apiRequest',
		operation: 'sendRequest',
		endpoint: { __rl: true, mode: 'list', value: 'POST /x' } as NodeParameterValueType,
		pathParameters: { parameters: [{ name: 'id', value: '7' }] },
		queryParameters: { parameters: [{ name: 'q', value: '1' }] },
		contentType: 'json',
		body: '{"a":1}',
	};

	it.each(nodes)(
		'of %s is Raw where an older workflow has none, and keeps all it has',
		(_name, node) => {
			const { description } = node;
			const filled = NodeHelpers.getNodeParameters(
				description.properties,
				saved,
				true,
				false,
				{ typeVersion: 1 },
				description,
			);
			expect(filled).toMatchObject({ ...saved, inputMode: 'raw' });
			expect(filled).not.toHaveProperty('endpointFields');
		},
	);

	it.each(nodes)('of %s starts with Form in a new node', (_name, node) => {
		const { description } = node;
		expect(description.defaultVersion).toBe(1.1);
		expect(description.version).toEqual([1, 1.1]);
		const filled = NodeHelpers.getNodeParameters(
			description.properties,
			saved,
			true,
			false,
			{ typeVersion: 1.1 },
			description,
		);
		expect(filled).toMatchObject({ inputMode: 'form', endpointFields: { value: null } });
		expect(filled).not.toHaveProperty('body');
		expect(filled).not.toHaveProperty('pathParameters');
	});
});
