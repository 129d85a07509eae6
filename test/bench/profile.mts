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
	/** Milliseconds of the process by whose code ran, most first; they add up to the time profiled. */
	parts: Array<{ part: string; ms: number }>;
}

interface CpuProfile {
	nodes: Array<{ id: number; callFrame: { functionName: string; url: string } }>;
	samples: number[];
	/** Microseconds. */
	timeDeltas: number[];
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

function partsOf({ nodes, samples, timeDeltas }: CpuProfile): Profile['parts'] {
	const frames = new Map(nodes.map(({ id, callFrame }) => [id, partOf(callFrame)]));
	const parts = new Map<string, number>();
	for (const [index, id] of samples.entries()) {
		const part = frames.get(id) ?? 'native functions';
		parts.set(part, (parts.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
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
		const { ms } = await runOf(rig, service, id, MEASURED);
		const { profile } = await inspector.send<{ profile: CpuProfile }>('Profiler.stop');
		inspector.close();
		return { loadedAtStart: result.value, ms, parts: partsOf(profile) };
	} finally {
		await rig.stop();
	}
}
