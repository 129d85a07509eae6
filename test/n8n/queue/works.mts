import type { INodeParameters } from 'n8n-workflow';
import type { Credential } from '../client.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import { TOKEN_TYPES } from '../token-types.mts';
import type { WorkflowJson } from '../workflows.mts';
import { chain, httpRequest, providerRequest, splitOut, webhookTrigger } from '../workflows.mts';

/** Who sends: our nodes, or n8n's HTTP Request with the predefined credential type. */
export type Sender = 'our nodes' | 'HTTP Request';

/** A credential type whose tokens run out, and the one path that is read with it. */
export interface Reading {
	type: CredentialTypeName;
	path: string;
	/** The typed field, and secret of the sandbox, that can be made another one; none for OAuth2. */
	secret?: string;
	/** What the service's own node reads of that path. */
	parameters: INodeParameters;
}

const PARAMETERS: Partial<Record<CredentialTypeName, INodeParameters>> = {
	ootiJwtApi: { resource: 'organization', operation: 'getMembership' },
	ottimateApi: { resource: 'account', operation: 'getMany' },
	dooApi: { resource: 'webhook', operation: 'getMany', organizationId: '111' },
	otoApi: { resource: 'account', operation: 'get' },
	otesseAppApi: { resource: 'industry', operation: 'getMany' },
};

export const READINGS: readonly Reading[] = [
	...TOKEN_TYPES.map(({ type, path, secret }) => ({
		type,
		path,
		secret,
		parameters: PARAMETERS[type] ?? {},
	})),
	{
		type: 'otesseOAuth2Api',
		path: '/customers',
		parameters: { resource: 'customer', operation: 'getMany' },
	},
];

const REQUESTS = 'Requests';
export const SERVICE = 'Service';

/** Each row of the webhook's call is one request; our nodes make one more through the service's own node. */
export function reading(
	rig: Rig,
	sender: Sender,
	{ type, path, parameters }: Reading,
	credential: Credential,
	at: string,
): WorkflowJson {
	const service = SERVICE_OF[type];
	const start = [webhookTrigger(at), splitOut('body.rows')];
	const name = `${sender} ${type}`;
	if (sender === 'HTTP Request') {
		const url = `${rig.sandbox.baseUrls[service]}${path}`;
		return chain(name, ...start, httpRequest({ name: REQUESTS, credential, url }));
	}
	return chain(
		name,
		...start,
		providerRequest({
			name: REQUESTS,
			service,
			credential,
			endpoint: path,
			method: 'GET',
			limit: 1,
			options: { pagination: 'off', split: false },
		}),
		{
			name: SERVICE,
			type: `n8n-nodes-business-apis.${service}`,
			typeVersion: 1,
			credentials: { [type]: { id: credential.id, name: credential.name } },
			executeOnce: true,
			parameters: { authentication: type, ...parameters },
		},
	);
}
