import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { services } from '../coverage/services.mts';

const OF_NODE = ['authentication', 'resource', 'operation'];
const NODES = ['ottimate', 'otesse', 'doo'];
/** Where a list to pick from needs a parent, that stands above. */
const ABOVE: Readonly<Record<string, string>> = { 'doo.webhook.delete': 'organizationId' };

interface Choice {
	id: string;
	resource: string;
	operation: string;
	properties: INodeProperties[];
}

/** Operations on a record that is there. */
const changes: Choice[] = services
	.filter(({ description }) => NODES.includes(description.name))
	.flatMap(({ description: { name, properties }, form }) =>
		form.provider.endpoints
			.filter(
				({ resource, operation, path }) =>
					form.resources[resource] !== undefined &&
					/\{\w*id\}$/.test(path) &&
					['update', 'delete'].includes(operation),
			)
			.map(({ resource, operation }) => ({
				id: `${name}.${resource}.${operation}`,
				resource,
				operation,
				properties,
			})),
	);

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
		expect(new Set(changes.map(({ id }) => id.split('.')[0]))).toEqual(new Set(NODES));
	});

	it.each(changes)('$id begins with the record', (choice) => {
		const [first, second] = shownIn(choice);
		const record = ABOVE[choice.id] === undefined ? first : second;
		if (ABOVE[choice.id] !== undefined) expect(first?.name).toBe(ABOVE[choice.id]);
		expect(record).toMatchObject({ name: expect.stringMatching(/Id$/), required: true });
	});
});

describe('what an operation waits with', () => {
	const waits = ['timeLimit', 'checkEvery'];

	it('stands with the options', () => {
		const ottimate = services.find(({ description: { name } }) => name === 'ottimate');
		const properties = ottimate?.description.properties ?? [];
		expect(properties.filter(({ name }) => waits.includes(name))).toEqual([]);
		const options = properties
			.filter(({ name }) => name === 'options')
			.filter(({ options: list = [] }) =>
				waits.every((wait) => list.some(({ name }) => name === wait)),
			);
		const at = options.flatMap(({ displayOptions }) => displayOptions?.show?.operation ?? []);
		expect([...new Set(at)].sort()).toEqual(
			['createMany', 'import', 'upsertMany', 'uploadAndWait', 'wait'].sort(),
		);
	});
});
