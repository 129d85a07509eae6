import type { INodeProperties } from 'n8n-workflow';

/** A parameter of one operation. */
export interface Placed {
	resource: string;
	operation: string;
	property: INodeProperties;
}

/** Resources and operations: a parameter is shown for each of the ones with each of the others. */
interface Block {
	resources: Set<string>;
	operations: Set<string>;
}

/**
 * The fewest blocks, found one after the other, that show a parameter exactly where it belongs. A block may also name an operation
 * that one of its resources does not have.
 */
function blocksOf(
	at: ReadonlyMap<string, ReadonlySet<string>>,
	offered: ReadonlyMap<string, ReadonlySet<string>>,
): Block[] {
	const fits = ({ resources, operations }: Block) =>
		[...resources].every((resource) =>
			[...operations].every(
				(operation) => at.get(resource)?.has(operation) || !offered.get(resource)?.has(operation),
			),
		);
	const blocks: Block[] = [];
	for (const [resource, operations] of at) {
		const wider = blocks.map((block) => ({
			block,
			resources: new Set([...block.resources, resource]),
			operations: new Set([...block.operations, ...operations]),
		}));
		const found = wider.find(fits);
		if (found) {
			found.block.resources = found.resources;
			found.block.operations = found.operations;
		} else blocks.push({ resources: new Set([resource]), operations: new Set(operations) });
	}
	return blocks;
}

function byResource(
	places: ReadonlyArray<Pick<Placed, 'resource' | 'operation'>>,
): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const { resource, operation } of places) {
		found.set(resource, (found.get(resource) ?? new Set()).add(operation));
	}
	return found;
}

/**
 * Parameters that are alike for several operations become one, which keeps the description small. The order in which an operation
 * shows its parameters stays: what comes late in any of them comes late in the list.
 *
 * @param offered all operations, where some have no parameters
 */
export function merged(
	placed: readonly Placed[],
	offered: ReadonlyArray<Pick<Placed, 'resource' | 'operation'>> = placed,
): INodeProperties[] {
	const groups = new Map<
		string,
		{ rank: number; first: number; property: INodeProperties; places: Placed[] }
	>();
	placed.forEach((one, position) => {
		const { property } = one;
		const key = JSON.stringify(property);
		const group = groups.get(key) ?? {
			rank: rankOf(property),
			first: position,
			property,
			places: [],
		};
		group.places.push(one);
		groups.set(key, group);
	});
	const all = byResource(offered);
	return [...groups.values()]
		.sort((a, b) => a.rank - b.rank || a.first - b.first)
		.flatMap(({ property, places }) =>
			blocksOf(byResource(places), all).map(({ resources, operations }) => ({
				...property,
				displayOptions: {
					...property.displayOptions,
					show: {
						resource: [...resources],
						operation: [...operations],
						...property.displayOptions?.show,
					},
				},
			})),
		);
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
