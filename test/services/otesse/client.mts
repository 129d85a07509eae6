import { ServiceClient } from '../../integration/support/service-client.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** Somebody else who works with the service. */
export function otesseClient(sandbox: Sandbox): ServiceClient {
	const headers = { 'x-api-key': 'sandbox-otesse-full-key' };
	return new ServiceClient(sandbox.baseUrls.otesse ?? '', headers);
}
