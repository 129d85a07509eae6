import { table } from '../../markdown.mts';
import type { BesideArray } from '../array.mts';
import type { Growth } from '../growth.mts';
import type { Spread } from '../measure.mts';
import type { BenchResult } from '../results.mts';
import type { SlowCredential } from '../slow-credential.mts';
import { megabytes, milliseconds, plain, ratio, spread, time } from './figures.mts';
import { linePlot } from './plot.mts';

/** Whether a goal is reached, by the median. */
const reached = ({ median }: Spread, goal: number) => (median <= goal ? 'yes' : '**no**');

/** The works in the order in which people meet them. */
const ORDER = ['fixed', 'expression', 'unlimited', 'latency', 'pages', 'many', 'memory'];

function comparisons({ compared }: BenchResult): string {
	const rows = ORDER.map((wanted) => compared.find(({ id }) => id === wanted))
		.filter((found) => found !== undefined)
		.map((one) => {
			const form = one.unit === 'bytes' ? megabytes : time;
			return [
				one.title,
				spread(one.ratio, ratio),
				`${ratio(one.goal)}`,
				reached(one.ratio, one.goal),
				form(one.ours.median),
				form(one.theirs.median),
			];
		});
	return table(
		['Work', 'Share of HTTP Request’s cost', 'At most', 'Reached', 'Our node', 'HTTP Request'],
		rows,
	);
}

function array(found: BesideArray): string {
	return [
		`Growth of memory by ${found.rows} rows compared with a process that only holds an array of the same items, ${found.runs} runs each:`,
		table(
			['Share of the array’s cost', 'At most', 'Reached', 'Our node', 'Array'],
			[
				[
					spread(found.ratio, ratio),
					ratio(found.goal),
					reached(found.ratio, found.goal),
					megabytes(found.ours.median),
					megabytes(found.array.median),
				],
			],
		),
	].join('\n\n');
}

function slow(found: SlowCredential): string {
	return [
		`The same for ${found.items} items through HTTP Request with a credential of ${found.requestsPerSecond} request a second. That pace applies to the nodes of this package; HTTP Request does not keep to it, and must not wait for it either:`,
		table(
			['Time', 'At most', 'Reached', 'Token requests', 'Failed workflows'],
			[
				[
					spread(found.ms, time),
					time(found.goalMs),
					found.failed > 0 ? '**no**' : reached(found.ms, found.goalMs),
					spread(found.tokenRequests, plain),
					`${found.failed} of ${found.runs}`,
				],
			],
		),
	].join('\n\n');
}

function writes(found: NonNullable<BenchResult['writes']>): string {
	const [first] = found;
	const perWrite = ({ median }: Spread) => `${median.toFixed(1)} ms`;
	return [
		`${first?.items ?? 0} items each create a record. For comparison, n8n’s Strapi node also writes them one after the other, and its credential accepts any address. Times are medians for one write; shares are of Strapi’s time, from pairs in one run of n8n.`,
		table(
			['Latency', 'Our node', 'Strapi', 'Share', `Concurrent Items ${first?.atOnce ?? 0}`, 'Share'],
			found.map((one) => [
				`${one.latencyMs} ms`,
				perWrite(one.ours),
				perWrite(one.theirs),
				spread(one.ratio, ratio),
				perWrite(one.concurrent),
				spread(one.concurrentRatio, ratio),
			]),
		),
	].join('\n\n');
}

function tokens({ tokens: found = [] }: BenchResult): string {
	return table(
		['500 items, ten at a time', 'Token requests', 'Failed workflows'],
		found.map(({ way, requests, failed, runs }) => [
			way,
			spread(requests, plain),
			`${failed} of ${runs}`,
		]),
	);
}

function profile({ floor, profile: found }: BenchResult): string {
	if (!floor || !found) return 'Not measured yet.';
	const busy = found.parts.filter(({ part }) => part !== 'idle');
	const total = busy.reduce((sum, { ms }) => sum + ms, 0);
	const rows = busy.map(({ part, ms }) => [part, `${Math.round((100 * ms) / total)} %`]);
	return [
		`Plain \`fetch\` with reused connections, ${floor.sideBySide} at a time, needs ${spread(floor.fetch, milliseconds)} for the same 500 GETs; our node ${spread(floor.ours, milliseconds)}: ${spread(floor.ratio, ratio)} times as long. The difference is n8n’s request helper, which handles proxies, certificates and its own rules, and opens a connection for each request. The node does not bypass it. This is where the processor’s time goes while the node runs:`,
		table(['Code', 'Share of the time'], rows),
	].join('\n\n');
}

function loading({ loading: found, profile: atStart }: BenchResult): string {
	if (!found || !atStart) return 'Not measured yet.';
	const files = found.nodes + found.credentials;
	const row = (name: string, { ms, heapBytes }: typeof found.ours) => [
		name,
		spread(ms, milliseconds),
		spread(heapBytes, (value) => `${(value / 1_000_000).toFixed(1)} MB`),
	];
	const nodes = atStart.loadedAtStart.filter((file) => file.startsWith('dist/nodes/')).length;
	return [
		`All ${found.nodes} nodes and ${found.credentials} credentials of this package, required in a fresh process that has already loaded \`n8n-workflow\`, compared with the same number of files from n8n’s own package (its Google folder):`,
		table(
			[`${files} files`, 'Time', 'Heap'],
			[row('This package', found.ours), row('n8n’s own', found.theirs)],
		),
		`Once n8n ${found.nodes > 0 ? 'has started' : ''}, ${nodes} node files are loaded, and ${atStart.loadedAtStart.length} files in all: the credential classes and what they need. n8n 2.41 loads every credential class when it starts, to add its own field for allowed domains; the nodes, forms and endpoints wait until a workflow uses them.`,
	].join('\n\n');
}

