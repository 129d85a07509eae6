import { ServiceClient } from '../../integration/support/service-client.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** Somebody else who works with the service. */
export async function ottimateClient(sandbox: Sandbox): Promise<ServiceClient> {
	const base = sandbox.baseUrls.ottimate ?? '';
	const key = 'sandbox-ottimate-api-key';
	const answer = await fetch(`${base}/oauth/token`, {
		method: 'POST',
		headers: { 'x-api-key': key, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({
			grant_type: 'client_credentials',
			client_id: 'sandbox-ottimate-client-id',
			client_secret: 'sandbox-ottimate-client-secret',
		}),
	});
	const { access_token } = (await answer.json()) as { access_token: string };
	return new ServiceClient(base, { 'x-api-key': key, authorization: `Bearer ${access_token}` });
}
