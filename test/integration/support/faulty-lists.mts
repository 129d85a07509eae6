import { expect, it } from '@jest/globals';

import type { ServiceId } from '../../sandbox/core/types.mts';
import { sandboxForTests } from './node-bench.mts';
import { hintsOf } from './pace.mts';
import type { Asked } from './provider-request.mts';
import { Requester } from './provider-request.mts';
import { serversForTest } from './raw-server.mts';

/** What the service answers to the `call`th request for a page; a status alone is a failure, `undefined` a broken connection. */
type Pages = (page: number, call: number, host: string) => object | number | undefined;

export const rows = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from + 1) }, (_row, index) => ({ id: from + index }));
export const ids = (from: number, to: number) => rows(from, to).map(({ id }) => id);
/** A hundred rows a page, as asked, of so many. */
export const page = (number: number, all: number) =>
	rows((number - 1) * 100 + 1, Math.min(number * 100, all));

export interface Case {
	answer: Pages;
	/** The rows that become items. */
	items: number[];
	/** How often each page was asked for. */
	asked: Record<number, number>;
	/** Said under the node's output. */
	told?: RegExp;
	/** What ends the node. */
	error?: RegExp;
}

export function describeFaults(service: ServiceId, list: Asked, cases: Record<string, Case>): void {
	const sandbox = sandboxForTests();
	const instead = serversForTest();

	it.each(Object.entries(cases))('a list with %s', async (_fault, { answer, ...expected }) => {
		const stranger = await instead((_request, response) => response.end('{}'));
		const asked: Record<number, number> = {};
		const server = await instead((request, response) => {
			const number = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 1);
			const call = (asked[number] = (asked[number] ?? 0) + 1);
			const said = answer(number, call, new URL(stranger.url).host);
			if (said === undefined) {
				response.destroy();
				return;
			}
			response.writeHead(typeof said === 'number' ? said : 200, {
				'content-type': 'application/json',
			});
			response.end(typeof said === 'number' ? '' : JSON.stringify(said));
		});
		const node = await Requester.start(sandbox(), service, { baseUrl: server.url });
		const answered = await node.run(list);
		const { items, error } = answered;

		expect({ asked, strangers: stranger.seen }).toEqual({ asked: expected.asked, strangers: [] });
		expect(items.map(({ json }) => json.id)).toEqual(expected.items);
		if (expected.error) expect(error?.message).toMatch(expected.error);
		else expect(error).toBeUndefined();
		expect(hintsOf(answered)).toEqual(expected.told ? [expect.stringMatching(expected.told)] : []);
	});
}
