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
	goal?: number;
	service: { latencyMs: number; rows: number };
	ours: WorkflowJson;
	theirs: WorkflowJson;
	/** Paired runs. */
	pairs: number;
	/** The answer of interest is the growth of memory as well. */
	memory?: true;
}

const EACH = 500;
const PAIRS = 7;

function ofItems(
	id: string,
	title: string,
	latencyMs: number,
	goal: number,
	base: string,
	credential: Credential,
	varies: boolean,
): Work {
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
		id,
		title,
		goal,
		service: { latencyMs, rows: 0 },
		ours: chain(`${id} ours`, manualTrigger(), ...numbered(EACH), ours),
		theirs: chain(`${id} theirs`, manualTrigger(), ...numbered(EACH), theirs),
		pairs: PAIRS,
	};
}

function ofPages(
	id: string,
	title: string,
	rows: number,
	latencyMs: number,
	goal: number,
	base: string,
	credential: Credential,
	more: { pairs: number; memory?: true },
): Work {
	const ours = providerRequest({
		name: MEASURED,
		service: 'ottimate',
		credential,
		endpoint: 'GET /vendors',
		options: { pageSize: 100 },
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
							{ type: 'qs', name: 'limit', value: '100' },
						],
					},
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $response.body.vendors.length < 100 }}',
					limitPagesFetched: false,
				},
			},
		},
	});
	return {
		id,
		title,
		goal,
		service: { latencyMs, rows },
		ours: chain(`${id} ours`, manualTrigger(), ours),
		theirs: chain(`${id} theirs`, manualTrigger(), theirs),
		...more,
	};
}

/** Everything that is compared. `base`: the measuring service's address below which the endpoints are. */
export function worksFor(base: string, credential: Credential): Work[] {
	const each = (id: string, title: string, latencyMs: number, goal: number, varies: boolean) =>
		ofItems(id, title, latencyMs, goal, base, credential, varies);
	return [
		each('expression', '500 GETs, path by expression, no latency', 0, 0.33, true),
		each('fixed', '500 GETs, fixed path, no latency', 0, 0.2, false),
		each('latency', '500 GETs, 50 ms latency', 50, 1, true),
		ofPages(
			'pages',
			'10,000 rows in 100 pages, 50 ms latency',
			9_950,
			50,
			1 / 7,
			base,
			credential,
			{ pairs: PAIRS },
		),
		ofPages('many', '100,000 rows in 1,000 pages', 99_950, 0, 1 / 3, base, credential, {
			pairs: PAIRS,
			memory: true,
		}),
	];
}
