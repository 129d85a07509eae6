import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { signedIn, startBrowser } from './browser.mts';
import type { Credential } from './client.mts';
import { reportsOf } from './connection-scenarios.mts';
import { errorOf, rowsOf } from './execution.mts';
import { oauth2Answers } from './oauth2-answers.mts';
import { storedCredential } from './stored.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from './workflows.mts';

const SHOTS = path.join(root, '.cache', 'screenshots');

let rig: Rig;
let browser: Browser;
let page: Page;
let credential: Credential;

beforeAll(async () => {
	mkdirSync(SHOTS, { recursive: true });
	rig = await Rig.start({ editor: true });
	browser = await startBrowser();
	page = await signedIn(browser, rig.n8n.origin);
	credential = await rig.credential('otesseOAuth2Api', {
		requestsPerSecond: 500,
		scopes: 'bookings:read customers:read services:read',
	});
});
afterAll(async () => {
	await browser?.close();
	await rig?.stop();
});

const call = async (items = 1) =>
	await rig.client.runOnce(
		chain(
			'Otesse over OAuth2',
			manualTrigger(),
			...numbered(items),
			providerRequest({
				service: 'otesse',
				credential: { ...credential, type: 'otesseOAuth2Api' },
				endpoint: 'GET /services/industries',
			}),
		),
	);

describe('otesseOAuth2Api', () => {
	it('says that it is not connected yet', async () => {
		expect(errorOf(await call())?.message).toBe(
			'The Otesse OAuth2 API credential is not connected',
		);
	});

	it('says so in a check of the connection', async () => {
		for (const report of await reportsOf(rig, credential, 'otesseOAuth2Api')) {
			expect(report).toMatchObject({ ok: false, call: { status: null } });
			expect(report.finding).toBe('The Otesse OAuth2 API credential is not connected');
			expect(report.advice).toContain('Open the credential and click "Connect".');
		}
	});

	it('connects through the consent page', async () => {
		await page.goto(`${rig.n8n.origin}/home/credentials/${credential.id}`);
		const connect = page.locator(
			'[data-test-id=oauth-not-connected-banner] [data-test-id=quick-connect-button]',
		);
		await connect.waitFor({ timeout: 60_000 });
		await page.screenshot({ path: path.join(SHOTS, 'otesse-oauth2-before.png') });
		const [consent] = await Promise.all([page.waitForEvent('popup'), connect.click()]);
		await consent.waitForURL(/\/oauth\/authorize/);
		expect(new URL(consent.url()).pathname).toBe('/otesse-auth/oauth/authorize');
		expect(new URL(consent.url()).searchParams.get('scope')).toBe(
			'bookings:read customers:read services:read',
		);
		await consent.screenshot({ path: path.join(SHOTS, 'otesse-consent.png') });
		await consent.getByRole('button', { name: 'Allow' }).click();
		await page.locator('[data-test-id=oauth-connect-success-banner]').waitFor();
		await page.screenshot({ path: path.join(SHOTS, 'otesse-oauth2-connected.png') });
		const { data } = storedCredential(rig.n8n.userFolder, credential.id);
		expect(data.oauthTokenData).toMatchObject({ token_type: 'Bearer' });
	});

	it('shows in a check of the connection that it is', async () => {
		for (const report of await reportsOf(rig, credential, 'otesseOAuth2Api')) {
			expect(report).toMatchObject({ ok: true, token: null, call: { status: 200 } });
		}
	});

	it('exchanges the code form encoded, as n8n does', async () => {
		const { tokenRequests } = await rig.traffic('otesse');
		expect(tokenRequests).toHaveLength(1);
		expect(tokenRequests[0]?.headers['content-type']).toContain(
			'application/x-www-form-urlencoded',
		);
		expect(tokenRequests[0]?.rawBody).toContain('grant_type=authorization_code');
	});

	it('calls with the token', async () => {
		const execution = await call(5);
		expect(errorOf(execution)).toBeUndefined();
		expect(rowsOf(execution, 'Request').length).toBeGreaterThan(5);
	});

	it('refreshes a refused token and goes on', async () => {
		await rig.clearLog();
		await rig.expireTokens('otesse');
		const execution = await call(5);
		expect(errorOf(execution)).toBeUndefined();
		const { tokenRequests } = await rig.traffic('otesse');
		expect(tokenRequests.length).toBeGreaterThanOrEqual(1);
		expect(tokenRequests[0]?.rawBody).toContain('grant_type=refresh_token');
	});

	it('works in HTTP Request as well', async () => {
		await rig.expireTokens('otesse');
		const execution = await rig.client.runOnce(
			chain(
				'HTTP Request over OAuth2',
				manualTrigger(),
				httpRequest({
					name: 'Request',
					credential: { ...credential, type: 'otesseOAuth2Api' },
					url: `${rig.sandbox.baseUrls.otesse}/services/industries`,
				}),
			),
		);
		expect(errorOf(execution)).toBeUndefined();
	});
});

describe('otesseOAuth2Api, a write whose token has ended', () => {
	oauth2Answers(
		() => rig,
		async () => await Promise.resolve(credential),
	);
});
