import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { providers } from '../../providers';
import { contracts } from './support/credential-types.mts';

const TOKEN_FIELDS = [
	'tokenGate',
	'accessToken',
	'validUntil',
	'obtainedAt',
	'sessionRefreshToken',
	'tokenInputs',
];
const profiles = providers.flatMap(({ credentials }) => credentials);
const namesOf = (properties: INodeProperties[]) => properties.map(({ name }) => name);

it('there is a class for every credential type of the services, and no other', () => {
	const types = contracts.map(({ type }) => type).sort();
	expect(profiles.map(({ name }) => name).sort()).toEqual(types);
	const files = readdirSync(resolve('credentials')).filter((file) =>
		/\.credentials\.ts$/.test(file),
	);
	expect(files).toHaveLength(types.length);
});

describe.each(contracts)('$type', (contract) => {
	const { credential, type } = contract;
	const { properties } = credential;
	const property = (name: string) => properties.find((one) => one.name === name);
	const shown = properties.filter((one) => one.type !== 'hidden');

	it('has the names of the design', () => {
		expect(credential.name).toBe(type);
		const wanted = [
			'environment',
			...contract.fields,
			...Object.keys(contract.addresses),
			'requestsPerSecond',
			'requestsPerDay',
			'processes',
		];
		expect(namesOf(shown).sort()).toEqual(wanted.sort());
		expect(new Set(namesOf(properties)).size).toBe(properties.length);
	});

	it('lets choose the environments that exist, and asks for addresses only when custom', () => {
		const environment = property('environment');
		const values = environment?.options?.map((option) => 'value' in option && option.value);
		expect(values).toEqual(contract.environments);
		expect(environment?.default).toBe('production');
		for (const name of Object.keys(contract.addresses)) {
			expect(property(name)?.displayOptions).toEqual({ show: { environment: ['custom'] } });
			expect(property(name)?.default).toBe('');
		}
	});

	it('masks its secrets and nothing else that a person types', () => {
		const masked = shown.filter(({ typeOptions }) => typeOptions?.password === true);
		expect(namesOf(masked).sort()).toEqual([...contract.masked].sort());
		expect(masked.every((one) => one.default === '' && one.required === true)).toBe(true);
	});

	it("starts with the service's own limits", () => {
		const profile = profiles.find(({ name }) => name === type);
		expect(property('requestsPerSecond')?.default).toBe(profile?.limits.requestsPerSecond);
		expect(property('requestsPerDay')?.default).toBe(profile?.limits.requestsPerDay);
	});

	it('belongs to one process until a person says how many share it', () => {
		expect(property('processes')).toMatchObject({
			displayName: 'Number of n8n Processes',
			type: 'number',
			default: 1,
			typeOptions: { minValue: 1, numberPrecision: 0 },
		});
	});

	it('has icons for light and dark, and a page of documentation', () => {
		expect(credential.icon).toMatchObject({
			light: expect.stringMatching(/^file:.*\.svg$/),
			dark: expect.stringMatching(/^file:.*\.dark\.svg$/),
		});
		expect(credential.documentationUrl).toMatch(/^https:.*\/docs\/\w+\.md$/);
		expect(credential.displayName).toMatch(/ API$/);
	});
});

describe.each(contracts.filter(({ tokens }) => tokens))('the gate of $type', ({ credential }) => {
	const hidden = credential.properties.filter(({ type }) => type === 'hidden');

	it('is the first expirable field, hidden and empty', () => {
		const expirable = credential.properties.filter(({ typeOptions }) => typeOptions?.expirable);
		expect(expirable.map(({ name, type, default: value }) => ({ name, type, value }))).toEqual([
			{ name: 'tokenGate', type: 'hidden', value: '' },
		]);
		expect(credential.preAuthentication).toBeInstanceOf(Function);
	});

	it('keeps the token in hidden, empty fields, masked where it could be used', () => {
		expect(namesOf(hidden)).toEqual(TOKEN_FIELDS);
		expect(hidden.every((one) => one.default === '')).toBe(true);
		const masked = hidden.filter(({ typeOptions }) => typeOptions?.password);
		expect(namesOf(masked)).toEqual(
			TOKEN_FIELDS.filter((name) => !['validUntil', 'obtainedAt'].includes(name)),
		);
	});
});

describe.each(contracts.filter(({ tokens }) => !tokens))('$type', ({ credential }) => {
	it('has no gate: there is nothing to renew here', () => {
		expect(credential.properties.some(({ typeOptions }) => typeOptions?.expirable)).toBe(false);
		expect(credential.preAuthentication).toBeUndefined();
	});
});

describe.each(contracts.filter(({ test }) => test !== undefined))(
	'the test button of $type',
	({ credential }) => {
		it('has words for every answer that says something of the credential or of the service', () => {
			const rules = credential.test?.rules ?? [];
			const statuses = rules.map(({ properties }) => 'value' in properties && properties.value);
			expect([...new Set(statuses)].sort()).toEqual([401, 403, 404, 429, 500, 502, 503, 504]);
		});
	},
);

describe('otesseOAuth2Api', () => {
	const contract = contracts.find(({ type }) => type === 'otesseOAuth2Api');
	const value = (name: string) =>
		contract?.credential.properties.find((one) => one.name === name)?.default;

	it("is n8n's own OAuth2 with an authorization code", () => {
		expect(contract?.credential.extends).toEqual(['oAuth2Api']);
		expect(value('grantType')).toBe('authorizationCode');
		expect(value('authentication')).toBe('body');
	});

	it('reads scopes and addresses from the typed fields', () => {
		expect(value('scope')).toBe('={{ $self["scopes"] }}');
		for (const [name, path] of [
			['authUrl', '/oauth/authorize'],
			['accessTokenUrl', '/oauth/token'],
		] as const) {
			expect(value(name)).toMatch(
				/^=\{\{ \$self\["environment"\] === "custom" \? \$self\["authBaseUrl"\]/,
			);
			expect(String(value(name)).endsWith(`"https://auth.otesse.com" }}${path}`)).toBe(true);
		}
	});
});
