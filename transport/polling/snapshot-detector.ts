import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import type { Counted } from '../core/digest';
import { contentText, rowDigest } from '../core/digest';
import type { ListRequest } from '../pagination/lists';
import { firstPage, readList } from '../pagination/lists';
import type {
	ChangeDetector,
	DetectedEvent,
	DetectionResult,
	DetectorContext,
	DetectorState,
} from './change-detector';
import { STATE_VERSION, textAt, timeAt } from './change-detector';
import type { KnownFields } from './fields';
import { fieldsOf } from './fields';
import type { ReadRow } from './row-history';
import type { Change, Observed, Snapshot } from './snapshot';
import {
	compare,
	contentDigits,
	isOther,
	MOST_RECORDS,
	readSnapshot,
	storeOthers,
	storeSnapshot,
} from './snapshot';

/** Rows that are read where some of them are left out afterwards. */
const MOST_READ = 10_000;

/** Times that a list is read for a base line while it changes. */
const MOST_READINGS = 3;

/** A record whose dates differ by no more, in ms, was not changed since its creation. */
const CREATION_MS = 2_000;

/** A list that can only be read as a whole. */
export interface SnapshotList {
	list: ListRequest;
	/** Where a row has its id. */
	id: readonly string[];
	/** Keys of a row that change without a change of the record. */
	ignored: readonly string[];
	/** Only these keys of a row count; all if empty. */
	only?: readonly string[];
	kinds: ReadonlyArray<Change<IDataObject>['kind']>;
	/** Leaves rows out that the service cannot leave out itself; `field` says by what. */
	keep?: { field: string; test: (row: IDataObject) => boolean };
	/** Where a row has the times of its creation and its last change: the first filled key counts. */
	created?: readonly string[];
	updated?: readonly string[];
	/** The base line gives records that were created or updated since this time, in ms, as far as their dates say so. */
	since?: number;
	/** What a person can do about a list that is too long. */
	advice: string;
}

interface Read {
	watched: ReadRow[];
	others: ReadRow[];
	requests: number;
	complete: boolean;
}

export class SnapshotDetector implements ChangeDetector {
	private readonly counted: Counted;

	constructor(private readonly compared: SnapshotList) {
		const { ignored, only = [] } = compared;
		this.counted = {
			ignored: new Set(ignored),
			...(only.length > 0 ? { only: new Set(only) } : {}),
		};
	}

	/** A record that a base line misses would look new later: a list that changes while it is read is read again. */
	async begin(context: DetectorContext): Promise<DetectionResult> {
		let known: Snapshot = new Map();
		let reading: Read = { watched: [], others: [], requests: 0, complete: false };
		for (let readings = 0; readings < MOST_READINGS && !reading.complete; readings++) {
			reading = await this.read(context);
			known = compare(known, this.observe(reading)).after;
		}
		const rows = rowsOf(reading);
		this.checkOnly(rows);
		const fields = fieldsOf(rows, undefined);
		const events = this.recent(reading, context);
		return this.result(
			reading,
			events,
			this.stateOf(known, reading, fields, Math.min(1, events.length)),
		);
	}

	/** What the dates of a list's rows say of the time before its base line. */
	private recent(reading: Read, context: DetectorContext): DetectedEvent[] {
		const { since, created = [], updated = [] } = this.compared;
		if (since === undefined) return [];
		// A record that slips to another page while the list is read is in it twice.
		const records = new Map(this.observe(reading).map((observed) => [observed.id, observed]));
		return [...records.values()]
			.flatMap((observed) => {
				const [born, changed] = [timeAt(observed.row, created), timeAt(observed.row, updated)];
				if (born !== undefined && born >= since) return [this.createdOf(observed)];
				if (changed === undefined || changed < since) return [];
				return [this.updatedOf(observed, context, 0)];
			})
			.filter(({ event }) => this.wanted(event))
			.filter(({ row }) => context.accepts?.(row) ?? true)
			.sort((one, other) => (one.occurredAt ?? 0) - (other.occurredAt ?? 0));
	}

	async next(context: DetectorContext, state: DetectorState): Promise<DetectionResult> {
		const reading = await this.read(context);
		const known = state.fields === undefined ? undefined : String(state.fields);
		const fields = fieldsOf(rowsOf(reading), known);
		const observed = this.observe(reading, this.unchanged(state, fields.added));
		const { changes, after } = compare(readSnapshot(String(state.records)), observed);
		const given = Number(state.given ?? 0);
		const events = changes
			.map((change) => this.eventOf(change, context, { state, serial: given + 1 }))
			.filter(({ event }) => this.wanted(event))
			.filter(({ row }) => context.accepts?.(row) ?? true);
		const next = this.stateOf(after, reading, fields, given + Math.min(1, events.length));
		return this.result(reading, events, next);
	}

	async sample(context: DetectorContext): Promise<DetectedEvent | undefined> {
		const { list, keep, id, kinds } = this.compared;
		const page = await firstPage(context.client, context.provider, list);
		this.checkOnly(page);
		const rows = page
			.filter((row) => keep?.test(row) ?? true)
			.filter((row) => context.accepts?.(row) ?? true);
		const number = (row: IDataObject) => Number(textAt(row, id)) || 0;
		const [newest] = rows.sort((a, b) => number(b) - number(a));
		const kind = kinds[0] ?? 'updated';
		return newest && { event: kind, key: `${this.idOf(newest)}:${kind}:test`, row: newest };
	}

