import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { signedIn, startBrowser } from './browser.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

const SHOTS = path.join(root, '.cache', 'screenshots');

let rig: Rig;
let browser: Browser;
let page: Page;

const label = (name: string) =>
	page.locator('[data-test-id=input-label]').filter({ hasText: new RegExp(`^${name}`) });

beforeAll(async () => {
	mkdirSync(SHOTS, { recursive: true });
	rig = await Rig.start();
	const credential = await rig.credential('ottimateApi');
	const { id } = await rig.client.createWorkflow(
		chain(
			'In the editor',
			manualTrigger(),
			providerRequest({
				service: 'ottimate',
				credential,
				endpoint: 'GET /vendors',
				query: { ottimate_company_id: '123' },
				limit: 5,
			}),
		),
	);
	browser = await startBrowser();
	page = await signedIn(browser, rig.n8n.origin);
	await page.goto(`${rig.n8n.origin}/workflow/${id}`);
	await page.locator('[data-test-id=canvas-node]').nth(1).dblclick();
	await label('Endpoint').waitFor();
});
afterAll(async () => {
	await browser?.close();
	await rig?.stop();
});

describe('the Provider Request node in the editor', () => {
	it('shows what to choose first: service, authentication and endpoint', async () => {
		await page.screenshot({ path: path.join(SHOTS, 'provider-request.png') });
		for (const name of ['Service', 'Authentication', 'Endpoint']) {
			expect(await label(name).isVisible()).toBe(true);
		}
		expect(await label('Method').count()).toBe(0);
	});

	it('runs and shows rows', async () => {
		await page.locator('[data-test-id=node-execute-button]').first().click();
		await page.locator('[data-test-id=run-data-item-count]').filter({ hasText: '5' }).waitFor();
		await page.screenshot({ path: path.join(SHOTS, 'provider-request-rows.png') });
		expect(await page.getByText('Fresh Foods').count()).toBeGreaterThan(0);
	});

	it('finds an endpoint by words of its description', async () => {
		await page.locator('[data-test-id=resource-locator-endpoint] input').last().click();
		await page.locator('[data-test-id=rlc-search]').waitFor();
		await page.keyboard.type('who must approve');
		const found = page.locator('[data-test-id=rlc-item]').filter({ hasText: 'approvers' });
		await found.waitFor();
		await page.screenshot({ path: path.join(SHOTS, 'provider-request-picker.png') });
		expect(await found.innerText()).toContain('GET /invoices/{id}/approvers');
	});
});
