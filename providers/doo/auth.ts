import { environmentUrl, trimmed } from '../../transport/auth/environment';
import type { CredentialData, CredentialProfile } from '../../transport/contracts/credential';
import { customBaseUrl } from '../../transport/http/url';
import { classify, refusal } from './failures';

const BASE_URLS = { production: 'https://rest.doo.net/v1' };
const GRAPHQL_URL = 'https://gql.doo.net';

/** A custom environment never falls back to doo's own address: it would send the secrets there. */
function graphqlHost(credentials: CredentialData): { graphql?: string } {
	if (credentials.environment !== 'custom') return { graphql: GRAPHQL_URL };
	if (!trimmed(credentials, 'graphqlUrl')) return {};
	return { graphql: customBaseUrl(credentials.graphqlUrl, 'GraphQL URL') };
}

/** Source: doo API wiki, "Authorization" and its page on limits. */
export const dooApi: CredentialProfile<'dooApi'> = {
	name: 'dooApi',
	label: 'Doo API',
	summary:
		"Gets a token about once an hour (doo states no lifetime); sends key and token to doo's REST and GraphQL hosts.",
	service: 'doo',
	hosts: (credentials) => ({
		api: environmentUrl(credentials, BASE_URLS),
		...graphqlHost(credentials),
	}),
	account: (credentials) => ['doo', trimmed(credentials, 'apiKey')],
	headers: (credentials) => ({
		'x-api-key': trimmed(credentials, 'apiKey'),
		Authorization: `Bearer ${trimmed(credentials, 'accessToken')}`,
	}),
	labels: { 'x-api-key': 'API Key', graphql: 'GraphQL URL' },
	grant: {
		url: (credentials) => `${environmentUrl(credentials, BASE_URLS)}/oauth`,
		identity: (credentials) => [
			trimmed(credentials, 'apiKey'),
			trimmed(credentials, 'clientId'),
			trimmed(credentials, 'clientSecret'),
		],
		steps: [
			{
				request: (credentials) => ({
					url: `${environmentUrl(credentials, BASE_URLS)}/oauth`,
					headers: { 'x-api-key': trimmed(credentials, 'apiKey') },
					json: {
						client_id: trimmed(credentials, 'clientId'),
						client_secret: trimmed(credentials, 'clientSecret'),
						grant_type: 'client_credentials',
					},
				}),
				provesSecrets: true,
				fields: '"API Key", "Client ID" and "Client Secret"',
			},
		],
		read: (body) => {
			const { data } = body;
			return typeof data === 'object' && data !== null && 'access_token' in data
				? { accessToken: data.access_token }
				: {};
		},
		words: ['developer_message', 'user_message'],
		refusal,
		// The life of a token is nowhere documented; one token an hour costs 24 of the 1,000 requests a day.
		defaultLifetimeSeconds: 3600,
	},
	probe: {
		method: 'POST',
		host: 'graphql',
		path: '/',
		json: { query: 'query { __typename }' },
		refusals: {
			401: 'doo issued a token but rejected it for queries. Check that the key and client belong together.',
			403: 'doo issued a token but rejected it with this API key. Ask doo support which key belongs to the client.',
			429: 'doo accepted the secrets, but its request limit is used up for now. Test again later.',
		},
	},
	limits: { requestsPerSecond: 1, concurrency: 2, requestsPerDay: 1000, source: 'official' },
	classify,
};
