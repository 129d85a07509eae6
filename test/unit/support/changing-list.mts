import type { IDataObject } from 'n8n-workflow';

import type { ApiClient } from '../../../transport/client/api-client';
import type { EndpointDefinition, Paging } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import type { ApiRequest } from '../../../transport/http/request';
import type {
	ChangeDetector,
	DetectedEvent,
	DetectionResult,
	DetectorContext,
	DetectorState,
} from '../../../transport/polling/change-detector';
import { RowHistory } from '../../../transport/polling/row-history';

export type Order = 'createdDescending' | 'modifiedAscending' | 'modifiedDescending' | 'id';

export interface Options {
	order: Order;
	/** The service's clock minus ours, in ms. */
	skew: number;
	/** Rows on a page. */
	pageSize: number;
	/** Whether answers tell how many rows there are. */
	counted: boolean;
	/** Stamps that the service prints, in ms: 1,000 for seconds. */
	precision: number;
	/** The filters take days, of a zone this many hours ahead of UTC. */
	days?: number;
}

interface Version {
	version: number;
	created: number;
	modified: number;
	visibleAt: number;
	status: string;
	/** When it was held last. */
	heldAt: number | undefined;
}

/** The time of a filter in ms, or the start of its day in a zone. */
function timeOf(filter: unknown, otherwise: number): number {
	return typeof filter === 'string' ? Date.parse(filter) : otherwise;
}

function momentsOf({ from, to }: Readonly<Record<string, unknown>>): [from: number, to: number] {
	return [timeOf(from, -Infinity), timeOf(to, Infinity)];
}

function daysOf(
	{ from, to }: Readonly<Record<string, unknown>>,
	ahead: number,
): [from: number, to: number] {
	for (const day of [from, to]) {
		if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(day)))
			throw new Error(`No day: ${String(day)}`);
	}
	const shift = ahead * 3_600_000;
	return [timeOf(from, -Infinity) - shift, timeOf(to, Infinity) - shift + 86_399_999];
}

/** A list of records that others create and change at any time, also between two pages of one reading. */
export class ChangingList {
	/** Our own clock, in ms. */
	clock = Date.UTC(2026, 0, 1);

	/** Requests until one fails; Infinity for never. */
	failAfter = Infinity;

	/** Happens after so many further requests. */
	private interruptions: Array<{ after: number; change: () => void }> = [];

	private readonly records = new Map<number, Version[]>();

	requests = 0;

	constructor(readonly options: Options) {}

	get look(): DetectorContext {
		return {
			client: {
				request: async (request: ApiRequest) => await this.answer(request),
			} as unknown as ApiClient,
			provider: this.provider,
			deadline: Infinity,
			resumed: false,
			history: new RowHistory('list'),
		};
	}

	get row(): EndpointDefinition {
		return {
			resource: 'thing',
			operation: 'getMany',
			method: 'GET',
			path: '/things',
			summary: '',
			itemsPath: 'results',
			source: '',
			certainty: 'official',
		};
	}

	create(delay = 0, status = 'open'): number {
		const id = this.records.size + 1;
		const now = this.serverNow();
		const visibleAt = this.clock + delay;
		const heldAt = status === 'held' ? now : undefined;
		this.records.set(id, [{ version: 1, created: now, modified: now, visibleAt, status, heldAt }]);
		return id;
	}

	update(index: number, delay = 0, status?: string): void {
		const versions = [...this.records.values()][index % Math.max(1, this.records.size)];
		const last = versions?.at(-1);
		if (!versions || !last) return;
		const modified = Math.max(last.modified, this.serverNow());
		versions.push({
			...last,
			version: last.version + 1,
			modified,
			heldAt: status === 'held' && last.status !== 'held' ? modified : last.heldAt,
			// A record's changes become visible one after the other.
			visibleAt: Math.max(last.visibleAt, this.clock + delay),
			status: status ?? last.status,
		});
	}

	during(after: number, change: () => void): void {
		this.interruptions.push({ after: this.requests + after, change });
	}

	wait(ms: number): void {
		this.clock += ms;
	}

	/** The newest version of each record that anybody can see. */
	visible(): Map<number, Version> {
		const found = new Map<number, Version>();
		for (const [id, versions] of this.records) {
			const version = versions.filter(({ visibleAt }) => visibleAt <= this.clock).at(-1);
			if (version) found.set(id, version);
		}
		return found;
	}

	private serverNow(): number {
		const { skew, precision } = this.options;
		return Math.floor((this.clock + skew) / precision) * precision;
	}

