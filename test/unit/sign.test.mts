import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { providers } from '../../providers';
import type { CredentialData, CredentialProfile } from '../../transport/contracts/credential';
import type { CredentialContract } from './support/credential-types.mts';
import { contracts } from './support/credential-types.mts';

const profiles = providers.flatMap(({ credentials }) => credentials);
const signing = contracts.filter(({ headers }) => headers !== undefined);

const custom: CredentialData = {
	environment: 'custom',
	baseUrl: 'https://proxy.example/a',
	graphqlUrl: 'https://proxy.example/gql',
	authBaseUrl: 'https://proxy.example/auth',
};

/** The hosts, or the words that say which address is missing. */
function hostsOrWords(profile: CredentialProfile, credentials: CredentialData): string[] {
	try {
		return Object.values(profile.hosts(credentials));
	} catch (error) {
		expect(error).toBeInstanceOf(UserError);
		return [String(error)];
	}
}

/** Signs as n8n does; the options may have the older form with `uri`. */
async function sign(
	{ credential, filled }: CredentialContract,
	options: object,
	changed: CredentialData = {},
): Promise<IHttpRequestOptions> {
	const { authenticate } = credential;
	if (typeof authenticate !== 'function') throw new Error('The type does not sign by itself');
	const credentials = { environment: 'production', ...filled, ...changed };
	return await authenticate(credentials, options as IHttpRequestOptions);
}

