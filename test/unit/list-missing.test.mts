import { describe, expect, it } from '@jest/globals';

import type { ApiClient } from '../../transport/client/api-client';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { firstPage, readList } from '../../transport/pagination/lists';
import type { DetectorContext, ChangeDetector } from '../../transport/polling/change-detector';
import { RowHistory } from '../../transport/polling/row-history';
import { SnapshotDetector } from '../../transport/polling/snapshot-detector';
import { TimeWindowDetector } from '../../transport/polling/time-window-detector';

const row: EndpointDefinition = {
	resource: 'thing',
	operation: 'getMany',
	method: 'GET',
	path: '/things',
	summary: '',
	itemsPath: 'results',
	source: '',
	certainty: 'official',
};
const unpaged: EndpointDefinition = { ...row, paging: false };

const provider: Provider = {
	id: 'list',
	name: 'List',
	description: '',
	documentationUrl: '',
	keywords: [],
	example: '',
	credentials: [],
	paging: { in: 'query', page: 'page', maxSize: 2, total: 'count', endStatus: 404 },
	recordKeys: ['results'],
	endpoints: [row],
};

/** A service that gives these answers, one after the other. */
function look(...answers: Array<{ status?: number; body: unknown }>): DetectorContext {
	const client = {
		request: async () => ({ status: 200, headers: {}, ...answers.shift() }),
		note: () => undefined,
	} as unknown as ApiClient;
	return {
		client,
		provider,
		deadline: Infinity,
		resumed: false,
		history: new RowHistory('missing'),
	};
}

const options = { most: 10, deadline: Infinity, idOf: ({ id }: { id?: unknown }) => String(id) };
const maintenance = { detail: 'maintenance' };
const full = { results: [{ id: 1 }, { id: 2 }] };

const compared = (list: EndpointDefinition): ChangeDetector =>
	new SnapshotDetector({
		list: { row: list },
		id: ['id'],
		ignored: [],
		kinds: ['created'],
		advice: '',
	});
const reached = new TimeWindowDetector({
	event: 'reached',
	list: { row },
	id: ['id'],
	from: 'from',
	to: 'to',
	stamp: ['modified'],
	overlap: 0,
	ignored: [],
	rule: { kind: 'reached', field: 'status', values: ['held'], dates: {} },
});

describe('an answer without the list', () => {
	it.each([maintenance, {}, { results: null }, { results: 'x' }, 'text', undefined])(
		'%j is a failed reading, not an empty list',
		async (body) => {
			for (const list of [row, unpaged]) {
				const reading = readList(look({ body }).client, provider, { row: list }, options);
				await expect(reading).rejects.toThrow('/things answered without a list');
				const page = firstPage(look({ body }).client, provider, { row: list });
				await expect(page).rejects.toThrow('/things answered without a list');
			}
		},
	);

	it('fails a reading also on a later page, unless the status says that there is none', async () => {
		const later = look({ body: full }, { body: maintenance }).client;
		await expect(readList(later, provider, { row }, options)).rejects.toThrow('without a list');
		const end = look({ body: full }, { status: 404, body: maintenance }).client;
		expect((await readList(end, provider, { row }, options)).rows).toHaveLength(2);
	});

	it('makes no base line', async () => {
		await expect(compared(row).begin(look({ body: maintenance }))).rejects.toThrow('a list');
		await expect(compared(unpaged).begin(look({ body: maintenance }))).rejects.toThrow('a list');
		const levels = look({ body: { results: [] } }, { body: maintenance });
		await expect(reached.begin(levels)).rejects.toThrow('a list');
	});

	it('does not hide an empty list', async () => {
		const empty = readList(look({ body: { results: [] } }).client, provider, { row }, options);
		expect((await empty).rows).toEqual([]);
	});
});
