import { ServiceClient } from '../../integration/support/service-client.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** Somebody else who works with the service. */
export function ootiClient(sandbox: Sandbox): ServiceClient {
	const authorization = 'Token sandbox-ooti-api-token';
	return new ServiceClient(sandbox.baseUrls.ooti ?? '', { authorization });
}
