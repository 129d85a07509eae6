import { describe, expect, it } from '@jest/globals';

import type { ServiceForm } from '../../nodes/shared/form/service-form';
import { entryFor } from '../../nodes/shared/form/service-form';
import { actionOf, labelOf, operationName, pluralOf } from '../../nodes/shared/form/labels/names';
import { camel, titled, wordsOf } from '../../nodes/shared/form/labels/wire-names';
import { partName } from '../../nodes/shared/form/operation-inputs';
import { providerById } from '../../providers';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';

const row: EndpointDefinition = {
	resource: 'invoice',
	operation: 'get',
	method: 'GET',
	path: '/invoices/{id}',
	summary: 'Read an invoice',
	source: 'test',
	certainty: 'official',
};
const form = (changed: Partial<ServiceForm> = {}): ServiceForm => ({
	provider: providerById('ottimate'),
	resources: {},
	pickers: {},
	fieldPickers: {},
	...changed,
});

describe('a wire name', () => {
	it.each([
		[
			'ottimate_company_id',
			['ottimate', 'company', 'id'],
			'ottimateCompanyId',
			'Ottimate Company ID',
		],
		['orderIDs', ['order', 'IDs'], 'orderIds', 'Order IDs'],
		['URLsOfUsers', ['URLs', 'Of', 'Users'], 'urlsOfUsers', 'URLs of Users'],
		['ready-for-export', ['ready', 'for', 'export'], 'readyForExport', 'Ready for Export'],
		['createdAtUTC', ['created', 'At', 'UTC'], 'createdAtUtc', 'Created at UTC'],
		['HTMLText', ['HTML', 'Text'], 'htmlText', 'Html Text'],
		['is2Way', ['is2', 'Way'], 'is2Way', 'Is2 Way'],
		['q', ['q'], 'q', 'Q'],
		['in', ['in'], 'in', 'In'],
		['a_of', ['a', 'of'], 'aOf', 'A Of'],
		['$filter[x]', ['filter', 'x'], 'filterX', 'Filter X'],
	])('%s', (name, words, parameter, title) => {
		expect(wordsOf(name)).toEqual(words);
		expect(camel(name)).toBe(parameter);
		expect(titled(name)).toBe(title);
	});

	it('is written with the words of the service', () => {
		expect(titled('erp_vendor_id', { erp: 'ERP' })).toBe('ERP Vendor ID');
		expect(titled('pk')).toBe('ID');
	});
});

describe('what a form says of a name', () => {
	const entries = { id: 'everywhere', 'invoice.id': 'resource', 'invoice.get.id': 'operation' };

	it('is the narrowest', () => {
		expect(entryFor(entries, row, 'id')).toBe('operation');
		expect(entryFor(entries, { ...row, operation: 'update' }, 'id')).toBe('resource');
		expect(entryFor(entries, { ...row, resource: 'vendor' }, 'id')).toBe('everywhere');
		expect(entryFor(entries, row, 'other')).toBeUndefined();
		expect(entryFor(undefined, row, 'id')).toBeUndefined();
	});

	it('names the parameters of path parts', () => {
		expect(partName(form(), row, 'id')).toBe('invoiceId');
		expect(partName(form(), row, 'pk')).toBe('invoiceId');
		expect(partName(form(), row, 'project_pk')).toBe('projectId');
		expect(partName(form(), row, 'orderId')).toBe('orderId');
		expect(partName(form({ parts: { 'invoice.id': 'number' } }), row, 'id')).toBe('number');
	});

	it('labels them', () => {
		const input = { name: 'id', parameter: 'invoiceId' };
		expect(labelOf(form(), row, input)).toBe('Invoice ID');
		expect(labelOf(form({ labels: { 'invoice.id': 'Bill' } }), row, input)).toBe('Bill');
		expect(labelOf(form(), row, { name: 'erp_id', parameter: 'x' })).toBe('ERP ID');
	});
});

describe('operations and resources', () => {
	it('have n8n’s words', () => {
		expect(operationName('getMany')).toBe('Get Many');
		expect(operationName('upsert')).toBe('Create or Update');
		expect(operationName('getManyByTeam')).toBe('Get Many by Team');
		expect(operationName('syncErp', { erp: 'ERP' })).toBe('Sync ERP');
	});

	it.each([
		['create', 'Invoice', 'Create invoice'],
		['get', 'Vendor', 'Get vendor'],
		['getMany', 'Company', 'Get many companies'],
		['getMany', 'Delay', 'Get many delays'],
		['upsert', 'ERP Export', 'Create or update ERP export'],
		['upsertMany', 'Vendor', 'Create or update many vendors'],
		['delete', 'Invoice', 'Delete invoice – cannot be undone'],
		['markExported', 'Invoice', 'Mark exported for invoice'],
	])('%s of %s is "%s"', (operation, name, sentence) => {
		expect(actionOf(operation, { name })).toBe(sentence);
	});

	it('have a plural', () => {
		expect(pluralOf({ name: 'Company' })).toBe('Companies');
		expect(pluralOf({ name: 'Time Off', plural: 'Times Off' })).toBe('Times Off');
	});
});
