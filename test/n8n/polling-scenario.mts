import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ServiceClient } from '../integration/support/service-client.mts';
import type { SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Rig } from './support.mts';
import type { N8nVersion } from './versions.mts';
import { chain } from './workflows.mts';

/** n8n polls at most once a minute for each poll time: twelve of them make it every five seconds. */
const POLL_TIMES: INodeParameters = {
	item: Array.from({ length: 12 }, (_time, at) => ({
		mode: 'custom',
		cronExpression: `${at * 5} * * * * *`,
	})),
};
const POLL_MS = 5_000;
const LIMIT_MS = 60_000;

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

interface Watched {
	name: string;
	type: string;
	credential: CredentialTypeName;
	parameters: INodeParameters;
	/** Path of the list, as the service's log has it. */
	list: string;
	/** Creates a record, and gives its id. */
	create(number: number): Promise<unknown>;
	/** Changes a record of the seed, another one for each number below `updatable`. */
	update(number: number): Promise<unknown>;
	updatable: number;
	idOf(row: IDataObject): unknown;
}

/** What became of the changes that somebody made in a service. */
interface Outcome {
	sent: unknown[];
	received: unknown[];
}

function tally({ sent, received }: Outcome) {
	const distinct = new Set(received);
	return {
		sent: sent.length,
		received: received.length,
		doubled: received.length - distinct.size,
		lost: sent.filter((id) => !distinct.has(id)).length,
		unexpected: [...distinct].filter((id) => !sent.includes(id)).length,
	};
}

function staticDataOf(rig: Rig, { id }: SavedWorkflow): string {
	const file = path.join(rig.n8n.userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const row = database.prepare('SELECT staticData FROM workflow_entity WHERE id = ?').get(id);
		return String(row?.staticData ?? '');
	} finally {
		database.close();
	}
}

