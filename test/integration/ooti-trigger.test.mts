import { describe, expect, it } from '@jest/globals';
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';

import { ATTEMPTS } from './support/host/host.mts';
import { Poller, recordKeys } from './support/poller.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { idOf, ootiRecords, parametersOf } from './support/ooti-events.mts';
import { ootiClient } from '../services/ooti/client.mts';

const sandbox = sandboxForTests();
const byId = (value: number | string) => ({ __rl: true, mode: 'id', value: String(value) });

function trigger(parameters: INodeParameters, authentication = 'ootiApi'): Poller {
	const secrets: ICredentialDataDecryptedObject =
		authentication === 'ootiApi'
			? { apiToken: 'sandbox-ooti-api-token' }
			: { username: 'me@example.com', password: 'sandbox-ooti-password' };
	return Poller.start(sandbox(), {
		service: 'ooti',
		type: 'ootiTrigger',
		parameters: { authentication, organization: byId(210), ...parameters },
		credential: {
			type: authentication,
			data: {
				environment: 'custom',
				baseUrl: sandbox().baseUrls.ooti ?? '',
				requestsPerSecond: 1000,
				requestsPerDay: 0,
				...secrets,
			},
		},
	});
}

const client = () => ootiClient(sandbox());

describe.each(ootiRecords)('$resource', (scenario) => {
	const [list, body] = scenario.create;
	const [records, changes] = scenario.update;

	it('is told when it is created and when it is updated, once, also over restarts', async () => {
		const poller = trigger({ ...parametersOf(scenario), simplify: false });
		expect(await poller.activate()).toEqual([]);
		const made = idOf(await client().call('POST', list, body));
		const [created, ...others] = await poller.poll();
		expect(others).toEqual([]);
		expect(created).toMatchObject({ ...body, event: 'created' });
		expect(idOf(created ?? {})).toBe(made);
		expect(await poller.poll()).toEqual([]);
		expect(await poller.restart()).toEqual([]);

		await client().call('PATCH', `${records}/${String(made)}/`, changes);
		const updated = await poller.restart();
		expect(updated).toEqual([expect.objectContaining({ ...changes, event: 'updated' })]);
		expect(await poller.poll()).toEqual([]);

		await client().call('DELETE', `${records}/${String(made)}/`);
		expect(await poller.poll()).toEqual([]);
	});

	it('is read in as many requests as it has hundreds, and simplified to ten fields', async () => {
		const poller = trigger(parametersOf(scenario));
		await poller.activate();
		expect(await poller.requests(async () => await poller.poll())).toHaveLength(scenario.requests);
		await client().call('POST', list, body);
		const [row = {}] = await poller.poll();
		expect(row.event).toBe('created');
		expect(idOf(row)).toBeDefined();
		expect(recordKeys(row).length).toBeLessThanOrEqual(10);
	});

	it('can be tried by hand, which leaves no trace', async () => {
		const poller = trigger(parametersOf(scenario));
		await poller.activate();
		const before = poller.memory;
		const requests = await poller.requests(async () => {
			expect(await poller.test()).toHaveLength(1);
		});
		expect(requests).toHaveLength(1);
		expect(poller.memory).toBe(before);
	});
});

describe('a poll', () => {
	it('that fails on a later page changes nothing', async () => {
		const poller = trigger({ resource: 'contact', event: 'created' });
		await poller.activate();
		for (let made = 0; made < 12; made++) {
			await client().call('POST', '/contacts/list/210/', { name: `New ${made}` });
		}
		const before = poller.memory;
		await poller.fault({ path: '^/contacts', skip: 3, status: 400, body: { detail: 'Broken' } });
		await expect(poller.poll()).rejects.toThrow('OOTI: Broken');
		expect(poller.memory).toBe(before);
		expect(await poller.poll()).toHaveLength(12);
		expect(await poller.poll()).toEqual([]);
	});

	it.each([
		['created', ['created']],
		['updated', ['updated']],
		['createdOrUpdated', ['created', 'updated']],
	])('of %s tells just that', async (event, expected) => {
		const poller = trigger({ resource: 'note', event });
		await poller.activate();
		await client().call('PATCH', '/notes/7800/', { title: 'Changed' });
		await client().call('POST', '/notes/list/210/', { title: 'New' });
		const told = (await poller.poll()).map((row) => row.event);
		expect(told.sort()).toEqual(expected);
		expect(await poller.poll()).toEqual([]);
	});

	it('signs in with a user name as well', async () => {
		const poller = trigger({ resource: 'note', event: 'created' }, 'ootiJwtApi');
		expect(await poller.activate()).toEqual([]);
		await client().call('POST', '/notes/list/210/', { title: 'New' });
		expect(await poller.poll()).toHaveLength(1);
	});

	it.each(['page-cap', 'unpaged'])('copes with a service that plays %s', async (variant) => {
		await sandbox().steer('POST', 'config', { service: 'ooti', variant });
		const poller = trigger({ resource: 'project', event: 'createdOrUpdated' });
		expect(await poller.activate()).toEqual([]);
		await client().call('PATCH', '/projects/270/', { city: 'Brest' });
		expect(await poller.poll()).toEqual([
			expect.objectContaining({ id: 270, city: 'Brest', event: 'updated' }),
		]);
	});

	it('takes no notice of ignored fields', async () => {
		const options = { ignoreFields: 'notes, city' };
		const poller = trigger({ resource: 'project', event: 'createdOrUpdated', options });
		await poller.activate();
		await client().call('PATCH', '/projects/41/', { city: 'Brest' });
		expect(await poller.poll()).toEqual([]);
		await client().call('PATCH', '/projects/41/', { country: 'BE' });
		expect(await poller.poll()).toHaveLength(1);
	});
});

