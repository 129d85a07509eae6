import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { searchList } from './support/list-search.mts';
import { sandboxForTests } from './support/node-bench.mts';

const sandbox = sandboxForTests();
const credential = { type: 'ootiApi', data: { apiToken: 'sandbox-ooti-api-token' } };

const list = async (
	method: string,
	parameters?: INodeParameters,
	more: { filter?: string; token?: string } = {},
) =>
	await searchList(sandbox(), 'ooti', credential, method, {
		...(parameters ? { parameters } : {}),
		...more,
	});

const picked = (value: number | string, mode = 'list') => ({ __rl: true, mode, value });

describe('the organizations to pick from', () => {
	it('are those of the credential', async () => {
		const { results, calls } = await list('searchOrganization');
		expect(results).toEqual([
			{ name: 'Atelier Example', value: 210 },
			{ name: 'Studio Sample', value: 211 },
		]);
		expect(calls.map(({ path }) => path)).toEqual(['/organizations/membership/']);
	});

	it('are searched by their words', async () => {
		const { names } = await list('searchOrganization', {}, { filter: 'sample' });
		expect(names).toEqual(['Studio Sample']);
	});
});

describe('the projects to pick from', () => {
	const parameters = { resource: 'project', operation: 'get', organizationId: picked(210) };

	it('come page after page', async () => {
		const first = await list('searchProject', parameters);
		expect(first.results).toHaveLength(100);
		expect(first.results[0]).toEqual({ name: 'P1 School 1', value: 41 });
		expect(first.paginationToken).toBe('2');
		const second = await list('searchProject', parameters, { token: '2' });
		expect(second.results).toHaveLength(100);
		const third = await list('searchProject', parameters, { token: '3' });
		expect(third.paginationToken).toBeUndefined();
		const all = [first, second, third].flatMap(({ results }) => results.map(({ value }) => value));
		expect(new Set(all).size).toBe(210);
	});

	it('are searched over all pages, since OOTI cannot', async () => {
		const { names, calls, paginationToken } = await list('searchProject', parameters, {
			filter: 'school 239',
		});
		expect(names).toEqual(['P239 School 239']);
		expect(calls).toHaveLength(3);
		expect(paginationToken).toBeUndefined();
	});

	it('follow the organization that is chosen', async () => {
		const { results, calls } = await list('searchProject', {
			...parameters,
			organizationId: picked('211', 'id'),
		});
		expect(results).toHaveLength(30);
		expect(calls.map(({ path }) => path)).toEqual(['/projects/list/211/']);
	});

	it('are those of the credential’s own organization where none is chosen', async () => {
		const { calls } = await list('searchProject', { ...parameters, organizationId: picked('') });
		expect(calls.map(({ path }) => path)).toEqual([
			'/organizations/membership/',
			'/profiles/profile/',
			'/projects/list/210/',
		]);
	});
});

describe('lists that hang on another record', () => {
	it('find the teams of the organization', async () => {
		const { results } = await list('searchTeam', {
			resource: 'workLog',
			operation: 'getMany',
			organizationId: picked(210),
		});
		expect(results).toEqual([
			{ name: 'Paris', value: 1689 },
			{ name: 'Lyon', value: 1690 },
		]);
	});

	it.each([
		['a path part', { operation: 'getMany', projectId: picked(42) }],
		['the list that helps to pick', { operation: 'get', projectId: picked(42) }],
	])('take the project from %s', async (_from, parameters) => {
		const { results, calls } = await list('searchPhase', { resource: 'phase', ...parameters });
		expect(calls.map(({ path }) => path)).toEqual(['/phases/list/42/']);
		expect(results).toHaveLength(4);
		expect(results[0]).toEqual({ name: 'ESQ', value: 16 });
	});

	it('take the project from a field', async () => {
		const { calls } = await list('searchPhase', {
			resource: 'workLog',
			operation: 'create',
			project: picked(43),
		});
		expect(calls.map(({ path }) => path)).toEqual(['/phases/list/43/']);
	});

	it('take the project from a field among others', async () => {
		const { calls } = await list('searchPhase', {
			resource: 'workLog',
			operation: 'update',
			updateFields: { project: picked(44) },
		});
		expect(calls.map(({ path }) => path)).toEqual(['/phases/list/44/']);
	});

	it('say what to fill in first', async () => {
		await expect(
			list('searchPhase', { resource: 'workLog', operation: 'create', project: picked('') }),
		).rejects.toThrow('Fill in "Project" first, then pick the phase');
	});
});

describe('the invoices to pick from', () => {
	it('are searched by OOTI', async () => {
		const { calls, names } = await list(
			'searchInvoice',
			{ resource: 'invoice', operation: 'validate', organizationId: picked(210) },
			{ filter: 'F2026-0002' },
		);
		expect(calls[0]?.query.q).toBe('F2026-0002');
		expect(names).toEqual(['F2026-0002 · Client 2 · 06-01-2026']);
	});
});

describe('each list to pick from', () => {
	const parameters = {
		organizationId: picked(210),
		projectId: picked(41),
		teamId: picked(1689),
		areaId: picked(100),
	};
	const methods = `searchAnnex searchArea searchBank searchClient searchCollaborator searchContact
		searchContactCategory searchContract searchContractor searchCurrency searchCustomField
		searchDocument searchEmployeeContract searchExpense searchExpenseGroup searchFeeProject
		searchInvoice searchJob searchMilestone searchNote searchOrganization searchPayment searchPhase
		searchPipelineStage searchProject searchRole searchSupplierInvoice searchTask searchTaskList
		searchTeam searchTimeOff searchTimeOffType searchTimesheet searchTimeType searchWeek
		searchWorkLog searchZone`.split(/\s+/);

	it.each(methods)('%s answers records with words and their ID', async (method) => {
		const { results, calls } = await list(method, parameters);
		expect(calls).toHaveLength(1);
		expect(results.length).toBeGreaterThan(0);
		for (const { name, value } of results) {
			expect(Number.isInteger(value)).toBe(true);
			expect(name).not.toBe(String(value));
		}
	});
});
