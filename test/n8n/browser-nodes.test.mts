import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { allIcons, allNodes } from './browser/all-nodes.mts';
import type { Canvas } from './browser/canvas.mts';
import { PROVIDER_REQUEST, SERVICES, TRIGGERS } from './browser/node-cases.mts';
import type { Panel } from './browser/panel.mts';
import { look, picture } from './browser/screens.mts';
import { account, lastYears, Stage } from './browser/stage.mts';
import type { LogEntry } from '../sandbox/core/types.mts';
import { rowsOf } from './execution.mts';
import './support.mts';

/** The editor shows a find in the first rows without scrolling. */
const NEAR_THE_TOP = 3;
const CREATE_ORDER = 'Create order – may charge wallet';

let stage: Stage;
let page: Page;
let canvas: Canvas;

beforeAll(async () => {
	stage = await Stage.start();
	({ page, canvas } = stage);
});
afterAll(async () => {
	await stage?.stop();
});

describe('the nodes panel', () => {
	beforeAll(async () => {
		await canvas.newWorkflow();
		await canvas.openNodes();
	});

	it.each([
		...SERVICES,
		...TRIGGERS.map(({ name, task }) => ({ name, words: [task] })),
		PROVIDER_REQUEST,
	])('finds $name by $words', async ({ name, words }) => {
		const far = [];
		for (const word of words) {
			const found = await canvas.search(word);
			if (!found.slice(0, NEAR_THE_TOP).includes(name)) far.push([word, found.slice(0, 5)]);
		}
		expect(far).toEqual([]);
	});

	it('offers what a service tells and what it can be asked to do', async () => {
		await canvas.search('shipping label');
		await picture(page, 'nodes-panel');
		await canvas.details('OTO');
		await picture(canvas.creator, 'node-details');
		for (const name of ['On order status', CREATE_ORDER, 'Download label']) {
			expect([name, await canvas.offers(name)]).toEqual([name, true]);
		}
	});
});

describe.each(SERVICES)('the node of $name', (each) => {
	const { service, name, words, typed, rows, chosen, unknown } = each;
	let panel: Panel;

	it('is dropped with an action, and shows rows', async () => {
		panel = await stage.drop(words[1] ?? '', name, each.action);
		await panel.credential(account(name));
		for (const [parameter, text] of Object.entries(typed)) await panel.type(parameter, text);
		await panel.execute();
		expect(await panel.items(rows.count)).toContain(rows.text);
		await picture(panel.window, service);
	});

	it('has an icon for each theme', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await panel.icon('dark')).toBe(`${service}.dark.svg`);
		await (each === SERVICES[0] ? picture : look)(panel.window, `${service}-dark`);
		await page.emulateMedia({ colorScheme: 'light' });
		expect(await panel.icon('light')).toBe(`${service}.svg`);
	});

	it('takes another resource and operation, and a record from the list', async () => {
		await panel.option('resource', chosen.resource);
		await panel.option('operation', chosen.operation);
		expect(await panel.pick(chosen.parameter, chosen.words)).toContain(chosen.words);
		await panel.execute();
		expect(await panel.items(1)).toContain(chosen.gives);
	});

	it('says what happened and what to do when it fails', async () => {
		await panel.byId(chosen.parameter, unknown.id);
		await panel.execute();
		const { shown, all } = await panel.failure();
		await picture(panel.window, `${service}-error`);
		expect(shown).toContain(unknown.says);
		expect(shown).toContain(unknown.advises);
		expect(all).not.toContain('asks to wait');
		expect(await stage.secretsIn(all, each.credential)).toEqual([]);
	});

	it('shows the fields of another operation', async () => {
		const { resource, operation, labels, says, filter } = each.form;
		await panel.option('resource', resource);
		await panel.option('operation', operation);
		for (const label of labels) await panel.label(label).waitFor();
		await look(page, `${service}-form`);
		expect(await panel.form.innerText()).toContain(says ?? labels[0]);
		if (filter) {
			await panel.field('Filters', filter.name);
			expect(await panel.pick(filter.parameter, filter.words)).toContain(filter.words);
		}
		await panel.close();
	});
});

describe('a record with lines', () => {
	let panel: Panel;

	it('is filled in line by line', async () => {
		panel = await stage.drop(
			'cleaning',
			'Otesse',
			'Create invoice – may email and charge customer',
		);
		await panel.credential(account('Otesse'));
		await panel.pick('customerId', '');
		await panel.line('lines', 'Line Item');
		await panel.type('description', 'Deep cleaning');
		await panel.type('unitPrice', '15000');
		await panel.execute();
		expect(await panel.items(1)).toMatch(/Deep cleaning[^]*15000/);
		await picture(panel.window, 'otesse-lines');
		await panel.close();
	});

	it('has further members of a line where the service knows more of it', async () => {
		panel = await stage.drop('shipping label', 'OTO', CREATE_ORDER);
		await panel.line('lines', 'Item');
		await panel.field('Tax, Customs and More', 'HS Code');
		await panel.type('hsCode', '4901.99');
		await picture(panel.window, 'oto-lines');
		await panel.type('orderId', 'A-1');
		await panel.type('customerName', 'Aziz');
		await panel.type('customerMobile', '5');
		await panel.type('customerCountry', 'SA');
		await panel.type('currency', 'SAR');
		await panel.option('paymentMethod', 'Paid');
		await panel.credential(account('OTO'));
		await panel.execute();
		const { shown } = await panel.failure();
		expect(shown).toContain('"Recipient City", "Recipient Address" and "Amount" are missing');
		await panel.close();
	});
});

