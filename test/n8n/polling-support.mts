import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ootiClient } from '../services/ooti/client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import type { Credential, SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { errorOf, rowsOf } from './execution.mts';
import { staticDataOf } from './published.mts';
import type { Rig } from './rig.mts';
import { chain } from './workflows.mts';

/** n8n polls at most once a minute for each poll time: twelve of them make it every five seconds. */
export const POLL_TIMES: INodeParameters = {
	item: Array.from({ length: 12 }, (_time, at) => ({
		mode: 'custom',
		cronExpression: `${at * 5} * * * * *`,
	})),
};
export const POLL_MS = 5_000;

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

/** A list that a polling trigger watches. */
export interface Watched {
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
	sent: readonly unknown[];
	received: readonly unknown[];
}

export function tally({ sent, received }: Outcome) {
	const distinct = new Set(received);
	return {
		sent: sent.length,
		received: received.length,
		doubled: received.length - distinct.size,
		lost: sent.filter((id) => !distinct.has(id)).length,
		unexpected: [...distinct].filter((id) => !sent.includes(id)).length,
	};
}

/** Two workflows, each with a polling trigger, and somebody who changes records in their services. */
export class Polling {
	private readonly workflows = new Map<string, SavedWorkflow>();

	private readonly sent = new Map<string, unknown[]>();

	private constructor(
		private readonly rig: Rig,
		readonly watched: readonly Watched[],
	) {}

	/** @param credentialOf gives a credential without a daily budget; default: a new one for each trigger */
	static async publish(
		rig: Rig,
		credentialOf = async (type: CredentialTypeName) =>
			await rig.credential(type, { requestsPerDay: 0 }),
	): Promise<Polling> {
		const polling = new Polling(rig, await watchedIn(rig));
		for (const one of polling.watched) {
			await polling.publish(one, await credentialOf(one.credential));
		}
		return polling;
	}

	workflowOf({ name }: Watched): SavedWorkflow {
		const workflow = this.workflows.get(name);
		if (!workflow) throw new Error(`There is no workflow ${name}`);
		return workflow;
	}

	/** The ids of the records that were changed. */
	sentTo({ name }: Watched): readonly unknown[] {
		return this.sent.get(name) ?? [];
	}

	/** The ids of the records that the trigger has told of, each as often as it did. */
	async received(one: Watched): Promise<unknown[]> {
		const { client } = this.rig;
		const ids: unknown[] = [];
		for (const { id } of await client.listExecutions(this.workflowOf(one).id)) {
			const run = await client.waitForExecution(id);
			const error = errorOf(run);
			if (error) throw new Error(`${one.name}: ${error.message}`);
			ids.push(...rowsOf(run, one.name).map(one.idOf));
		}
		return ids;
	}

	/** What n8n has saved of the trigger's memory. */
	staticDataOf(one: Watched): string {
		return staticDataOf(this.rig.n8n, this.workflowOf(one).id);
	}

	/** Spread over time, created and updated by turns. */
	async makeChanges(one: Watched, count: number, pauseMs: number): Promise<void> {
		const ids = this.sent.get(one.name) ?? [];
		this.sent.set(one.name, ids);
		for (let made = 0; made < count; made++) {
			const number = ids.length;
			const other = (number - 1) / 2;
			const updates = number % 2 === 1 && other < one.updatable;
			const id = updates ? await one.update(other) : await one.create(number);
			if (id === undefined) throw new Error(`${one.name}: change ${number} was not made`);
			ids.push(id);
			if (made % 10 === 9) await sleep(pauseMs);
		}
	}

	private async publish(one: Watched, { id, name, type }: Credential): Promise<void> {
		const workflow = await this.rig.client.createWorkflow(
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
		this.workflows.set(one.name, workflow);
		await this.rig.client.publish(workflow.id);
	}
}

async function watchedIn(rig: Rig): Promise<Watched[]> {
	const ottimate = await ottimateClient(rig.sandbox);
	const ooti = ootiClient(rig.sandbox);
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
	return [
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
}
