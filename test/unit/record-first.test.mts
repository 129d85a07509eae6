import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { tested } from '../services/index.mts';

const OF_NODE = ['authentication', 'resource', 'operation'];

interface Choice {
	id: string;
	/** The field above the record: a list to pick from may need a parent. */
	above: string | undefined;
	resource: string;
	operation: string;
	properties: INodeProperties[];
}

/** Operations on a record that is there. */
const changes: Choice[] = tested.flatMap(({ action, outputs: { form }, form: { recordFirst } }) => {
	const { name, properties } = action.description;
	if (!recordFirst) return [];
	return form.provider.endpoints
		.filter(
			({ resource, operation, path }) =>
				form.resources[resource] !== undefined &&
				/\{\w*id\}$/.test(path) &&
				['update', 'delete'].includes(operation),
		)
		.map(({ resource, operation }) => ({
			id: `${name}.${resource}.${operation}`,
			above: recordFirst[`${resource}.${operation}`],
			resource,
			operation,
			properties,
		}));
});

function shownIn({ resource, operation, properties }: Choice): INodeProperties[] {
	return properties.filter(({ name, type, displayOptions: { show = {} } = {} }) => {
		if (type === 'notice' || OF_NODE.includes(name)) return false;
		const fits = (key: string, value: string) =>
			show[key] === undefined || (show[key] as unknown[]).includes(value);
		return fits('resource', resource) && fits('operation', operation);
	});
}

describe('the form of a change', () => {
	it('there are some in each node', () => {
		const some = tested.filter(({ form }) => form.recordFirst).map(({ id }) => id);
		expect(some).not.toEqual([]);
		expect(new Set(changes.map(({ id }) => id.split('.')[0]))).toEqual(new Set(some));
	});

	it.each(changes)('$id begins with the record', (choice) => {
		const [first, second] = shownIn(choice);
		const record = choice.above === undefined ? first : second;
		if (choice.above !== undefined) expect(first?.name).toBe(choice.above);
		expect(record).toMatchObject({ name: expect.stringMatching(/Id$/), required: true });
	});
});

describe('what an operation waits with', () => {
	const waits = ['timeLimit', 'checkEvery'];

	it('there is some', () => {
		expect(tested.flatMap(({ form }) => form.waits ?? [])).not.toEqual([]);
	});

	it.each(tested)('stands with the options of $id', ({ action, form }) => {
		const { properties } = action.description;
		expect(properties.filter(({ name }) => waits.includes(name))).toEqual([]);
		const options = properties
			.filter(({ name }) => name === 'options')
			.filter(({ options: list = [] }) =>
				waits.every((wait) => list.some(({ name }) => name === wait)),
			);
		const at = options.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? []);
		expect([...new Set(at)].sort()).toEqual([...(form.waits ?? [])].sort());
	});
});
