import { describe, expect, it } from '@jest/globals';

import type { Picker } from '../../nodes/shared/form/pickers/picker';
import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { propertyOf, searchMethod } from '../../nodes/shared/form/fields';
import { inputsOf, partsOf, sourcesOf } from '../../nodes/shared/form/operation-inputs';
import { providerById } from '../../providers';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';

const picker: Picker = {
	noun: 'vendor',
	list: 'vendor.getMany',
	value: ['id'],
	label: ['name'],
	example: '7',
	url: { regex: '/v/(\\d+)', example: 'https://app.example.com/v/7' },
};
const form = (changed: Partial<ServiceForm> = {}): ServiceForm => ({
	provider: providerById('ottimate'),
	resources: { invoice: { name: 'Invoice' } },
	pickers: { vendor: picker },
	fieldPickers: {},
	...changed,
});
const row = (changed: Partial<EndpointDefinition> = {}): EndpointDefinition => ({
	resource: 'invoice',
	operation: 'update',
	method: 'PATCH',
	path: '/invoices/{id}/lines/{line_id}',
	summary: 'Change',
	source: 'test',
	certainty: 'official',
	...changed,
});
const text = (name: string, more: Partial<Field> = {}): Field => ({
	name,
	type: 'string',
	...more,
});

describe('the parameters of a row', () => {
	it('are path parts and required fields first, the others in a collection', () => {
		const inputs = inputsOf(
			form(),
			row({
				query: [text('expand')],
				body: [text('note'), text('vendor_name', { required: true })],
			}),
		);
		expect(inputs.map(({ parameter, collection }) => [parameter, collection])).toEqual([
			['invoiceId', undefined],
			['lineId', undefined],
			['vendorName', undefined],
			['expand', 'updateFields'],
			['note', 'updateFields'],
		]);
		expect(inputs.map(({ goesTo }) => [...goesTo])).toEqual([
			['path'],
			['path'],
			['body'],
			['query'],
			['body'],
		]);
	});

	it('ask once for what goes to two places', () => {
		const inputs = inputsOf(
			form(),
			row({ path: '/x', query: [text('team')], body: [text('team')] }),
		);
		expect(inputs.map(({ name, goesTo }) => [name, [...goesTo].sort()])).toEqual([
			['team', ['body', 'query']],
		]);
	});

	it('stand up front where the form says so, and know their picker', () => {
		const changed = form({
			resources: {
				invoice: { name: 'Invoice', operations: { update: { primaryFields: ['note'] } } },
			},
			fieldPickers: { 'invoice.vendor_id': 'vendor' },
		});
		const inputs = inputsOf(changed, row({ path: '/x', body: [text('note'), text('vendor_id')] }));
		expect(inputs.map(({ name, collection, picker: by }) => [name, collection, by])).toEqual([
			['note', undefined, undefined],
			['vendor_id', 'updateFields', 'vendor'],
		]);
	});

	it('do not take the node’s own names', () => {
		const names = ['resource', 'operation', 'limit', 'options', 'filters', 'records', 'file'];
		const inputs = inputsOf(
			form(),
			row({
				path: '/x',
				body: names.map((name) => text(name, name === 'file' ? { type: 'file' } : {})),
			}),
		);
		expect(inputs.map(({ parameter }) => parameter)).toEqual([
			'resourceValue',
			'operationValue',
			'limitValue',
			'optionsValue',
			'filtersValue',
			'recordsValue',
			'inputDataFieldName',
		]);
	});

	it('leave the list of records out', () => {
		const batch = { key: 'rows', max: 10 };
		const inputs = inputsOf(form(), row({ path: '/x', body: [text('rows'), text('why')], batch }));
		expect(inputs.map(({ name }) => name)).toEqual(['why']);
		expect(sourcesOf(row({ body: [text('rows')], batch }))).toEqual(['items', 'json']);
		expect(sourcesOf(row({ body: [text('name')], batch: { max: 10 } }))).toEqual([
			'fields',
			'items',
			'json',
		]);
		expect(sourcesOf(row())).toEqual([]);
	});

	it('are named after the parts of the path', () => {
		expect(partsOf('/a/{x}/b/{y_z}')).toEqual(['x', 'y_z']);
		expect(partsOf('/a')).toEqual([]);
	});
});

describe('the property of a field', () => {
	const shown = { parameter: 'theField', label: 'The Field', required: false };

	it.each<[Partial<Field>, object]>([
		[
			{ type: 'number', default: 3 },
			{ type: 'number', default: 3 },
		],
		[{ type: 'number' }, { type: 'number', default: 0 }],
		[{ type: 'boolean' }, { type: 'boolean', default: false }],
		[
			{ type: 'boolean', default: true },
			{ type: 'boolean', default: true },
		],
		[{ type: 'date' }, { type: 'dateTime', default: '', typeOptions: { dateOnly: true } }],
		[{ type: 'dateTime' }, { type: 'dateTime', default: '' }],
		[
			{ type: 'json', example: '[{"a":1}]' },
			{ type: 'json', default: '[]' },
		],
		[{ type: 'json' }, { type: 'json', default: '{}' }],
		[
			{ type: 'string', example: '7' },
			{ type: 'string', default: '', placeholder: 'e.g. 7' },
		],
		[
			{ type: 'multiOptions', options: ['b', 'a'] },
			{ type: 'multiOptions', default: [] },
		],
		[{ type: 'file' }, { type: 'string', default: 'data' }],
	])('%j', (field, expected) => {
		const property = propertyOf({ name: 'the_field', type: 'string', ...field }, shown);
		expect(property).toMatchObject({ name: 'theField', ...expected });
		expect(property.required).toBeUndefined();
	});

	it('lists options by name and starts with the given one', () => {
		const field: Field = { name: 'kind', type: 'options', options: ['z_b', 'a'] };
		const { options, default: start } = propertyOf(field, { ...shown, start: 'z_b' });
		expect(options).toEqual([
			{ name: 'A', value: 'a' },
			{ name: 'Z B', value: 'z_b' },
		]);
		expect(start).toBe('z_b');
		expect(propertyOf(field, shown).default).toBe('');
	});

	it('is a locator where a picker fills it', () => {
		const property = propertyOf(text('vendor_id'), {
			...shown,
			picker: { name: 'vendor', picker },
		});
		expect(property).toMatchObject({
			type: 'resourceLocator',
			default: { mode: 'list', value: '' },
			modes: [
				{ name: 'list', typeOptions: { searchListMethod: 'searchVendor', searchable: true } },
				{ name: 'id', placeholder: 'e.g. 7' },
				{ name: 'url', extractValue: { type: 'regex', regex: '/v/(\\d+)' } },
			],
		});
		expect(searchMethod('catalog_entry')).toBe('searchCatalogEntry');
	});
});
