import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import type { Frame } from './browser/animated-png.mts';
import { animatedPng } from './browser/animated-png.mts';
import { captioned } from './browser/page-scripts.mts';
import { keep } from './browser/screens.mts';
import { Stage } from './browser/stage.mts';
import { errorOf, rowsOf } from './execution.mts';
import { serviceExample } from './service-examples.mts';
import './support.mts';

const EXAMPLE = 'oto-row-to-label.json';
/** Those that run when nothing is refused. */
const NODES = 5;
const SIZE = { width: 1100, height: 640 };
const SECONDS = 3.5;

let stage: Stage;
let sandboxPage: Page;

beforeAll(async () => {
	stage = await Stage.start();
	await stage.page.setViewportSize(SIZE);
	sandboxPage = await stage.page.context().newPage();
	await sandboxPage.setViewportSize(SIZE);
});
afterAll(async () => {
	await stage?.stop();
});

/** The moving picture of README. */
it('rows become labels, and tokens that end in between are noticed by nobody', async () => {
	const { canvas, page, rig } = stage;
	const frames: Frame[] = [];
	const show = async (on: Page, caption: string) => {
		await on.bringToFront();
		await on.evaluate(captioned, caption);
		const png = await on.screenshot({
			animations: 'disabled',
			style: '.el-notification { display: none }',
		});
		frames.push({ png, seconds: SECONDS });
		await on.evaluate(captioned, '');
	};
	const newest = async (id: string) => {
		const [run] = await rig.client.listExecutions(id);
		const execution = await rig.client.getExecution(run?.id ?? '');
		expect(errorOf(execution)).toBeUndefined();
		expect(rowsOf(execution, 'Book').length).toBeGreaterThan(0);
		return execution.id;
	};

	const credential = await rig.credential('otoApi', { requestsPerDay: 0 });
	const { id } = await rig.client.createWorkflow(await serviceExample(EXAMPLE, credential));
	await canvas.openWorkflow(id);
	await canvas.fit();
	await show(page, 'Rows of a sheet become orders, are booked, and come out with their labels');

	await canvas.execute(NODES);
	await show(page, 'One click: a token is fetched, and every row is through');
	const first = await newest(id);

	const book = await canvas.open('Book');
	await show(
		page,
		'Each order is booked with the cheapest carrier, and its label is here as a PDF',
	);
	await book.close();

	await sandboxPage.goto(`${rig.sandbox.origin}/__sandbox`);
	const ofOto = sandboxPage.locator('tr', { has: sandboxPage.getByText('OTO', { exact: true }) });
	await ofOto.getByRole('button', { name: 'Expire all access tokens' }).click();
	await sandboxPage.getByText('Expire all access tokens: done').waitFor();
	await show(sandboxPage, 'Now all tokens end, in the middle of the day');

	const { nodes } = await rig.client.getWorkflow(id);
	const others: typeof nodes = JSON.parse(JSON.stringify(nodes).replaceAll('ROW-2', 'ROW-3'));
	await rig.client.updateWorkflow(id, { nodes: others });
	await canvas.openWorkflow(id);
	await canvas.fit();
	await rig.clearLog();
	await canvas.execute(NODES);
	await show(page, 'The next rows: a new token is fetched, and nobody notices');
	expect(await newest(id)).not.toBe(first);
	const { tokenRequests, calls } = await rig.traffic('oto');
	expect(tokenRequests).toHaveLength(1);
	// Nobody can know that a token has ended early but by its refusal.
	expect(calls.filter(({ status }) => status === 401)).toHaveLength(1);

	const exchange = sandboxPage.locator('tr.token').first();
	await exchange.evaluate((row) => row.scrollIntoView({ block: 'center' }));
	await show(
		sandboxPage,
		'On the wire: one request was refused, one token fetched, and it went on',
	);

	expect(new Set(frames.map(({ png }) => png.toString('base64'))).size).toBe(frames.length);
	keep('story', animatedPng(frames));
});
