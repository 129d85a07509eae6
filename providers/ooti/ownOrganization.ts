import { NodeApiError, UserError } from 'n8n-workflow';

import { isRecord, valueAt } from '../../transport/reply';
import { endpointOf, rowsOf } from '../../transport/rows';
import type { Session } from '../../transport/session';
import { endpoints } from './endpoints';
import { recordKeys } from './recordKeys';

type Id = string | number;

/** A token may not ask, or OOTI has the call no more: nobody but the person can tell then. */
const REFUSALS = ['403', '404'];

const isId = (value: unknown): value is Id =>
	(typeof value === 'number' && value > 0) || (typeof value === 'string' && value.trim() !== '');

function toChoose(reason: string): UserError {
	return new UserError(`Choose the "Organization": ${reason}`);
}

/** What the service says to a question that it may also refuse. */
async function ask(session: Session, resource: string, operation: string): Promise<unknown> {
	const { method, path } = endpointOf(endpoints, resource, operation);
	const [answer] = await Promise.allSettled([session.request({ method, path })]);
	if (answer.status === 'fulfilled') return answer.value.body;
	const reason: unknown = answer.reason;
	if (reason instanceof NodeApiError && REFUSALS.includes(String(reason.httpCode)))
		return undefined;
	throw reason;
}

/**
 * The organization of a credential: the only one it belongs to, else the one that its OOTI profile has selected.
 *
 * @throws UserError that says to choose one
 */
export async function ownOrganization(session: Session): Promise<Id> {
	const membership = await ask(session, 'organization', 'getMembership');
	const organizations = rowsOf(membership, undefined, recordKeys) ?? [];
	const [only] = organizations;
	if (organizations.length === 1 && isRecord(only)) {
		const id = only.id ?? only.pk;
		if (isId(id)) return id;
	}
	if (membership !== undefined && organizations.length === 0) {
		throw toChoose('OOTI names no organization for this credential');
	}
	const selected = valueAt(await ask(session, 'profile', 'get'), 'selected_org');
	if (isId(selected)) return selected;
	throw toChoose(
		membership === undefined
			? 'OOTI does not tell this credential which one it belongs to'
			: `the credential belongs to ${organizations.length} of them, and none is selected in its OOTI profile`,
	);
}
