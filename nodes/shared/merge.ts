import type { INodeProperties } from 'n8n-workflow';

/** A parameter of one operation. */
export interface Placed {
	resource: string;
	operation: string;
	property: INodeProperties;
}

/**
 * Parameters that are alike for several operations become one, which keeps the description small. The order in which an operation
 * shows its parameters stays: what comes late in any of them comes late in the list.
 */
export function merged(placed: readonly Placed[]): INodeProperties[] {
	const groups = new Map<
		string,
		{ rank: number; first: number; property: INodeProperties; at: Map<string, string[]> }
	>();
	placed.forEach(({ resource, operation, property }, position) => {
		const key = JSON.stringify(property);
		const group = groups.get(key) ?? {
			rank: rankOf(property),
			first: position,
			property,
			at: new Map<string, string[]>(),
		};
		group.at.set(resource, [...(group.at.get(resource) ?? []), operation]);
		groups.set(key, group);
	});
	return [...groups.values()]
		.sort((a, b) => a.rank - b.rank || a.first - b.first)
		.flatMap(({ property, at }) => {
			const alike = new Map<string, { resources: string[]; operations: string[] }>();
			for (const [resource, operations] of at) {
				const key = operations.join();
				const same = alike.get(key) ?? { resources: [], operations };
				same.resources.push(resource);
				alike.set(key, same);
			}
			return [...alike.values()].map(({ resources, operations }) => ({
				...property,
				displayOptions: {
					...property.displayOptions,
					show: { resource: resources, operation: operations, ...property.displayOptions?.show },
				},
			}));
		});
}

/** Notices on top; results, optional fields and options below everything that is asked for. */
function rankOf({ name, type }: INodeProperties): number {
	if (type === 'notice') return 0;
	if (name === 'recordsFrom') return 1;
	if (name === 'returnAll' || name === 'limit') return 3;
	if (name === 'simplify') return 4;
	if (type === 'collection') return name === 'options' ? 6 : 5;
	return 2;
}
