import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { providerById } from '../../providers';
import { registryOf, wantedRegistrations as wantedAtDoo } from '../../providers/doo/webhooks';
import { registry as oto, wantedRegistrations as wantedAtOto } from '../../providers/oto/webhooks';
import { register } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/reconcile';
import type { DesiredRegistration, Registry } from '../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../transport/webhooks/secrets';

const address = 'https://n8n.example.com/webhook/a/webhook';
const feed = {
	name: 'n8n',
	description: '',
	scope: {},
	types: ['event_created'],
	queryOf: () => '',
	variables: {},
	graphqlUrl: 'https://gql.doo.net',
	tokenUrl: 'https://n8n.example.com/webhook/a/token',
};

/** A service with an empty list that sends back what it refuses. */
async function refused(
	id: string,
	list: object,
	setup: Pick<RegistrationSetup, 'registry' | 'wanted'>,
): Promise<unknown> {
	const [signed] = providerById(id).credentials;
	if (!signed) throw new Error(`${id} has no credential`);
	const { grant: _grant, ...profile } = signed;
	const data: IDataObject = {};
	const context = {
		getNode: () => ({
			id: '1',
			name: 'Trigger',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => ({
			apiKey: 'api-key',
			refreshToken: 'refresh-token',
			requestsPerSecond: 1000,
		}),
		getWorkflowStaticData: () => data,
		getActivationMode: () => 'activate',
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				if (options.method === 'GET')
					return { statusCode: 200, headers: {}, body: JSON.stringify(list) };
				const sent = String(options.body);
				const body = {
					message: `Refused: ${sent}`,
					errorMsg: `Refused: ${sent}`,
					sent: JSON.parse(sent),
				};
				return { statusCode: 422, headers: {}, body: JSON.stringify(body) };
			},
		},
	} as unknown as IHookFunctions;
	const receiver = { workflowId: 'w', nodeId: '1', isTest: false };
	return await register(context, () => ({ ...setup, profile, address, receiver }), {
		address,
		receiver,
	}).catch((error: unknown) => error);
}

describe('a service that sends a refused registration back', () => {
	type Wanted = (secrets: NodeSecrets) => DesiredRegistration[];

	it.each<[string, object, Registry, Wanted]>([
		['oto', { webhooks: [] }, oto, (secrets) => wantedAtOto(address, ['newOrders'], secrets)],
		[
			'doo',
			{ _embedded: { webhooks: [] }, page_count: 1 },
			registryOf('1'),
			(secrets) => wantedAtDoo(address, feed, secrets),
		],
	])('%s: no secret gets into the error', async (id, list, registry, wanted) => {
		const secrets: string[] = [];
		const seen = (derived: NodeSecrets) => {
			const all = wanted(derived);
			secrets.push(...all.flatMap((want) => want.secrets));
			return all;
		};
		const error = await refused(id, list, { registry, wanted: seen });
		const shown = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
		expect(shown).toContain('422');
		expect(shown).toContain('***');
		expect(secrets).toHaveLength(2);
		for (const secret of secrets) expect(shown).not.toContain(secret);
	});
});
