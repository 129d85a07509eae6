import { describe, expect, it } from '@jest/globals';

import { providers } from '../../providers';
import {
	fieldsOf,
	fingerprintOf,
	isFresh,
	lifetimeSeconds,
	newer,
	sessionOf,
	tokenOf,
} from '../../transport/auth/token';
import type { Token, TokenFields } from '../../transport/auth/token';
import type {
	CredentialData,
	CredentialProfile,
	Grant,
} from '../../transport/contracts/credential';
import { knownByType } from '../services/index.mts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const token = (changed: Partial<Token> = {}): Token => ({
	accessToken: 'at_1',
	obtainedAt: NOW,
	validUntil: NOW + 3_600_000,
	inputs: 'inputs',
	...changed,
});

describe('lifetime', () => {
	it.each([
		[3600, 3600],
		['3600', 3600],
		[' 60 ', 60],
		[31_536_000, 31_536_000],
		[undefined, 900],
		[null, 900],
		['', 900],
		['  ', 900],
		['an hour', 900],
		[0, 900],
		['0', 900],
		[-1, 900],
		['-3600', 900],
		[Number.NaN, 900],
		[Infinity, 900],
		['Infinity', 900],
		[1e12, 900],
		[true, 900],
		[[3600], 900],
		[{ seconds: 3600 }, 900],
	])('%j is %i seconds', (said, seconds) => {
		expect(lifetimeSeconds(said, 900)).toBe(seconds);
	});
});

describe('freshness', () => {
	it('ends a tenth of the life before the end, at most half as much again', () => {
		expect(isFresh(token(), NOW + 3_600_000 - 541_000)).toBe(true);
		expect(isFresh(token(), NOW + 3_600_000 - 299_000)).toBe(false);
		const short = token({ validUntil: NOW + 60_000 });
		expect(isFresh(short, NOW + 50_000)).toBe(true);
		expect(isFresh(short, NOW + 54_100)).toBe(false);
	});

	it('ends five minutes before the end of a long life, seven and a half at most', () => {
		const year = 365 * 86_400_000;
		const long = token({ validUntil: NOW + year });
		expect(isFresh(long, NOW + year - 451_000)).toBe(true);
		expect(isFresh(long, NOW + year - 299_000)).toBe(false);
	});

	it('does not survive the end, whatever the clocks of others say', () => {
		expect(isFresh(token({ obtainedAt: NOW + 900_000 }), NOW)).toBe(true);
		expect(isFresh(token({ obtainedAt: NOW + 900_000 }), NOW + 3_600_000)).toBe(false);
		expect(isFresh(token({ obtainedAt: NOW + 7_200_000 }), NOW + 3_600_001)).toBe(false);
	});
});

describe('order', () => {
	it('goes by the moment of the exchange alone', () => {
		const first = token();
		const second = token({ obtainedAt: NOW + 1, validUntil: NOW + 2 });
		expect(newer(first, second)).toBe(second);
		expect(newer(second, first)).toBe(second);
		expect(newer(first, token({ accessToken: 'at_2' }))).toBe(first);
		expect(newer(undefined, first)).toBe(first);
		expect(newer(first, undefined)).toBe(first);
		expect(newer(undefined, undefined)).toBeUndefined();
	});
});

const tokenProfiles = providers
	.flatMap(({ credentials }) => credentials)
	.flatMap((profile) =>
		profile.grant ? [{ type: profile.name, profile, grant: profile.grant }] : [],
	);

const typed: CredentialData = {
	environment: 'custom',
	baseUrl: 'https://api.example.com/v1',
	authBaseUrl: 'https://auth.example.com',
	graphqlUrl: 'https://gql.example.com',
	tokenUrl: '',
	username: 'me@example.com',
	password: 'pass word ',
	apiKey: 'key_1',
	clientId: 'cid_1',
	clientSecret: 'cs_1',
	refreshToken: 'rt_1',
	redirectUri: 'https://example.com/callback',
	scope: 'bookings:read',
	authorizationCode: 'code_1',
	requestsPerSecond: 5,
	requestsPerDay: 0,
};

