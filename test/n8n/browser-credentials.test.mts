import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServiceId } from '../sandbox/core/types.mts';
import { credentialByKeyboard, nodeByKeyboard } from './browser/by-keyboard.mts';
import { CallbackPage } from './browser/callback.mts';
import { CredentialBench } from './browser/credential-bench.mts';
import type { CredentialForm } from './browser/credential-form.mts';
import { codeFromLink, exchanges, usedCode } from './browser/otesse-code.mts';
import { picture } from './browser/screens.mts';
import { textOf } from './browser/secrets.mts';
import type { Credential } from './client.mts';
import { CREDENTIAL_CASES } from './credential-cases.mts';
import { SERVICE_OF } from './credentials.mts';
import type { Traffic } from './support.mts';
import { chain, manualTrigger } from './workflows.mts';

const WRONG = 'wrong-and-typed-by-hand';
const GREEN = 'Connection tested successfully';

let bench: CredentialBench;
let form: CredentialForm;

beforeAll(async () => {
	bench = await CredentialBench.start();
	({ form } = bench);
});
afterAll(async () => {
	await bench?.stop();
});

const sent = ({ calls }: Traffic) => calls.map(({ headers }) => headers.authorization);

async function expectIcon(): Promise<void> {
	const { width, status, text } = await bench.icon();
	expect(width).toBeGreaterThan(0);
	expect(status).toBe(200);
	expect(text).toContain('<svg');
}

async function expectGreen(): Promise<void> {
	await form.greenMessage.waitFor();
	expect(await form.greenMessage.innerText()).toContain(GREEN);
	expect(await form.redMessage.count()).toBe(0);
}

