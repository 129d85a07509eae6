import { describe, expect, it } from '@jest/globals';

import type { Session } from '../../transport/client/api-client';
import type { EndpointRow } from '../../transport/contracts/endpoint';
import type { Provider } from '../../transport/contracts/provider';
import { firstPage, readList } from '../../transport/pagination/lists';
import type { Look, Watch } from '../../transport/polling/change-detector';
import { ComparedWatch } from '../../transport/polling/snapshot-detector';
import { TimedWatch } from '../../transport/polling/time-window-detector';

const row: EndpointRow = {
	resource: 'thing',
	operation: 'getMany',
	method: 'GET',
	path: '/things',
	summary: '',
	records: 'results',
	source: '',
	certainty: 'official',
};
const unpaged: EndpointRow = { ...row, paging: false };

const provider: Provider = {
	id: 'list',
	name: 'List',
	description: '',
	documentationUrl: '',
	credentials: [],
	paging: { in: 'query', page: 'page', maxSize: 2, total: 'count', endStatus: 404 },
	recordKeys: ['results'],
	endpoints: [row],
};

/** A service that gives these answers, one after the other. */
function look(...answers: Array<{ status?: number; body: unknown }>): Look {
	const session = {
		request: async () => ({ status: 200, headers: {}, ...answers.shift() }),
		note: () => undefined,
	} as unknown as Session;
	return { session, provider, deadline: Infinity };
}

const options = { most: 10, deadline: Infinity, idOf: ({ id }: { id?: unknown }) => String(id) };
const maintenance = { detail: 'maintenance' };
const full = { results: [{ id: 1 }, { id: 2 }] };

const compared = (list: EndpointRow): Watch =>
	new ComparedWatch({
		list: { row: list },
		id: ['id'],
		ignored: [],
		kinds: ['created'],
		advice: '',
	});
const reached = new TimedWatch({
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
				const reading = readList(look({ body }).session, provider, { row: list }, options);
				await expect(reading).rejects.toThrow('/things answered without a list');
				const page = firstPage(look({ body }).session, provider, { row: list });
				await expect(page).rejects.toThrow('/things answered without a list');
			}
		},
	);

	it('fails a reading also on a later page, unless the status says that there is none', async () => {
		const later = look({ body: full }, { body: maintenance }).session;
		await expect(readList(later, provider, { row }, options)).rejects.toThrow('without a list');
		const end = look({ body: full }, { status: 404, body: maintenance }).session;
		expect((await readList(end, provider, { row }, options)).rows).toHaveLength(2);
	});

	it('makes no base line', async () => {
		await expect(compared(row).begin(look({ body: maintenance }))).rejects.toThrow('a list');
		await expect(compared(unpaged).begin(look({ body: maintenance }))).rejects.toThrow('a list');
		const levels = look({ body: { results: [] } }, { body: maintenance });
		await expect(reached.begin(levels)).rejects.toThrow('a list');
	});

	it('does not hide an empty list', async () => {
		const empty = readList(look({ body: { results: [] } }).session, provider, { row }, options);
		expect((await empty).rows).toEqual([]);
	});
});
