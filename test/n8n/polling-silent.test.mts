import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ootiClient } from '../services/ooti/client.mts';
import { ottimateClient } from '../services/ottimate/client.mts';
import type { SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { rowsOf } from './execution.mts';
import { POLL_MS, POLL_TIMES } from './polling-support.mts';
import { staticDataOf } from './published.mts';
import { Rig } from './support.mts';
import { until } from './until.mts';
import { chain } from './workflows.mts';

/** A record of each service that changes twice: first without an event, then, while n8n is down, with one. */
interface Story {
	type: string;
	credential: CredentialTypeName;
	parameters: INodeParameters;
	silently(): Promise<unknown>;
	eventfully(): Promise<unknown>;
	expected: IDataObject;
}

let rig: Rig;
let note: IDataObject = {};
let invoice: IDataObject = {};
const workflows = new Map<string, SavedWorkflow>();

const ooti = () => ootiClient(rig.sandbox);
const ottimate = async () => await ottimateClient(rig.sandbox);
const marked = () => ({
	invoices: [{ invoice_id: Number(String(invoice.url).split('/').at(-1)) }],
});

const stories: Story[] = [
	{
		type: 'ootiTrigger',
		credential: 'ootiApi',
		parameters: {
			authentication: 'ootiApi',
			resource: 'note',
			event: 'updated',
			organization: { __rl: true, mode: 'id', value: '210' },
		},
		silently: async () => {
			note = await ooti().call('POST', '/notes/list/210/', { title: 'New' });
		},
		eventfully: async () =>
			await ooti().call('PATCH', `/notes/${String(note.pk)}/`, { text: 'Edited' }),
		expected: { event: 'createdOrUpdated', text: 'Edited' },
	},
	{
		type: 'ottimateTrigger',
		credential: 'ottimateApi',
		parameters: { event: 'invoiceStatusReached', statuses: ['ready-for-export'] },
		silently: async () => {
			const client = await ottimate();
			const list = await client.call('GET', '/invoices?status=ready-for-export&limit=1');
			[invoice = {}] = list.results as IDataObject[];
			await client.call('POST', '/invoices/mark-exported', marked());
		},
		eventfully: async () =>
			await (await ottimate()).call('POST', '/invoices/mark-unexported', marked()),
		expected: { event: 'invoiceStatusReached', status: 'ready-for-export' },
	},
];

const workflowOf = ({ type }: Story): string => workflows.get(type)?.id ?? '';

async function itemsOf(story: Story): Promise<IDataObject[]> {
	const items: IDataObject[] = [];
	for (const { id } of await rig.client.listExecutions(workflowOf(story))) {
		items.push(...rowsOf(await rig.client.waitForExecution(id), story.type));
	}
	return items;
}

beforeAll(async () => {
	rig = await Rig.start({});
	for (const { type, credential, parameters } of stories) {
		const { id, name } = await rig.credential(credential, { requestsPerDay: 0 });
		const workflow = await rig.client.createWorkflow(
			chain(
				type,
				{
					name: type,
					type: `n8n-nodes-business-apis.${type}`,
					typeVersion: 1,
					parameters: { ...parameters, pollTimes: POLL_TIMES },
					credentials: { [credential]: { id, name } },
				},
				{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
			),
		);
		workflows.set(type, workflow);
		await rig.client.publish(workflow.id);
		await until(
			`${type} has a base line`,
			async () => await Promise.resolve(staticDataOf(rig.n8n, workflow.id).includes('fingerprint')),
		);
	}
});

afterAll(async () => {
	await rig?.stop();
});

it('what changes after polls that n8n did not save, and a stop, is told once', async () => {
	const saved = stories.map((story) => staticDataOf(rig.n8n, workflowOf(story)));
	for (const story of stories) await story.silently();
	await sleep(2 * POLL_MS + 1_000);
	expect(stories.map((story) => staticDataOf(rig.n8n, workflowOf(story)))).toEqual(saved);
	for (const story of stories) expect(await itemsOf(story)).toEqual([]);

	await rig.n8n.stop();
	for (const story of stories) await story.eventfully();
	await rig.restartN8n();
	for (const story of stories) {
		await until(`${story.type} has told of it`, async () => (await itemsOf(story)).length > 0);
	}
	await rig.restartN8n();
	await sleep(2 * POLL_MS + 1_000);
	for (const story of stories) {
		const items = await itemsOf(story);
		expect(items).toEqual([expect.objectContaining(story.expected)]);
		expect(items[0]?.eventKey).toEqual(expect.any(String));
	}
});
