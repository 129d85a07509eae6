import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ooti');
const picked = (value: number | string, mode = 'id') => ({ __rl: true, mode, value });
const organizationId = picked(210);
const bodyOf = ({ rawBody }: { rawBody: string }) => JSON.parse(rawBody) as IDataObject;

const MEMBERSHIP = '/organizations/membership/';
const PROFILE = '/profiles/profile/';

describe('the organization that is left empty', () => {
	const one = { organizations: [{ id: 211, orguser: { pk: 1 }, teams: [] }] };

	it('is the only one of the credential, asked for once for all items', async () => {
		const node = await start();
		await node.answer(one, { path: MEMBERSHIP });
		const items = Array.from({ length: 10 }, (_item, n) => ({ n }));
		const {
			error,
			calls,
			items: out,
		} = await node.run(
			{ resource: 'note', operation: 'create', with: { title: '=Note {{ $json.n }}' } },
			items,
		);
		expect(error).toBeUndefined();
		expect(out).toHaveLength(10);
		const paths = calls.map(({ path }) => path);
		expect(paths.filter((path) => path === MEMBERSHIP)).toHaveLength(1);
		expect(paths).not.toContain(PROFILE);
		expect(paths.filter((path) => path === '/notes/list/211/')).toHaveLength(10);
	});

	it('is the one that the profile has selected where there are several', async () => {
		const node = await start();
		const { calls, items } = await node.run(
			{ resource: 'team', operation: 'getMany', with: { returnAll: true } },
			[{}, {}, {}],
		);
		expect(calls.map(({ path }) => path)).toEqual([
			MEMBERSHIP,
			PROFILE,
			...Array<string>(3).fill('/teams/list/210/'),
		]);
		expect(items).toHaveLength(6);
	});

	it('is asked for once, also by operations of several calls', async () => {
		const node = await start();
		await node.answer(one, { path: MEMBERSHIP });
		const { calls } = await node.run(
			{
				resource: 'project',
				operation: 'findByName',
				with: { projectName: '={{ $json.name }}', expected: 'any' },
			},
			[{ name: 'School 8' }, { name: 'nothing' }],
		);
		expect(calls.filter(({ path }) => path === MEMBERSHIP)).toHaveLength(1);
		expect(calls.filter(({ path }) => path === '/projects/list/211/')).toHaveLength(1);
	});

	it('is not asked for where one is chosen', async () => {
		const node = await start();
		const { calls } = await node.run({
			resource: 'team',
			operation: 'getMany',
			with: { organizationId },
		});
		expect(calls.map(({ path }) => path)).toEqual(['/teams/list/210/']);
	});

	it('is the one of the profile where OOTI does not tell the memberships', async () => {
		const node = await start();
		await node.fault({ path: MEMBERSHIP, status: 404, body: { detail: 'Not found.' } });
		const { calls, items } = await node.run({ resource: 'team', operation: 'getMany' });
		expect(calls.map(({ path }) => path)).toEqual([MEMBERSHIP, PROFILE, '/teams/list/210/']);
		expect(items).toHaveLength(2);
	});

	it('is not guessed where OOTI cannot answer now', async () => {
		const node = await start();
		await node.fault({ path: MEMBERSHIP, status: 500, times: 9, body: { detail: 'Broken.' } });
		const { calls, error } = await node.run({ resource: 'team', operation: 'getMany' });
		expect(error?.message).toContain('Broken.');
		expect(calls.map(({ path }) => path)).toEqual([MEMBERSHIP]);
	});

	it('has to be chosen where the profile has none', async () => {
		const node = await start();
		await node.answer({ user: 77, selected_org: null }, { path: PROFILE });
		const { error, calls } = await node.run({ resource: 'team', operation: 'getMany' }, [{}, {}]);
		expect(error?.message).toContain('Select an "Organization"');
		expect(error?.message).toContain('belongs to 2 organizations');
		expect(calls.map(({ path }) => path)).toEqual([MEMBERSHIP, PROFILE]);
	});

	it('has to be chosen where the token may not ask', async () => {
		await sandbox().steer('POST', 'config', { service: 'ooti', variant: 'unbound-token' });
		const node = await start();
		const set = { resource: 'team', operation: 'getMany' };
		const { error } = await node.run(set);
		expect(error?.message).toContain('Select an "Organization"');
		const { items } = await node.run({ ...set, with: { organizationId } });
		expect(items).toHaveLength(2);
	});

	it('fails each item of a run that goes on', async () => {
		const node = await start();
		await node.answer({ organizations: [] }, { path: MEMBERSHIP });
		const { items, calls } = await node.run(
			{ resource: 'team', operation: 'getMany', onError: 'continueRegularOutput' },
			[{}, {}],
		);
		expect(calls).toHaveLength(1);
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('Select an "Organization"'),
			expect.stringContaining('Select an "Organization"'),
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});
});

