import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import type { Credential } from './client.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import { Stage } from './example-stage.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';
import type { WorkflowJson } from './workflows.mts';

const OOTI = 'n8n-nodes-business-apis.ooti';

let rig: Rig;
let credential: Credential;

beforeAll(async () => {
	rig = await Rig.start();
	credential = await rig.credential('ootiApi');
});
afterAll(async () => {
	await rig?.stop();
});
beforeEach(async () => {
	await rig.reset();
	await rig.clearLog();
});

/** What the example asks the person to fill in, by node. */
type Filled = Record<string, INodeParameters>;

interface Ran {
	execution: Execution;
	/** Requests as `POST /clients/list/210/`, without the look for the own organization. */
	lines: string[];
	calls: LogEntry[];
}

/** Imports an example as it stands but for the credential and what a person fills in, and runs it. */
async function run(file: string, filled: Filled = {}): Promise<Ran> {
	const text = await readFile(path.join(root, 'docs', 'examples', file), 'utf8');
	const workflow = JSON.parse(text) as WorkflowJson;
	const { id, name, type } = credential;
	const nodes = workflow.nodes.map((node) =>
		node.type === OOTI
			? {
					...node,
					credentials: { [type]: { id, name } },
					parameters: { ...node.parameters, ...filled[node.name] },
				}
			: node,
	);
	const execution = await rig.client.runOnce({ ...workflow, nodes });
	const { calls } = await rig.traffic('ooti');
	const own = ['/organizations/membership/', '/profiles/profile/'];
	const wanted = calls.filter((call) => !own.includes(call.path));
	return { execution, calls: wanted, lines: wanted.map((call) => `${call.method} ${call.path}`) };
}

const bodies = (calls: LogEntry[]) =>
	calls
		.filter(({ rawBody }) => rawBody !== '')
		.map(({ rawBody }) => JSON.parse(rawBody) as IDataObject);
const picked = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

describe('the examples of OOTI in n8n', () => {
	it('list the phases of a project found by its name', async () => {
		const { execution, lines } = await run('ooti-find-project.json');
		expect(errorOf(execution)).toBeUndefined();
		expect(lines).toEqual([
			...Array<string>(3).fill('GET /projects/list/210/'),
			'GET /phases/list/62/',
		]);
		expect(rowsOf(execution, 'Overview')).toEqual(
			['ESQ', 'APS', 'APD', 'PRO'].map((phase, at) => ({
				project: 'School 22',
				phase,
				progress: [70, 80, 90, 100][at],
			})),
		);
	});

	it('log hours on projects found by name', async () => {
		const { execution, calls, lines } = await run('ooti-log-hours.json');
		expect(errorOf(execution)).toBeUndefined();
		expect(lines.filter((line) => line.startsWith('POST'))).toEqual([
			'POST /timelogs/worklogs/',
			'POST /timelogs/worklogs/',
		]);
		const logged = bodies(calls).sort((a, b) => Number(a.project) - Number(b.project));
		expect(logged).toEqual([
			{ project: 42, date: '02-03-2026', hours: 3.5, description: 'Plans' },
			{ project: 43, date: '02-03-2026', hours: 4, description: 'Site visit' },
		]);
		expect(rowsOf(execution, 'Log Hours').map(({ id }) => typeof id)).toEqual(['number', 'number']);
	});

	it('make an invoice with items and validate it', async () => {
		const { execution, calls, lines } = await run('ooti-invoice.json');
		expect(errorOf(execution)).toBeUndefined();
		const [draft] = rowsOf(execution, 'Draft Invoice');
		const pk = String(draft?.pk);
		expect(lines.slice(3)).toEqual([
			'POST /invoices/list/210/',
			`POST /invoices/items/${pk}/`,
			`POST /invoices/items/${pk}/`,
			`PATCH /invoices/${pk}/`,
		]);
		expect(bodies(calls)[0]).toMatchObject({ project: 42, type: 4, due_date: '30-04-2026' });
		expect(rowsOf(execution, 'Validate Invoice')).toEqual([
			expect.objectContaining({ pk: Number(pk), is_valid: true, total: 1250.5 }),
		]);
	});

	it('sum up the hours that nobody has approved', async () => {
		const { execution, calls } = await run('ooti-unvalidated-hours.json', {
			'Work Logs': { teamId: picked(1689) },
		});
		expect(errorOf(execution)).toBeUndefined();
		expect(calls.map(({ path: to, query }) => `${to} ${String(query.page)}`).sort()).toEqual(
			[1, 2, 3, 4, 5].map((page) => `/timelogs/worklogs/list/1689/ ${page}`),
		);
		const open = rowsOf(execution, 'Work Logs').filter(
			({ is_validated, is_draft }) => is_validated === false && is_draft === false,
		);
		const sums = rowsOf(execution, 'Hours per Collaborator');
		expect(sums.length).toBeGreaterThan(5);
		const total = (rows: IDataObject[], field: string) =>
			rows.reduce((sum, row) => sum + Number(row[field]), 0);
		expect(total(sums, 'sum_hours')).toBe(total(open, 'hours'));
		expect(total(sums, 'count_id')).toBe(open.length);
	});

	it('turn a lead into client, contact and opportunity', async () => {
		const { execution, calls, lines } = await run('ooti-new-client.json', {
			Opportunity: { additionalFields: { stage: picked(300) } },
		});
		expect(errorOf(execution)).toBeUndefined();
		const [client] = rowsOf(execution, 'Client');
		const [contact] = rowsOf(execution, 'Contact');
		expect(lines).toEqual([
			'POST /clients/list/210/',
			'POST /contacts/list/210/',
			`PATCH /contacts/${String(contact?.id)}/`,
			'POST /projects/list/210/',
		]);
		expect(bodies(calls)).toEqual([
			{ name: 'Mairie de Lille' },
			{ name: 'Alix Arbre', email: 'alix@example.com' },
			{ client: [client?.pk] },
			{ project_title: 'New library', client: client?.pk, start_date: '01-09-2026', stage: 300 },
		]);
	});

	it('log nothing on a name that no project has', async () => {
		const { execution, lines } = await run('ooti-log-hours.json', {
			'Find Project': { projectName: 'Castle' },
		});
		expect(errorOf(execution, 'Find Project')?.message).toBe(
			'No project has the name "Castle" [item 0]',
		);
		expect(lines.every((line) => line.startsWith('GET'))).toBe(true);
	});
});

