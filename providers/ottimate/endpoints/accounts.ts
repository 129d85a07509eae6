import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { batchProgress, batchResults } from '../outcomes/batches';
import { required, row, search, text, utcFilter } from './shared';

const accountPart = { id: 'ID of the account' };
const batchPart = { id: 'The "batch_id" that the import or bulk call returned' };

export const accounts: readonly EndpointDefinition[] = [
	row({
		resource: 'account',
		operation: 'getMany',
		method: 'GET',
		path: '/accounts',
		summary: 'List the accounts that the credential can access',
		query: [search],
		itemsPath: 'results',
	}),
	row({
		resource: 'company',
		operation: 'getMany',
		method: 'GET',
		path: '/accounts/{id}/companies',
		summary: 'List the companies of an account',
		parts: accountPart,
		query: [search],
		itemsPath: 'results',
	}),
	row({
		resource: 'location',
		operation: 'getMany',
		method: 'GET',
		path: '/accounts/{id}/locations',
		summary: 'List the locations of an account',
		parts: accountPart,
		query: [search],
		itemsPath: 'results',
	}),
];

export const batches: readonly EndpointDefinition[] = [
	row({
		resource: 'batch',
		operation: 'getMany',
		method: 'GET',
		path: '/batch',
		summary: 'List your batches, last modified first',
		query: [
			{
				name: 'status',
				type: 'options',
				options: ['processing', 'completed'],
				description: 'Return only batches with this status',
			},
			...utcFilter('date_from', 'Return only batches from this time or later'),
			...utcFilter('date_to', 'Return only batches from this time or earlier'),
		],
		itemsPath: 'results',
	}),
	row({
		resource: 'batch',
		operation: 'getProgress',
		method: 'GET',
		path: '/batch/{id}/progress',
		summary: 'Get the progress of a batch, from 0 to 1',
		parts: batchPart,
		hidesFailures: 'A completed batch may have failed: see tasks_failed and error',
		recordResults: batchProgress,
	}),
	row({
		resource: 'batch',
		operation: 'getResults',
		method: 'GET',
		path: '/batch/{id}/results',
		summary: 'Get the result of each task of a batch',
		parts: batchPart,
		hidesFailures: 'A failed task has the reason in its message',
		recordResults: batchResults,
	}),
];

export const tokens: readonly EndpointDefinition[] = [
	row({
		resource: 'token',
		operation: 'create',
		method: 'POST',
		path: '/oauth/token',
		summary: 'Exchange the client ID and secret for an access token',
		body: [
			{
				name: 'grant_type',
				type: 'options',
				required: true,
				options: ['client_credentials'],
				default: 'client_credentials',
			},
			required(text('client_id', 'Client ID of the API client')),
			required(text('client_secret', 'Client secret of the API client')),
			{ name: 'scope', type: 'options', options: ['accounts.can_access_dashboard'] },
		],
		contentType: 'form',
		token: true,
		secretKeys: ['access_token'],
		source: 'docs.ottimate.com/auth',
	}),
];
