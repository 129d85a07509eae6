import type { Batch } from '../contracts/endpoint';
import { isRecord } from '../core/json';
import type { CallItem } from '../pagination/endpoint-call';

/** The records of one input item, and which others may share their call. */
export interface ItemRecords {
	records: unknown[];
	/** Records of items with the same text may go out in one call. */
	group: string;
	/** A dry run: nothing of it is carried out. */
	isPlanned?: true;
	/** Sends some of the records of a group: those of this item, and of later ones. `chunk` names the call within the group. */
	send(records: unknown[], chunk: string): Promise<CallItem[]>;
}

/** The records of one call. */
export interface Chunk {
	/** Which call of its group it is; a part of a refused call has the name of that call in front. */
	name: string;
	records: unknown[];
	/** Which input item each record came from. */
	sources: number[];
	isPlanned: boolean;
	send: ItemRecords['send'];
}

function entriesIn(record: unknown, key: string | undefined): number {
	const list = key !== undefined && isRecord(record) ? record[key] : undefined;
	return Array.isArray(list) ? list.length : 0;
}

/**
 * The calls, in the order of the items that their first records came from.
 *
 * @param inside a list inside the records, and how many entries of it one call may hold
 */
export function chunksOf(
	prepared: ReadonlyMap<number, ItemRecords>,
	max: number,
	inside?: Batch['inside'],
): Chunk[] {
	const groups = new Map<string, { count: number; last?: Chunk; inside: number }>();
	const chunks: Chunk[] = [];
	for (const [itemIndex, { records, group: key, isPlanned = false, send }] of prepared) {
		const group = groups.get(key) ?? { count: 0, inside: 0 };
		groups.set(key, group);
		for (const record of records) {
			const entries = entriesIn(record, inside?.key);
			const full = inside !== undefined && group.inside + entries > inside.max;
			if (!group.last || full || group.last.records.length >= max) {
				group.last = { name: String(group.count++), records: [], sources: [], isPlanned, send };
				group.inside = 0;
				chunks.push(group.last);
			}
			group.last.records.push(record);
			group.last.sources.push(itemIndex);
			group.inside += entries;
		}
	}
	return chunks;
}

/** The two halves of a call, in order. */
export function halvesOf({ name, records, sources, ...rest }: Chunk): [Chunk, Chunk] {
	const middle = Math.ceil(records.length / 2);
	const part = (from: number, to: number, which: number): Chunk => ({
		name: `${name}.${which}`,
		records: records.slice(from, to),
		sources: sources.slice(from, to),
		...rest,
	});
	return [part(0, middle, 0), part(middle, records.length, 1)];
}