describe('values on the wire', () => {
	it('are days as DD-MM-YYYY, IDs as numbers, and paths with a slash at the end', async () => {
		const node = await start();
		const { calls, items, error } = await node.run({
			resource: 'workLog',
			operation: 'create',
			with: {
				project: picked('41'),
				phase: picked(12, 'list'),
				date: '2026-03-02T00:00:00',
				hours: 7.5,
				orguser: picked('5042'),
				description: 'Plans',
				additionalFields: { type: picked('501'), is_draft: false },
			},
		});
		expect(error).toBeUndefined();
		expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'POST /timelogs/worklogs/',
		]);
		expect(bodyOf(calls[0]!)).toEqual({
			project: 41,
			phase: 12,
			date: '02-03-2026',
			hours: 7.5,
			orguser: 5042,
			description: 'Plans',
			type: 501,
		});
		expect(items[0]?.json).toMatchObject({ project: 41, hours: 7.5 });
	});

	it('may be written as OOTI writes days', async () => {
		const node = await start();
		const { calls } = await node.run({
			resource: 'milestone',
			operation: 'create',
			with: { organizationId, title: 'Delivery', date: '31-12-2026' },
		});
		expect(bodyOf(calls[0]!)).toEqual({ title: 'Delivery', date: '31-12-2026' });
	});

	it('of an invoice have its type as a number', async () => {
		const node = await start();
		const { calls, error } = await node.run({
			resource: 'invoice',
			operation: 'create',
			with: {
				organizationId,
				project: picked(41),
				client: picked(800),
				type: '4',
				additionalFields: { team: picked('1689') },
			},
		});
		expect(error).toBeUndefined();
		expect(bodyOf(calls[0]!)).toEqual({ project: 41, client: 800, type: 4, team: 1689 });
		expect(calls[0]?.query.team).toBe('1689');
	});

	it.each([
		['workLog', 'create', {}, '"Hours" is 0 [item 1]'],
		['payment', 'create', { organizationId }, '"Amount" is 0 [item 1]'],
		['invoiceItem', 'create', { invoiceId: picked(901) }, '"Amount" is 0 [item 1]'],
	])('of a new %s may not be forgotten', async (resource, operation, parameters, message) => {
		const node = await start();
		const name = resource === 'workLog' ? 'hours' : 'amount';
		const { error, calls } = await node.run(
			{ resource, operation, with: { ...parameters, [name]: '={{ $json.value }}' } },
			[{ value: 1 }, { value: 0 }],
		);
		expect(error?.message).toBe(message);
		expect(calls).toEqual([]);
	});

	it('of logged time may be a share of the day', async () => {
		const node = await start();
		const { calls } = await node.run({
			resource: 'workLog',
			operation: 'create',
			with: { project: picked(41), additionalFields: { hoursPct: 50 } },
		});
		expect(bodyOf(calls[0]!)).toEqual({ project: 41, hours_pct: 50 });
	});

	it('name the record that is missing', async () => {
		const node = await start();
		const { error } = await node.run(
			{ resource: 'invoice', operation: 'get', with: { invoiceId: picked('={{ $json.pk }}') } },
			[{ pk: 901 }, {}],
		);
		expect(error?.message).toBe('"Invoice" is empty [item 1]');
	});
});

