import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { LoopbackProxy } from '../integration/support/proxy.mts';
import type { Credential } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { SERVICE_OF } from './credentials.mts';
import { itemsOf } from './execution.mts';
import { Rig } from './support.mts';
import { CURRENT, PREVIOUS } from './versions.mts';
import type { NodeDraft } from './workflows.mts';
import { chain, httpRequest, linked, manualTrigger } from './workflows.mts';

/** Versions of the HTTP Request node that take predefined credential types, and differ in redirects. */
const FORMS = { current: [2, 3, 4.2, 4.4, 4.5], previous: [2, 3, 4.2, 4.3] };

const PATHS = {
	otesseApi: '/services/industries',
	ottimateApi: '/vendors?limit=1',
	otesseOAuth2Api: '/services/industries',
} satisfies Partial<Record<CredentialTypeName, string>>;
type Type = keyof typeof PATHS;

/** Sees what comes, and is neither the service's host nor its port. */
let stranger: LoopbackProxy;
let rig: Rig;
const saved = new Map<Type, Credential>();

interface Sending {
	/** Default: the harmless request of the type. */
	url?: string;
	method?: string;
	options?: INodeParameters;
	/** Parameters outside the options. */
	more?: INodeParameters;
	others?: Credential[];
}

function node(form: number, type: Type, sending: Sending): NodeDraft {
	const credential = { ...linkOf(type), type };
	const { others = [], options = {}, method = 'GET' } = sending;
	const url = sending.url ?? `${rig.sandbox.baseUrls[SERVICE_OF[type]]}${PATHS[type]}`;
	const { parameters, ...draft } = httpRequest({ credential, url, method, options });
	const { allowUnauthorizedCerts } = options;
	return {
		...draft,
		name: `HTTP Request ${form}`,
		typeVersion: form,
		onError: 'continueRegularOutput',
		executeOnce: true,
		credentials: Object.assign({}, ...[credential, ...others].map(linked)),
		parameters: {
			...parameters,
			// Version 2 names them in another place.
			...(form === 2 ? { requestMethod: method } : {}),
			...(form === 2 && allowUnauthorizedCerts ? { allowUnauthorizedCerts } : {}),
			options: {
				...options,
				...(form === 3 ? { redirect: { redirect: { followRedirects: true } } } : {}),
			},
			...sending.more,
		},
	};
}

function linkOf(type: Type): Credential {
	const credential = saved.get(type);
	if (!credential) throw new Error(`${type} has not been saved`);
	return credential;
}

const strangeHost = () => stranger.url.replace('127.0.0.1', 'localhost');

/** What each form gave, as text, after all of them have sent the same. */
async function answers(type: Type, sending: Sending, forms: number[]): Promise<string[]> {
	const nodes = forms.map((form) => node(form, type, sending));
	const execution = await rig.client.runOnce(chain(type, manualTrigger(), ...nodes));
	return nodes.map(({ name }) => JSON.stringify(itemsOf(execution, name)));
}

/** The next calls are answered by a redirect. */
async function redirect(type: Type, location: string, times: number, status = 302): Promise<void> {
	const service = SERVICE_OF[type];
	const fault = { service, kind: 'call', times, status, headers: { location }, body: {} };
	await rig.sandbox.steer('POST', 'faults', fault);
}

const SECRETS = ['authorization', 'x-api-key', 'proxy-authorization', 'cookie'];

/** Requests at the stranger that carry a header that may hold a secret. */
function leaks(): string[] {
	return stranger.passed.flatMap(({ url, headers }) =>
		SECRETS.filter((name) => headers[name] !== undefined).map((name) => `${url} ${name}`),
	);
}

/** Without the gate's own question after an error, whether the token is still good. */
async function callsOf(type: Type): Promise<number> {
	const { calls } = await rig.traffic(SERVICE_OF[type]);
	return calls.filter(({ path }) => path !== '/accounts').length;
}