const stored = (credentials: CredentialData, fields: TokenFields): CredentialData =>
	Object.assign({ ...credentials }, fields);

describe.each(tokenProfiles)('fingerprint of $type', ({ type, grant }) => {
	const of = (credentials: CredentialData) => fingerprintOf(type, grant, credentials);
	const before = of(typed);
	const edited = (field: string) =>
		of({ ...typed, [field]: field.endsWith('Url') ? 'https://other.example.com' : 'edited' });
	const { grant: identity = [], inputs = [] } = knownByType(type).token ?? {};

	it.each(Object.keys(typed).filter((field) => field !== 'environment'))('%s edited', (field) => {
		const after = edited(field);
		expect(after.grant !== before.grant).toBe(identity.includes(field));
		expect(after.inputs !== before.inputs).toBe([...identity, ...inputs].includes(field));
	});

	it('hides what was typed and tells the credential types apart', () => {
		expect(JSON.stringify(before)).not.toMatch(/cs_1|key_1|rt_1|pass/);
		expect(before.grant).not.toBe(fingerprintOf('other', grant, typed).grant);
		expect(of({ ...typed, accessToken: 'at', obtainedAt: 5, tokenInputs: 'x' })).toEqual(before);
	});

	it('stays the same when spaces are pasted along', () => {
		const spaced = Object.entries(typed).map(([name, value]) => [
			name,
			typeof value === 'string' && name !== 'password' && name !== 'environment'
				? ` ${value}\n`
				: value,
		]);
		expect(of(Object.fromEntries(spaced) as CredentialData)).toEqual(before);
	});

	it('finds its own token again, and no other', () => {
		const made = token({ inputs: before.inputs, refreshToken: 'srt_1' });
		const fields = fieldsOf(made, before);
		expect(fields.tokenGate).toBe('');
		expect(tokenOf(stored(typed, fields), before)).toEqual(made);
		for (const field of identity) {
			expect(tokenOf(stored(typed, fields), edited(field))).toBeUndefined();
		}
		for (const field of inputs) {
			expect(tokenOf(stored(typed, fields), edited(field))?.inputs).not.toBe(edited(field).inputs);
		}
	});
});

describe('a token in a credential', () => {
	const profile: CredentialProfile | undefined = tokenProfiles[0]?.profile;
	const grant = profile?.grant as Grant;
	const fingerprint = fingerprintOf('x', grant, typed);
	const fields = fieldsOf(token({ inputs: fingerprint.inputs }), fingerprint);

	it.each([
		{ accessToken: '' },
		{ accessToken: undefined },
		{ accessToken: 7 },
		{ tokenInputs: '' },
		{ tokenInputs: fingerprint.grant },
		{ tokenInputs: `${fingerprint.grant}.` },
		{ tokenInputs: `other.${fingerprint.inputs}` },
		{ tokenInputs: undefined },
		{ validUntil: 'soon' },
		{ obtainedAt: 'NaN' },
		{ obtainedAt: Infinity },
	])('is none when it holds %j', (broken) => {
		expect(tokenOf({ ...fields, ...broken } as CredentialData, fingerprint)).toBeUndefined();
	});

	it('may have its numbers as text, and no refresh token', () => {
		const texts = { ...fields, validUntil: String(fields.validUntil), obtainedAt: `${NOW}` };
		expect(tokenOf(texts, fingerprint)).toEqual(token({ inputs: fingerprint.inputs }));
	});

	it('tells the next exchange what is left', () => {
		expect(sessionOf(undefined)).toEqual({ exchanged: false });
		expect(sessionOf(token())).toEqual({ exchanged: true });
		expect(sessionOf(token({ refreshToken: 'r' }))).toEqual({ refreshToken: 'r', exchanged: true });
	});
});
