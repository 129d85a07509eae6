import type { IHttpRequestMethods } from 'n8n-workflow';

import type { CredentialProfile } from './credential';
import type { EndpointDefinition, Paging } from './endpoint';
import type { HttpResponse } from './response';

/** Asks the service with a credential. */
export interface Requester {
	request(request: { method: IHttpRequestMethods; path: string }): Promise<HttpResponse>;
}

/** A service: everything that differs from other services. */
export interface Provider<Id extends string = string, CredentialType extends string = string> {
	id: Id;
	name: string;
	/** Begins with what the service is, up to a colon: "Accounts payable: invoices, vendors and catalog". */
	description: string;
	documentationUrl: string;
	/** Other names by which people search for it. */
	otherNames?: readonly string[];
	/** Search words of its package on npm, beside its names. */
	keywords: readonly string[];
	/** The workflow of docs/examples that shows it best, without the ending. */
	example: string;
	credentials: ReadonlyArray<CredentialProfile<CredentialType>>;
	paging?: Paging;
	/** Keys that hold the rows of a list, for paths without a row. */
	recordKeys: readonly string[];
	endpoints: readonly EndpointDefinition[];
	/** What a path part is when it is left empty, by its name in the path. */
	fallbacks?: Readonly<Record<string, (client: Requester) => Promise<string | number>>>;
	/** Hosts for downloads without a credential, https only. */
	downloadHosts?: readonly string[];
}
