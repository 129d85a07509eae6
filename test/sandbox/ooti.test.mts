import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { actAt, at, call, listAt } from './http.mts';
import type { Answer, CallOptions } from './http.mts';
import { expectForm } from './sample.mts';
import { ootiClient } from '../services/ooti/client.mts';
import { startSandbox } from './server.mts';
import type { Sandbox } from './server.mts';
import { ooti } from '../services/ooti/simulator/index.mts';

let sandbox: Sandbox;
let base: string;

const TOKEN = { authorization: 'Token sandbox-ooti-api-token' };
const USER = { username: 'me@example.com', password: 'sandbox-ooti-password' };
const NOT_VALID = {
	detail: 'Given token not valid for any token type',
	code: 'token_not_valid',
};

beforeAll(async () => {
	sandbox = await startSandbox({ port: 0 });
	base = sandbox.baseUrls.ooti ?? '';
});

beforeEach(async () => {
	await sandbox.steer('POST', 'reset');
});

afterAll(async () => {
	await sandbox.close();
});

const api = async (path: string, options: CallOptions = {}): Promise<Answer> =>
	await call(`${base}/${path}`, { ...options, headers: { ...TOKEN, ...options.headers } });

const post = async (path: string, json: unknown): Promise<Answer> => await api(path, { json });

const patch = async (path: string, json: unknown): Promise<Answer> =>
	await api(path, { method: 'PATCH', json });

const remove = async (path: string): Promise<Answer> => await api(path, { method: 'DELETE' });

const open = async (path: string, json: unknown): Promise<Answer> =>
	await call(`${base}/${path}`, { json });

const config = async (change: object): Promise<unknown> =>
	await sandbox.steer('POST', 'config', { service: 'ooti', ...change });

describe('the session token', () => {
	it('comes with a refresh token and an alias', async () => {
		const answer = await open('token-auth/', USER);
		expect(answer.status).toBe(200);
		expectForm(answer.json, { access: 'eyJ', refresh: 'eyJ', token: 'eyJ' });
		expect(at(answer.json, 'token')).toBe(at(answer.json, 'access'));
	});

	it('is refused for a wrong password, in two forms, and for a form body', async () => {
		const wrong = { ...USER, password: 'wrong' };
		const answer = await open('token-auth/', wrong);
		expect(answer.status).toBe(401);
		expectForm(answer.json, { detail: 'text' });
		await config({ variant: 'login-400' });
		const other = await open('token-auth/', wrong);
		expect(other.status).toBe(400);
		expectForm(other.json, { non_field_errors: ['text'] });
		expect((await call(`${base}/token-auth/`, { form: USER })).status).toBe(415);
	});

	it('is renewed', async () => {
		const { json } = await open('token-auth/', USER);
		const refresh = at(json, 'refresh');
		const renewed = await open('token-refresh/', { refresh });
		expect(renewed.status).toBe(200);
		expect(Object.keys(Object(renewed.json))).toEqual(['access']);
		const headers = { authorization: `JWT ${at(renewed.json, 'access')}` };
		expect((await api('organizations/membership/', { headers })).status).toBe(200);
		await config({ rotation: 'strict' });
		const rotated = await open('token-refresh/', { refresh });
		expectForm(rotated.json, { access: 'eyJ', refresh: 'eyJ' });
		expect((await open('token-refresh/', { refresh })).status).toBe(401);
		expect((await open('token-refresh/', { token: refresh })).status).toBe(400);
	});

	it('expires', async () => {
		const { json } = await open('token-auth/', USER);
		await sandbox.steer('POST', 'tokens/expire', { service: 'ooti' });
		const headers = { authorization: `JWT ${at(json, 'access')}` };
		const answer = await api('projects/list/210/', { headers });
		expect([answer.status, answer.json]).toEqual([401, NOT_VALID]);
		const bearer = { authorization: `Bearer ${at(json, 'access')}` };
		expect((await api('projects/list/210/', { headers: bearer })).status).toBe(401);
	});
});

