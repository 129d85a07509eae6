import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { CredentialProfile } from '../transport/contracts/credential';

const CUSTOM: INodePropertyOptions = {
	name: 'Custom',
	value: 'custom',
	description: 'Another address of the same API, such as a proxy, a regional host or a simulator',
};

/** Which of the service's environments a credential belongs to. */
export function environment(...known: Array<'production' | 'sandbox'>): INodeProperties {
	const options = known.map((value) => ({
		name: value === 'production' ? 'Production' : 'Sandbox',
		value,
	}));
	return {
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [...options, CUSTOM],
		default: 'production',
		description: 'Environment that the credential belongs to',
	};
}

const ADDRESSES = {
	baseUrl: 'API address',
	graphqlUrl: 'Address for GraphQL queries',
	authBaseUrl: 'Address for sign-in and tokens',
} as const;

/** An address that only a custom environment has. */
export function customUrl(
	name: keyof typeof ADDRESSES,
	displayName: string,
	example: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: `${ADDRESSES[name]}, starting with https:// (http:// only for localhost)`,
		displayOptions: { show: { environment: ['custom'] } },
	};
}

/** The account's limits, for all nodes and processes that use it. */
export function limits({ limits: known }: CredentialProfile): INodeProperties[] {
	return [
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: known.requestsPerSecond,
			description:
				'Maximum requests in any second, or 0 for no limit. After "too many requests" the node slows down by itself.',
		},
		{
			displayName: 'Requests per Day',
			name: 'requestsPerDay',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: known.requestsPerDay,
			description: 'Maximum requests per UTC day, or 0 for no limit',
		},
		{
			displayName: 'Number of n8n Processes',
			name: 'processes',
			type: 'number',
			typeOptions: { minValue: 1, numberPrecision: 0 },
			default: 1,
			description:
				'Number of n8n processes that use this account at the same time. In queue mode, count the workers and the main process (for triggers, lists and tests). Each process uses its share of the limits.',
		},
	];
}

/**
 * The hidden fields of a token. `tokenGate` is the field that n8n checks, and always stays empty: n8n then calls the renewal hook before
 * every request instead of only after a failed one.
 */
export const tokenFields: INodeProperties[] = [
	{
		displayName: 'Token Gate',
		name: 'tokenGate',
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
		default: '',
	},
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
	{ displayName: 'Valid Until', name: 'validUntil', type: 'hidden', default: '' },
	{ displayName: 'Obtained At', name: 'obtainedAt', type: 'hidden', default: '' },
	{
		displayName: 'Session Refresh Token',
		name: 'sessionRefreshToken',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
	{
		displayName: 'Token Inputs',
		name: 'tokenInputs',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
];

/** A secret that a person pastes. */
export function secret(name: string, displayName: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		typeOptions: { password: true },
		required: true,
		default: '',
		description,
	};
}
