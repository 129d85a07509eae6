import type { Credential } from '../n8n/client.mts';
import type { Rig } from '../n8n/rig.mts';
import { chain, httpRequest, manualTrigger, numbered } from '../n8n/workflows.mts';
import type { BenchService, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import { MEASURED, PAIRS } from './works.mts';

const ITEMS = 300;
const REQUESTS_PER_SECOND = 1;
const GOAL_MS = 10_000;
/** A slow run may take minutes. */
const RUNS = Math.min(3, PAIRS);

/** HTTP Request with a credential of few requests a second, after the token of the credential was revoked. */
export interface SlowCredential {
	items: number;
	requestsPerSecond: number;
	/** Milliseconds of the node. */
	ms: Spread;
	goalMs: number;
	tokenRequests: Spread;
	/** Workflows that failed. */
	failed: number;
	runs: number;
}

/** The pace is that of our nodes. HTTP Request does not keep it, and what renews its token must not wait for it item by item. */
export async function slowCredential(
	rig: Rig,
	service: BenchService,
	base: string,
): Promise<SlowCredential> {
	const credential: Credential = await rig.credential('ottimateApi', {
		baseUrl: base,
		requestsPerSecond: REQUESTS_PER_SECOND,
		requestsPerDay: 0,
	});
	const node = httpRequest({ name: MEASURED, credential, url: `${base}/vendors/7` });
	const workflow = chain('Slow credential', manualTrigger(), ...numbered(ITEMS), node);
	const { id } = await rig.client.createWorkflow(workflow);
	await service.set({ latencyMs: 0, checksTokens: true });
	await runOf(rig, service, id, MEASURED);
	const times: number[] = [];
	const tokens: number[] = [];
	let failed = 0;
	for (let run = 0; run < RUNS; run++) {
		await service.set({ revoke: true });
		const { ms, counted, error } = await runOf(rig, service, id, MEASURED);
		times.push(ms);
		tokens.push(counted.tokens);
		if (error !== undefined) failed++;
	}
	await service.set({ checksTokens: false });
	return {
		items: ITEMS,
		requestsPerSecond: REQUESTS_PER_SECOND,
		ms: spreadOf(times),
		goalMs: GOAL_MS,
		tokenRequests: spreadOf(tokens),
		failed,
		runs: RUNS,
	};
}