describe('a check of a connection', () => {
	it('says whose account it is, and that nothing is wrong', async () => {
		const panel = await stage.drop('shipping label', 'OTO', 'Check connection');
		await panel.credential(account('OTO'));
		await panel.execute();
		expect(await panel.items(1)).toContain('OTO accepts the OTO API credential, of sandboxUser.');
		await picture(panel.window, 'connection-check');
		await panel.close();
	});
});

describe('a node that has not run yet', () => {
	it('offers the next one what it usually gives', async () => {
		const list = await stage.drop('vendor bill', 'Ottimate', 'Get many invoices');
		await list.credential(account('Ottimate'));
		await list.type('limit', '2');
		await list.close();
		await canvas.openNodes();
		await canvas.search('vendor bill');
		await canvas.details('Ottimate');
		const invoice = await canvas.add('Get invoice');
		await invoice.credential(account('Ottimate'));
		await invoice.fromPreview('id', 'invoiceId');
		await picture(invoice.window, 'fields-before-run');
		await invoice.execute();
		expect(await invoice.items(2)).toMatch(/INV-2199[^]*INV-2198/);
		await invoice.close();
	});
});

describe('a GraphQL query of the Doo node', () => {
	let panel: Panel;
	const ask = async (field: string) => {
		await panel.type('query', `{ event(id: "4711") { id ${field} } }`);
		await panel.execute();
	};

	it('gives what it asks for', async () => {
		panel = await stage.drop('GraphQL', 'Doo', 'Run query');
		await panel.credential(account('Doo'));
		await ask('title');
		expect(await panel.items(1)).toContain('4711');
		await picture(panel.window, 'doo-query');
	});

	it('fails in the words of doo', async () => {
		await ask('titel');
		const { shown, all } = await panel.failure();
		expect(shown).toContain('Cannot query field "titel" on type "Event". Did you mean "title"?');
		expect(await stage.secretsIn(all, 'dooApi')).toEqual([]);
		await panel.close();
	});
});

describe('the Provider Request node', () => {
	let panel: Panel;

	it('asks for the service first, and knows what an endpoint needs', async () => {
		panel = await stage.drop('provider request', PROVIDER_REQUEST.name, 'Send API request');
		await panel.option('service', 'Ottimate');
		await panel.credential(account('Ottimate'));
		for (const name of ['Service', 'Authentication', 'Endpoint']) {
			expect(await panel.label(name).isVisible()).toBe(true);
		}
		expect(await panel.label('Method').count()).toBe(0);
		const found = await panel.pick('endpoint', '/invoices/{id}/approvers');
		expect(found).toMatch(/^Get .+ - GET \/invoices\/\{id\}\/approvers$/);
		await panel.input('id').waitFor();
		await panel.option('inputMode', 'Raw');
		await panel.execute();
		const { shown, all } = await panel.failure();
		await picture(panel.window, 'providerRequest-error');
		expect(shown).toContain('The path parameter "id" is missing');
		expect(shown).toContain('Fill in its field, or add it under "Path Parameters".');
		expect(await stage.secretsIn(all, 'ottimateApi')).toEqual([]);
	});

	it('gives rows', async () => {
		expect(await panel.pick('endpoint', 'Get many vendors')).toContain('- GET /vendors');
		await panel.type('limit', '8');
		await panel.execute();
		expect(await panel.items(8)).toContain('Fresh Foods');
		await picture(panel.window, 'providerRequest');
	});

	it('has a form with the fields of the chosen endpoint, and sends what stands in it', async () => {
		await panel.option('inputMode', 'Form');
		expect(await panel.pick('endpoint', 'POST /vendors')).toBe('Create vendor - POST /vendors');
		await panel.type('ottimate_company_id', '123');
		await panel.type('erp_vendor_id', 'N-9001');
		await panel.type('erp_vendor_name', 'Café Nord');
		expect(await panel.input('city').count()).toBe(0);
		await panel.addMapped('City');
		await panel.type('city', 'Lyon');
		await panel.execute();
		expect(await panel.items(1)).toContain('Café Nord');
		await picture(panel.window, 'providerRequest-form');
		const { entries } = (await stage.rig.sandbox.steer('GET', 'log?service=ottimate')) as {
			entries: LogEntry[];
		};
		const sent = entries.filter(({ method, path }) => method === 'POST' && path === '/vendors');
		expect(sent.map(({ rawBody }) => JSON.parse(rawBody) as unknown)).toEqual([
			{
				ottimate_company_id: 123,
				erp_vendor_id: 'N-9001',
				erp_vendor_name: 'Café Nord',
				city: 'Lyon',
			},
		]);
	});

	it('shows other fields for another endpoint, and keeps none of the values', async () => {
		expect(await panel.pick('endpoint', 'GET /vendors/{id}')).toContain('Get vendor');
		await panel.input('id').waitFor();
		await panel.input('erp_vendor_name').waitFor({ state: 'detached' });
		await panel.type('id', '11');
		await panel.execute();
		expect(await panel.items(1)).toContain('Fresh Foods');
	});

	it('has an icon for each theme', async () => {
		await page.emulateMedia({ colorScheme: 'dark' });
		expect(await panel.icon('dark')).toBe('providerRequest.dark.svg');
		await look(page, 'providerRequest-dark');
		await page.emulateMedia({ colorScheme: 'light' });
		expect(await panel.icon('light')).toBe('providerRequest.svg');
		await panel.close();
	});
});

