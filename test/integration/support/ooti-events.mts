import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PollingEvent } from './polling-event.mts';
import type { ServiceClient } from './service-client.mts';

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

/** A type of record that the trigger can watch. */
export interface OotiRecord {
	resource: string;
	team?: number;
	create: [path: string, body: IDataObject];
	update: [record: string, body: IDataObject];
	/** Requests of one poll of the seeded data. */
	requests: number;
}

export const ootiRecords: OotiRecord[] = [
	{
		resource: 'client',
		create: ['/clients/list/210/', { name: 'New' }],
		update: ['/clients', { name: 'Renamed' }],
		requests: 2,
	},
	{
		resource: 'contact',
		create: ['/contacts/list/210/', { name: 'New' }],
		update: ['/contacts', { email: 'new@example.com' }],
		requests: 5,
	},
	{
		resource: 'expenseGroup',
		create: ['/expenses/groups/list/1689/', { description: 'New' }],
		update: ['/expenses/groups', { is_validated: true }],
		requests: 1,
	},
	{
		resource: 'invoice',
		create: ['/invoices/list/210/', { type: 4, project: 41 }],
		update: ['/invoices', { references: 'REF' }],
		requests: 3,
	},
	{
		resource: 'note',
		create: ['/notes/list/210/', { title: 'New' }],
		update: ['/notes', { text: 'Changed' }],
		requests: 1,
	},
	{
		resource: 'payment',
		create: ['/payments/list/210/', { date: '21-04-2026', amount: 10 }],
		update: ['/payments', { amount: 20 }],
		requests: 2,
	},
	{
		resource: 'project',
		create: ['/projects/list/210/', { project_title: 'New' }],
		update: ['/projects', { city: 'Brest' }],
		requests: 3,
	},
	{
		resource: 'task',
		create: ['/tasks/list/210/', { title: 'New' }],
		update: ['/tasks', { is_completed: true }],
		requests: 3,
	},
	{
		resource: 'timeOff',
		team: 1689,
		create: ['/timelogs/timeoff-requests/list/1689/', { start_date: '01-06-2026' }],
		update: ['/timelogs/timeoff-requests', { notes: 'Changed' }],
		requests: 1,
	},
	{
		resource: 'workLog',
		team: 1689,
		create: ['/timelogs/worklogs/list/1689/', { hours: 2, description: 'New' }],
		update: ['/timelogs/worklogs', { hours: 3 }],
		requests: 5,
	},
];

export const parametersOf = ({ resource, team }: OotiRecord): INodeParameters => ({
	resource,
	event: 'createdOrUpdated',
	...(team === undefined ? {} : { team: byId(team) }),
});

export const idOf = (row: IDataObject) => row.pk ?? row.id;

const common = { authentication: 'ootiApi', organization: byId(210), simplify: false };

/** How often one record after the other can be changed. */
const MOST_CHANGES = 3;

/** A creation and a change of every type of record, each for both choices of "Trigger On" that tell it. */
export function ootiEvents(client: () => ServiceClient): PollingEvent[] {
	return ootiRecords.flatMap((record) => {
		const [list, body] = record.create;
		const [records, changes] = record.update;
		const create = async (): Promise<IDataObject> => {
			const { pk, id } = await client().call('POST', list, body);
			return pk === undefined ? { id } : { pk };
		};
		return ['created', 'updated', 'createdOrUpdated'].flatMap((event): PollingEvent[] => {
			const parameters = { ...common, ...parametersOf(record), event };
			const creation: PollingEvent = {
				name: `${record.resource} created (${event})`,
				parameters,
				happen: async () => ({ ...(await create()), event: 'created' }),
			};
			const pool: IDataObject[] = [];
			const change: PollingEvent = {
				name: `${record.resource} updated (${event})`,
				parameters,
				prepare: async () => {
					for (let made = 0; made < MOST_CHANGES; made++) pool.push(await create());
				},
				happen: async () => {
					const made = pool.shift();
					if (!made) throw new Error(`There is no further ${record.resource} to change`);
					await client().call('PATCH', `${records}/${String(idOf(made))}/`, changes);
					return { ...made, ...changes, event: 'updated' };
				},
			};
			return [...(event === 'updated' ? [] : [creation]), ...(event === 'created' ? [] : [change])];
		});
	});
}