	/** A field that no record has never changes: its name is mistyped. */
	private checkOnly(rows: readonly IDataObject[]): void {
		const names = new Set(rows.flatMap((row) => Object.keys(row)));
		const unknown = (this.compared.only ?? []).find((name) => !names.has(name));
		if (unknown === undefined || names.size === 0) return;
		const known = [...names].sort().join(', ');
		throw new UserError(`No record has the field "${unknown}"`, {
			description: `Correct it under "Only These Fields". The fields are: ${known}`,
		});
	}

	private readonly idOf = (row: IDataObject): string =>
		textAt(row, this.compared.id) ?? rowDigest(row, this.compared.ignored);

	/** Whether a row has the content that a state holds, compared in the way the state was made. */
	private unchanged(state: DetectorState, added: ReadonlySet<string>) {
		if (state.version !== STATE_VERSION) {
			return (row: IDataObject, before: string) => rowDigest(row, this.compared.ignored) === before;
		}
		if (added.size === 0) return undefined;
		const counted = { ...this.counted, unknown: added };
		return (row: IDataObject, before: string) =>
			contentDigits(contentText(row, counted)) === before;
	}

	private observe(
		{ watched }: Read,
		unchanged?: (row: IDataObject, before: string) => boolean,
	): Array<Observed<IDataObject>> {
		return watched.map(({ id, row }) => ({
			id,
			content: contentDigits(contentText(row, this.counted)),
			row,
			...(unchanged ? { equals: (before: string) => unchanged(row, before) } : {}),
		}));
	}

	private eventOf(
		{ kind, observed }: Change<IDataObject>,
		context: DetectorContext,
		{ state, serial }: { state: DetectorState; serial: number },
	): DetectedEvent {
		const { id, row } = observed;
		const { keep } = this.compared;
		const moved = kind === 'created' && isOther(String(state.others ?? ''), id);
		const event = moved ? 'updated' : kind === 'created' ? this.unknown(row, context) : kind;
		if (event === 'created') return this.createdOf(observed);
		const detected = this.updatedOf(observed, context, serial);
		const fallback = moved && keep && [{ field: keep.field, new: row[keep.field] ?? null }];
		return { ...(fallback ? { changes: fallback } : {}), ...detected, event };
	}

	private createdOf({ id, row }: Observed<IDataObject>): DetectedEvent {
		const occurredAt = timeAt(row, this.compared.created ?? []);
		return {
			event: 'created',
			key: `${id}:created`,
			row,
			...(occurredAt === undefined ? {} : { occurredAt }),
		};
	}

	/** @param serial tells changes apart of which the row does not say the time */
	private updatedOf(
		{ id, row, content }: Observed<IDataObject>,
		{ history }: DetectorContext,
		serial: number,
	): DetectedEvent {
		const { updated = [] } = this.compared;
		const changedAt = timeAt(row, updated);
		const ignored = new Set([...(this.counted.ignored ?? []), ...updated]);
		const changes = history.changesOf(id, row, { ...this.counted, ignored });
		return {
			event: 'updated',
			key: `${id}:updated:${changedAt ?? serial}:${content}`,
			row,
			...(changedAt === undefined ? {} : { occurredAt: changedAt }),
			...(changes?.length ? { changes } : {}),
		};
	}

	/**
	 * What a record is that the state does not know. Where only updates are wanted and polls before a stop of n8n have found it
	 * without giving an item, it may have been changed since: its dates say so, or the event is `createdOrUpdated`.
	 */
	private unknown(row: IDataObject, { resumed }: DetectorContext): string {
		const { created = [], updated = [], kinds } = this.compared;
		if (!resumed || kinds.includes('created')) return 'created';
		const [born, changed] = [timeAt(row, created), timeAt(row, updated)];
		if (born === undefined || changed === undefined) return 'createdOrUpdated';
		return changed - born > CREATION_MS ? 'updated' : 'created';
	}

	private wanted(event: string): boolean {
		const { kinds } = this.compared;
		return kinds.some((kind) => kind === event) || event === 'createdOrUpdated';
	}

	private stateOf(
		known: Snapshot,
		{ others }: Read,
		{ paths }: KnownFields,
		given: number,
	): DetectorState {
		return {
			version: STATE_VERSION,
			records: storeSnapshot(known),
			given,
			...(paths === undefined ? {} : { fields: paths }),
			...(this.compared.keep ? { others: storeOthers(others.map(({ id }) => id)) } : {}),
		};
	}

	private result(
		{ watched, others, requests }: Read,
		events: DetectedEvent[],
		state: DetectorState,
	): DetectionResult {
		return { events, state, requests, read: [...watched, ...others] };
	}

	private async read(context: DetectorContext): Promise<Read> {
		const { list, keep, advice } = this.compared;
		const most = keep ? MOST_READ : MOST_RECORDS;
		const options = { most, deadline: context.deadline, idOf: this.idOf };
		const listing = await readList(context.client, context.provider, list, options);
		const rows = listing.rows.map((row) => ({ id: this.idOf(row), row }));
		const watched = rows.filter(({ row }) => keep?.test(row) ?? true);
		if (listing.more || watched.length > MOST_RECORDS) {
			const number = (listing.more ? most : MOST_RECORDS).toLocaleString('en');
			throw new UserError(`The list has more than ${number} records, too many to compare`, {
				description: advice,
			});
		}
		const others = rows.filter(({ row }) => !(keep?.test(row) ?? true));
		return { watched, others, requests: listing.requests, complete: listing.complete };
	}
}

function rowsOf({ watched, others }: Read): IDataObject[] {
	return [...watched, ...others].map(({ row }) => row);
}