describe('a stop of n8n after polls that gave no items', () => {
	it.each([0, 1, 5])(
		'%i of them: a note that was created before and is edited now is told once',
		async (polls) => {
			const poller = trigger({ resource: 'note', event: 'updated' });
			await poller.activate();
			const { pk } = await client().call('POST', '/notes/list/210/', { title: 'New' });
			for (let poll = 0; poll < polls; poll++) expect(await poller.poll()).toEqual([]);
			await client().call('PATCH', `/notes/${String(pk)}/`, { text: 'Edited' });
			// OOTI's rows have no known dates: whether the note was also edited, nothing says.
			expect(await poller.restart()).toMatchObject([{ pk, event: 'createdOrUpdated' }]);
			expect(await poller.poll()).toEqual([]);
			expect(await poller.restart()).toEqual([]);
		},
	);

	it('does not bring forward what a later poll of the same process knows', async () => {
		const poller = trigger({ resource: 'note', event: 'updated' });
		await poller.activate();
		const { pk } = await client().call('POST', '/notes/list/210/', { title: 'New' });
		expect(await poller.poll()).toEqual([]);
		// Published again: n8n reads the saved memory.
		expect(await poller.edit({ simplify: false })).toEqual([]);
		expect(await poller.poll()).toEqual([]);
		await client().call('PATCH', `/notes/${String(pk)}/`, { text: 'Edited' });
		expect(await poller.poll()).toMatchObject([{ pk, event: 'updated', text: 'Edited' }]);
	});
});

describe('an item', () => {
	it('says what has changed, from what to what, with a key of its own', async () => {
		const poller = trigger({ resource: 'note', event: 'createdOrUpdated' });
		await poller.activate();
		await client().call('PATCH', '/notes/7800/', { title: 'First' });
		const [first = {}] = await poller.poll();
		await client().call('PATCH', '/notes/7800/', { title: 'Second' });
		const [second = {}] = await poller.poll();
		expect(second).toMatchObject({
			event: 'updated',
			changes: expect.arrayContaining([{ field: 'title', old: 'First', new: 'Second' }]),
		});
		expect(String(second.eventKey)).toMatch(/^ooti:note:7800:updated:/);
		expect(second.eventKey).not.toBe(first.eventKey);
	});

	it('has the same key when n8n has lost what it was given', async () => {
		const poller = trigger({ resource: 'note', event: 'createdOrUpdated' });
		await poller.activate();
		const saved = structuredClone(poller.saved);
		await client().call('PATCH', '/notes/7800/', { title: 'Lost' });
		const [first = {}] = await poller.poll();
		poller.saved = saved;
		const [again = {}] = await poller.restart();
		expect(again.eventKey).toBe(first.eventKey);
		expect(again).not.toHaveProperty('changes');
	});

	it('that n8n saves holds no values of records', async () => {
		const poller = trigger({ resource: 'contact', event: 'created' });
		await poller.activate();
		await client().call('POST', '/contacts/list/210/', { name: 'Quite Private' });
		expect(await poller.poll()).toHaveLength(1);
		expect(JSON.stringify(poller.saved)).not.toContain('Private');
	});
});