describe('the jobs for OOTI', () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await Stage.start(rig);
	});
	afterAll(async () => {
		await stage?.stop();
	});

	it('log the hours of a sheet, and mail the rows that were refused', async () => {
		const execution = await stage.run(await serviceExample('ooti-timesheet.json', credential));
		expect(errorOf(execution)).toBeUndefined();
		const { calls } = await rig.traffic('ooti');
		const logged = bodies(calls.filter(({ method }) => method === 'POST'));
		expect(logged).toEqual([
			{ project: 42, date: '02-03-2026', hours: 3.5, description: 'Plans', orguser: 5042 },
			{ project: 43, date: '03-03-2026', hours: 4, description: 'Site visit', orguser: 5043 },
		]);
		const reasons = rowsOf(execution, 'Reason').map(({ reason }) => String(reason));
		expect(reasons.sort()).toEqual([
			expect.stringContaining('"Date" is not a date'),
			expect.stringContaining('No collaborator has the name "Nobody Known"'),
			expect.stringContaining('No project has the name "Castle 99"'),
		]);
		expect(stage.mail.messages).toHaveLength(1);
		expect(stage.mail.messages[0]).toContain('refused-rows.csv');
		expect(stage.mail.messages[0]).toContain('03/04/2026');
	});

	it('put the figures of the month into a file', async () => {
		const execution = await stage.run(await serviceExample('ooti-month-end.json', credential));
		expect(errorOf(execution)).toBeUndefined();
		const [{ fileName } = {}] = rowsOf(execution, 'Save Sheet');
		const text = await stage.file(path.basename(String(fileName)));
		const [head = '', ...lines] = text.trim().split('\n');
		expect(head).toContain('figures');
		const kinds = ['revenue', 'income', 'costs'];
		expect(lines.map((line) => kinds.find((kind) => line.includes(kind)))).toEqual(kinds);
	});
});

describe('the lists of OOTI in n8n’s editor', () => {
	const list = async (methodName: string, currentNodeParameters: INodeParameters, more = {}) =>
		await rig.client.request<{
			results: Array<{ name: string; value: number }>;
			paginationToken?: string;
		}>('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: 'parameters',
			nodeTypeAndVersion: { name: OOTI, version: 1 },
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
			currentNodeParameters: { authentication: credential.type, ...currentNodeParameters },
			methodName,
			...more,
		});

	it('have projects page by page, of the credential’s own organization', async () => {
		const parameters = { resource: 'project', operation: 'get' };
		const first = await list('searchProject', parameters);
		expect(first.results[0]).toEqual({ name: 'P1 School 1', value: 41 });
		expect(first.paginationToken).toBe('2');
		const last = await list('searchProject', parameters, { paginationToken: '3' });
		expect(last.results).toHaveLength(10);
		const { results } = await list('searchProject', parameters, { filter: 'museum 149' });
		expect(results).toEqual([{ name: 'P149 Museum 149', value: 189 }]);
	});

	it('have the phases of the project that is picked', async () => {
		const { results } = await list('searchPhase', {
			resource: 'workLog',
			operation: 'create',
			project: picked(42),
		});
		expect(results.map(({ value }) => value)).toEqual([16, 17, 18, 19]);
	});

	it('say what to pick first', async () => {
		const parameters = { resource: 'workLog', operation: 'create' };
		await expect(list('searchPhase', parameters)).rejects.toThrow('first, then pick the phase');
	});
});