describe.each(signing)('$type signs', (contract) => {
	const { api, headers } = contract;

	it('with exactly its headers, over what a workflow set', async () => {
		const { headers: signed } = await sign(contract, { url: `${api}/x` });
		expect(signed).toEqual(headers);
		const kept = await sign(contract, {
			url: `${api}/x?y=1`,
			method: 'POST',
			body: { a: 1 },
			headers: { Accept: 'text/csv', Authorization: 'Bearer mine' },
		});
		expect(kept).toMatchObject({
			url: `${api}/x?y=1`,
			method: 'POST',
			body: { a: 1 },
			headers: { Accept: 'text/csv', ...headers },
		});
	});

	it.each([
		['url', { url: `${contract.api}/x` }],
		['url with a base', { url: '/x', baseURL: contract.api }],
		['uri', { uri: `${contract.api}/x` }],
		['uri with a base', { uri: 'x', baseURL: `${contract.api}/` }],
		['an empty url beside uri', { url: '', uri: `${contract.api}/x` }],
		['a url object', { uri: new URL(`${contract.api}/x`) }],
		[
			'a whole url, whatever the base',
			{ url: `${contract.api}/x`, baseURL: 'https://evil.example' },
		],
		['upper case', { url: `${contract.api}/x`.replace(/\/\/[^/]+/, (host) => host.toUpperCase()) }],
		['the default port', { url: `${contract.api}/x`.replace(/\/\/[^/]+/, '$&:443') }],
		['dots that stay inside', { url: `${contract.api}/a/../x` }],
	])('%s, as one whole address', async (_form, options) => {
		const signed = await sign(contract, options);
		expect(signed.headers).toEqual(headers);
		expect(signed.url).toBe(`${api}/x`);
		expect(Object.keys(signed)).not.toEqual(expect.arrayContaining(['uri']));
		expect(Object.keys(signed)).not.toEqual(expect.arrayContaining(['baseURL']));
	});

	it('without a change to the options it was given', async () => {
		const options = { uri: `${api}/x`, headers: { accept: 'text/csv' } };
		const before = structuredClone(options);
		await sign(contract, options);
		expect(options).toEqual(before);
	});

	const { host, origin, pathname } = new URL(api);
	/** With a Cyrillic letter in place of the Latin one that looks the same. */
	const lookalike = (name: string) =>
		name.replace(/[aeo]/, (letter) => ({ a: '\u0430', e: '\u0435', o: '\u043E' })[letter] ?? '');
	it.each([
		{ url: 'https://evil.example/x' },
		{ url: `http://${host}/x` },
		{ url: `https://${host}:8443/x` },
		{ url: `https://${host}.evil.example/x` },
		{ url: `https://${host}@evil.example/x` },
		{ url: `https://sub.${host}/x` },
		{ url: `https://evil.example\\@${host}/x` },
		{ url: '//evil.example/x', baseURL: api },
		{ url: '\\\\evil.example/x', baseURL: api },
		{ url: 'https://evil.example/x', baseURL: api },
		{ url: '/x', baseURL: 'https://evil.example' },
		{ uri: 'https://evil.example/x' },
		{ uri: '//evil.example/x', baseURL: api },
		{ url: 'https://evil.example/x', uri: `${api}/x` },
		{ url: 'file:///etc/passwd' },
		{ url: '', uri: 'https://evil.example/x', baseURL: api },
		{ uri: new URL('https://evil.example/x') },
		{ url: `https://${host}./x` },
		{ url: `https://${lookalike(host)}${pathname === '/' ? '' : pathname}/x` },
		{ url: `${api}x` },
		{ url: `${api}/..%2fother` },
		{ url: `${api}/%252e%252e/other` },
		{ url: `${api}/x/..;/..;/other` },
		// Where the API is all of its host there is no other place on it.
		...(pathname === '/'
			? []
			: [
					{ url: `${origin}/other` },
					{ url: origin },
					{ url: `${api}/../other` },
					{ url: `${api}/%2e%2e/other` },
					{ url: '/../other', baseURL: api },
					{ url: '/other', baseURL: origin },
				]),
	])('nothing for another place: %j', async (options) => {
		const refused = sign(contract, options);
		await expect(refused).rejects.toBeInstanceOf(UserError);
		await expect(refused).rejects.toThrow(`credential is only sent to ${api}`);
	});

	it.each(['user@', 'user:pass@', ':pass@'])('nothing with %s in the address', async (user) => {
		const refused = sign(contract, { url: `${api}/x`.replace('//', `//${user}`) });
		await expect(refused).rejects.toThrow('needs an address without user name and password');
	});

	const proxy = { host: '127.0.0.1', port: 8080 };
	it.each<[string, object]>([
		['"Proxy"', { proxy: 'http://127.0.0.1:8080' }],
		['"Proxy"', { proxy }],
		['"Proxy"', { proxy: { ...proxy, protocol: 'https', auth: { username: 'a', password: 'b' } } }],
		['"Ignore SSL Issues"', { rejectUnauthorized: false }],
		['"Ignore SSL Issues"', { skipSslCertificateValidation: true }],
		['"Ignore SSL Issues"', { agentOptions: { rejectUnauthorized: false } }],
		['"SSL Certificates"', { agentOptions: { ca: 'pem' } }],
		['"SSL Certificates"', { agentOptions: { cert: 'pem', key: 'pem', passphrase: 'x' } }],
		['"SSL Certificates"', { agentOptions: { pfx: 'p12' } }],
		['"SSL Certificates"', { agentOptions: { checkServerIdentity: () => undefined } }],
		['an agent', { agent: {} }],
		['an agent', { httpAgent: {} }],
		['an agent', { httpsAgent: {} }],
		['"Host"', { headers: { hOsT: 'evil.example' } }],
	])('nothing by a way of the request: %s %j', async (what, way) => {
		for (const address of [{ url: `${api}/x` }, { uri: `${api}/x` }]) {
			const refused = sign(contract, { ...address, ...way });
			await expect(refused).rejects.toBeInstanceOf(UserError);
			await expect(refused).rejects.toThrow(`credential cannot be used with`);
			await expect(refused).rejects.toThrow(what);
			await expect(refused).rejects.toHaveProperty('description', expect.stringMatching(/\w+\.$/));
		}
	});

	it('what names no way, as HTTP Request sends it with its options off', async () => {
		const off = {
			proxy: '',
			rejectUnauthorized: true,
			skipSslCertificateValidation: false,
			agentOptions: {},
			headers: { Host: host },
		};
		expect((await sign(contract, { uri: `${api}/x`, ...off })).headers).toMatchObject({
			...headers,
		});
	});

	it('and has n8n follow redirects to no other host', async () => {
		const signed = await sign(contract, { url: `${api}/x` });
		const { allowedDomains = '', sendCredentialsOnCrossOriginRedirect } = signed;
		expect(allowedDomains.split(', ')).toContain(host);
		expect(sendCredentialsOnCrossOriginRedirect).toBe(false);
		const followed = Object.keys(headers ?? {}).every((name) => name === 'Authorization');
		const none = { disableFollowRedirect: true, followRedirect: false, followAllRedirects: false };
		if (followed)
			expect(Object.keys(signed)).not.toEqual(expect.arrayContaining(Object.keys(none)));
		else expect(signed).toMatchObject(none);
	});

	it.each([
		['its own host', host, host],
		['more than its own', `evil.example, ${host.toUpperCase()}.`, host],
		['a wildcard', `*.${host.replace(/^[^.]+\./, '')}`, host],
	])("and keeps to a person's list with %s", async (_what, allowedDomains, kept) => {
		const chosen = { allowedHttpRequestDomains: 'domains', allowedDomains };
		const signed = await sign(contract, { url: `${api}/x` }, chosen);
		expect(signed.allowedDomains?.split(', ')).toContain(kept);
		expect(signed.allowedDomains).not.toContain('evil');
		const given = await sign(contract, { url: `${api}/x`, allowedDomains });
		expect(given.allowedDomains).toBe(signed.allowedDomains);
	});

	it.each(['other.example', `*.${host}`, `x${host}`, '*.'])(
		'nothing where the list has only %s',
		async (allowedDomains) => {
			const chosen = { allowedHttpRequestDomains: 'domains', allowedDomains };
			await expect(sign(contract, { url: `${api}/x` }, chosen)).rejects.toThrow(
				`Domain not allowed: "Allowed HTTP Request Domains" of the credential do not include ${host}`,
			);
		},
	);

	it.each([{ url: '' }, { url: '/x' }, {}, { url: 'nonsense' }])(
		'nothing without a full address: %j',
		async (options) => {
			await expect(sign(contract, options)).rejects.toThrow();
		},
	);

	it('for a custom environment only there', async () => {
		const signed = await sign(contract, { url: 'https://proxy.example/a/x' }, custom);
		expect(signed.headers).toEqual(headers);
		expect(signed.allowedDomains).toBe('proxy.example');
		await expect(sign(contract, { url: `${api}/x` }, custom)).rejects.toThrow('proxy.example');
	});

	it.each(['http://127.0.0.1:5678/a', 'http://[::1]:5678/a', 'http://localhost:5678/a'])(
		'for %s, without its port in the list',
		async (baseUrl) => {
			const local = { ...custom, baseUrl, graphqlUrl: baseUrl, authBaseUrl: baseUrl };
			const signed = await sign(contract, { uri: `${baseUrl}/x` }, local);
			expect(signed.allowedDomains).toBe(new URL(baseUrl).hostname);
			const elsewhere = baseUrl.replace('5678', '5679');
			await expect(sign(contract, { uri: `${elsewhere}/x` }, local)).rejects.toThrow('5679');
		},
	);

	const carried = Object.keys(contract.filled).filter((field) =>
		['apiKey', 'apiToken', 'accessToken'].includes(field),
	);
	it.each(
		carried.flatMap((field) =>
			['', '   ', 'a b', 'a\r\nX-Evil: 1', 'clé', 'a\u0000b'].map((bad) => ({
				field,
				bad,
			})),
		),
	)('nothing with $field $bad', async ({ field, bad }) => {
		const refused = sign(contract, { url: `${api}/x` }, { [field]: bad });
		await expect(refused).rejects.toBeInstanceOf(UserError);
		const labels: Record<string, string> = { apiKey: '"API Key"', apiToken: '"API Token"' };
		await expect(refused).rejects.toThrow(labels[field] ?? 'has no token that can be sent');
	});
});

