import { NodeApiError, UserError } from 'n8n-workflow';

import type { Requester } from '../../transport/contracts/provider';
import { isRecord, valueAt } from '../../transport/core/json';
import { endpointOf, rowsOf } from '../../transport/pagination/rows';
import { endpoints } from './endpoints';
import { recordKeys } from './record-keys';

type Id = string | number;

/** The token lacks the right, or OOTI removed the call: the person has to select. */
const REFUSALS = ['403', '404'];

const isId = (value: unknown): value is Id =>
	(typeof value === 'number' && value > 0) || (typeof value === 'string' && value.trim() !== '');

function toSelect(reason: string): UserError {
	return new UserError(`Select an "Organization": ${reason}`);
}

/** The answer to a request that the service may also refuse. */
async function ask(client: Requester, resource: string, operation: string): Promise<unknown> {
	const { method, path } = endpointOf(endpoints, resource, operation);
	const [answer] = await Promise.allSettled([client.request({ method, path })]);
	if (answer.status === 'fulfilled') return answer.value.body;
	const reason: unknown = answer.reason;
	if (reason instanceof NodeApiError && REFUSALS.includes(String(reason.httpCode)))
		return undefined;
	throw reason;
}

/**
 * The organization of a credential: its only one, or else the one selected in its OOTI profile.
 *
 * @throws UserError that asks to select one
 */
export async function ownOrganization(client: Requester): Promise<Id> {
	const membership = await ask(client, 'organization', 'getMembership');
	const organizations = rowsOf(membership, undefined, recordKeys) ?? [];
	const [only] = organizations;
	if (organizations.length === 1 && isRecord(only)) {
		const id = only.id ?? only.pk;
		if (isId(id)) return id;
	}
	if (membership !== undefined && organizations.length === 0) {
		throw toSelect('the credential belongs to no organization');
	}
	const selected = valueAt(await ask(client, 'profile', 'get'), 'selected_org');
	if (isId(selected)) return selected;
	throw toSelect(
		membership === undefined
			? 'the credential may not read its own memberships in OOTI'
			: `the credential belongs to ${organizations.length} organizations, and none is selected in its OOTI profile`,
	);
}
