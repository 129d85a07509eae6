import { describe, expect, it } from '@jest/globals';
import type { IDataObject, IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { providerById } from '../../providers';
import { registryOf, wantedRegistrations as wantedAtDoo } from '../../providers/doo/webhooks';
import { registry as oto, wantedRegistrations as wantedAtOto } from '../../providers/oto/webhooks';
import { register } from '../../transport/webhooks/registration';
import type { RegistrationSetup } from '../../transport/webhooks/registration';
import type { DesiredRegistration } from '../../transport/webhooks/registration-plan';

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

/** A wanted registration whose secrets the test sees. */
function seen(wanted: DesiredRegistration, secrets: string[]): DesiredRegistration {
	const makeKeys = () => {
		const keys = wanted.makeKeys();
		secrets.push(...Object.values(keys));
		return keys;
	};
	return { ...wanted, makeKeys };
}

/** A service with an empty list that sends back what it refuses. */
async function refused(
	id: string,
	list: object,
	setup: Omit<RegistrationSetup, 'profile'>,
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
		getCredentials: async () => ({ apiKey: 'api-key', requestsPerSecond: 1000 }),
		getWorkflowStaticData: () => data,
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
	return await register(context, { ...setup, profile }).catch((error: unknown) => error);
}

describe('a service that sends a refused registration back', () => {
	it.each([
		['oto', { webhooks: [] }, oto, wantedAtOto(address, ['newOrders'])],
		[
			'doo',
			{ _embedded: { webhooks: [] }, page_count: 1 },
			registryOf('1'),
			wantedAtDoo(address, feed),
		],
	])('%s: no secret gets into the error', async (id, list, registry, wanted) => {
		const secrets: string[] = [];
		const spied = wanted.map((one) => seen(one, secrets));
		const error = await refused(id, list, { registry, address, wanted: spied });
		const shown = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : '';
		expect(shown).toContain('422');
		expect(shown).toContain('***');
		expect(secrets).toHaveLength(2);
		for (const secret of secrets) expect(shown).not.toContain(secret);
	});
});