	private get provider(): Provider {
		const { pageSize, counted } = this.options;
		const paging: Paging = {
			in: 'query',
			page: 'page',
			size: 'limit',
			maxSize: pageSize,
			...(counted ? { total: 'count' } : {}),
		};
		return {
			id: 'list',
			name: 'List',
			description: '',
			documentationUrl: '',
			keywords: [],
			example: '',
			credentials: [],
			paging,
			recordKeys: ['results'],
			endpoints: [this.row],
		};
	}

	private async answer({ query = {} }: ApiRequest) {
		for (const { change } of this.interruptions.filter(({ after }) => after <= this.requests)) {
			change();
		}
		this.interruptions = this.interruptions.filter(({ after }) => after > this.requests);
		this.requests++;
		if (this.failAfter-- <= 0) throw new Error('The service is down');

		const { days } = this.options;
		const [from, to] = days === undefined ? momentsOf(query) : daysOf(query, days);
		const field = query.by === 'created' ? 'created' : 'modified';
		const rows = [...this.visible()]
			.filter(([, row]) => row[field] >= from && row[field] <= to)
			.filter(([, row]) => query.status === undefined || row.status === query.status)
			.sort(([a, x], [b, y]) => this.compare([a, x], [b, y]));
		const size = Math.min(Number(query.limit ?? 5), this.options.pageSize);
		const start = (Number(query.page ?? 1) - 1) * size;
		const body = {
			...(this.options.counted ? { count: rows.length } : {}),
			results: rows.slice(start, start + size).map(
				([id, row]): IDataObject => ({
					id,
					version: row.version,
					status: row.status,
					held: row.heldAt === undefined ? null : new Date(row.heldAt).toISOString(),
					created: new Date(row.created).toISOString(),
					modified: new Date(row.modified).toISOString(),
					link: `https://cdn.example.com/${id}.png?signature=${this.requests}`,
				}),
			),
		};
		const date = new Date(this.clock + this.options.skew).toUTCString();
		return { status: 200, headers: { date }, body, raw: Buffer.alloc(0) };
	}

	private compare([a, x]: [number, Version], [b, y]: [number, Version]): number {
		switch (this.options.order) {
			case 'createdDescending':
				return y.created - x.created || b - a;
			case 'modifiedAscending':
				return x.modified - y.modified || a - b;
			case 'modifiedDescending':
				return y.modified - x.modified || b - a;
			default:
				return a - b;
		}
	}
}

/** A trigger in n8n: what a poll remembers is saved only when it gives events or is the first one. */
export class Watcher {
	readonly found: DetectedEvent[] = [];

	saved: DetectorState | undefined;

	private memory: DetectorState | undefined;

	private resumed = false;

	constructor(
		private readonly watch: ChangeDetector,
		private readonly list: { look: DetectorContext },
	) {}

	/** The rows of the events. */
	get events(): IDataObject[] {
		return this.found.map(({ row }) => row);
	}

	private readonly seen = new Map<unknown, number>();

	/** The version of a record that a poll saw first; Infinity for none. */
	firstSeen(id: number): number {
		return this.seen.get(id) ?? Infinity;
	}

	/** False for a poll that failed. */
	async poll(): Promise<boolean> {
		const before = this.memory;
		const context = { ...this.list.look, resumed: this.resumed };
		let step: DetectionResult;
		try {
			step = before ? await this.watch.next(context, before) : await this.watch.begin(context);
		} catch {
			return false;
		}
		this.memory = step.state;
		this.resumed = false;
		context.history.remember(step.read);
		// A row that changes while the pages are read is in the reading twice: the later version counts.
		const versions = new Map(step.read.map(({ row }) => [row.id, Number(row.version)]));
		for (const [id, version] of versions) {
			if (!this.seen.has(id)) this.seen.set(id, version);
		}
		if (step.events.length > 0 || !before) this.saved = { ...step.state };
		this.found.push(...step.events);
		return true;
	}

	/** n8n is killed after a poll, before it has saved its state and given on its events. */
	async crash(): Promise<void> {
		const context = { ...this.list.look, resumed: this.resumed };
		if (this.memory) await this.watch.next(context, this.memory).catch(() => undefined);
		this.restart();
	}

	/** n8n ends and starts again. */
	restart(): void {
		this.memory = this.saved && JSON.parse(JSON.stringify(this.saved));
		this.resumed = this.memory !== undefined;
	}

	/** The versions of a record that were told, in order. */
	told(id: number): number[] {
		return this.events.filter((row) => row.id === id).map((row) => Number(row.version));
	}
}
