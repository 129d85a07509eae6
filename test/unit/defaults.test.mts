import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { inputsOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';
import { isWrite } from '../../transport/http/request';
import { services } from '../coverage/services.mts';
import { testedById } from '../services/index.mts';
import { isGroup, isProperty, panelsOf } from './support/arguments.mts';
import { nodes } from './support/package-classes.mts';

/** What it does stands in a required field that starts empty: nothing is sent before a person has written it. */
const WRITTEN_BY_HAND = 'doo graphql.query';

/** Choices about the node itself: nothing of them goes to a service. */
const OF_THE_NODE = new Set([
	'deliveredTo',
	'deliverTo',
	'ifExpressionEmpty',
	'label',
	'quoteFor',
	'whenUnknown',
	'authentication',
	'choose',
	'contentType',
	'inputMode',
	'expected',
	'findBy',
	'match',
	'method',
	'operation',
	'output',
	'outputAs',
	'pagination',
	'recordsFrom',
	'resource',
	'response',
	'service',
	'statuses',
	'whenOver',
]);

const byName = ({ properties }: { properties: INodeProperties[] }, name: string) =>
	properties.filter((property) => property.name === name);

describe.each(services.map((service) => [service.form.provider.id, service] as const))(
	'%s',
	(id, { form, description }) => {
		const rows = rowsIn(form);
		const jobs = form.compositeOperations ?? [];
		const operations = byName(description, 'operation');

		/** Does the operation only read? */
		const reads = (resource: string, operation: string): boolean => {
			if (operation === 'sendRequest' || resource === 'connection') return true;
			const same = (one: { resource: string; operation: string }) =>
				one.resource === resource && one.operation === operation;
			const job = jobs.find(same);
			const isRead = (row: EndpointDefinition) => !isWrite(row);
			return job ? job.reads === true : rows.filter(same).some(isRead);
		};

		it('is a list to read when it is fresh', () => {
			const [resource] = byName(description, 'resource');
			const first = operations.find(({ displayOptions }) =>
				displayOptions?.show?.resource?.includes(resource?.default as string),
			);
			expect(`${String(resource?.default)}.${String(first?.default)}`).toBe(testedById(id).fresh);
		});

		it('starts each resource with a call that reads, or with none', () => {
			expect(operations.length).toBeGreaterThan(1);
			for (const { displayOptions, default: start, required, options = [] } of operations) {
				const resource = String(displayOptions?.show?.resource?.[0]);
				const values = options.flatMap((one) => ('value' in one ? [String(one.value)] : []));
				if (start === '') {
					expect(values.filter((value) => reads(resource, value))).toEqual([]);
					expect(required).toBe(true);
				} else {
					expect(values).toContain(start);
					const name = `${id} ${resource}.${String(start)}`;
					if (name !== WRITTEN_BY_HAND)
						expect([name, reads(resource, String(start))]).toEqual([name, true]);
				}
			}
		});

		it('asks for what to do where it starts with a call that may write', () => {
			const row = rows.find((one) => `${id} ${one.resource}.${one.operation}` === WRITTEN_BY_HAND);
			if (!row) return;
			const [query] = inputsOf(form, row).filter(({ field }) => field.required);
			expect(query?.start).toBeUndefined();
			expect(query?.collection).toBeUndefined();
		});
	},
);

/** All fields of all services, lists of records and lines aside. */
function fieldsOf({
	query = [],
	body = [],
	headers = [],
	batch,
}: EndpointDefinition): readonly Field[] {
	return [...query, ...body, ...headers, ...(batch?.fields ?? [])];
}

/** Every parameter of a panel, in collections and lists too. */
function all(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => {
		const { options = [] } = property;
		return [
			property,
			...all(options.filter(isProperty)),
			...options.filter(isGroup).flatMap(({ values }) => all(values)),
		];
	});
}

/** Triggers only listen. */
const sending = nodes
	.map(({ made: { description } }) => [description.name, description] as const)
	.filter(([, { group }]) => !group.includes('trigger'));

describe.each(sending)('a choice of %s', (name, description) => {
	/** What the services themselves take where a value is left out. */
	const documented = services
		.filter(({ form }) => name.startsWith(form.provider.id))
		.flatMap(({ form }) => form.provider.endpoints)
		.flatMap(fieldsOf)
		.flatMap(({ default: start }) => (start === undefined ? [] : [start]));

	it('starts empty, or with what the service itself takes', () => {
		const seen = new Set(panelsOf(description).flatMap(({ visible }) => all(visible)));
		const preset = [...seen].filter(
			({ type, name: parameter, default: start }) =>
				['options', 'multiOptions'].includes(type) &&
				!OF_THE_NODE.has(parameter) &&
				!(start === '' || (Array.isArray(start) && start.length === 0)) &&
				!documented.includes(start as string),
		);
		expect(preset.map(({ name: one, default: start }) => `${one}: ${String(start)}`)).toEqual([]);
	});
});