describe('the API token', () => {
	it('opens membership and profile', async () => {
		const membership = await api('organizations/membership/');
		expectForm(membership.json, {
			organizations: [{ id: 210, orguser: { pk: 5042 }, teams: [{ id: 1689, title: 'Paris' }] }],
		});
		const profile = await api('profiles/profile/');
		expectForm(profile.json, { user: 77, selected_org: 210, selected_team: 1689, locale: 'fr' });
	});

	it('is refused when it is wrong, and with 403 where it may not write', async () => {
		const wrong = await api('projects/list/210/', { headers: { authorization: 'Token wrong' } });
		expect([wrong.status, wrong.json]).toEqual([401, { detail: 'Invalid token.' }]);
		const headers = { authorization: 'Token sandbox-ooti-read-only-token' };
		expect((await api('projects/list/210/', { headers })).status).toBe(200);
		const denied = await api('contacts/list/210/', { headers, json: { name: 'x' } });
		expect(denied.status).toBe(403);
		expectForm(denied.json, { detail: 'text' });
	});
});

describe('lists', () => {
	it('page with neighbours and end with 404', async () => {
		const first = await api('invoices/list/210/?page_size=100&page=1');
		expect(first.json).toMatchObject({ count: 263, previous: null });
		expect(at(first.json, 'next')).toContain('page=2');
		expectForm(first.json, { results: [{ pk: 901, project: 41 }] });
		const last = await api('invoices/list/210/?page_size=100&page=3');
		expect(at(last.json, 'next')).toBeNull();
		expect(listAt(last.json, 'results')).toHaveLength(63);
		const beyond = await api('invoices/list/210/?page_size=100&page=4');
		expect([beyond.status, beyond.json]).toEqual([404, { detail: 'Invalid page.' }]);
	});

	it('can be read to the end', async () => {
		const ids = new Set<unknown>();
		let address: unknown = `${base}/contacts/list/210/`;
		while (typeof address === 'string') {
			const { json } = await call(address, { headers: TOKEN });
			for (const row of listAt(json, 'results')) ids.add(at(row, 'id'));
			address = at(json, 'next');
		}
		expect(ids.size).toBe(438);
	});

	it('are bare arrays or whole', async () => {
		const teams = await api('teams/list/210/');
		expectForm(teams.json, [{ pk: 1689, title: 'Paris' }]);
		const projects = await api('projects/list/210/');
		expect(Object.keys(Object(projects.json))).toEqual(['results']);
		expect(listAt(projects.json, 'results')).toHaveLength(210);
		expectForm(projects.json, {
			results: [{ id: 41, project_title: 'test_project', display: 'P1 test_project' }],
		});
	});

	it('are filtered', async () => {
		const { json } = await api('invoices/list/210/?is_valid=false&team=1689&page_size=300');
		const rows = listAt(json, 'results');
		expect(rows.length).toBeGreaterThan(0);
		const fits = (row: unknown) => at(row, 'is_valid') === false && at(row, 'team') === 1689;
		expect(rows.every(fits)).toBe(true);
		expect(at((await api('invoices/list/210/?q=F2026-0002')).json, 'count')).toBe(1);
	});

	it('belong to an organization, a team or a project that is there', async () => {
		expect((await api('invoices/list/999/')).status).toBe(404);
		expect((await api('timelogs/worklogs/list/1/')).status).toBe(404);
		const { json } = await api('phases/list/42/');
		expect(new Set(listAt(json, 'results').map((row) => at(row, 'project')))).toEqual(
			new Set([42]),
		);
	});

	it('take the trailing slash seriously', async () => {
		expect((await api('projects/41')).status).toBe(404);
		expect((await api('projects/list/210')).status).toBe(404);
		expect((await api('pipelines/stage/list/210')).status).toBe(200);
		expect((await api('projects/41/', { method: 'PUT', json: {} })).status).toBe(405);
	});
});