describe('a filter', () => {
	it.each([
		['project', '/projects/list/210/1690/'],
		['client', '/clients/list/210/'],
		['invoice', '/invoices/list/210/'],
		['payment', '/payments/list/210/'],
		['expenseGroup', '/expenses/groups/list/1690/'],
	])('by team is left to OOTI for %s', async (resource, path) => {
		const poller = trigger({ resource, event: 'created', team: byId(1690) });
		const [request] = await poller.requests(async () => await poller.activate());
		expect(request?.path).toBe(path);
		if (!path.includes('1690')) expect(request?.query.team).toBe('1690');
	});

	it('by project is left to OOTI for contacts, and kept here for others', async () => {
		const contacts = trigger({ resource: 'contact', event: 'created', project: byId(41) });
		const [request] = await contacts.requests(async () => await contacts.activate());
		expect(request?.path).toBe('/contacts/list/210/41/');

		const tasks = trigger({ resource: 'task', event: 'created', project: byId(41) });
		await tasks.activate();
		await client().call('POST', '/tasks/list/210/', { title: 'Mine', project: 41 });
		await client().call('POST', '/tasks/list/210/', { title: 'Other', project: 42 });
		expect((await tasks.poll()).map(({ title }) => title)).toEqual(['Mine']);
	});

	it('by project tells a record that is moved into it as updated', async () => {
		const tasks = trigger({ resource: 'task', event: 'createdOrUpdated', project: byId(41) });
		const { pk } = await client().call('POST', '/tasks/list/210/', { title: 'Moves', project: 42 });
		await tasks.activate();
		await client().call('PATCH', `/tasks/${String(pk)}/`, { project: 41 });
		expect(await tasks.restart()).toMatchObject([
			{ pk, event: 'updated', changes: [{ field: 'project', new: 41 }] },
		]);
		expect(await tasks.poll()).toEqual([]);
	});

	it('that is changed starts from a new base line', async () => {
		const poller = trigger({ resource: 'invoice', event: 'createdOrUpdated' });
		await poller.activate();
		await client().call('PATCH', '/invoices/901/', { references: 'REF' });
		expect(await poller.edit({ resource: 'task' })).toEqual([]);
		expect(await poller.edit({ resource: 'invoice', team: byId(1690) })).toEqual([]);
		expect(await poller.poll()).toEqual([]);
	});
});

describe('only these fields', () => {
	it('count as updates, and all records as created', async () => {
		const options = { onlyFields: 'is_completed, due_date' };
		const poller = trigger({ resource: 'task', event: 'createdOrUpdated', options });
		const { pk } = await client().call('POST', '/tasks/list/210/', { title: 'New' });
		await poller.activate();
		await client().call('PATCH', `/tasks/${String(pk)}/`, { title: 'Renamed' });
		expect(await poller.poll()).toEqual([]);
		await client().call('PATCH', `/tasks/${String(pk)}/`, { is_completed: true });
		expect(await poller.poll()).toMatchObject([
			{ pk, event: 'updated', changes: [{ field: 'is_completed', new: true }] },
		]);
	});
});

describe('a list that is too long', () => {
	const page = (count: number) => ({
		count,
		next: 'https://api.ooti.co/next',
		results: Array.from({ length: 100 }, (_row, id) => ({ id })),
	});

	it.each([
		['workLog', { team: byId(1689) }, 'Select a "Team" or a "Project"'],
		['project', {}, 'Select a "Team" to shorten it'],
		['task', {}, 'Select a "Project" to shorten it'],
	])(
		'is refused for %s after one request each time that n8n tries',
		async (resource, more, advice) => {
			const poller = trigger({ resource, event: 'created', ...more });
			await poller.fault({ status: 200, body: page(5_001), times: 100 });
			const requests = await poller.requests(async () => {
				await expect(poller.activate()).rejects.toMatchObject({
					message: 'The list has more than 5,000 records, too many to compare',
					description: expect.stringContaining(advice),
				});
			});
			expect(requests).toHaveLength(ATTEMPTS);
		},
	);

	it('is read all the same where a project makes it short', async () => {
		const parameters = { resource: 'task', event: 'created', project: byId(41) };
		const poller = trigger(parameters);
		await poller.fault({ status: 200, body: page(5_001), times: 1 });
		await poller.activate();
		await poller.fault({ status: 200, body: page(10_001), times: 100 });
		await expect(poller.poll()).rejects.toThrow('The list has more than 10,000 records');
	});
});

describe('a trigger', () => {
	it.each([
		[{ resource: 'workLog', event: 'created' }, '"Team" is empty'],
		[{ resource: 'task', event: 'created', organization: byId('') }, '"Organization" is empty'],
		[{ resource: 'task', event: 'deleted' }, '"Trigger On" has an unknown value'],
		[{ resource: 'thing', event: 'created' }, '"Record" has an unknown value'],
	])('with %j says what is wrong', async (parameters, message) => {
		await expect(trigger(parameters).activate()).rejects.toThrow(message);
	});

	it('offers organizations, their teams and projects to choose from', async () => {
		const poller = trigger({ resource: 'project', event: 'created' });
		const organizations = await poller.search('searchOrganization');
		expect(organizations.map(({ value }) => value)).toEqual([210, 211]);
		const teams = await poller.search('searchTeam');
		expect(teams.map(({ name, value }) => [name, value])).toEqual([
			['Paris', 1689],
			['Lyon', 1690],
		]);
		const first = await poller.search('searchProject', ' p1 school');
		expect(first.map(({ value }) => value)).toContain(41);
		expect(first.filter(({ name }) => !/p1.*school|school.*p1/i.test(name))).toEqual([]);
		expect(await poller.search('searchProject')).toHaveLength(100);
	});
});
