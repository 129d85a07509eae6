import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import type { ServiceId } from '../sandbox/core/types.mts';
import { signedIn, startBrowser } from './browser.mts';
import type { CredentialTypeName } from './credentials.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';
import { chain, manualTrigger } from './workflows.mts';

const SHOTS = path.join(root, '.cache', 'screenshots');

let rig: Rig;
let browser: Browser;
let page: Page;

beforeAll(async () => {
	mkdirSync(SHOTS, { recursive: true });
	rig = await Rig.start();
	browser = await startBrowser();
	page = await signedIn(browser, rig.n8n.origin);
});
afterAll(async () => {
	await browser?.close();
	await rig?.stop();
});

const label = (name: string) =>
	page.locator('[data-test-id=input-label]').filter({ hasText: new RegExp(`^${name}`) });

/** Opens a service's node in the editor; gives the milliseconds from the double click to its form. */
async function open(
	service: ServiceId,
	type: CredentialTypeName,
	parameters: INodeParameters,
): Promise<number> {
	const { id, name } = await rig.credential(type);
	const workflow = chain(`Editor ${service}`, manualTrigger(), {
		name: 'Service',
		type: `n8n-nodes-business-apis.${service}`,
		typeVersion: 1,
		credentials: { [type]: { id, name } },
		parameters: { authentication: type, ...parameters },
	});
	const { id: saved } = await rig.client.createWorkflow(workflow);
	await page.goto(`${rig.n8n.origin}/workflow/${saved}`);
	const node = page.locator('[data-test-id=canvas-node]').nth(1);
	await node.waitFor();
	const started = Date.now();
	await node.dblclick();
	await label('Operation').waitFor();
	return Date.now() - started;
}

async function pick(parameter: string, words: string): Promise<string> {
	await page.locator(`[data-test-id=resource-locator-${parameter}] input`).last().click();
	await page.locator('[data-test-id=rlc-search]').waitFor();
	await page.keyboard.type(words);
	const found = page.locator('[data-test-id=rlc-item]').filter({ hasText: words }).first();
	await found.waitFor();
	const text = await found.innerText();
	await found.click();
	return text;
}

describe('a service’s node in the editor', () => {
	it('opens with the largest description too', async () => {
		const ms = await open('ooti', 'ootiApi', { resource: 'workLog', operation: 'create' });
		console.log(`The OOTI node opened in ${ms} ms.`);
		await page.screenshot({ path: path.join(SHOTS, 'ooti-work-log.png') });
		for (const name of ['Authentication', 'Resource', 'Project', 'Date', 'Hours']) {
			expect(await label(name).first().isVisible()).toBe(true);
		}
	});

	it('picks a vendor of the company that a filter names, inside the filters', async () => {
		await open('ottimate', 'ottimateApi', {
			resource: 'invoice',
			operation: 'getMany',
			filters: { ottimateVendorId: { __rl: true, mode: 'list', value: '' } },
		});
		const picked = await pick('ottimateVendorId', 'Fresh Foods');
		await page.screenshot({ path: path.join(SHOTS, 'ottimate-vendor-picked.png') });
		expect(picked).toContain('Fresh Foods');
	});

	it('warns above the fields of a call that spends money', async () => {
		await open('oto', 'otoApi', { resource: 'account', operation: 'buyCredit' });
		await page.screenshot({ path: path.join(SHOTS, 'oto-buy-credit.png') });
		await page
			.getByText('Starts a payment: a person has to open the link in the answer and pay.')
			.first()
			.waitFor();
	});

	it('runs and shows rows in short', async () => {
		await open('ottimate', 'ottimateApi', {
			resource: 'vendor',
			operation: 'getMany',
			limit: 5,
			filters: { ottimateCompanyId: { __rl: true, mode: 'id', value: '123' } },
		});
		await page.locator('[data-test-id=node-execute-button]').first().click();
		await page.locator('[data-test-id=run-data-item-count]').filter({ hasText: '5' }).waitFor();
		await page.screenshot({ path: path.join(SHOTS, 'ottimate-vendors.png') });
		expect(await page.getByText('Fresh Foods').count()).toBeGreaterThan(0);
	});
});

describe('a trigger in the editor', () => {
	it.each([
		['doo', 'dooApi', ['Organization ID', 'Trigger On']],
		['ooti', 'ootiApi', ['Authentication', 'Record', 'Trigger On', 'Organization']],
		['otesse', 'otesseApi', ['Authentication', 'Trigger On']],
		['oto', 'otoApi', ['Trigger On']],
		['ottimate', 'ottimateApi', ['Trigger On', 'Location']],
	] as const)('of %s shows its credential and what it asks for', async (service, type, labels) => {
		const { id, name } = await rig.credential(type);
		const workflow = chain(`Trigger ${service}`, {
			name: 'Trigger',
			type: `n8n-nodes-business-apis.${service}Trigger`,
			typeVersion: 1,
			credentials: { [type]: { id, name } },
			parameters: {},
		});
		const { id: saved } = await rig.client.createWorkflow(workflow);
		await page.goto(`${rig.n8n.origin}/workflow/${saved}`);
		await page.locator('[data-test-id=canvas-node]').first().dblclick();
		await page.locator('[data-test-id=node-credentials-select]').first().waitFor();
		await page.screenshot({ path: path.join(SHOTS, `${service}-trigger.png`) });
		for (const wanted of labels) expect(await label(wanted).first().isVisible()).toBe(true);
	});
});