describe('lists and records', () => {
	it('come as OOTI has them, with the ID where it is, or simplified', async () => {
		const node = await start();
		const set = { resource: 'invoice', operation: 'getMany' };
		const whole = await node.run({ ...set, with: { organizationId, limit: 2, simplify: false } });
		expect(whole.items).toHaveLength(2);
		expect(Object.keys(whole.items[0]?.json ?? {}).length).toBeGreaterThan(15);
		const { items } = await node.run({ ...set, with: { organizationId, limit: 2 } });
		expect(items[0]?.json).toMatchObject({ pk: 901, type: 1, total: 1500, is_valid: false });
		expect(Object.keys(items[0]?.json ?? {}).length).toBeLessThanOrEqual(10);
	});

	it('are read to their end', async () => {
		const node = await start();
		const { items, calls } = await node.run({
			resource: 'workLog',
			operation: 'getMany',
			with: { teamId: picked(1689), returnAll: true },
		});
		expect(items.length).toBe(450);
		expect(calls).toHaveLength(5);
		expect(new Set(items.map(({ json }) => json.id)).size).toBe(450);
	});

	it('are filtered by OOTI', async () => {
		const node = await start();
		const { items, calls } = await node.run({
			resource: 'invoice',
			operation: 'getMany',
			with: {
				organizationId,
				returnAll: true,
				filters: { isValid: true, isSent: false, team: picked(1689) },
			},
		});
		expect(calls[0]?.query).toMatchObject({ is_valid: 'true', is_sent: 'false', team: '1689' });
		expect(items.length).toBeGreaterThan(0);
		expect(items.every(({ json }) => json.is_valid === true && json.is_sent === false)).toBe(true);
	});

	it('answer a deletion in one word', async () => {
		const node = await start();
		const { items, calls } = await node.run({
			resource: 'contact',
			operation: 'delete',
			with: { contactId: picked(3100) },
		});
		expect(calls[0]).toMatchObject({ method: 'DELETE', path: '/contacts/3100/', status: 204 });
		expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
	});

	it('say in OOTI’s words what was refused, item by item', async () => {
		const node = await start();
		const { items } = await node.run(
			{
				resource: 'currency',
				operation: 'create',
				with: { name: '={{ $json.name }}' },
				onError: 'continueRegularOutput',
			},
			[{ name: 'SEK' }, { name: 'usd' }],
		);
		expect(items[0]?.json).toMatchObject({ name: 'SEK' });
		expect(items[1]?.json.error).toContain('Currency already exists');
	});
});

describe('all expense groups of a team', () => {
	const set = {
		resource: 'expenseGroup',
		operation: 'validateMany',
		with: { organizationId, team: picked(1689) },
	};

	it('are treated as asked, and nothing else is said of them', async () => {
		const node = await start();
		const { calls, items } = await node.run({
			...set,
			with: { ...set.with, additionalFields: { isTreated: true } },
		});
		expect(bodyOf(calls[0]!)).toEqual({ team: 1689, is_treated: true });
		expect(items[0]?.json).toEqual({ count: 30 });
	});

	it('are left alone where nothing is asked', async () => {
		const node = await start();
		const { calls, error } = await node.run(set);
		expect(error?.message).toContain('Select what to do with the expense groups');
		expect(calls).toEqual([]);
	});
});

describe('exports', () => {
	it.each([
		['project', 'projects.xls', { organizationId }, '/projects/export/210/'],
		['collaborator', 'collaborators.xls', { organizationId }, '/orgusers/export/210/'],
		['client', 'clients.xls', { organizationId }, '/clients/export/210/'],
		['phase', 'phases.xls', { projectId: picked(41) }, '/phases/export/41/'],
		['feeProject', 'fees.xls', { projectId: picked(41) }, '/fees/export/41/'],
	])('of %s are files named %s', async (resource, fileName, parameters, path) => {
		const node = await start();
		const { items, calls } = await node.run({ resource, operation: 'export', with: parameters });
		expect(calls.map((call) => call.path)).toEqual([path]);
		expect(items[0]?.json).toMatchObject({ fileName, fileSize: 531 });
		expect(items[0]?.binary?.data).toMatchObject({
			fileName,
			mimeType: 'application/vnd.ms-excel',
		});
	});

	it('that are new Excel files are named so', async () => {
		const node = await start();
		await node.answer('PK\u0003\u0004 sheet', { contentType: 'application/octet-stream' });
		const { items } = await node.run({
			resource: 'project',
			operation: 'export',
			with: { organizationId },
		});
		expect(items[0]?.json.fileName).toBe('projects.xlsx');
	});

	it('that turn out to be words are no file', async () => {
		const node = await start();
		await node.answer({ detail: 'The export is being prepared.' });
		const { items } = await node.run({
			resource: 'project',
			operation: 'export',
			with: { organizationId },
		});
		expect(items[0]?.json).toEqual({ detail: 'The export is being prepared.' });
		expect(items[0]?.binary).toBeUndefined();
	});
});
