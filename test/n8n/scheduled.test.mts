import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { storedCredential } from './stored.mts';
import { Rig } from './support.mts';
import { chain, providerRequest, scheduleTrigger } from './workflows.mts';

const EVERY_SECONDS = 2;
const LIFE_SECONDS = 3;

const TYPES: Array<{ type: CredentialTypeName; endpoint: string; query?: Record<string, string> }> =
	[
		{ type: 'ootiApi', endpoint: 'GET /organizations/membership/' },
		{ type: 'ootiJwtApi', endpoint: 'GET /organizations/membership/' },
		{ type: 'ottimateApi', endpoint: 'GET /vendors', query: { ottimate_company_id: '123' } },
		{ type: 'dooApi', endpoint: 'POST graphql:/' },
		{ type: 'otoApi', endpoint: 'GET /orders' },
		{ type: 'otesseApi', endpoint: 'GET /bookings' },
		{ type: 'otesseAppApi', endpoint: 'GET /customers' },
	];
const TOKEN_TYPES = TYPES.filter(({ type }) => !['ootiApi', 'otesseApi'].includes(type));

interface Job {
	workflow: SavedWorkflow;
	credentialId: string;
}

const jobs = new Map<CredentialTypeName, Job>();
let rig: Rig;

function jobOf(type: CredentialTypeName): Job {
	const job = jobs.get(type);
	if (!job) throw new Error(`No workflow for ${type}`);
	return job;
}

function expectGood(executions: Execution[]): void {
	for (const execution of executions) {
		expect(errorOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(rowsOf(execution, 'Request').length).toBeGreaterThan(0);
	}
}

beforeAll(async () => {
	rig = await Rig.start();
	for (const service of new Set(Object.values(SERVICE_OF))) {
		await rig.configure(service, {
			singleValidToken: true,
			tokenLifetimeSeconds: LIFE_SECONDS,
			expiresIn: LIFE_SECONDS,
		});
	}
	for (const { type, endpoint, query } of TYPES) {
		const credential = await rig.credential(type, { requestsPerSecond: 500, requestsPerDay: 0 });
		const workflow = await rig.client.createWorkflow(
			chain(
				`Scheduled ${type}`,
				scheduleTrigger(EVERY_SECONDS),
				providerRequest({
					service: SERVICE_OF[type],
					credential,
					endpoint,
					query,
					limit: 5,
					...(type === 'dooApi' ? { graphql: { query: 'query { __typename }' } } : {}),
				}),
			),
		);
		jobs.set(type, { workflow, credentialId: credential.id });
	}
	for (const { workflow } of jobs.values()) await rig.client.publish(workflow.id);
});

afterAll(async () => {
	await rig?.stop();
});

describe('unattended', () => {
	it.each(TYPES)('$type fires on its own, across the end of its token', async ({ type }) => {
		const { workflow } = jobOf(type);
		const executions = await rig.client.waitForScheduled(workflow.id, 4);
		expect(executions.length).toBeGreaterThanOrEqual(4);
		expectGood(executions);
	});

	it.each(TOKEN_TYPES)('$type has renewed its token meanwhile', async ({ type }) => {
		const { tokenRequests } = await rig.traffic(SERVICE_OF[type]);
		expect(tokenRequests.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(2);
	});
});

describe('a fresh process on the same database, after the token has ended', () => {
	let since = 0;

	beforeAll(async () => {
		await rig.n8n.stop();
		await sleep(LIFE_SECONDS * 1000);
		since = Date.now();
		await rig.clearLog();
		await rig.restartN8n();
	});

	it.each(TYPES)('$type goes on by itself', async ({ type }) => {
		const executions = await rig.client.waitForScheduled(jobOf(type).workflow.id, 2, { since });
		expectGood(executions);
	});

	it.each(TOKEN_TYPES)('$type has a new token in the database', async ({ type }) => {
		const { data } = storedCredential(rig.n8n.userFolder, jobOf(type).credentialId);
		expect(data.tokenGate).toBe('');
		expect(Number(data.obtainedAt)).toBeGreaterThan(since);
	});
});

describe('two processes at once on one database, one token valid at a time', () => {
	it('no execution fails', async () => {
		const second = await rig.secondN8n();
		// Outside queue mode an n8n that starts takes what runs in the database for crashed, the other process's executions, too.
		const since = Date.now();
		try {
			await sleep(12_000);
		} finally {
			await second.n8n.dispose();
		}
		for (const { type } of TYPES) {
			const executions = await rig.client.waitForScheduled(jobOf(type).workflow.id, 6, { since });
			expectGood(executions);
		}
	});
});
