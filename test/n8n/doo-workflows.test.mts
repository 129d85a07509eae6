import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Stage } from './example-stage.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';

let rig: Rig;
let credential: Credential;

beforeAll(async () => {
	rig = await Rig.start();
	credential = await rig.credential('dooApi', { requestsPerSecond: 500, requestsPerDay: 0 });
});

afterAll(async () => {
	await rig?.stop();
});

/** Runs an example of docs/examples as it is: the sandbox has the organization and event that the examples name. */
async function run(job: string): Promise<Execution> {
	await rig.clearLog();
	const workflow = await serviceExample(`doo-${job}.json`, credential);
	const execution = await rig.client.runOnce(workflow);
	expect(errorOf(execution)).toBeUndefined();
	expect(execution.status).toBe('success');
	return execution;
}

async function sent(): Promise<string[]> {
	const { calls } = await rig.traffic('doo');
	return calls.map(({ method, path }) => `${method} ${path}`);
}

const LIST = 'GET /team/111/webhooks';

describe('The doo examples, one after the other', () => {
	let id: unknown;

	it('create a webhook configuration', async () => {
		const execution = await run('create-webhook-configuration');
		id = rowsOf(execution, 'Result')[0]?.webhook_group_id;
		expect(id).toMatch(/^[0-9a-f]{8}-/);
		const { calls } = await rig.traffic('doo');
		const [{ hooks = [] } = {}] = calls.map(({ rawBody }) => JSON.parse(rawBody));
		expect(hooks).toHaveLength(1);
		expect(hooks[0]).toMatchObject({
			type: 'attendee_validated',
			endpoint: 'https://example.com/doo',
		});
		expect(JSON.parse(hooks[0].origin.body)).toMatchObject({
			variables: { eventId: '%EVENT_ID%' },
		});
	});

	it('list webhook configurations', async () => {
		const execution = await run('list-webhook-configurations');
		expect(rowsOf(execution, 'Overview')).toContainEqual({
			name: 'New attendees',
			webhook_group_id: id,
			receivers: 'https://example.com/doo',
		});
		expect(JSON.stringify(execution.data)).not.toContain('sandbox-receiver-secret');
		expect(await sent()).toEqual([LIST]);
	});

	it('send existing attendees to a webhook', async () => {
		const execution = await run('send-existing-attendees');
		expect(Number(rowsOf(execution, 'Result')[0]?.attendees)).toBeGreaterThan(0);
		expect(await sent()).toEqual([LIST, 'POST /webhooks/init/attendees']);
		const { calls } = await rig.traffic('doo');
		expect(JSON.parse(calls[1]?.rawBody ?? '')).toEqual({
			event_id: 4711,
			webhook_configuration_id: id,
			webhook_type: ['attendee_validated'],
			max_rate_per_min: 30,
		});
	});

	it('remove a webhook configuration', async () => {
		const execution = await run('remove-webhook-configuration');
		expect(rowsOf(execution, 'Remove')).toEqual([{ deleted: true, verified: true }]);
		expect(await sent()).toEqual([LIST, LIST, `DELETE /webhooks/${String(id)}`, LIST]);
		const left = await run('list-webhook-configurations');
		expect(rowsOf(left, 'Overview').map(({ name }) => name)).toEqual(['CRM feed']);
	});

	it('read an event', async () => {
		const execution = await run('query-event');
		expect(rowsOf(execution, 'Result')).toEqual([
			{ title: 'Summit', starts_at: '2026-03-01T09:00:00+01:00' },
		]);
		const { calls } = await rig.traffic('doo');
		expect(calls.map(({ rawBody }) => JSON.parse(rawBody))).toEqual([
			{
				query: expect.stringContaining('id title startDate endDate'),
				variables: { eventId: '4711' },
			},
		]);
	});
});

describe('The job for doo', () => {
	it('sends each new attendee to the CRM once, and mails what the CRM refuses', async () => {
		const stage = await Stage.start(rig);
		try {
			const refused = new Set<unknown>();
			stage.refuses = ({ body }) => {
				if (refused.size === 0) refused.add(body.email);
				return refused.has(body.email);
			};
			const workflow = await serviceExample('doo-attendees-to-crm.json', credential);
			const { id } = await rig.client.createWorkflow(stage.around(workflow));
			const first = await rig.client.runWorkflow(id);
			expect(errorOf(first)).toBeUndefined();
			const validated = rowsOf(first, 'Validated');
			expect(validated.length).toBeGreaterThan(5);
			expect(rowsOf(first, 'Sent')).toHaveLength(validated.length - 1);
			expect(rowsOf(first, 'Not Sent')).toHaveLength(1);
			expect(stage.mail.messages).toHaveLength(1);
			expect(stage.mail.messages[0]).toContain([...refused].join());
			expect(stage.calls[0]).toMatchObject({
				service: 'crm',
				path: '/contacts',
				body: { source: 'doo event 4711', firstName: expect.any(String) },
			});
			stage.calls.length = 0;
			const second = await rig.client.runWorkflow(id);
			expect(rowsOf(second, 'Validated')).toHaveLength(validated.length);
			expect(stage.calls).toEqual([]);
		} finally {
			await stage.stop();
		}
	});
});
