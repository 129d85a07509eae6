import type { Registrar, Registration } from '../../integration/support/registrations.mts';
import { secretsAt } from '../../integration/support/registrations.mts';
import { at, call, listAt } from '../../sandbox/http.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** IDs are the ends of the self links. The list leaves out what the sandbox was seeded with. */
export async function atDoo(sandbox: Sandbox): Promise<Registrar> {
	const base = sandbox.baseUrls.doo ?? '';
	const { apiKey = '', clientId, clientSecret } = await secretsAt(sandbox, 'doo');
	const key = { 'x-api-key': apiKey };
	const login = await call(`${base}/oauth`, {
		headers: key,
		json: { client_id: clientId, client_secret: clientSecret, grant_type: 'client_credentials' },
	});
	const headers = {
		...key,
		authorization: `Bearer ${String(at(login.json, 'data.access_token'))}`,
	};
	return {
		list: async () => {
			const { json } = await call(`${base}/team/111/webhooks?page=1`, { headers });
			const rows = listAt(json, '_embedded.webhooks') as Registration[];
			return rows
				.filter(({ name }) => name !== 'CRM feed')
				.map((row) => ({ ...row, id: String(at(row, '_links.self.href')).split('/').at(-1) }));
		},
		remove: async (id) => {
			await call(`${base}/webhooks/${id}`, { method: 'DELETE', headers });
		},
		add: async (json) => (await call(`${base}/team/111/webhooks`, { headers, json })).json,
	};
}
