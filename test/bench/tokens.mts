import type { Credential } from '../n8n/client.mts';
import type { Rig } from '../n8n/rig.mts';
import type { WorkflowJson } from '../n8n/workflows.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from '../n8n/workflows.mts';
import type { BenchService, Spread } from './measure.mts';
import { runOf, spreadOf } from './measure.mts';
import { EACH, MEASURED, PAIRS } from './works.mts';

/** Requests that are under way together, and the service's latency, which makes them so. */
const SIDE_BY_SIDE = 10;
const LATENCY_MS = 50;

/** Token requests after a token ran out early, at a service that keeps only the newest one valid. */
export interface TokenRequests {
	way: string;
	requests: Spread;
	/** Workflows that failed. */
	failed: number;
	runs: number;
}

/** n8n's own Metabase credential: a plain token that n8n asks for again after a 401. */
async function plainCredential(rig: Rig, origin: string): Promise<Credential> {
	const data = { url: origin, username: 'bench@example.com', password: 'password-of-the-bench' };
	return await rig.client.createCredential('metabaseApi', 'A plain token', data);
}

function waysFor(base: string, ours: Credential, plain: Credential): Record<string, WorkflowJson> {
	const url = `${base}/vendors/7`;
	const options = {
		batching: { batch: { batchSize: SIDE_BY_SIDE, batchInterval: LATENCY_MS } },
	};
	const others = {
		'HTTP Request, plain token credential': plain,
		'HTTP Request, credential of this package': ours,
	};
	const node = providerRequest({
		name: MEASURED,
		service: 'ottimate',
		credential: ours,
		endpoint: '/vendors/7',
		method: 'GET',
		options: { pagination: 'off' },
	});
	const start = [manualTrigger(), ...numbered(EACH)];
	return {
		'Provider Request': chain('Tokens', ...start, node),
		...Object.fromEntries(
			Object.entries(others).map(([way, credential]) => [
				way,
				chain(way, ...start, httpRequest({ name: MEASURED, credential, url, options })),
			]),
		),
	};
}

export async function tokenRequests(
	rig: Rig,
	service: BenchService,
	base: string,
	credential: Credential,
): Promise<TokenRequests[]> {
	const plain = await plainCredential(rig, service.origin);
	await service.set({ latencyMs: LATENCY_MS, checksTokens: true });
	const found: TokenRequests[] = [];
	for (const [way, workflow] of Object.entries(waysFor(base, credential, plain))) {
		const { id } = await rig.client.createWorkflow(workflow);
		await runOf(rig, service, id, MEASURED);
		const counts: number[] = [];
		let failed = 0;
		for (let run = 0; run < PAIRS; run++) {
			await service.set({ revoke: true });
			const { counted, error } = await runOf(rig, service, id, MEASURED);
			counts.push(counted.tokens);
			if (error !== undefined) failed++;
		}
		found.push({ way, requests: spreadOf(counts), failed, runs: PAIRS });
	}
	await service.set({ latencyMs: 0, checksTokens: false });
	return found;
}
