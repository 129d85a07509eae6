import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { ServiceId } from '../sandbox/core/types.mts';
import { call } from '../sandbox/http.mts';
import { signedIn, startBrowser } from './browser.mts';
import { credentialByKeyboard, nodeByKeyboard } from './browser/by-keyboard.mts';
import { CallbackPage } from './browser/callback.mts';
import { CredentialForm } from './browser/credential-form.mts';
import { picture } from './browser/screens.mts';
import { readable, textOf, tokensOf } from './browser/secrets.mts';
import type { Credential } from './client.mts';
import { CREDENTIAL_CASES } from './credential-cases.mts';
import type { CredentialTypeName } from './credentials.mts';
import { sandboxCredential, SERVICE_OF } from './credentials.mts';
import { errorOf } from './execution.mts';
import { Rig } from './support.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

const WRONG = 'wrong-and-typed-by-hand';

let rig: Rig;
let browser: Browser;
let page: Page;
let form: CredentialForm;

beforeAll(async () => {
	rig = await Rig.start();
	browser = await startBrowser();
	page = await signedIn(browser, rig.n8n.origin);
	await page.setViewportSize({ width: 1280, height: 1000 });
	page.setDefaultTimeout(60_000);
	form = new CredentialForm(page, rig.n8n.origin);
	await form.list();
});
afterAll(async () => {
	await browser?.close();
	await rig?.stop();
});

/** Types what leads to the sandbox; `changes` stand in the place of the sandbox's values. */
async function fill(type: CredentialTypeName, changes: Record<string, string>): Promise<void> {
	await form.choose('environment', 'Custom');
	const { environment, ...typed } = { ...(await sandboxCredential(rig.sandbox, type)), ...changes };
	expect(environment).toBe('custom');
	for (const [name, value] of Object.entries(typed)) {
		if (value !== '') await form.type(name, String(value));
	}
}

async function workflowWith(credential: Credential, endpoint: string): Promise<string> {
	const graphql = endpoint.includes('graphql')
		? { graphql: { query: 'query { __typename }' } }
		: {};
	const { id } = await rig.client.createWorkflow(
		chain(
			`Call with ${credential.name}`,
			manualTrigger(),
			providerRequest({
				service: SERVICE_OF[credential.type as CredentialTypeName],
				credential,
				endpoint,
				...graphql,
			}),
		),
	);
	return id;
}

/** Runs it; gives what the service got meanwhile. */
async function trafficOf(workflow: string, service: ServiceId) {
	await rig.clearLog();
	expect(errorOf(await rig.client.runWorkflow(workflow))).toBeUndefined();
	return await rig.traffic(service);
}

async function expectIcon(): Promise<void> {
	const source = (await form.icon.getAttribute('src')) ?? '';
	const width = async () =>
		await form.icon.evaluate((image) => ('naturalWidth' in image ? Number(image.naturalWidth) : 0));
	await expect(width()).resolves.toBeGreaterThan(0);
	const answer = await rig.client.send('GET', source);
	expect(answer.status).toBe(200);
	expect(await answer.text()).toContain('<svg');
}

/** Opens the saved credential again: nothing secret is in the page or in what the browser got. */
async function expectMasked(credential: Credential, secrets: readonly string[]): Promise<void> {
	const answer = await form.reopen(credential);
	const seen = `${answer}\n${await readable(page)}`;
	expect(seen).toContain(credential.name);
	const tokens = tokensOf(rig.n8n.userFolder, credential.id);
	expect([...secrets, ...tokens].filter((secret) => seen.includes(secret))).toEqual([]);
}