async function runWell(workflow: string, service: ServiceId) {
	const { reason, traffic } = await bench.run(workflow, service);
	expect(reason).toBeUndefined();
	return traffic;
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
		await bench.fill(type, { [secret]: WRONG });
		credential = await form.save();
		expect(credential.type).toBe(type);
		expect(await form.complaint()).toMatch(one.words);
		await picture(form.card, `credential-${type}-error`);
	});

	it('turns green with the right one', async () => {
		await form.type(secret, (await bench.typed(type))[secret] ?? '');
		await form.save();
		await expectGreen();
		await picture(form.card, `credential-${type}`);
		await form.close();
	});

	it('shows no secret when it is opened again', async () => {
		const right = (await bench.typed(type))[secret] ?? '';
		const { seen, tokens } = await bench.seenOf(credential);
		expect(seen).toContain(credential.name);
		expect([right, WRONG, ...tokens].filter((value) => seen.includes(value))).toEqual([]);
		expect(seen).not.toMatch(one.hidden);
	});

	it('uses a secret that was changed in the form at the next run', async () => {
		const workflow = await bench.workflowWith(credential, service, one.endpoint);
		const before = await runWell(workflow, service);
		const changed = `sandbox-changed-in-the-form-${type}`;
		expect(textOf(before)).not.toContain(changed);
		await bench.rig.sandbox.steer('POST', 'secrets', { service, [secret]: changed });
		await form.type(secret, changed);
		await bench.rig.clearLog();
		await form.save();
		await expectGreen();
		const proven = await bench.rig.traffic(service);
		const after = await runWell(workflow, service);
		expect(textOf(proven) + textOf(after)).toContain(changed);
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
		await bench.fill(type, { clientSecret: WRONG });
		credential = await form.save();
		const consent = await form.connect();
		await consent.getByRole('button', { name: 'Allow' }).click();
		await consent.getByText('Client authentication failed').waitFor();
		await picture(consent, `credential-${type}-error`);
		expect(await consent.locator('body').innerText()).toContain('Failed to connect');
		await consent.close();
		expect(await form.connected.count()).toBe(0);
	});

	it('connects over the consent page with the right one', async () => {
		await form.type('clientSecret', (await bench.typed(type)).clientSecret ?? '');
		await form.save();
		const consent = await form.connect();
		const asked = ['bookings:read', 'customers:read', 'invoices:read', 'services:read'];
		expect(await consent.locator('li').allInnerTexts()).toEqual(asked);
		await picture(consent, 'consent');
		await consent.getByRole('button', { name: 'Allow' }).click();
		await form.connected.waitFor();
		expect(await form.connected.innerText()).toContain('Account connected');
		await picture(form.card, `credential-${type}`);
		await form.close();
	});

	it('shows no secret when it is opened again', async () => {
		const { clientSecret = '' } = await bench.typed(type);
		const { seen, tokens } = await bench.seenOf(credential);
		expect(tokens).toHaveLength(2);
		expect([clientSecret, WRONG, ...tokens].filter((value) => seen.includes(value))).toEqual([]);
	});

	it('uses a secret that was changed in the form when it refreshes next', async () => {
		const workflow = await bench.workflowWith(credential, 'otesse', 'GET /services/industries');
		await runWell(workflow, 'otesse');
		const clientSecret = 'sandbox-changed-in-the-form-oauth2';
		await bench.rig.sandbox.steer('POST', 'secrets', { service: 'otesse', clientSecret });
		await form.type('clientSecret', clientSecret);
		await form.save();
		await bench.rig.expireTokens('otesse');
		const { tokenRequests } = await runWell(workflow, 'otesse');
		const [refresh] = tokenRequests.map(({ rawBody }) => new URLSearchParams(rawBody));
		expect(refresh?.get('grant_type')).toBe('refresh_token');
		expect(refresh?.get('client_secret')).toBe(clientSecret);
		await form.closeUnconnected();
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

	it('comes from the link that the form gives without one', async () => {
		await form.search('Otesse');
		await form.take('Otesse App API');
		await bench.fill('otesseAppApi', { redirectUri: back.address, authorizationCode: '' });
		await bench.rig.clearLog();
		credential = await form.save();
		const message = await form.complaint();
		expect(message).toMatch(/^Otesse needs a sign-in in the browser\. To connect, open http/);
		expect(await exchanges(bench.rig)).toEqual([]);
		await picture(form.card, 'credential-otesseAppApi-link');
		const code = await codeFromLink(bench.page, message);
		await form.type('authorizationCode', code);
		await form.save();
		await expectGreen();
		expect(await exchanges(bench.rig)).toEqual([code]);
	});

	it('is used once: later the token renews itself', async () => {
		workflow = await bench.workflowWith(credential, 'otesse', 'GET /services/industries');
		expect((await runWell(workflow, 'otesse')).tokenRequests).toHaveLength(0);
		await bench.rig.expireTokens('otesse');
		await runWell(workflow, 'otesse');
		expect(await exchanges(bench.rig)).toEqual(['refresh_token']);
	});

	it('that was used elsewhere is refused with the way to a new one', async () => {
		const used = await usedCode(bench.rig, await bench.typed('otesseAppApi'), back.address);
		await bench.rig.clearLog();
		await form.type('authorizationCode', used);
		await form.save();
		const message = await form.complaint();
		expect(message).toMatch(
			/^Otesse refused the credential: Authorization code was used before\. A code works once, .*Please connect again: open http\S+ , allow the app, and paste the "code"/,
		);
		expect(await exchanges(bench.rig)).toEqual([used]);
		const code = await codeFromLink(bench.page, message);
		await form.type('authorizationCode', code);
		await form.save();
		await expectGreen();
		expect(await exchanges(bench.rig)).toEqual([used, code]);
		await runWell(workflow, 'otesse');
		await form.close();
	});
});

describe('without a mouse', () => {
	it('a credential is made, and turns green', async () => {
		await form.list();
		const { baseUrl = '', apiKey = '' } = await bench.typed('otesseApi');
		const { type } = await credentialByKeyboard(form, { baseUrl, apiKey });
		expect(type).toBe('otesseApi');
		await expectGreen();
	});

	it('a node is added, filled in with its picker, and run', async () => {
		const { page, rig } = bench;
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
