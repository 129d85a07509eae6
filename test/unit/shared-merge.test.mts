import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { INodeProperties } from 'n8n-workflow';

import type { OperationProperty } from '../../nodes/shared/form/merge';
import { merged } from '../../nodes/shared/form/merge';
import { services } from '../coverage/services.mts';

/** What the editor shows of a merged list for an operation, without the condition that merging adds. */
function shownFor(list: readonly INodeProperties[], resource: string, operation: string) {
	return list
		.filter(({ displayOptions: { show = {} } = {} }) =>
			[show.resource?.includes(resource), show.operation?.includes(operation)].every(Boolean),
		)
		.map(({ displayOptions, ...property }) => {
			const { resource: _resource, operation: _operation, ...rest } = displayOptions?.show ?? {};
			const show = Object.keys(rest).length > 0 ? { show: rest } : {};
			const { show: _show, ...others } = displayOptions ?? {};
			const left = { ...others, ...show };
			return Object.keys(left).length > 0 ? { ...property, displayOptions: left } : property;
		});
}

const texts = (list: readonly object[]) =>
	list.map((property) => JSON.stringify(Object.entries(property).sort())).sort();

function expectSame(placed: readonly OperationProperty[], list: readonly INodeProperties[]): void {
	const keys = new Map(placed.map((one) => [`${one.resource}.${one.operation}`, one]));
	for (const { resource, operation } of keys.values()) {
		const before = placed
			.filter((one) => one.resource === resource && one.operation === operation)
			.map(({ property }) => property);
		expect(texts(shownFor(list, resource, operation))).toEqual(texts(before));
	}
}

/** Notices, fields, what to return, optional fields, options. */
function kindOf({ name, type }: INodeProperties): number {
	if (type === 'notice') return 0;
	if (type === 'collection') return name === 'options' ? 4 : 3;
	return ['returnAll', 'limit', 'simplify'].includes(name) ? 2 : 1;
}

const property = fc
	.record({
		name: fc.constantFrom('a', 'b', 'c', 'limit', 'simplify', 'options'),
		displayName: fc.constantFrom('One', 'Two'),
		when: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
	})
	.map(
		({ name, displayName, when }): INodeProperties => ({
			displayName,
			name,
			type: name === 'options' ? 'collection' : 'string',
			default: '',
			...(when === undefined ? {} : { displayOptions: { show: { mode: [when] } } }),
		}),
	);

const anyPlaced = fc
	.uniqueArray(
		fc.record({
			resource: fc.constantFrom('r1', 'r2', 'r3'),
			operation: fc.constantFrom('get', 'getMany', 'create'),
			properties: fc.uniqueArray(property, { selector: (one) => JSON.stringify(one) }),
		}),
		{ selector: ({ resource, operation }) => `${resource}.${operation}` },
	)
	.map((operations) =>
		operations.flatMap(({ resource, operation, properties }) =>
			properties.map((one): OperationProperty => ({ resource, operation, property: one })),
		),
	);

describe('merged parameters', () => {
	it('stand in the order of each operation, whichever came first', () => {
		const one = (name: string): INodeProperties => ({
			displayName: name,
			name,
			type: 'string',
			default: '',
		});
		const placed = [
			...['name', 'mobile'].map((name) => ({ operation: 'create', name })),
			...['code', 'name', 'mobile'].map((name) => ({ operation: 'update', name })),
		].map(
			({ operation, name }): OperationProperty => ({
				resource: 'place',
				operation,
				property: one(name),
			}),
		);
		const names = (operation: string) =>
			shownFor(merged(placed), 'place', operation).map(({ name }) => name);
		expect(names('create')).toEqual(['name', 'mobile']);
		expect(names('update')).toEqual(['code', 'name', 'mobile']);
	});

	it('are, for every operation, those that it had', () => {
		fc.assert(
			fc.property(anyPlaced, (placed) => {
				expectSame(placed, merged(placed));
			}),
			{ numRuns: 300, seed: 7 },
		);
	});

	it('come in the same order for every operation: fields, what to return, optional ones, options', () => {
		fc.assert(
			fc.property(anyPlaced, (placed) => {
				const kinds = merged(placed).map(kindOf);
				expect(kinds).toEqual([...kinds].sort());
			}),
			{ numRuns: 300, seed: 7 },
		);
	});

	it('say alike things once', () => {
		const one: INodeProperties = { displayName: 'ID', name: 'id', type: 'string', default: '' };
		const placed = ['get', 'update'].map((operation) => ({
			resource: 'vendor',
			operation,
			property: one,
		}));
		const list = merged([...placed, { ...placed[0]!, property: { ...one, name: 'other' } }]);
		expect(list.map(({ name }) => name)).toEqual(['id', 'other']);
		expect(list[0]?.displayOptions?.show).toEqual({
			resource: ['vendor'],
			operation: ['get', 'update'],
		});
	});
});

describe.each(services.map(({ form }) => [form.provider.id, form] as const))(
	'the parameters of %s',
	(_id, form) => {
		let placed: readonly OperationProperty[] = [];
		let list: readonly INodeProperties[] = [];

		beforeAll(async () => {
			jest.resetModules();
			jest.doMock('../../nodes/shared/form/merge', () => ({
				merged: (given: readonly OperationProperty[]) => {
					placed = given;
					return (list = merged(given));
				},
			}));
			const { propertiesOf } = await import('../../nodes/shared/form/properties');
			propertiesOf(form);
		});

		it('are after merging those of before', () => {
			expect(placed.length).toBeGreaterThan(0);
			expect(list.length).toBeLessThanOrEqual(placed.length);
			expectSame(placed, list);
		});
	},
);
