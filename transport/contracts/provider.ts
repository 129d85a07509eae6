import type { CredentialProfile } from './credential';
import type { EndpointDefinition, Paging } from './endpoint';

/** A service: everything that differs from other services. */
export interface Provider {
	id: string;
	name: string;
	description: string;
	documentationUrl: string;
	credentials: readonly CredentialProfile[];
	paging?: Paging;
	/** Keys that hold the rows of a list, for paths without a row. */
	recordKeys: readonly string[];
	endpoints: readonly EndpointDefinition[];
	/** Hosts for downloads without a credential, https only. */
	downloadHosts?: readonly string[];
}