describe('records', () => {
	it('need their fields and day-month-year dates', async () => {
		const dates = { start_date: '28-04-2020', end_date: '28-08-2020', city: 'Paris' };
		const refused = await post('projects/list/210/', dates);
		expect(refused.status).toBe(400);
		expect(refused.json).toEqual({ project_title: ['This field is required.'] });
		const made = await post('projects/list/210/', { project_title: 'New project', ...dates });
		expect(made.status).toBe(201);
		expectForm(made.json, { id: 43, project_title: 'New project' });
		const iso = await post('projects/list/210/', {
			project_title: 'Other',
			start_date: '2020-04-28',
		});
		expect(iso.status).toBe(400);
		expect(listAt(iso.json, 'start_date')).toHaveLength(1);
	});

	it.each([
		['contacts/list/210/', 'name', {}],
		['clients/list/210/', 'name', { tags: [] }],
		['teams/list/210/', 'name', {}],
		['contracts/list/210/', 'contractor', { type: 'sub' }],
		['contracts/list/210/', 'type', { contractor: 16_000 }],
		['jobs/invoices/list/210/', 'date', { contractor: 16_000 }],
		['expenses/list/210/', 'expense_group', { amount: 3 }],
	])('%s wants %s', async (path, field, json) => {
		const answer = await post(path, json);
		expect(answer.status).toBe(400);
		expect(at(answer.json, field)).toEqual(['This field is required.']);
	});

	it('go from draft to paid', async () => {
		const invoice = {
			project: 41,
			invoice_date: '19-04-2021',
			due_date: '19-05-2021',
			references: 'REF',
			type: 4,
		};
		const made = await post('invoices/list/210/?team=1689', invoice);
		expect(made.status).toBe(201);
		const pk = Number(at(made.json, 'pk'));
		const line = { description: 'Item', subtitle: 'Text', amount: 1000 };
		expect((await post(`invoices/items/${pk}/`, line)).status).toBe(201);
		const payment = { date: '21-04-2021', amount: 100, currency: 3, invoice: pk, team: 1689 };
		expect((await post('payments/list/210/?team=1689', payment)).status).toBe(400);
		const valid = await patch(`invoices/${pk}/`, { is_valid: true });
		expect(valid.json).toMatchObject({ pk, total: 1000 });
		expect((await patch(`invoices/${pk}/`, { is_sent: true })).status).toBe(200);
		expect((await post(`invoices/items/${pk}/`, line)).status).toBe(400);
		const paid = await post('payments/list/210/?team=1689', payment);
		expect(paid.status).toBe(201);
		const read = await api(`payments/${at(paid.json, 'pk')}/`);
		expectForm(read.json, { pk: 55, invoice_payments: [{ pk: 66 }] });
		const part = `payments/invoice/${at(read.json, 'invoice_payments.0.pk')}/`;
		expect((await patch(part, { amount: 10 })).status).toBe(200);
		const closed = await patch(`invoices/${pk}/`, { is_closed: true });
		const note = String(at(closed.json, 'credit_note_url')).split('/')[4];
		expect(at((await api(`invoices/${note}/`)).json, 'type')).toBe(9);
	});

	it('log work under the short path', async () => {
		const log = {
			project: 41,
			phase: 12,
			date: '21-04-2021',
			hours: 3.5,
			description: 'Plans',
			orguser: 5042,
		};
		const made = await post('timelogs/worklogs/', log);
		expect(made.status).toBe(201);
		const read = await api(`timelogs/worklogs/${at(made.json, 'id')}/`);
		expect(read.json).toMatchObject({ ...log, team: 1689 });
		expect((await post('timelogs/worklogs/', { ...log, project: 9999 })).status).toBe(400);
	});

	it('are unique where it is known', async () => {
		const dollar = { name: 'usd', longname: 'longname', symbol: '$' };
		const answer = await post('currencies/list/', dollar);
		expect([answer.status, answer.json]).toEqual([400, { detail: 'Currency already exists' }]);
		const file = { name: 'a', file: 'a.pdf', folder: 9 };
		expect((await post('files/list/41/', file)).status).toBe(201);
		const twice = await post('files/list/41/', file);
		expect(twice.status).toBe(400);
		expectForm(twice.json, { non_field_errors: ['text'] });
	});

	it('are gone after a delete', async () => {
		const deleted = await remove('contacts/3131/');
		expect([deleted.status, deleted.text]).toEqual([204, '']);
		const missing = await api('contacts/3131/');
		expect([missing.status, missing.json]).toEqual([404, { detail: 'Not found.' }]);
		expect((await remove('contracts/16100/')).status).toBe(400);
		expect((await post('jobs/invoices/items/generate/210/', {})).status).toBe(404);
	});
});

