import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { apiPage } from './shared';

const oauthFlow = apiPage('oauth-flow');

export const oauth: readonly EndpointDefinition[] = [
	{
		resource: 'oauth',
		operation: 'authorize',
		method: 'GET',
		host: 'auth',
		path: '/oauth/authorize',
		summary: 'Page on which a person allows an app; opens in a browser',
		query: [
			{ name: 'client_id', type: 'string', required: true },
			{ name: 'redirect_uri', type: 'string', required: true },
			{
				name: 'response_type',
				type: 'options',
				required: true,
				options: ['code'],
				default: 'code',
			},
			{
				name: 'scope',
				type: 'string',
				required: true,
				description: 'Scopes with spaces between',
				example: 'bookings:read customers:read',
			},
			{
				name: 'state',
				type: 'string',
				description: 'Random text that comes back with the code (recommended)',
			},
		],
		interactive: true,
		...oauthFlow,
	},
	{
		resource: 'oauth',
		operation: 'getToken',
		method: 'POST',
		host: 'auth',
		path: '/oauth/token',
		summary: 'Exchange an authorization code or a refresh token for an access token',
		body: [
			{
				name: 'grant_type',
				type: 'options',
				required: true,
				options: ['authorization_code', 'refresh_token'],
			},
			{ name: 'client_id', type: 'string', required: true },
			{ name: 'client_secret', type: 'string', required: true },
			{ name: 'code', type: 'string', description: 'For authorization_code' },
			{ name: 'redirect_uri', type: 'string', description: 'For authorization_code' },
			{ name: 'refresh_token', type: 'string', description: 'For refresh_token' },
		],
		token: true,
		secretKeys: ['access_token', 'refresh_token'],
		...oauthFlow,
	},
];