it.each(profiles)("$name never falls back to the service's own addresses", (profile) => {
	const known = Object.values(profile.hosts({ environment: 'production' }));
	const hosts = Object.values(profile.hosts(custom));
	for (const host of hosts) expect(host).toMatch(/^https:\/\/proxy\.example\//);
	const partly = { environment: 'custom', baseUrl: 'https://proxy.example/a' };
	expect(hostsOrWords(profile, partly).filter((host) => known.includes(host))).toEqual([]);
	expect(profile.grant?.url(custom) ?? 'https://proxy.example/').toMatch(/^https:\/\/proxy/);
});

describe.each(signing)('the test of $type', (contract) => {
	const { credential, headers, test } = contract;

	it('puts the request that proves something in its place', async () => {
		const request = credential.test?.request;
		expect(request?.baseURL).toBe(test && new URL(test.url).origin + basePath(contract));
		const sent = await sign(contract, {
			...request,
			url: request?.url ?? '',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		expect(sent).toMatchObject({ ...test, disableFollowRedirect: true, returnFullResponse: true });
		expect(sent.headers).toMatchObject({ Accept: 'application/json', ...headers });
		expect(
			Object.keys(sent.headers ?? {})
				.join(' ')
				.toLowerCase(),
		).not.toContain('test');
	});

	it('goes to the environment that is chosen, and follows a custom one', async () => {
		const sent = await sign(contract, { url: '/', ...credential.test?.request }, custom);
		expect(sent.url).toMatch(/^https:\/\/proxy\.example\//);
	});

	it('says what a refusal means, and what an answer that judges nothing', () => {
		const rules = credential.test?.rules ?? [];
		const statuses = rules.map((rule) => rule.type === 'responseCode' && rule.properties.value);
		expect(statuses).toEqual(expect.arrayContaining([401, 403, 404, 429, 500, 502, 503, 504]));
		const texts = rules.map(({ properties }) => properties.message);
		expect(
			texts.filter((text) => !/\b(Check|Copy|Create|Ask|Test|Connect|Calls)\b/i.test(text)),
		).toEqual([]);
	});
});

/** The path of the base that the test names: the service's main address, or another host's. */
function basePath({ api, test }: CredentialContract): string {
	const same = test?.url.startsWith(api);
	return same ? new URL(api).pathname.replace(/\/$/, '') : '';
}