describe.each([...new Set([CURRENT, PREVIOUS])])('HTTP Request of n8n %s', (version) => {
	const forms = version === PREVIOUS ? FORMS.previous : FORMS.current;

	beforeAll(async () => {
		rig = await Rig.start({ version });
		stranger = await LoopbackProxy.start();
		stranger.instead = { status: 200, body: '{"stranger":true}' };
		for (const type of ['otesseApi', 'ottimateApi', 'otesseOAuth2Api'] as const) {
			const credential = await rig.credential(type);
			if (type === 'otesseOAuth2Api') await rig.connectOAuth2(credential);
			saved.set(type, credential);
		}
	});
	afterAll(async () => {
		await stranger?.close();
		await rig?.stop();
	});
	beforeEach(async () => {
		stranger.passed.length = 0;
		await rig.clearLog();
		await rig.sandbox.steer('DELETE', 'faults');
	});

	it.each(['otesseApi', 'ottimateApi', 'otesseOAuth2Api'] as const)(
		'sends the plain request with %s',
		async (type) => {
			const given = await answers(type, {}, forms);
			expect(given.filter((text) => text.includes('"error"'))).toEqual([]);
			expect(await callsOf(type)).toBe(forms.length);
		},
	);

	describe.each(['otesseApi', 'ottimateApi'] as const)('with %s', (type) => {
		const label = { otesseApi: 'Otesse API', ottimateApi: 'Ottimate API' }[type];

		const refused = async (what: string, sending: Sending, of = forms) => {
			const given = await answers(type, sending, of);
			const words = `The ${label} credential cannot be used with the option \\"${what}\\"`;
			expect(given).toEqual(of.map(() => expect.stringContaining(words)));
			expect(await callsOf(type)).toBe(0);
			expect(stranger.passed).toEqual([]);
		};

		it('sends nothing through a proxy of its own', async () => {
			await refused('Proxy', { options: { proxy: stranger.url } });
		});

		it('sends nothing where certificates are not checked', async () => {
			await refused('Ignore SSL Issues', { options: { allowUnauthorizedCerts: true } });
		});

		it('sends nothing with certificates of its own', async () => {
			const ssl = { ca: '-----BEGIN CERTIFICATE-----AA==-----END CERTIFICATE-----' };
			const own = await rig.client.createCredential('httpSslAuth', `${type} certificates`, ssl);
			await refused(
				'SSL Certificates',
				{ more: { provideSslCertificates: true }, others: [{ ...own, type: 'httpSslAuth' }] },
				forms.filter((form) => form >= 3),
			);
		});

		it('sends nothing below another path of the host', async () => {
			const base = rig.sandbox.baseUrls[SERVICE_OF[type]] ?? '';
			const given = await answers(type, { url: `${base}/../elsewhere` }, forms);
			const words = `The ${label} credential is only sent to ${base}`;
			expect(given).toEqual(forms.map(() => expect.stringContaining(words)));
			expect(await callsOf(type)).toBe(0);
		});

		it.each([
			['GET', 302],
			['GET', 307],
			['POST', 307],
		])('a %s that is redirected (%d) leaves no secret at another host', async (method, status) => {
			await redirect(type, strangeHost(), 100, status);
			const given = await answers(type, { method }, forms);
			expect(stranger.passed).toEqual([]);
			expect(given).toEqual(forms.map(() => expect.stringContaining('"error"')));
			expect(await callsOf(type)).toBe(forms.length);
		});

		it.each([302, 307])('a redirect (%d) leaves no secret at another port', async (status) => {
			await redirect(type, stranger.url, 100, status);
			await answers(type, {}, forms);
			expect(leaks()).toEqual([]);
			expect(await callsOf(type)).toBe(forms.length);
		});
	});

	it('follows a redirect of the service to its own origin', async () => {
		const [form = 0] = forms.slice(-1);
		await redirect('otesseApi', `${rig.sandbox.baseUrls.otesse}${PATHS.otesseApi}`, 1);
		const [given] = await answers('otesseApi', { url: `${rig.sandbox.baseUrls.otesse}/moved` }, [
			form,
		]);
		expect(given).not.toContain('"error"');
		const { calls } = await rig.traffic('otesse');
		expect(calls.map(({ status }) => status)).toEqual([302, 200]);
	});

	it('leaves no OAuth2 token at another host after a redirect', async () => {
		await redirect('otesseOAuth2Api', strangeHost(), 100);
		const given = await answers('otesseOAuth2Api', {}, forms);
		expect(given).toEqual(forms.map(() => expect.stringContaining('Domain not allowed')));
		expect(stranger.passed).toEqual([]);
	});

	it('sends no OAuth2 token to an address at another host, but where n8n looks at redirects only', async () => {
		const given = await answers('otesseOAuth2Api', { url: `${strangeHost()}/x` }, forms);
		if (version === PREVIOUS) return expect(leaks()).toHaveLength(forms.length);
		expect(given).toEqual(forms.map(() => expect.stringContaining('Domain not allowed')));
		expect(stranger.passed).toEqual([]);
	});
});
