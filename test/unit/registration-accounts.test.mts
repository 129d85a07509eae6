import { expect, it } from '@jest/globals';
import type { IHookFunctions, IHttpRequestOptions } from 'n8n-workflow';

import { providerById } from '../../providers';
import { registry, wantedRegistrations } from '../../providers/otesse/webhooks';
import { isRegistered, register } from '../../transport/webhooks/registration';

/** A node whose credential, one of several of the same app, leads to a business of its own. */
function business(credential: string) {
	const address = `https://n8n.example.com/webhook/${credential}/webhook`;
	const [signed] = providerById('otesse').credentials;
	if (!signed) throw new Error('Otesse has no credential');
	const { grant: _grant, ...profile } = signed;
	const rows: object[] = [];
	const asked: string[] = [];
	const data = {};
	const context = {
		getNode: () => ({
			id: credential,
			name: 'Trigger',
			type: 't',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { [profile.name]: { id: credential, name: credential } },
		}),
		getCredentials: async () => ({ apiKey: 'secret of the app', requestsPerSecond: 1000 }),
		getWorkflowStaticData: () => data,
		getActivationMode: () => 'init',
		logger: { warn: () => undefined },
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				const method = options.method ?? 'GET';
				asked.push(method);
				if (method === 'POST') {
					const row = { id: `wh_${credential}`, status: 'active' };
					rows.push({ ...row, ...(JSON.parse(String(options.body)) as object) });
					const made = JSON.stringify({ ...row, secret: 'whsec_1' });
					return { statusCode: 201, headers: {}, body: made };
				}
				return { statusCode: 200, headers: {}, body: JSON.stringify({ data: rows }) };
			},
		},
	} as unknown as IHookFunctions;
	const receiver = { workflowId: 'w', nodeId: credential, isTest: false };
	const setup = () => ({
		profile,
		registry,
		address,
		receiver,
		wanted: (secrets: Parameters<typeof wantedRegistrations>[3], at: string) =>
			wantedRegistrations(at, ['*'], '', secrets),
	});
	const place = { address, receiver };
	const start = async () => {
		if (!(await isRegistered(context, setup, place))) await register(context, setup, place);
		return asked.splice(0);
	};
	return { start };
}

it('two businesses with one app share no list: nothing is registered twice', async () => {
	const one = business('c1');
	const other = business('c2');
	expect(await one.start()).toEqual(['GET', 'POST']);
	expect(await other.start()).toEqual(['GET', 'POST']);
	await one.start();
	expect(await other.start()).not.toContain('POST');
});