describe('the path table', () => {
	const pairs = ooti.routes().map(({ method, path }) => `${method} ${path}`);

	it('has every pair once, token calls and the short work log path among them', () => {
		expect(new Set(pairs).size).toBe(pairs.length);
		expect(pairs).toEqual(
			expect.arrayContaining([
				'POST /token-auth/',
				'POST /token-refresh/',
				'POST /token-verify/',
				'POST /timelogs/worklogs/',
				'GET /payments/{pk}',
				'DELETE /invoices/{id}/',
			]),
		);
		expect(pairs.length).toBe(770);
	});

	it('answers every list with the rows of its form', async () => {
		const names: Record<string, string> = {
			org_pk: '210',
			team_pk: '1689',
			project_pk: '41',
			project_id: '41',
			invoice_pk: '901',
			expense_group_id: '15000',
			area_pk: '100',
			fee_item_pk: '2300',
		};
		const filled = (path: string): string =>
			path.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '{}');
		const paths = pairs
			.filter((pair) => pair.startsWith('GET ') && pair.includes('/list'))
			.map((pair) => filled(pair.slice(5)))
			.filter((path) => !path.includes('{}'));
		expect(paths.length).toBeGreaterThan(100);
		for (const path of paths) {
			const answer = await api(path);
			expect([path, answer.status]).toEqual([path, 200]);
			expect([path, typeof answer.json]).toEqual([path, 'object']);
		}
	});

	it('creates, reads, changes and deletes records that nothing special is known about', async () => {
		const made = await post('goals/list/210/', { team: 1689, name: 'Goal', value: 3, year: 2026 });
		expect(made.status).toBe(201);
		const path = `goals/${at(made.json, 'id')}/`;
		expect((await patch(path, { value: 4 })).json).toMatchObject({ name: 'Goal', value: 4 });
		expect((await api(path)).json).toMatchObject({ value: 4 });
		expect((await remove(path)).status).toBe(204);
		expect((await api(path)).status).toBe(404);
	});

	it('gives spreadsheets as bytes', async () => {
		const answer = await api('projects/export/210/');
		expect(answer.type).toBe('application/vnd.ms-excel');
		expect(answer.text.length).toBeGreaterThan(100);
	});
});

describe('values are taken as they are', () => {
	const work = { project: 41, date: '21-04-2021', hours: 3.5, orguser: 5042 };

	it.each([
		['hours', { hours: '3.5' }],
		['hours', { hours: true }],
		['project', { project: '41' }],
		['project', { project: ' 41' }],
		['date', { date: '2021-04-21' }],
		['date', { date: '31-02-2021' }],
		['date', { date: ' 21-04-2021' }],
	])('a work log with another kind of %s is refused: %j', async (name, change) => {
		const refused = await post('timelogs/worklogs/', { ...work, ...change });
		expect(refused.status).toBe(400);
		expect(Object.keys(Object(refused.json))).toEqual([name]);
	});

	it('a switch is no text', async () => {
		const refused = await patch('invoices/901/', { is_valid: 'true' });
		expect(refused.status).toBe(400);
		expect(refused.json).toEqual({ is_valid: ['Must be a valid boolean.'] });
	});

	it('a page is a number in digits', async () => {
		expect((await api('invoices/list/210/?page=%201')).status).toBe(404);
		expect((await api('invoices/list/210/?page=1.0')).status).toBe(404);
		expect((await api('invoices/list/210/?page=1')).status).toBe(200);
	});

	it('blanks stay', async () => {
		const made = await post('clients/list/210/', { name: ' Villa ', tags: [] });
		expect(made.status).toBe(201);
		expect(at(made.json, 'name')).toBe(' Villa ');
	});
});

describe('the actions', () => {
	it('log hours of today', async () => {
		const client = ootiClient(sandbox);
		const [, id = ''] = /work log (\d+)/.exec(await actAt(sandbox, 'ooti', 'logHours')) ?? [];
		const log = await client.call('GET', `/timelogs/worklogs/${id}/`);
		const today = new Date().toISOString().slice(0, 10).split('-').reverse().join('-');
		expect(log).toMatchObject({ hours: 3.5, date: today });
	});
});
