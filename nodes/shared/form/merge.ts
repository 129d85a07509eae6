import type { INodeProperties } from 'n8n-workflow';

/** A parameter of one operation. */
export interface OperationProperty {
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
	places: ReadonlyArray<Pick<OperationProperty, 'resource' | 'operation'>>,
): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	for (const { resource, operation } of places) {
		found.set(resource, (found.get(resource) ?? new Set()).add(operation));
	}
	return found;
}

interface Group {
	rank: number;
	first: number;
	property: INodeProperties;
	places: OperationProperty[];
}

/** What comes right before each group in the operations that show it. */
function beforeEach(
	groups: readonly Group[],
	placed: readonly OperationProperty[],
): Map<Group, Set<Group>> {
	const groupOf = new Map(groups.flatMap((one) => one.places.map((place) => [place, one])));
	const before = new Map(groups.map((one) => [one, new Set<Group>()]));
	const shown = new Map<string, Group[]>();
	for (const place of placed) {
		const group = groupOf.get(place);
		const key = `${place.resource}.${place.operation}`;
		if (group) shown.set(key, [...(shown.get(key) ?? []), group]);
	}
	for (const list of shown.values()) {
		const sorted = [...list].sort((a, b) => a.rank - b.rank);
		sorted.slice(1).forEach((one, at) => before.get(one)?.add(sorted[at] ?? one));
	}
	return before;
}

/** The groups so that each operation shows them in its own order, wherever two operations do not contradict each other. */
function inOrder(groups: readonly Group[], placed: readonly OperationProperty[]): Group[] {
	const before = beforeEach(groups, placed);
	const left = [...groups].sort((a, b) => a.rank - b.rank || a.first - b.first);
	const done = new Set<Group>();
	while (left.length > 0) {
		const at = left.findIndex(
			(one) =>
				one.rank === left[0]?.rank &&
				[...(before.get(one) ?? [])].every((other) => other === one || done.has(other)),
		);
		const [next] = left.splice(Math.max(at, 0), 1);
		if (next) done.add(next);
	}
	return [...done];
}

/**
 * Parameters that are alike for several operations become one, which keeps the description small. The order in which an operation
 * shows its parameters stays.
 *
 * @param offered all operations, where some have no parameters
 */
export function merged(
	placed: readonly OperationProperty[],
	offered: ReadonlyArray<Pick<OperationProperty, 'resource' | 'operation'>> = placed,
): INodeProperties[] {
	const groups = new Map<string, Group>();
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
	return inOrder([...groups.values()], placed).flatMap(({ property, places }) =>
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
