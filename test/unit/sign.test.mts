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
		expect(kept).toEqual({
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
	])('%s', async (_form, options) => {
		expect((await sign(contract, options)).headers).toMatchObject({ ...headers });
	});

	const { host } = new URL(api);
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
	])('nothing for another origin: %j', async (options) => {
		const refused = sign(contract, options);
		await expect(refused).rejects.toBeInstanceOf(UserError);
		await expect(refused).rejects.toThrow(new URL(api).origin);
	});

	it.each([{ url: '' }, { url: '/x' }, {}, { url: 'nonsense' }])(
		'nothing without a full address: %j',
		async (options) => {
			await expect(sign(contract, options)).rejects.toThrow();
		},
	);

	it('for a custom environment only there', async () => {
		const signed = await sign(contract, { url: 'https://proxy.example/a/x' }, custom);
		expect(signed.headers).toEqual(headers);
		await expect(sign(contract, { url: `${api}/x` }, custom)).rejects.toThrow('proxy.example');
	});

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
	return same ? new URL(api).pathname : '';
}
