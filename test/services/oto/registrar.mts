import type { Registrar, Registration } from '../../integration/support/registrations.mts';
import { secretsAt } from '../../integration/support/registrations.mts';
import { at, call, listAt } from '../../sandbox/http.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** It also takes whole rows back with changes in them. */
export async function atOto(
	sandbox: Sandbox,
): Promise<Registrar & { change(row: Registration): Promise<void> }> {
	const base = sandbox.baseUrls.oto ?? '';
	const { refreshToken } = await secretsAt(sandbox, 'oto');
	const exchange = await call(`${base}/refreshToken`, { json: { refresh_token: refreshToken } });
	const token = String(at(JSON.parse(exchange.text), 'access_token'));
	const headers = { authorization: `Bearer ${token}` };
	const list = async () => {
		const { json } = await call(`${base}/webhook`, { headers });
		return listAt(json, 'webhooks') as Registration[];
	};
	return {
		list,
		remove: async (id) => {
			await call(`${base}/webhook?id=${id}`, { method: 'DELETE', headers });
		},
		add: async (json) => (await call(`${base}/webhook`, { headers, json })).json,
		change: async (json) => {
			await call(`${base}/webhook`, { method: 'PUT', headers, json });
		},
	};
}
