import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { loadList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { ServiceNode } from './support/service-node.mts';

const sandbox = sandboxForTests();
const start = async () => await ServiceNode.start(sandbox(), 'ooti');
const picked = (value: number | string, mode = 'id') =>
	({ __rl: true, mode, value }) as INodeParameters;
const organizationId = picked(210);
const ofProject = { projectId: picked(41) };

describe('finance and planning', () => {
	it.each([
		['indicator', 'getFinancialSummary', {}, 'GET /indicators/financial/summary/210/'],
		['indicator', 'getFinancialRevenue', {}, 'GET /indicators/financial/revenue/210/'],
		['indicator', 'getFinancialCost', {}, 'GET /indicators/financial/cost/210/'],
		['indicator', 'getFinancialIncome', {}, 'GET /indicators/financial/income/210/'],
		['indicator', 'getRevenue', {}, 'GET /indicators/revenue/210/'],
		['timeline', 'getDashboard', {}, 'GET /timeperiods/dashboard/scheduling/timeline/210/'],
		['timeline', 'getUsers', {}, 'GET /timeperiods/users/scheduling-timeline/210/'],
		['timeline', 'getProject', ofProject, 'GET /timeperiods/scheduling-timeline/41/'],
		['timeline', 'getProjectResources', ofProject, 'GET /timeperiods/resources-timeline/41/'],
		['timeline', 'getResourcePlanning', {}, 'GET /timeperiods/resource-planning-timeline/210/'],
		['userPeriod', 'getMany', {}, 'GET /timeperiods/user-period/list/210/'],
		['fee', 'getMany', ofProject, 'GET /fees/list/41/'],
		['fee', 'getProjections', ofProject, 'GET /fees/projections/list/41/'],
		['cost', 'getMany', {}, 'GET /costs/list/210/'],
		['costMonth', 'getMany', {}, 'GET /costs/month/list/210/'],
		['revenue', 'getMany', {}, 'GET /revenue/list/210/'],
		['revenueMonth', 'getMany', {}, 'GET /revenue/month/list/210/'],
		['phaseMonth', 'getMany', ofProject, 'GET /projections/months/phase/list/41/'],
		['projection', 'export', ofProject, 'GET /projections/export/41/'],
		['report', 'getMany', {}, 'GET /reports/list/210/'],
		['projectUser', 'getMany', ofProject, 'GET /projects/users/list/41/'],
		['teamUser', 'getMany', { teamId: picked(1689) }, 'GET /teams/users/list/1689/'],
		['timeOffType', 'getMany', {}, 'GET /timelogs/types/timeoff/list/210/'],
		['trip', 'getMany', {}, 'GET /trips/list/210/'],
		['document', 'getMany', ofProject, 'GET /documents/list/41/'],
		['file', 'getMany', ofProject, 'GET /files/list/41/'],
		['pipelineStage', 'getMany', {}, 'GET /pipelines/stage/list/210/'],
	] as Array<[string, string, INodeParameters, string]>)(
		'%s %s asks for %j at %s',
		async (resource, operation, given, call) => {
			const node = await start();
			const { calls, error } = await node.run({
				resource,
				operation,
				with: { organizationId, limit: 2, ...given },
			});
			expect(error).toBeUndefined();
			expect(calls.map(({ method, path }) => `${method} ${path}`)).toEqual([call]);
		},
	);

	it('indicators are those of a team or a project where one is chosen', async () => {
		const node = await start();
		const { calls } = await node.run({
			resource: 'indicator',
			operation: 'getFinancialSummary',
			with: { organizationId, filters: { team: picked(1689), project: picked(41) } },
		});
		expect(calls[0]?.query).toEqual({ team: '1689', project: '41' });
	});

	it('a report is generated, a member added, a monthly budget written', async () => {
		const node = await start();
		const generated = await node.run({
			resource: 'report',
			operation: 'generate',
			with: { organizationId, pk: picked(7), project: picked(41) },
		});
		const bodyOf = ({ calls }: { calls: Array<{ rawBody: string }> }): unknown =>
			JSON.parse(calls[0]?.rawBody ?? 'null');
		expect(generated.calls[0]?.path).toBe('/reports/generate/210/');
		expect(bodyOf(generated)).toEqual({ pk: 7, project: 41 });
		const added = await node.run({
			resource: 'projectUser',
			operation: 'create',
			with: { ...ofProject, orguser: picked(5042) },
		});
		expect(added.error).toBeUndefined();
		expect(added.calls[0]?.path).toBe('/projects/users/list/41/');
		expect(bodyOf(added)).toEqual({ orguser: 5042 });
		const budget = await node.run({
			resource: 'costMonth',
			operation: 'create',
			with: {
				organizationId,
				fixedCost: picked(3),
				year: 2026,
				month: 4,
				additionalFields: { amountBudgeted: '1,250.50 '.trim().replace(',', '') },
			},
		});
		expect(bodyOf(budget)).toMatchObject({
			fixed_cost: 3,
			year: 2026,
			month: 4,
			amount_budgeted: 1250.5,
		});
	});
});

describe('the work logs of a team', () => {
	const logs = async (filters: INodeParameters, more: INodeParameters = {}) =>
		await (
			await start()
		).run({
			resource: 'workLog',
			operation: 'getMany',
			with: { teamId: picked(1689), returnAll: true, simplify: false, filters, ...more },
		});

	it('of a period, a project or a collaborator are chosen by the node from all of them', async () => {
		const all = await logs({});
		const rows = all.items.map(({ json }) => json);
		const pages = all.calls.length;
		expect(pages).toBeGreaterThan(1);
		const [first] = rows;
		const mine = await logs({ orguser: picked(String(first?.orguser)) });
		expect(mine.items.length).toBeGreaterThan(0);
		expect(mine.items.length).toBe(rows.filter(({ orguser }) => orguser === first?.orguser).length);
		expect(mine.calls).toHaveLength(pages);
		const ofOne = await logs({ project: picked(Number(first?.project)) });
		expect(ofOne.items.every(({ json }) => json.project === first?.project)).toBe(true);
		const day = (row: IDataObject) => String(row.date).split('-').reverse().join('-');
		const days = rows.map(day).sort();
		const [from, to] = [days[20] ?? '', days[60] ?? ''];
		const period = await logs({ from, to });
		expect(period.items.length).toBe(days.filter((one) => one >= from && one <= to).length);
		expect(period.items.length).toBeLessThan(rows.length);
	});

	it('are counted by the limit once they are chosen', async () => {
		const all = await logs({});
		const last = all.items.at(-1)?.json;
		const { items } = await logs(
			{ orguser: picked(String(last?.orguser)) },
			{ returnAll: false, limit: 2 },
		);
		expect(items).toHaveLength(2);
		expect(items.every(({ json }) => json.orguser === last?.orguser)).toBe(true);
	});

	it('are not chosen by what cannot be read', async () => {
		for (const [filters, message] of [
			[{ from: '02/03/26' }, '"From Date"'],
			[{ from: '2026-05-02', to: '2026-05-01' }, '"From Date" is after "To Date" [item 0]'],
			[{ orguser: picked('={{ "" }}') }, '"Collaborator" is empty [item 0]'],
		] as Array<[INodeParameters, string]>) {
			const { error, calls } = await logs(filters);
			expect(error?.message).toContain(message);
			expect(calls).toEqual([]);
		}
		const node = await start();
		await node.answer(
			{ results: [{ id: 1, date: 'soon' }] },
			{ path: '^/timelogs/worklogs/list/' },
		);
		const { error } = await node.run({
			resource: 'workLog',
			operation: 'getMany',
			with: { teamId: picked(1689), filters: { from: '2026-05-02' } },
		});
		expect(error?.message).toBe('The work log 1 has no date that can be read [item 0]');
	});
});

describe('found by name', () => {
	const find = async (resource: string, given: INodeParameters) =>
		await (
			await start()
		).run({ resource, operation: 'findByName', with: { organizationId, ...given } });

	it('are clients, by name, company name or number', async () => {
		const { items, error } = await find('client', { clientName: ' client 2  SARL' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.name)).toEqual(['Client 2']);
		const numbered = await find('client', { clientName: 'c0002', expected: 'one' });
		expect(numbered.items).toHaveLength(1);
		const none = await find('client', { clientName: 'Nobody' });
		expect(none.error?.message).toBe('No client has the name "Nobody" [item 0]');
	});

	it('are collaborators, by first and last name or email', async () => {
		for (const collaboratorName of ['alix arbre', 'Arbre Alix', 'user0@example.com']) {
			const { items } = await find('collaborator', { collaboratorName });
			expect(items.map(({ json }) => json.email)).toContain('user0@example.com');
		}
		const several = await find('collaborator', {
			collaboratorName: 'alix',
			match: 'contains',
			expected: 'one',
		});
		expect(several.error?.message).toMatch(/^\d+ collaborators match "alix"/);
	});
});

describe('several records', () => {
	const credential = { type: 'ootiApi', data: { apiToken: 'sandbox-ooti-api-token' } };

	it('are picked from a whole list', async () => {
		const { options, calls } = await loadList(sandbox(), 'ooti', credential, 'loadPhase', {
			parameters: { resource: 'milestone', operation: 'create', project: picked(41, 'list') },
		});
		expect(options.length).toBeGreaterThan(1);
		expect(options[0]).toEqual({ name: expect.any(String), value: expect.any(Number) });
		expect(calls[0]?.path).toBe('/phases/list/41/');
		const tags = await loadList(sandbox(), 'ooti', credential, 'loadTag', {
			parameters: { resource: 'client', operation: 'create', organizationId },
		});
		expect(tags.options).toHaveLength(12);
	});

	it.each([
		['picked', [12, 13]],
		['as text', '={{ "12, 13" }}'],
		['as a list', '={{ ["12", 13] }}'],
		['as JSON', '={{ "[12, 13]" }}'],
	])('go out as a list of numbers: %s', async (_name, phases) => {
		const node = await start();
		const { calls, error } = await node.run({
			resource: 'milestone',
			operation: 'create',
			with: {
				organizationId,
				title: 'Permit',
				project: picked(41),
				date: '2026-05-02',
				additionalFields: { phases: phases as never },
			},
		});
		expect(error).toBeUndefined();
		expect(JSON.parse(calls[0]?.rawBody ?? '{}')).toMatchObject({ phases: [12, 13] });
	});

	it('that are no IDs are refused', async () => {
		const node = await start();
		const { calls, error } = await node.run({
			resource: 'note',
			operation: 'create',
			with: {
				organizationId,
				title: 'Note',
				text: 'Text',
				additionalFields: { followers: '={{ "5042, Alix" }}' },
			},
		});
		expect(error?.message).toContain('"Follower Names or IDs"');
		expect(calls).toEqual([]);
	});
});
