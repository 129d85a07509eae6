import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { rowDigest } from '../core/digest';
import type { ListRequest } from '../pagination/lists';
import { firstPage, readList } from '../pagination/lists';
import type {
	DetectorContext,
	DetectionResult,
	ChangeDetector,
	DetectorState,
} from './change-detector';
import { textAt } from './change-detector';
import type { Change, Observed, Snapshot } from './snapshot';
import { compare, MOST_RECORDS, readSnapshot, storeSnapshot } from './snapshot';

/** Rows that are read where some of them are left out afterwards. */
const MOST_READ = 10_000;

/** Times that a list is read for a base line while it changes. */
const MOST_READINGS = 3;

/** A list that can only be read as a whole. */
export interface SnapshotList {
	list: ListRequest;
	/** Where a row has its id. */
	id: readonly string[];
	/** Keys of a row that change without a change of the record. */
	ignored: readonly string[];
	kinds: ReadonlyArray<Change<IDataObject>['kind']>;
	/** Leaves rows out that the service cannot leave out itself. */
	keep?: (row: IDataObject) => boolean;
	/** What a person can do about a list that is too long. */
	advice: string;
}

export class SnapshotDetector implements ChangeDetector {
	constructor(private readonly compared: SnapshotList) {}

	/** A record that a base line misses would look new later: a list that changes while it is read is read again. */
	async begin(context: DetectorContext): Promise<DetectionResult> {
		let known: Snapshot = new Map();
		let requests = 0;
		for (let readings = 0; readings < MOST_READINGS; readings++) {
			const reading = await this.read(context);
			known = compare(known, reading.observed).after;
			requests = reading.requests;
			if (reading.complete) break;
		}
		return { rows: [], state: { records: storeSnapshot(known) }, requests };
	}

	async next(context: DetectorContext, state: DetectorState): Promise<DetectionResult> {
		const { observed, requests } = await this.read(context);
		const { changes, after } = compare(readSnapshot(String(state.records)), observed);
		const rows = changes
			.filter(({ kind }) => this.compared.kinds.includes(kind))
			.map(({ kind, row }) => ({ ...row, event: kind }));
		return { rows, state: { records: storeSnapshot(after) }, requests };
	}

	async sample({ client, provider }: DetectorContext): Promise<IDataObject | undefined> {
		const { list, keep, id, kinds } = this.compared;
		const rows = (await firstPage(client, provider, list)).filter((row) => keep?.(row) ?? true);
		const number = (row: IDataObject) => Number(textAt(row, id)) || 0;
		const [newest] = rows.sort((a, b) => number(b) - number(a));
		return newest && { ...newest, event: kinds[0] ?? 'updated' };
	}

	private async read(
		context: DetectorContext,
	): Promise<{ observed: Array<Observed<IDataObject>>; requests: number; complete: boolean }> {
		const { list, id, ignored, keep, advice } = this.compared;
		const idOf = (row: IDataObject) => textAt(row, id) ?? rowDigest(row, ignored);
		const most = keep ? MOST_READ : MOST_RECORDS;
		const options = { most, deadline: context.deadline, idOf };
		const listing = await readList(context.client, context.provider, list, options);
		const rows = listing.rows.filter((row) => keep?.(row) ?? true);
		if (listing.more || rows.length > MOST_RECORDS) {
			const number = (listing.more ? most : MOST_RECORDS).toLocaleString('en');
			throw new UserError(`The list has more than ${number} records, too many to compare`, {
				description: advice,
			});
		}
		const observed = rows.map((row) => ({
			id: idOf(row),
			content: rowDigest(row, ignored),
			row,
		}));
		return { observed, requests: listing.requests, complete: listing.complete };
	}
}
