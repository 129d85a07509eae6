import { expect, it } from '@jest/globals';
import { CREDENTIAL_TYPES } from './credentials.mts';
import { errorOf, itemsOf } from './execution.mts';
import type { Rig } from './rig.mts';
import { chain, manualTrigger, providerRequest } from './workflows.mts';

/** What a stock n8n makes of the installed package. */
export function packageScenarios(rigOf: () => Rig): void {
	it('lists the node, with its icons', async () => {
		const types = await rigOf().client.nodeTypes();
		const node = types.find(({ name }) => name === 'n8n-nodes-business-apis.providerRequest');
		expect(node).toMatchObject({ displayName: expect.any(String), usableAsTool: true });
		await expectIcons(node?.iconUrl);
	});

	it('offers the node as a tool', async () => {
		const types = await rigOf().client.nodeTypes();
		expect(types.map(({ name }) => name)).toContain('n8n-nodes-business-apis.providerRequestTool');
	});

	it('lists every credential type, with its icons', async () => {
		const types = await rigOf().client.credentialTypes();
		const names = types.map(({ name }) => name);
		expect(names.filter((name) => CREDENTIAL_TYPES.some((ours) => ours === name)).sort()).toEqual(
			[...CREDENTIAL_TYPES].sort(),
		);
		for (const type of types.filter(({ name }) => CREDENTIAL_TYPES.some((ours) => ours === name))) {
			await expectIcons(type.iconUrl);
		}
	});

	it('offers the credential types to HTTP Request', async () => {
		const types = await rigOf().client.credentialTypes();
		for (const name of CREDENTIAL_TYPES) {
			const type = types.find((known) => known.name === name);
			expect({ name, offered: Boolean(type?.authenticate ?? type?.extends?.length) }).toEqual({
				name,
				offered: true,
			});
		}
	});

	it('serves what an operation gives', async () => {
		const schema = '/schemas/n8n-nodes-business-apis.otesse/1.0.0/industry/getMany.json';
		const answer = await rigOf().client.send('GET', schema);
		expect([answer.status, await answer.json()]).toEqual([
			200,
			expect.objectContaining({
				type: 'object',
				properties: expect.objectContaining({ slug: { type: 'string' } }),
			}),
		]);
	});

	it('runs the node', async () => {
		const credential = await rigOf().credential('otesseApi');
		const request = { service: 'otesse', credential, endpoint: 'GET /bookings', limit: 3 } as const;
		const execution = await rigOf().client.runOnce(
			chain('Bookings', manualTrigger(), providerRequest(request)),
		);
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Request')).toHaveLength(3);
	});

	it('reads an endpoint that was entered as a path', async () => {
		const credential = await rigOf().credential('otesseApi');
		const execution = await rigOf().client.runOnce(
			chain(
				'By path',
				manualTrigger(),
				providerRequest({
					service: 'otesse',
					credential,
					endpoint: '/customers',
					method: 'GET',
					limit: 2,
				}),
			),
		);
		expect(errorOf(execution)).toBeUndefined();
		expect(itemsOf(execution, 'Request')).toHaveLength(2);
	});

	it('loads without a complaint', () => {
		const ours = /n8n-nodes-business-apis(?!.n8n-)/; // not the cache folder of that name
		const complaints = rigOf()
			.n8n.log.split('\n')
			.filter((line) => ours.test(line));
		expect(complaints).toEqual([]);
	});

	async function expectIcons(urls: unknown): Promise<void> {
		const { light, dark } = urls as { light: string; dark: string };
		for (const url of [light, dark]) {
			const answer = await rigOf().client.send('GET', `/${url}`);
			expect({ url, type: answer.headers.get('content-type') }).toEqual({
				url,
				type: expect.stringContaining('image/svg+xml'),
			});
			expect(await answer.text()).toContain('<svg');
		}
	}
}
