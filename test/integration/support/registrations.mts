import { at, call, listAt } from '../../sandbox/http.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** A registration as the service's own list shows it. */
export type Registration = Record<string, unknown>;

/** How a person at the service looks at its registrations, and changes them past the node. */
export interface Registrar {
	list(): Promise<Registration[]>;
	remove(id: string): Promise<void>;
	add(body: object): Promise<unknown>;
}

async function secretsAt(sandbox: Sandbox, service: string): Promise<Record<string, string>> {
	return (await sandbox.steer('GET', `secrets?service=${service}`)) as Record<string, string>;
}

/** OTO also takes whole rows back with changes in them. */
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

/** doo: IDs are the ends of the self links. The list leaves out what the sandbox was seeded with. */
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