/** Changes in two services while n8n polls, and restarts twice. */
export function pollingScenario(version: N8nVersion, changes: number): void {
	let rig: Rig;
	let watched: Watched[] = [];
	const workflows = new Map<string, SavedWorkflow>();
	const sent = new Map<string, unknown[]>();

	const workflowOf = ({ name }: Watched): SavedWorkflow => {
		const workflow = workflows.get(name);
		if (!workflow) throw new Error(`There is no workflow ${name}`);
		return workflow;
	};

	const received = async (one: Watched): Promise<unknown[]> => {
		const { id } = workflowOf(one);
		const ids: unknown[] = [];
		for (const { id: execution } of await rig.client.listExecutions(id)) {
			const run = await rig.client.waitForExecution(execution);
			expect(errorOf(run)).toBeUndefined();
			ids.push(...rowsOf(run, one.name).map(one.idOf));
		}
		return ids;
	};

	const untilAllCame = async (): Promise<void> => {
		const end = Date.now() + LIMIT_MS;
		for (const one of watched) {
			while ((await received(one)).length < (sent.get(one.name)?.length ?? 0)) {
				if (Date.now() > end) return;
				await sleep(1_000);
			}
		}
	};

	/** Spread over time, created and updated by turns. */
	const makeChanges = async (one: Watched, count: number, pauseMs: number): Promise<void> => {
		const ids = sent.get(one.name) ?? [];
		sent.set(one.name, ids);
		for (let made = 0; made < count; made++) {
			const number = ids.length;
			const other = (number - 1) / 2;
			const updates = number % 2 === 1 && other < one.updatable;
			const id = updates ? await one.update(other) : await one.create(number);
			if (id === undefined) throw new Error(`${one.name}: change ${number} was not made`);
			ids.push(id);
			if (made % 10 === 9) await sleep(pauseMs);
		}
	};

	const publish = async (one: Watched): Promise<void> => {
		const { id, name, type } = await rig.credential(one.credential, { requestsPerDay: 0 });
		const workflow = await rig.client.createWorkflow(
			chain(
				one.name,
				{
					name: one.name,
					type: `n8n-nodes-business-apis.${one.type}`,
					typeVersion: 1,
					parameters: { ...one.parameters, pollTimes: POLL_TIMES },
					credentials: { [type]: { id, name } },
				},
				{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
			),
		);
		workflows.set(one.name, workflow);
		await rig.client.publish(workflow.id);
	};

	beforeAll(async () => {
		rig = await Rig.start({ version });
		const ottimate = await ServiceClient.ottimate(rig.sandbox);
		const ooti = ServiceClient.ooti(rig.sandbox);
		const vendors = await ottimate.call('GET', '/vendors?ottimate_company_id=123&limit=300');
		const seeded = Array.isArray(vendors.vendors) ? (vendors.vendors as IDataObject[]) : [];
		// The seed has contacts of another organization among them.
		const contacts = await ooti.call('GET', '/contacts/list/210/?page_size=500');
		const own = Array.isArray(contacts.results) ? (contacts.results as IDataObject[]) : [];
		const bulk = async (vendor: IDataObject) => {
			const body = { ottimate_company_id: 123, vendors: [vendor] };
			const { created, updated } = await ottimate.call('POST', '/vendors/bulk', body);
			const [row] = [created, updated].flat() as IDataObject[];
			return row?.id;
		};
		watched = [
			{
				name: 'Vendors',
				type: 'ottimateTrigger',
				credential: 'ottimateApi',
				parameters: { event: 'vendorChanged', company: byId(123) },
				list: '/vendors',
				create: async (number) =>
					await bulk({ erp_vendor_id: `N-${number}`, erp_vendor_name: `New ${number}` }),
				update: async (number) =>
					await bulk({ erp_vendor_id: seeded[number]?.erp_vendor_id, phone: `555-${number}` }),
				updatable: seeded.length,
				idOf: (row) => row.id,
			},
			{
				name: 'Contacts',
				type: 'ootiTrigger',
				credential: 'ootiApi',
				parameters: {
					authentication: 'ootiApi',
					resource: 'contact',
					event: 'createdOrUpdated',
					organization: byId(210),
				},
				list: '/contacts/list/210/',
				create: async (number) =>
					(await ooti.call('POST', '/contacts/list/210/', { name: `New ${number}` })).id,
				update: async (number) => {
					const id = own[number]?.id;
					await ooti.call('PATCH', `/contacts/${String(id)}/`, {
						email: `new${number}@example.com`,
					});
					return id;
				},
				updatable: own.length,
				idOf: (row) => row.id,
			},
		];
		for (const one of watched) await publish(one);
	});

	afterAll(async () => {
		await rig?.stop();
	});

	describe(`polling in n8n ${version}`, () => {
		it('keeps the base line of the activation when nothing has happened yet', async () => {
			const end = Date.now() + LIMIT_MS;
			for (const one of watched) {
				while (!staticDataOf(rig, workflowOf(one)).includes('fingerprint')) {
					if (Date.now() > end) throw new Error(`${one.name} has no base line in the database`);
					await sleep(500);
				}
			}
			// At least one poll by the clock, which n8n does not save.
			await sleep(POLL_MS + 1_000);
			await rig.n8n.stop();
			for (const one of watched) await makeChanges(one, 10, 0);
			await rig.restartN8n();
			await untilAllCame();
			for (const one of watched) {
				const outcome = { sent: sent.get(one.name) ?? [], received: await received(one) };
				expect({ name: one.name, ...tally(outcome) }).toEqual({
					name: one.name,
					sent: 10,
					received: 10,
					doubled: 0,
					lost: 0,
					unexpected: 0,
				});
			}
		});

		it(`tells each of ${changes} changes once, over two restarts`, async () => {
			await rig.clearLog();
			const each = changes / watched.length;
			const pauseMs = 25_000 / (each / 10);
			const making = Promise.all(watched.map(async (one) => await makeChanges(one, each, pauseMs)));
			await sleep(8_000);
			await rig.restartN8n();
			await sleep(6_000);
			await rig.restartN8n();
			await making;
			await untilAllCame();
			// What would come twice comes now.
			await sleep(2 * POLL_MS);
			for (const one of watched) {
				const outcome = { sent: sent.get(one.name) ?? [], received: await received(one) };
				const counts = tally(outcome);
				const { calls } = await rig.traffic(one.credential === 'ootiApi' ? 'ooti' : 'ottimate');
				const pages = calls.filter(
					({ method, path: list }) => method === 'GET' && list === one.list,
				);
				const polls = pages.filter(({ query }) => query.page === '1').length;
				const state = staticDataOf(rig, workflowOf(one)).length;
				process.stdout.write(
					`${one.name}, n8n ${version}: ${JSON.stringify(counts)}, ${polls} polls, ` +
						`${(pages.length / polls).toFixed(1)} requests a poll, ${state} bytes of state\n`,
				);
				const total = 10 + each;
				expect(counts).toEqual({
					sent: total,
					received: total,
					doubled: 0,
					lost: 0,
					unexpected: 0,
				});
				expect(state).toBeLessThan(200_000);
			}
		});

		it('tries by hand without a trace', async () => {
			for (const one of watched) {
				const workflow = workflowOf(one);
				const before = staticDataOf(rig, workflow);
				const run = await rig.client.runWorkflow(workflow.id);
				expect(errorOf(run)).toBeUndefined();
				expect(rowsOf(run, one.name)).toHaveLength(1);
				expect(staticDataOf(rig, workflow)).toBe(before);
			}
		});
	});
}
