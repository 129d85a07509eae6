import { describe, expect, it } from '@jest/globals';
import type { INodeParameters, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { form } from '../../nodes/Oto/form';
import { Oto } from '../../nodes/Oto/Oto.node';
import { OtoTrigger } from '../../nodes/Oto/OtoTrigger.node';
import { oto } from '../../providers/oto';
import { endpointOf } from '../../transport/pagination/rows';
import { visibleIn } from './support/visible.mts';

const { description } = new Oto();
const create = { resource: 'order', operation: 'create' };

function shown(parameters: INodeParameters): INodeProperties[] {
	const common = ['authentication', 'resource', 'operation'];
	return visibleIn(description, parameters).filter(({ name }) => !common.includes(name));
}

const labels = (list: readonly INodeProperties[]) =>
	list.map(({ displayName, required }) => (required ? `${displayName}*` : displayName));

/** Everything that a person can fill in, collections included. */
function entriesOf(list: readonly INodeProperties[]): INodeProperties[] {
	return list.flatMap((property) => [
		property,
		...(property.type === 'collection' ? entriesOf(property.options as INodeProperties[]) : []),
	]);
}

const PLACE = ['Package Weight (kg)', 'Package Count', 'Amount*', 'Currency*', 'Payment Method*'];
const REST = ['Pickup Location', 'Recipient', 'Sender', 'Additional Fields', 'Options'];

describe('the form of a new order', () => {
	it('asks in a person’s order, and stars what OTO always needs', () => {
		expect(labels(shown(create))).toEqual([
			'Order ID*',
			'Deliver To',
			'Recipient Name*',
			'Recipient Mobile*',
			'Recipient Country*',
			'Recipient City',
			'Recipient Address',
			'Items',
			...PLACE,
			...REST,
		]);
	});

	it('asks for the amount due with COD only', () => {
		const due = (paymentMethod: string) =>
			labels(shown({ ...create, paymentMethod })).includes('Amount Due*');
		expect([due(''), due('paid'), due('cod')]).toEqual([false, false, true]);
	});

	it('asks for another recipient in place of the fields', () => {
		const start = (deliverTo: string) => labels(shown({ ...create, deliverTo })).slice(2, 4);
		expect(start('json')).toEqual(['Recipient (JSON)*', 'Items']);
		expect(start('location')).toEqual(['Destination Location*', 'Items']);
		const names = shown({ ...create, deliverTo: 'location' }).map(({ name }) => name);
		expect(names).not.toContain('customerFields');
	});

	it('presets nothing that is sent', () => {
		const preset = shown(create).filter(
			({ name, type, default: start }) =>
				!['deliverTo', 'options'].includes(name) &&
				!['collection', 'fixedCollection', 'resourceLocator'].includes(type) &&
				start !== '' &&
				start !== 0,
		);
		expect(preset).toEqual([]);
	});

	it('has no two fields of one label', () => {
		const all = entriesOf(shown({ ...create, paymentMethod: 'cod' })).map((one) => one.displayName);
		expect(all.filter((label, at) => all.indexOf(label) !== at)).toEqual([]);
	});
});

describe('a form of OTO', () => {
	it.each([
		['order', 'Order*'],
		['pickupLocation', 'Pickup Location*'],
		['box', 'Name*'],
		['stock', 'SKU*'],
		['webhook', 'Webhook*'],
	])('for a change shows the record first: %s', (resource, label) => {
		expect(labels(shown({ resource, operation: 'update' }))[0]).toBe(label);
	});

	it('has how long to wait among the options', () => {
		const list = shown({ resource: 'shipment', operation: 'trackUntil' });
		expect(labels(list)).toEqual(['Order*', 'Statuses*', 'Options']);
		const options = list.at(-1)?.options as INodeProperties[];
		expect(options.map(({ displayName }) => displayName)).toEqual(
			expect.arrayContaining(['Check Every (Seconds)', 'Give Up After (Minutes)']),
		);
	});

	it('offers names by name', () => {
		const locators = entriesOf(description.properties).filter(
			({ type }) => type === 'resourceLocator',
		);
		const byName = locators.filter(({ modes = [] }) =>
			modes.some(({ displayName }) => displayName === 'By Name'),
		);
		expect(byName.length).toBeGreaterThan(5);
		const cities = locators.filter(({ name }) => /city$/i.test(name));
		expect(cities.filter((one) => !byName.includes(one))).toEqual([]);
	});

	it('lists what its items keep among the fields of the call', () => {
		for (const [resource, { operations = {} }] of Object.entries(form.resources)) {
			for (const [operation, { keptFields = [] }] of Object.entries(operations)) {
				const row = form.provider.endpoints.find(
					(one) => one.resource === resource && one.operation === operation,
				);
				const names = [...(row?.query ?? []), ...(row?.body ?? [])].map(({ name }) => name);
				const known = (name: string) => names.includes(name) || row?.path.includes(`{${name}}`);
				expect(keptFields.filter((name) => !known(name))).toEqual([]);
			}
		}
	});

	it('speaks of no documentation and of no certainty', () => {
		const texts = entriesOf(description.properties).flatMap(({ description: text, options }) => [
			text,
			...(options ?? []).flatMap((one) => ('description' in one ? one.description : [])),
		]);
		const talk = texts.filter((text) =>
			/documentation|samples?\b|parameter table/i.test(text ?? ''),
		);
		expect(talk).toEqual([]);
	});
});

it('the events of the trigger are those of the endpoint row', () => {
	const { body = [] } = endpointOf(oto.endpoints, 'webhook', 'create');
	const options = body.find(({ name }) => name === 'webhookType')?.options ?? [];
	const events = new OtoTrigger().description.properties.find(({ name }) => name === 'events');
	const values = (events?.options as INodePropertyOptions[]).map(({ value }) => value);
	expect(values.length).toBeGreaterThan(3);
	expect([...values].sort()).toEqual([...options].sort());
});
