import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { providerById } from '../../providers';
import { register } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/reconcile';
import type { NodeSecrets } from '../../transport/webhooks/secrets';
import { tested } from '../services/index.mts';

const address = 'https://n8n.example.com/webhook/a/webhook';

/** A service with an empty list that sends back what it refuses. */
async function refused(
	id: string,
	list: object,
	setup: Pick<RegistrationSetup, 'registry' | 'wanted'>,
	bodies: IDataObject[],
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
				bodies.push(JSON.parse(sent));
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
	const registering = tested.flatMap((one) =>
		one.registering ? [{ id: one.id, ...one.registering }] : [],
	);

	it('there is one', () => {
		expect(registering).not.toEqual([]);
	});

	it.each(registering)('$id: no secret gets into the error', async (service) => {
		const bodies: IDataObject[] = [];
		const { registry } = service;
		const wanted = (derived: NodeSecrets) => service.wanted(address, derived);
		const error = await refused(service.id, service.none, { registry, wanted }, bodies);
		const shown = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
		expect(shown).toContain('422');
		expect(shown).toContain('***');
		const secrets = bodies.flatMap(service.secretsIn);
		expect(secrets).not.toEqual([]);
		for (const secret of secrets) {
			expect(secret).toMatch(/^[\w-]{16,}$/);
			expect(shown).not.toContain(secret);
		}
	});
});
