import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Memory } from '../bench/memory.mts';
import { inspected, memoryOf } from '../bench/memory.mts';
import { Mixture, PATIENT } from './mixed/mixture.mts';
import { Recorder } from './secrets/answers.mts';
import { SecretLedger } from './secrets/ledger.mts';
import { plant } from './secrets/plant.mts';
import type { Search } from './secrets/search.mts';
import { findingsOf, searchEverything, told } from './secrets/search.mts';
import { tested } from '../services/index.mts';
import { storedCredential } from './stored.mts';
import { Rig } from './support.mts';

const ROUNDS = 2;
const WORK_MS = 900_000;
/** Objects that one more round may leave behind. `npm run bench:soak` looks more closely: for half an hour, and at resident memory. */
const MOST_GROWTH_BYTES = 4 * 1024 * 1024;

let rig: Rig;
let ledger: SecretLedger;
let recorder: Recorder;
let mixture: Mixture;
const memory: Memory[] = [];

async function search(): Promise<Search> {
	const { telling, triggers } = mixture;
	return await searchEverything(rig, ledger, recorder, {
		telling,
		registering: triggers.registering,
	});
}

/** Executions that a trigger has started, by their end. */
function startedBy(workflow: string): Record<string, number> {
	const file = path.join(rig.n8n.userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = database
			.prepare('SELECT status, COUNT(*) AS n FROM execution_entity WHERE workflowId = ? GROUP BY 1')
			.all(workflow);
		return Object.fromEntries(rows.map(({ status, n }) => [String(status), Number(n)]));
	} finally {
		database.close();
	}
}

beforeAll(async () => {
	// Both kinds of log: the file holds all that n8n logs, whatever its length.
	const logs = { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' };
	const { port, env } = await inspected();
	rig = await Rig.start({ env: { ...PATIENT, ...env, ...logs } });
	ledger = new SecretLedger(rig.sandbox);
	recorder = new Recorder(rig.client);
	mixture = await Mixture.prepare(rig, ledger);
	for (let round = 0; round < ROUNDS; round++) {
		await mixture.round();
		memory.push(await memoryOf(rig.n8n, port));
	}
	await mixture.finish();
}, WORK_MS);

afterAll(async () => {
	await rig?.stop();
});

describe('everything mixed in one n8n', () => {
	it('ends as it should, while tokens expire and are revoked, services fail and secrets change', () => {
		console.log(JSON.stringify(mixture.done));
		expect(mixture.surprises).toEqual([]);
		expect(mixture.done).toMatchObject({ rounds: ROUNDS, changedSecrets: ROUNDS });
		for (const [name, count] of Object.entries(mixture.done)) {
			expect({ name, count: count > 0 }).toEqual({ name, count: true });
		}
	});

	it('starts workflows by every trigger', () => {
		const { ids } = mixture.triggers;
		const successes = ids.map((id) => startedBy(id).success ?? 0);
		expect(successes.filter((count) => count === 0)).toEqual([]);
	});
});

describe('the memory of n8n', () => {
	it('is given back after the work', () => {
		console.log(JSON.stringify(memory));
		const [first, second] = memory.map(({ heapBytes }) => heapBytes);
		expect(first).toBeGreaterThan(0);
		expect((second ?? Infinity) - (first ?? 0)).toBeLessThan(MOST_GROWTH_BYTES);
	});
});

describe('the secrets of that work', () => {
	it('stand nowhere but encrypted, and on the wire where the services want them', async () => {
		const found = await search();
		const { places, used, strangers, secrets } = found;
		const sizes = Object.entries(places).map(([name, { count, size }]) => [name, count, size]);
		console.log(`${secrets} secrets in ${JSON.stringify(sizes)}`);
		expect(findingsOf(found).map(told)).toEqual([]);
		// The search has seen what it was made for.
		expect(strangers).toEqual([]);
		expect(secrets).toBeGreaterThan(50);
		for (const [name, count] of sizes) expect([name, Number(count) > 0]).toEqual([name, true]);
		const documented = tested.flatMap(({ id, secretPlaces }) =>
			secretPlaces.map(({ kinds, at }) => `${id} ${kinds.join(' or ')}: ${at}`),
		);
		expect([...used.keys()].sort()).toEqual(documented.sort());
		expect(rig.n8n.lostLines).toBe(0);
	});

	it('do stand in the encrypted store', async () => {
		const kept = new Set<unknown>();
		for (const { id } of await rig.client.listCredentials()) {
			const { data } = storedCredential(rig.n8n.userFolder, id);
			for (const value of Object.values(data)) kept.add(value);
		}
		const kinds = ledger.secrets.filter(({ value }) => kept.has(value)).map(({ kind }) => kind);
		expect([...new Set(kinds)].sort()).toEqual([
			'API key',
			'access token',
			'client secret',
			'password',
			'refresh token',
			'told secret',
		]);
	});

	it('would be found if one got out', async () => {
		const secret = [...ledger.secrets].reverse().find(({ kind }) => kind === 'password');
		if (!secret) throw new Error('no secret to let out');
		await plant(rig, secret);
		const findings = findingsOf(await search());
		expect([...new Set(findings.map((finding) => finding.secret))]).toEqual([secret]);
		const places = new Set(
			findings.map(({ place, form }) => `${place.split(' ').slice(0, 2).join(' ')} ${form}`),
		);
		for (const form of ['JSON', 'URL', 'base64']) {
			expect(places).toContain(`database execution_data.data ${form}`);
			expect(places).toContain(`database workflow_entity.nodes ${form}`);
			expect(places).toContain(`file .n8n/database.sqlite-wal ${form}`);
			expect(places).toContain(`answer GET ${form}`);
		}
		expect(places).toContain('file .n8n/logs/n8n.log JSON');
		expect(findings.some(({ place, form }) => place.startsWith('log ') && form === 'raw')).toBe(
			true,
		);
		expect(findings.map(({ place }) => place)).toContain('wire otesse GET /services/industries');
		for (const path of ['/rest/executions/', '/rest/workflows/']) {
			expect(findings.some(({ place }) => place.startsWith(`answer GET ${path}`))).toBe(true);
		}
	});
});
