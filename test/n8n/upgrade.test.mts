import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../sandbox/core/types.mts';
import { SERVICE_OF } from './credentials.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { packTarball } from './pack.mts';
import { tally } from './polling-support.mts';
import type { Release } from './releases.mts';
import { installedVersion, releases } from './releases.mts';
import { Rig } from './support.mts';
import { ActiveTriggers } from './upgrade-triggers.mts';
import { JOBS, SavedWork } from './upgrade-work.mts';
import { until } from './until.mts';
import { TRIGGERS } from './webhook-events.mts';

const CHANGES = 4;

let workshop: string;
let before: Release;
let after: Release;
let rig: Rig;
let work: SavedWork;
let triggers: ActiveTriggers;
let saved: ReturnType<SavedWork['stored']>;
const registered = new Map<string, unknown[]>();

function expectGood(run: Execution | undefined): void {
	expect(run && errorOf(run)).toBeUndefined();
	expect(run?.status).toBe('success');
	const nodes = Object.keys(run?.data.resultData.runData ?? {});
	expect(run && rowsOf(run, nodes.at(-1) ?? '').length).toBeGreaterThan(0);
}

/** Asks the services, which takes tokens of its own. */
async function registrations(): Promise<Map<string, unknown[]>> {
	const found = new Map<string, unknown[]>();
	for (const trigger of TRIGGERS) found.set(trigger.type, await triggers.registrations(trigger));
	return found;
}

async function traffic(): Promise<LogEntry[]> {
	const services = [...new Set(Object.values(SERVICE_OF))];
	const all = await Promise.all(services.map(async (service) => await rig.traffic(service)));
	return all.flatMap(({ entries }) => entries);
}

beforeAll(async () => {
	workshop = await mkdtemp(path.join(os.tmpdir(), 'releases-'));
	({ before, after } = await releases(workshop));
	rig = await Rig.start({ tarballs: [before.tarball] });
	work = await SavedWork.save(rig, before.folder);
	for (const run of (await work.runAll()).values()) expectGood(run);
	triggers = await ActiveTriggers.publish(rig, (type) => work.credential(type));
	for (const trigger of TRIGGERS) expect(await triggers.tellOne(trigger)).toBe(1);
	for (const [type, ids] of await registrations()) registered.set(type, ids);
	saved = work.stored();
});

afterAll(async () => {
	await rig?.stop();
	await rm(workshop, { recursive: true, force: true });
});

it('starts with another version than it goes on with', () => {
	expect(before.version).not.toBe(after.version);
});

describe.each([
	{ step: 'the new version over the old', install: () => after },
	{ step: 'the old version again', install: () => before },
])('$step', ({ install }) => {
	let runs: Map<string, Execution>;
	let entries: LogEntry[];

	beforeAll(async () => {
		await rig.n8n.stop();
		for (const one of triggers.polling.watched) {
			await triggers.polling.makeChanges(one, CHANGES, 0);
		}
		await rig.clearLog();
		await rig.restartWith([install().tarball]);
		runs = await work.runAll();
		entries = await traffic();
	});

	it('is installed, and loads without a complaint', async () => {
		const { name } = await packTarball();
		expect(await installedVersion(rig.n8n.userFolder, name)).toBe(install().version);
		expect(rig.n8n.log).not.toMatch(/unrecognized node type|could not be loaded/i);
	});

	it.each(JOBS)('%s runs as it was saved', (name) => {
		expectGood(runs.get(name));
	});

	it('uses the tokens that were kept, and writes no credential', () => {
		expect(entries.filter(({ kind }) => kind === 'call').length).toBeGreaterThan(JOBS.length);
		expect(entries.filter(({ kind }) => kind === 'token')).toEqual([]);
		expect(work.stored()).toEqual(saved);
	});

	it.each(TRIGGERS)('$type keeps its registration, and takes events', async (trigger) => {
		const ids = registered.get(trigger.type) ?? [];
		expect(ids.length).toBeGreaterThan(0);
		expect(await triggers.registrations(trigger)).toEqual(ids);
		expect(await triggers.tellOne(trigger)).toBe(1);
	});

	it('polling triggers tell what happened meanwhile, once', async () => {
		const { polling } = triggers;
		for (const one of polling.watched) {
			const sent = polling.sentTo(one);
			await until(`${one.name} has told of everything`, async () => {
				return (await polling.received(one)).length >= sent.length;
			});
			expect(tally({ sent, received: await polling.received(one) })).toEqual({
				sent: sent.length,
				received: sent.length,
				doubled: 0,
				lost: 0,
				unexpected: 0,
			});
		}
	});
});