function deliveries({ count, ours, theirs }: NonNullable<BenchResult['deliveries']>): string {
	// A difference may be smaller than what a collection leaves: it may be negative.
	const growth = (bytes: number) => `${(bytes / 1e6).toFixed(1).replace('-', '−')} MB`;
	const row = (name: string, { heapBytes, rssBytes }: typeof ours) => [
		name,
		growth(heapBytes),
		growth(rssBytes),
	];
	return [
		`${count.toLocaleString('en')} deliveries, each of a different event, five at once, after 200 to warm up. The table shows by how much the memory of n8n’s process has grown after a forced collection, each in a freshly started n8n that keeps no execution data:`,
		table(
			['Trigger', 'Heap', 'Resident'],
			[row('OTO Trigger', ours), row('n8n’s Webhook', theirs)],
		),
		'Our trigger keeps a digest of each event to recognize repeats, for up to 20,000 events.',
	].join('\n\n');
}

/** Where each curve is kept, beside the document. */
export const plotFile = ({ id }: Growth) => `docs/plots/${id}.svg`;

export function plotOf({ title, of, points }: Growth): string {
	return linePlot({
		title,
		xLabel: of,
		yLabel: 'Seconds',
		series: [
			{ name: 'Provider Request', points: points.map(({ x, ours }) => [x, ours / 1000]) },
			{ name: 'HTTP Request', points: points.map(({ x, theirs }) => [x, theirs / 1000]) },
		],
	});
}

function growth(found: readonly Growth[]): string {
	return found
		.map((one) => {
			const rows = one.points.map(({ x, ours, theirs }) => [`${x}`, time(ours), time(theirs)]);
			return [
				`![${one.title}](${plotFile(one).replace('docs/', '')})`,
				table([one.of, 'Provider Request', 'HTTP Request'], rows),
			].join('\n\n');
		})
		.join('\n\n');
}

/** docs/performance.md */
export function performanceDocument(result: BenchResult): string {
	return `${[
		'# Performance',
		`Measured by \`npm run bench\` on ${result.date} in one real n8n ${result.n8n} with default settings (Node ${result.node}, ${result.cores} cores), and written by \`npm run report\`. Provider Request and n8n’s own HTTP Request do the same work against the same local service, with the same credential. Figures are minimum / median / maximum of seven pairs of runs, one after the other, taking turns to go first; times are those that n8n records for the node.`,
		'## Beside HTTP Request',
		comparisons(result),
		'“Reached” goes by the median. With 50 ms of latency HTTP Request sends all 500 at once, which is its largest batch; our node keeps to 50 at a time, and to the credential’s limits. The rows of a list are items of our node, and whole pages of HTTP Request. Growth of memory is the peak of the process until the node ends over that before it begins, each time in a freshly started n8n.',
		...(result.array ? [array(result.array)] : []),
		...(result.writes ? ['## Writes', writes(result.writes)] : []),
		'## Token requests when a token has ended',
		'The service keeps only its newest token valid. All tokens are revoked; then a workflow makes 500 requests.',
		tokens(result),
		'The plain token credential is one of n8n’s own that signs in again after a 401: each item does so separately, and so invalidates the token of the others.',
		...(result.deliveries ? ['## Memory over many deliveries', deliveries(result.deliveries)] : []),
		...(result.slow ? [slow(result.slow)] : []),
		'## The floor',
		profile(result),
		'## Loading',
		loading(result),
		...(result.growth ? ['## How cost grows', growth(result.growth)] : []),
		'## What comes next',
		'The time per request is limited by n8n’s request helper, which opens a new connection for each request: reused connections in n8n would help everyone. If the path is an expression, n8n’s expression engine takes about as long again as the request. Reading many pages is limited by parsing JSON and by how n8n stores the items; a smaller page size does not help. If a service has a limit of its own (doo: one request a second), that limit decides the time.',
	].join('\n\n')}\n`;
}

/** The table in the README. */
export function summary(result: BenchResult): string {
	const rows = ORDER.map((wanted) => result.compared.find(({ id }) => id === wanted))
		.filter((found) => found !== undefined)
		.map((one) => {
			const form = one.unit === 'bytes' ? megabytes : time;
			const share = `${Math.round(100 * one.ratio.median)} %`;
			return [one.title, form(one.ours.median), form(one.theirs.median), share];
		});
	const requests = result.tokens ?? [];
	const ours = requests.find(({ way }) => way === 'Provider Request');
	const plainToken = requests.find(({ way }) => way.includes('plain'));
	const renewals =
		ours && plainToken
			? [
					[
						'Token requests for 500 items with a revoked token',
						plain(ours.requests.median),
						`${plain(plainToken.requests.median)} (plain token credential; ${plainToken.failed} of ${plainToken.runs} workflows failed)`,
						'',
					],
				]
			: [];
	const head = ['Work', 'Provider Request', 'HTTP Request', 'Compared with HTTP Request'];
	return table(head, [...rows, ...renewals]);
}
