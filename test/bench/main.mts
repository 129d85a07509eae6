import os from 'node:os';
import type { Credential } from '../n8n/client.mts';
import { Rig } from '../n8n/rig.mts';
import { CURRENT } from '../n8n/versions.mts';
import { besideArray } from './array.mts';
import { compared } from './compare.mts';
import { deliveries } from './deliveries.mts';
import { floorOf } from './floor.mts';
import { Growing } from './growth.mts';
import { loading } from './loading.mts';
import { BenchService } from './measure.mts';
import { profileOf } from './profile.mts';
import type { BenchResult } from './results.mts';
import { keep, kept } from './results.mts';
import { slowCredential } from './slow-credential.mts';
import { tokenRequests } from './tokens.mts';
import { worksFor } from './works.mts';
import { writesBeside } from './writes.mts';

/** One measurement: what it adds to what is known already. */
type Part = (known: BenchResult) => Promise<Partial<BenchResult>>;

function partsFor(
	rig: Rig,
	service: BenchService,
	base: string,
	credential: Credential,
	oto: Credential,
): Record<string, Part> {
	const comparisons = worksFor(base, credential, oto).map((work): [string, Part] => [
		work.id,
		async (known) => {
			const result = await compared(rig, service, work);
			const others = known.compared.filter(({ id }) => id !== work.id);
			return { compared: [...others, result] };
		},
	]);
	return {
		...Object.fromEntries(comparisons),
		writes: async () => ({ writes: await writesBeside(rig, service, base, credential) }),
		tokens: async () => ({ tokens: await tokenRequests(rig, service, base, credential) }),
		slow: async () => ({ slow: await slowCredential(rig, service, base) }),
		array: async () => ({ array: await besideArray(rig, service, base, credential) }),
		floor: async () => ({ floor: await floorOf(rig, service, base, credential) }),
		profile: async () => ({ profile: await profileOf(service, base) }),
		loading: async () => ({ loading: await loading() }),
		deliveries: async () => ({ deliveries: await deliveries() }),
		growth: async () => ({
			growth: await new Growing(rig, service, base, credential).measured(),
		}),
	};
}

const wanted = process.argv.slice(2);
const service = await BenchService.start();
const rig = await Rig.start();
try {
	const base = `${service.origin}/v1`;
	const credential = await rig.credential('ottimateApi', { baseUrl: base, requestsPerDay: 0 });
	const oto = await rig.credential('otoApi', { baseUrl: base });
	const parts = partsFor(rig, service, base, credential, oto);
	const unknown = wanted.filter((name) => !(name in parts));
	if (unknown.length > 0) throw new Error(`There is only ${Object.keys(parts).join(', ')}`);
	const machine = { n8n: CURRENT, node: process.version, cores: os.cpus().length };
	for (const [name, measure] of Object.entries(parts)) {
		if (wanted.length > 0 && !wanted.includes(name)) continue;
		const known = kept<BenchResult>('bench') ?? { compared: [], date: '', ...machine };
		const added = await measure(known);
		const date = new Date().toISOString().slice(0, 10);
		await keep('bench', { ...known, ...machine, date, ...added });
		process.stdout.write(`${name}: ${JSON.stringify(added)}\n`);
	}
} finally {
	await rig.stop();
	service.close();
}