describe.each(CREDENTIAL_CASES)('$displayName in the editor', (one) => {
	const { type, displayName, secret } = one;
	const service = SERVICE_OF[type];
	let credential: Credential;

	it('is found by the name of the service, and has its icon', async () => {
		expect(await form.search(one.service)).toContain(displayName);
		await form.take(displayName);
		await expectIcon();
	});

	it('says what to do with a wrong secret', async () => {
		await fill(type, { [secret]: WRONG });
		credential = await form.save();
		expect(credential.type).toBe(type);
		expect(await form.complaint()).toMatch(one.words);
		await picture(form.card, `credential-${type}-error`);
	});

	it('turns green with the right one', async () => {
		const typed = await sandboxCredential(rig.sandbox, type);
		await form.type(secret, String(typed[secret]));
		await form.save();
		await form.greenMessage.waitFor();
		expect(await form.greenMessage.innerText()).toContain('Connection tested successfully');
		expect(await form.redMessage.count()).toBe(0);
		await picture(form.card, `credential-${type}`);
		await form.close();
	});

	it('shows no secret when it is opened again', async () => {
		const typed = await sandboxCredential(rig.sandbox, type);
		await expectMasked(credential, [String(typed[secret]), WRONG]);
		expect(await readable(page)).not.toMatch(one.hidden);
	});

	it('uses a secret that was changed in the form at the next run', async () => {
		const workflow = await workflowWith(credential, one.endpoint);
		const before = await trafficOf(workflow, service);
		const changed = `sandbox-changed-in-the-form-${type}`;
		expect(textOf(before)).not.toContain(changed);
		await rig.sandbox.steer('POST', 'secrets', { service, [secret]: changed });
		await form.type(secret, changed);
		await rig.clearLog();
		await form.save();
		await form.greenMessage.waitFor();
		const proven = await rig.traffic(service);
		const after = await trafficOf(workflow, service);
		expect(textOf(proven) + textOf(after)).toContain(changed);
		const sent = ({ calls }: typeof before) => calls.map(({ headers }) => headers.authorization);
		expect(sent(after)).not.toContain(sent(before)[0]);
		await form.close();
	});
});

describe('Otesse OAuth2 API in the editor', () => {
	const type = 'otesseOAuth2Api';
	let credential: Credential;

	it('is found by the name of the service, and has its icon', async () => {
		expect(await form.search('Otesse')).toContain('Otesse OAuth2 API');
		await form.take('Otesse OAuth2 API');
		await expectIcon();
	});

	it('is not connected with a wrong secret, and n8n says why', async () => {
		await fill(type, { clientSecret: WRONG });
		credential = await form.save();
		const consent = await form.connect();
		await consent.getByRole('button', { name: 'Allow' }).click();
		const said = consent.getByText('Client authentication failed');
		await said.waitFor();
		await picture(consent, `credential-${type}-error`);
		expect(await consent.locator('body').innerText()).toContain('Failed to connect');
		await consent.close();
		expect(await form.connected.count()).toBe(0);
	});

	it('connects over the consent page with the right one', async () => {
		const { clientSecret } = await sandboxCredential(rig.sandbox, type);
		await form.type('clientSecret', String(clientSecret));
		await form.save();
		const consent = await form.connect();
		expect(await consent.locator('li').allInnerTexts()).toEqual([
			'bookings:read',
			'customers:read',
			'invoices:read',
			'services:read',
		]);
		await picture(consent, 'consent');
		await consent.getByRole('button', { name: 'Allow' }).click();
		await form.connected.waitFor();
		expect(await form.connected.innerText()).toContain('Account connected');
		await picture(form.card, `credential-${type}`);
		await form.close();
	});

	it('shows no secret when it is opened again', async () => {
		const { clientSecret } = await sandboxCredential(rig.sandbox, type);
		expect(tokensOf(rig.n8n.userFolder, credential.id)).toHaveLength(2);
		await expectMasked(credential, [String(clientSecret), WRONG]);
	});

	it('uses a secret that was changed in the form when it refreshes next', async () => {
		const workflow = await workflowWith(credential, 'GET /services/industries');
		await trafficOf(workflow, 'otesse');
		await rig.sandbox.steer('POST', 'secrets', {
			service: 'otesse',
			clientSecret: 'oauth2-changed',
		});
		await form.type('clientSecret', 'oauth2-changed');
		await form.save();
		await rig.expireTokens('otesse');
		const { tokenRequests } = await trafficOf(workflow, 'otesse');
		expect(tokenRequests.map(({ rawBody }) => rawBody).join()).toMatch(
			/grant_type=refresh_token.*client_secret=oauth2-changed|client_secret=oauth2-changed.*grant_type=refresh_token/,
		);
		await form.close();
	});
});

