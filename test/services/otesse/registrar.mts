import type { Registrar, Registration } from '../../integration/support/registrations.mts';
import { call, listAt } from '../../sandbox/http.mts';
import type { Sandbox } from '../../sandbox/server.mts';

export async function atOtesse(sandbox: Sandbox): Promise<Registrar> {
	const base = sandbox.baseUrls.otesse ?? '';
	const headers = { 'x-api-key': 'sandbox-otesse-full-key' };
	return {
		list: async () => {
			const { json } = await call(`${base}/webhooks`, { headers });
			return listAt(json, 'data') as Registration[];
		},
		remove: async (id) => {
			await call(`${base}/webhooks/${id}`, { method: 'DELETE', headers });
		},
		add: async (json) => (await call(`${base}/webhooks`, { headers, json })).json,
	};
}
