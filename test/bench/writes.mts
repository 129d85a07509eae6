import type { Credential } from '../n8n/client.mts';
import type { Rig } from '../n8n/rig.mts';
import type { NodeDraft } from '../n8n/workflows.mts';
import { chain, linked, manualTrigger, numbered } from '../n8n/workflows.mts';
import type { BenchService, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import { MEASURED, PAIRS } from './works.mts';

const LATENCIES_MS = [0, 50];
const AT_ONCE = 10;
const WRITES = 200;

/** Writes, one for each item, at a service with this latency: milliseconds for each write. */
export interface Writes {
	latencyMs: number;
	/** Our node, one write after the other. */
	ours: Spread;
	/** Our node with "Concurrent Items". */
	concurrent: Spread;
	/** A node of n8n that writes one item after the other. */
	theirs: Spread;
	/** Of `ours` to `theirs`, pair by pair. */
	ratio: Spread;
	/** Of `concurrent` to `theirs`. */
	concurrentRatio: Spread;
	pairs: number;
	atOnce: number;
	items: number;
}

function ourNode(credential: Credential, concurrentItems?: number): NodeDraft {
	return {
		name: MEASURED,
		type: 'n8n-nodes-business-apis.ottimate',
		typeVersion: 1,
		credentials: linked(credential),
		parameters: {
			authentication: credential.type,
			resource: 'vendor',
			operation: 'create',
			ottimateCompanyId: { __rl: true, mode: 'id', value: '123' },
			erpVendorId: '=V-{{ $json.n }}',
			erpVendorName: '=Vendor {{ $json.n }}',
			options: concurrentItems === undefined ? {} : { concurrentItems },
		},
	};
}

/** n8n's Strapi node: its credential takes any address, and it creates an entry for each item, one after the other. */
function strapiNode(credential: Credential): NodeDraft {
	return {
		name: MEASURED,
		type: 'n8n-nodes-base.strapi',
		typeVersion: 1,
		credentials: linked(credential),
		parameters: {
			authentication: 'token',
			resource: 'entry',
			operation: 'create',
			contentType: 'vendors',
			columns: 'n',
		},
	};
}

/** Our writes beside those of a node of n8n, in one run of n8n and in turn. */
export async function writesBeside(
	rig: Rig,
	service: BenchService,
	base: string,
	credential: Credential,
): Promise<Writes[]> {
	const data = { apiToken: 'token-of-the-bench', url: base, apiVersion: 'v3' };
	const strapi = await rig.client.createCredential('strapiTokenApi', 'Strapi', data);
	const workflow = async (name: string, node: NodeDraft) =>
		(await rig.client.createWorkflow(chain(name, manualTrigger(), ...numbered(WRITES), node))).id;
	const ours = await workflow('Writes', ourNode(credential));
	const concurrent = await workflow('Writes at once', ourNode(credential, AT_ONCE));
	const theirs = await workflow('Writes of Strapi', strapiNode(strapi));
	const each = async (id: string) => {
		const { ms, counted, error } = await runOf(rig, service, id, MEASURED);
		if (error !== undefined) throw new Error(error);
		if (counted.requests < WRITES) throw new Error(`Only ${counted.requests} requests arrived`);
		return ms / WRITES;
	};
	const found: Writes[] = [];
	for (const latencyMs of LATENCIES_MS) {
		await service.set({ latencyMs });
		for (const id of [ours, concurrent, theirs]) await each(id);
		const runs: Array<{ ours: number; concurrent: number; theirs: number }> = [];
		for (let pair = 0; pair < PAIRS; pair++) {
			const first = pair % 2 === 0 ? await each(theirs) : undefined;
			const run = { ours: await each(ours), concurrent: await each(concurrent) };
			runs.push({ ...run, theirs: first ?? (await each(theirs)) });
		}
		const spread = (of: (run: (typeof runs)[number]) => number) => spreadOf(runs.map(of));
		found.push({
			latencyMs,
			ours: spread((run) => run.ours),
			concurrent: spread((run) => run.concurrent),
			theirs: spread((run) => run.theirs),
			ratio: spread((run) => run.ours / run.theirs),
			concurrentRatio: spread((run) => run.concurrent / run.theirs),
			pairs: PAIRS,
			atOnce: AT_ONCE,
			items: WRITES,
		});
	}
	await service.set({ latencyMs: 0 });
	return found;
}