describe('the authorization code of Otesse App API', () => {
	let back: CallbackPage;
	let credential: Credential;
	let workflow: string;

	beforeAll(async () => {
		back = await CallbackPage.start();
	});
	afterAll(async () => {
		await back?.stop();
	});

	/** Opens the link that the message holds, allows the app, and copies the code as a person would. */
	async function codeFrom(message: string): Promise<string> {
		const link = /open (http\S+) , allow the app/.exec(message)?.[1] ?? 'no link';
		const consent = await page.context().newPage();
		await consent.goto(link);
		await consent.getByRole('button', { name: 'Allow' }).click();
		await consent.getByText('You are back at my app').waitFor();
		const code = new URL(consent.url()).searchParams.get('code') ?? '';
		await consent.close();
		return code;
	}

	/** A code that another program has exchanged already. */
	async function usedCode(): Promise<string> {
		const typed = await sandboxCredential(rig.sandbox, 'otesseAppApi');
		const { code } = (await rig.sandbox.steer('POST', 'otesse/code', {
			redirectUri: back.address,
		})) as { code: string };
		const { status } = await call(`${String(typed.authBaseUrl)}/oauth/token`, {
			json: {
				grant_type: 'authorization_code',
				code,
				redirect_uri: back.address,
				client_id: typed.clientId,
				client_secret: typed.clientSecret,
			},
		});
		expect(status).toBe(200);
		return code;
	}

	const exchanges = async () => {
		const { tokenRequests } = await rig.traffic('otesse');
		return tokenRequests.map(({ rawBody }) => {
			const { grant_type: grant, code }: Record<string, string> = JSON.parse(rawBody);
			return grant === 'authorization_code' ? code : grant;
		});
	};

	it('comes from the link that the form gives without one', async () => {
		await form.search('Otesse');
		await form.take('Otesse App API');
		await fill('otesseAppApi', { redirectUri: back.address, authorizationCode: '' });
		await rig.clearLog();
		credential = await form.save();
		const message = await form.complaint();
		expect(message).toMatch(/^Otesse needs a sign-in in the browser\. To connect, open http/);
		expect(await exchanges()).toEqual([]);
		await picture(form.card, 'credential-otesseAppApi-link');
		const code = await codeFrom(message);
		await form.type('authorizationCode', code);
		await form.save();
		await form.greenMessage.waitFor();
		expect(await exchanges()).toEqual([code]);
	});

	it('is used once: later the token renews itself', async () => {
		workflow = await workflowWith(credential, 'GET /services/industries');
		const { tokenRequests } = await trafficOf(workflow, 'otesse');
		expect(tokenRequests).toHaveLength(0);
		await rig.expireTokens('otesse');
		await trafficOf(workflow, 'otesse');
		expect(await exchanges()).toEqual(['refresh_token']);
	});

	it('that was used elsewhere is refused with the way to a new one', async () => {
		const used = await usedCode();
		await rig.clearLog();
		await form.type('authorizationCode', used);
		await form.save();
		const message = await form.complaint();
		expect(message).toMatch(
			/^Otesse refused the credential: Authorization code was used before\. A code works once, .*Please connect again: open http\S+ , allow the app, and paste the "code"/,
		);
		expect(await exchanges()).toEqual([used]);
		const code = await codeFrom(message);
		await form.type('authorizationCode', code);
		await form.save();
		await form.greenMessage.waitFor();
		expect(await exchanges()).toEqual([used, code]);
		await trafficOf(workflow, 'otesse');
		await form.close();
	});
});

describe('without a mouse', () => {
	it('a credential is made, and turns green', async () => {
		await form.list();
		const { baseUrl, apiKey } = await sandboxCredential(rig.sandbox, 'otesseApi');
		const typed = { baseUrl: String(baseUrl), apiKey: String(apiKey) };
		const { type } = await credentialByKeyboard(form, typed);
		expect(type).toBe('otesseApi');
		await form.greenMessage.waitFor();
		expect(await form.greenMessage.innerText()).toContain('Connection tested successfully');
	});

	it('a node is added, filled in with its picker, and run', async () => {
		const { id } = await rig.client.createWorkflow(chain('By keyboard', manualTrigger()));
		await page.goto(`${rig.n8n.origin}/workflow/${id}`);
		await page.locator('[data-test-id=canvas-node]').first().waitFor();
		await rig.clearLog();
		expect(await nodeByKeyboard(page, 3)).toMatch(/^3 items/);
		const { calls } = await rig.traffic('otesse');
		expect(calls.map(({ path, query }) => ({ path, query }))).toContainEqual({
			path: '/services/availability',
			query: { zip: '97477', industry: 'cleaning' },
		});
		await picture(page, 'by-keyboard');
	});
});
