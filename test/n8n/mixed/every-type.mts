import type { ServiceId } from '../../sandbox/core/types.mts';
import { testedById } from '../../services/index.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from '../credentials.mts';
import type { HttpRequestOptions, NodeRules, ProviderRequestOptions } from '../workflows.mts';
import { chain, httpRequest, manualTrigger, numbered, providerRequest } from '../workflows.mts';
import type { Accounts } from './accounts.mts';
import type { Work } from './work.mts';

const ITEMS = 10;

/** A harmless call for each of so many items, below the service's base URL. */
function pathOf(service: ServiceId): string {
	const { numbered, credentials } = testedById(service);
	return numbered ?? credentials[0]?.call.path ?? '/';
}

const QUERY = { query: 'query { event(id: "4711") { id title } }' };

/**
 * n8n itself refreshes OAuth2 tokens, for each item that was refused: at a service that keeps one token valid, the token of one
 * item may have been replaced by another item's before it is used.
 */
const again: NodeRules = { retryOnFail: true, maxTries: 4, waitBetweenTries: 300 };

type Request = Pick<ProviderRequestOptions & HttpRequestOptions, 'method' | 'body'> & {
	url: string;
};

/** HTTP Request shows doo's list of webhooks as it comes, with the secrets of the registrations: it asks for something else. */
function plainRequest(type: CredentialTypeName, baseUrls: Record<string, string>): Request {
	const service = SERVICE_OF[type];
	return service === 'doo'
		? { url: baseUrls['doo-gql'] ?? '', method: 'POST', body: QUERY }
		: { url: `=${baseUrls[service]}${pathOf(service)}` };
}

/** The work that sends this type's requests with our node. */
export const nameOf = (type: CredentialTypeName): string => `Request with ${type}`;

/** Each type of credential in Provider Request and in n8n's HTTP Request. */
export function worksOfEveryType(accounts: Accounts, baseUrls: Record<string, string>): Work[] {
	return CREDENTIAL_TYPES.flatMap((type): Work[] => {
		const credential = accounts.of(type);
		const service = SERVICE_OF[type];
		const ours = providerRequest({
			service,
			credential,
			endpoint: `=${pathOf(service)}`,
			method: 'GET',
			options: { pagination: 'off' },
		});
		const theirs = httpRequest({
			...(type === 'otesseOAuth2Api' ? again : {}),
			credential,
			...plainRequest(type, baseUrls),
		});
		return [ours, theirs].map((node) => {
			const name = node === ours ? nameOf(type) : `HTTP Request with ${type}`;
			const workflow = chain(name, manualTrigger(), ...numbered(ITEMS), node);
			return { name, workflow, ends: 'success' };
		});
	});
}
