import type { ICredentialType } from 'n8n-workflow';

import { DooApi } from '../../../credentials/DooApi.credentials';
import { OotiApi } from '../../../credentials/OotiApi.credentials';
import { OotiJwtApi } from '../../../credentials/OotiJwtApi.credentials';
import { OtesseApi } from '../../../credentials/OtesseApi.credentials';
import { OtesseAppApi } from '../../../credentials/OtesseAppApi.credentials';
import { OtesseOAuth2Api } from '../../../credentials/OtesseOAuth2Api.credentials';
import { OtoApi } from '../../../credentials/OtoApi.credentials';
import { OttimateApi } from '../../../credentials/OttimateApi.credentials';
import type { CredentialData } from '../../../transport/contracts/credential';

/** What the design fixes of a credential type: names are API and never change. */
export interface CredentialContract {
	type: string;
	credential: ICredentialType;
	environments: string[];
	/** Fields that a person fills in, besides environment, addresses and limits. */
	fields: string[];
	/** Fields of a custom environment. */
	addresses: string[];
	masked: string[];
	/** The type exchanges tokens. */
	tokens: boolean;
	/** Address of the API, and what a signed request carries; absent where n8n signs. */
	api: string;
	filled: CredentialData;
	headers?: Record<string, string>;
	/** The request of the credential test. */
	test?: { method: string; url: string };
}

const token = { accessToken: 'at_1' };

export const contracts: CredentialContract[] = [
	{
		type: 'ootiApi',
		credential: new OotiApi(),
		environments: ['production', 'custom'],
		fields: ['apiToken'],
		addresses: ['baseUrl'],
		masked: ['apiToken'],
		tokens: false,
		api: 'https://api.ooti.co/api/v1',
		filled: { apiToken: ' tok_1 ' },
		headers: { Authorization: 'Token tok_1' },
		test: { method: 'GET', url: 'https://api.ooti.co/api/v1/organizations/membership/' },
	},
	{
		type: 'ootiJwtApi',
		credential: new OotiJwtApi(),
		environments: ['production', 'custom'],
		fields: ['username', 'password'],
		addresses: ['baseUrl'],
		masked: ['password'],
		tokens: true,
		api: 'https://api.ooti.co/api/v1',
		filled: { username: 'me@example.com', password: 'pw', ...token },
		headers: { Authorization: 'JWT at_1' },
		test: { method: 'GET', url: 'https://api.ooti.co/api/v1/organizations/membership/' },
	},
	{
		type: 'ottimateApi',
		credential: new OttimateApi(),
		environments: ['production', 'sandbox', 'custom'],
		fields: ['apiKey', 'clientId', 'clientSecret', 'tokenUrl'],
		addresses: ['baseUrl'],
		masked: ['apiKey', 'clientSecret'],
		tokens: true,
		api: 'https://api.ottimate.com/v1',
		filled: { apiKey: 'key_1', clientId: 'cid_1', clientSecret: 'cs_1', ...token },
		headers: { 'X-API-Key': 'key_1', Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.ottimate.com/v1/accounts?limit=1' },
	},
	{
		type: 'dooApi',
		credential: new DooApi(),
		environments: ['production', 'custom'],
		fields: ['apiKey', 'clientId', 'clientSecret'],
		addresses: ['baseUrl', 'graphqlUrl'],
		masked: ['apiKey', 'clientSecret'],
		tokens: true,
		api: 'https://rest.doo.net/v1',
		filled: { apiKey: 'key_1', clientId: 'cid_1', clientSecret: 'cs_1', ...token },
		headers: { 'x-api-key': 'key_1', Authorization: 'Bearer at_1' },
		test: { method: 'POST', url: 'https://gql.doo.net/' },
	},
	{
		type: 'otoApi',
		credential: new OtoApi(),
		environments: ['production', 'sandbox', 'custom'],
		fields: ['refreshToken'],
		addresses: ['baseUrl'],
		masked: ['refreshToken'],
		tokens: true,
		api: 'https://api.tryoto.com/rest/v2',
		filled: { refreshToken: 'rt_1', ...token },
		headers: { Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.tryoto.com/rest/v2/accountInfo' },
	},
	{
		type: 'otesseApi',
		credential: new OtesseApi(),
		environments: ['production', 'custom'],
		fields: ['apiKey'],
		addresses: ['baseUrl'],
		masked: ['apiKey'],
		tokens: false,
		api: 'https://api.otesse.com/v1',
		filled: { apiKey: 'key_1' },
		headers: { Authorization: 'Bearer key_1' },
		test: { method: 'GET', url: 'https://api.otesse.com/v1/services/industries' },
	},
	{
		type: 'otesseAppApi',
		credential: new OtesseAppApi(),
		environments: ['production', 'custom'],
		fields: ['clientId', 'clientSecret', 'redirectUri', 'scope', 'authorizationCode'],
		addresses: ['baseUrl', 'authBaseUrl'],
		masked: ['clientSecret'],
		tokens: true,
		api: 'https://api.otesse.com/v1',
		filled: { clientId: 'cid_1', clientSecret: 'cs_1', authorizationCode: 'code_1', ...token },
		headers: { Authorization: 'Bearer at_1' },
		test: { method: 'GET', url: 'https://api.otesse.com/v1/services/industries' },
	},
	{
		type: 'otesseOAuth2Api',
		credential: new OtesseOAuth2Api(),
		environments: ['production', 'custom'],
		fields: ['scopes'],
		addresses: ['baseUrl', 'authBaseUrl'],
		masked: [],
		tokens: false,
		api: 'https://api.otesse.com/v1',
		filled: { clientId: 'cid_1', clientSecret: 'cs_1' },
	},
];