describe.each(TRIGGERS)('the trigger of $name', (each) => {
	const { service, name, task, labels, sent, unknown } = each;

	let panel: Panel;

	it('is dropped with an event, and has its fields', async () => {
		panel = await stage.drop(task, name, each.event);
		await panel.credential(account(name));
		for (const label of labels) expect(await panel.label(label).isVisible()).toBe(true);
		for (const [parameter, text] of Object.entries(each.typed)) await panel.type(parameter, text);
	});

	it('says what happened and what to do when it fails', async () => {
		if (unknown) await panel.byId(unknown.list, unknown.id);
		else await panel.credential(lastYears(name));
		await panel.execute();
		const { shown, all } = await (sent ? panel.refusal() : panel.failure());
		await look(page, `${service}Trigger-error`);
		expect(shown.toLowerCase()).toContain(
			(unknown?.says ?? `${name} could not be reached`).toLowerCase(),
		);
		expect(await stage.secretsIn(all, each.credential)).toEqual([]);
	});

	it('gives an item', async () => {
		// The editor forgets what was picked when the account changes.
		if (unknown) await panel.fromList(unknown.list);
		else await panel.credential(account(name));
		for (const [list, words] of Object.entries(each.picked)) await panel.pick(list, words);
		await panel.execute();
		if (sent) {
			await panel.listening();
			await stage.rig.sandbox.steer('POST', 'events', { service, ...sent });
		}
		expect(await panel.items(1)).toContain(each.gives);
		await picture(panel.window, `${service}Trigger`);
		await panel.close();
	});
});

describe('all nodes on the canvas', () => {
	beforeAll(async () => {
		const { client } = stage.rig;
		const { id } = await client.createWorkflow(allNodes(await client.listCredentials()));
		await canvas.openWorkflow(id);
	});

	it.each([
		['dark', '.dark.svg'],
		['light', '.svg'],
	] as const)('have an icon in the %s theme', async (theme, suffix) => {
		await page.emulateMedia({ colorScheme: theme });
		const icons = await canvas.icons(theme);
		await picture(page, `nodes-${theme}`);
		expect(icons.sort()).toEqual(allIcons(suffix));
	});
});

describe('a workflow made by clicks', () => {
	it('begins with a schedule and goes on with Ottimate', async () => {
		await canvas.newWorkflow();
		await canvas.rename('Approved invoices');
		await canvas.openNodes();
		const schedule = await canvas.addPlain('schedule', 'Schedule Trigger');
		await schedule.everySeconds(1);
		await schedule.close();

		await canvas.openNodes();
		await canvas.search('vendor bill');
		await canvas.details('Ottimate');
		const invoices = await canvas.add('Get many invoices');
		await invoices.credential(account('Ottimate'));
		await invoices.close();
		expect(await canvas.nodes.count()).toBe(2);
	});

	it('filters the invoices by a field that is dragged', async () => {
		await canvas.openNodes();
		const filter = await canvas.addPlain('filter', 'Filter');
		await filter.condition('status', 'approved');
		await filter.execute();
		expect(await filter.itemsOf('Kept', 6)).toContain('INV-2199');
		await picture(filter.window, 'filter');
		await filter.close();
	});

	it('is published, runs on its own, and rows reach the filter', async () => {
		await canvas.publish();
		const runs = await canvas.executions();
		await runs.filter({ hasText: 'Succeeded' }).first().waitFor();
		await runs.filter({ hasText: 'Succeeded' }).first().click();
		await page.getByText('50 items').waitFor();
		await picture(page, 'executions');
		await canvas.unpublish();
		const [workflow] = (await stage.rig.client.listWorkflows()).filter(
			(each) => each.name === 'Approved invoices',
		);
		const [first] = await stage.rig.client.waitForScheduled(workflow?.id ?? '', 1);
		expect(first?.status).toBe('success');
		expect(first && rowsOf(first, 'Filter')).toHaveLength(6);
	});
});
