import type { INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { CredentialProfile, Provider } from '../../transport/types';

/**
 * The credential type that a node signs in with.
 *
 * @param type value of "Authentication"; undefined where a service has one type only
 */
export function profileOf(node: INode, provider: Provider, type: unknown): CredentialProfile {
	const { credentials, name: service } = provider;
	const profile = credentials.find(({ name }) => name === (type ?? credentials[0]?.name));
	if (profile) return profile;
	throw new NodeOperationError(node, `${service} has no authentication "${String(type)}"`, {
		description: `Set "Authentication" to ${credentials.map(({ label }) => label).join(' or ')}.`,
	});
}
