import { Rig } from '../n8n/rig.mts';
import { freePort } from '../n8n/n8n.mts';
import { Inspector } from './inspector.mts';
import type { BenchService } from './measure.mts';
import { runOf } from './measure.mts';
import { EACH, itemWork, MEASURED } from './works.mts';

/** What n8n's process does while our node makes its requests. */
export interface Profile {
	/** Files of the package that n8n has loaded once it has started, before anything uses a node. */
	loadedAtStart: string[];
	/** Milliseconds of the node. */
	ms: number;
	/** Milliseconds of the process by whose code ran, most first; they add up to the node's time. */
	parts: Array<{ part: string; ms: number }>;
}

interface CpuProfile {
	nodes: Array<{ id: number; callFrame: { functionName: string; url: string } }>;
	samples: number[];
	/** Microseconds. */
	timeDeltas: number[];
}

/** So many milliseconds, from so many before the profile's end. Its start lies in the dark: the profiler first lists all code that there is. */
interface Span {
	ms: number;
	beforeEnd: number;
}

/** Whose code a frame is, by what its address contains; the first that fits. */
const PARTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/\/node_modules\/n8n-nodes-business-apis\//, 'this package'],
	[
		/\/(axios|follow-redirects|form-data|proxy-from-env|https?-proxy-agent|agent-base)\//,
		'axios and its agents, in n8n’s helper',
	],
	[/\/(isolated-vm|@n8n\/expression-runtime|tournament|@n8n\/tournament)\//, 'n8n’s expressions'],
	[/\/(n8n-core|n8n-workflow|n8n|@n8n)\//, 'the rest of n8n'],
	[
		/^node:.*(http|net|stream|_tls|tls|dns|url|buffer|events|timers|tcp|undici)/,
		'Node’s HTTP, sockets and streams',
	],
	[/^node:/, 'the rest of Node'],
	[/node_modules/, 'other libraries of n8n'],
];

function partOf({ functionName, url }: CpuProfile['nodes'][number]['callFrame']): string {
	if (functionName === '(idle)') return 'idle';
	if (functionName === '(garbage collector)') return 'garbage collection';
	if (functionName === '(program)') return 'the system: sockets, native code';
	return PARTS.find(([pattern]) => pattern.test(url))?.[1] ?? 'native functions';
}

/** Only the node's own time counts: before and after it n8n starts the workflow, keeps the execution and answers the test. */
function partsOf({ nodes, samples, timeDeltas }: CpuProfile, span: Span): Profile['parts'] {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
	const parts = new Map<string, number>();
	const from = timeDeltas.reduce((sum, delta) => sum + delta, 0) / 1000 - span.beforeEnd;
	let at = 0;
	for (const [index, id] of samples.entries()) {
		const ms = (timeDeltas[index] ?? 0) / 1000;
		at += ms;
		if (at < from || at > from + span.ms) continue;
		const part = frames.get(id) ?? 'native functions';
		parts.set(part, (parts.get(part) ?? 0) + ms);
	}
	return [...parts].map(([part, ms]) => ({ part, ms: Math.round(ms) })).sort((a, b) => b.ms - a.ms);
}

const LOADED =
	'Object.keys(process.mainModule.constructor._cache).map((file) => file.split("/node_modules/n8n-nodes-business-apis/")[1]).filter(Boolean)';

/** A n8n of its own, with its inspector open. */
export async function profileOf(service: BenchService, base: string): Promise<Profile> {
	const port = await freePort();
	const rig = await Rig.start({ env: { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` } });
	try {
		const inspector = await Inspector.connect(port);
		const { result } = await inspector.send<{ result: { value: string[] } }>('Runtime.evaluate', {
			expression: LOADED,
			returnByValue: true,
		});
		const credential = await rig.credential('ottimateApi', { baseUrl: base, requestsPerDay: 0 });
		const { id } = await rig.client.createWorkflow(
			itemWork('profile', base, credential, EACH).ours,
		);
		for (let warm = 0; warm < 3; warm++) await runOf(rig, service, id, MEASURED);
		await inspector.send('Profiler.enable');
		await inspector.send('Profiler.setSamplingInterval', { interval: 200 });
		await inspector.send('Profiler.start');
		const { ms, startedAt } = await runOf(rig, service, id, MEASURED);
		const span = { ms, beforeEnd: Date.now() - startedAt };
		const { profile } = await inspector.send<{ profile: CpuProfile }>('Profiler.stop');
		inspector.close();
		return { loadedAtStart: result.value, ms, parts: partsOf(profile, span) };
	} finally {
		await rig.stop();
	}
}
