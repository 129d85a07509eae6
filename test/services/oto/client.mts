import { ServiceClient } from '../../integration/support/service-client.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** Somebody else who works with the service. */
export async function otoClient(sandbox: Sandbox): Promise<ServiceClient> {
	const base = sandbox.baseUrls.oto ?? '';
	const secrets = (await sandbox.steer('GET', 'secrets?service=oto')) as { refreshToken: string };
	const answer = await fetch(`${base}/refreshToken`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ refresh_token: secrets.refreshToken }),
	});
	const { access_token } = (await answer.json()) as { access_token: string };
	return new ServiceClient(base, { authorization: `Bearer ${access_token}` });
}
