import type { Credential } from '../n8n/client.mts';
import type { WorkflowJson } from '../n8n/workflows.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from '../n8n/workflows.mts';

/** The node that is measured, in both workflows. */
export const MEASURED = 'Measured';

/** The same work done by our node and by n8n's HTTP Request. */
export interface Work {
	id: string;
	title: string;
	/** Our share of the other's time that is to be reached at most. */
	goal: number;
	service: { latencyMs: number; rows: number };
	ours: WorkflowJson;
	theirs: WorkflowJson;
	/** What is compared is the growth of memory, each time in a fresh n8n. */
	fresh?: true;
}

/** Items of a run. */
export const EACH = 500;
/** Items of the run without a limit. */
const MANY = 2000;
/** Paired runs for each figure; fewer (BENCH_PAIRS=1) only show that a part works. */
export const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);
export const ROWS_A_PAGE = 100;

/** A workflow around the node that is measured, for our node and for HTTP Request. */
export type Both = Pick<Work, 'ours' | 'theirs'>;

/** So many GETs, one for each item. `base`: the address below which the endpoints are. */
export function itemWork(
	name: string,
	base: string,
	credential: Credential,
	count: number,
	varies = false,
): Both {
	const ours = providerRequest({
		name: MEASURED,
		service: 'ottimate',
		credential,
		endpoint: varies ? '=/vendors/{{ $json.n }}' : '/vendors/7',
		method: 'GET',
		options: { pagination: 'off' },
	});
	const theirs = httpRequest({
		name: MEASURED,
		credential,
		url: varies ? `=${base}/vendors/{{ $json.n }}` : `${base}/vendors/7`,
	});
	return {
		ours: chain(`${name} ours`, manualTrigger(), ...numbered(count), ours),
		theirs: chain(`${name} theirs`, manualTrigger(), ...numbered(count), theirs),
	};
}

/** GETs of a service whose limits are unknown, with a credential as it is by default. */
function unlimitedWork(base: string, credential: Credential, count: number): Both {
	const ours = providerRequest({
		name: MEASURED,
		service: 'oto',
		credential,
		endpoint: '/accountInfo',
		method: 'GET',
		options: { pagination: 'off' },
	});
	const theirs = httpRequest({ name: MEASURED, credential, url: `${base}/accountInfo` });
	return {
		ours: chain('unlimited ours', manualTrigger(), ...numbered(count), ours),
		theirs: chain('unlimited theirs', manualTrigger(), ...numbered(count), theirs),
	};
}

/** All rows of a list, 100 a page. */
export function pageWork(name: string, base: string, credential: Credential): Both {
	const ours = providerRequest({
		name: MEASURED,
		service: 'ottimate',
		credential,
		endpoint: 'GET /vendors',
		options: { pageSize: ROWS_A_PAGE },
	});
	const theirs = httpRequest({
		name: MEASURED,
		credential,
		url: `${base}/vendors`,
		options: {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [
							{ type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' },
							{ type: 'qs', name: 'limit', value: `${ROWS_A_PAGE}` },
						],
					},
					paginationCompleteWhen: 'other',
					completeExpression: `={{ $response.body.vendors.length < ${ROWS_A_PAGE} }}`,
					limitPagesFetched: false,
				},
			},
		},
	});
	return {
		ours: chain(`${name} ours`, manualTrigger(), ours),
		theirs: chain(`${name} theirs`, manualTrigger(), theirs),
	};
}

/** Rows on so many pages: the last one is half full, so that both know that it is the last. */
export const rowsOn = (pages: number) => pages * ROWS_A_PAGE - ROWS_A_PAGE / 2;

/** Everything that is compared with HTTP Request by time or memory. */
export function worksFor(base: string, credential: Credential, oto: Credential): Work[] {
	const each = (id: string, title: string, latencyMs: number, goal: number, varies: boolean) => ({
		id,
		title,
		goal,
		service: { latencyMs, rows: 0 },
		...itemWork(id, base, credential, EACH, varies),
	});
	const list = (id: string, title: string, latencyMs: number, goal: number, pages: number) => ({
		id,
		title,
		goal,
		service: { latencyMs, rows: rowsOn(pages) },
		...pageWork(id, base, credential),
	});
	return [
		each('expression', '500 GETs, path by expression, no latency', 0, 0.33, true),
		each('fixed', '500 GETs, fixed path, no latency', 0, 0.2, false),
		each('latency', '500 GETs, 50 ms latency', 50, 1, true),
		{
			id: 'unlimited',
			title: '2,000 GETs of OTO, default credential, no latency',
			goal: 0.33,
			service: { latencyMs: 0, rows: 0 },
			...unlimitedWork(base, oto, MANY),
		},
		list('pages', '10,000 rows in 100 pages, 50 ms latency', 50, 1 / 7, 100),
		list('many', '100,000 rows in 1,000 pages', 0, 1 / 3, 1000),
		{ ...list('memory', 'Growth of memory by 100,000 rows', 0, 1 / 2, 1000), fresh: true },
	];
}
