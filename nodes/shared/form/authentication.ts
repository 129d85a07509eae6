import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { CredentialProfile } from '../../../transport/contracts/credential';
import type { Provider } from '../../../transport/contracts/provider';

interface NodeCredential {
	name: string;
	required: boolean;
	displayOptions?: { show: Record<string, string[]> };
}

/** "Authentication", where a service has several credential types. */
export function authenticationOf({ credentials }: Provider): INodeProperties[] {
	return credentials.length > 1 ? [authenticationAmong(credentials)] : [];
}

/** "Authentication" with these credential types, the first being the usual one. */
export function authenticationAmong(profiles: readonly CredentialProfile[]): INodeProperties {
	const preferred = profiles[0]?.name ?? '';
	return {
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: profiles
			.map(({ label, name }) => ({ name: label, value: name }))
			.sort((a, b) => a.name.localeCompare(b.name)),
		default: preferred,
		description: 'How to sign in to the service',
	};
}

/** The credentials of a service's nodes. */
export function credentialsOf({ credentials }: Provider): NodeCredential[] {
	const [first, ...others] = credentials;
	if (first && others.length === 0) return [{ name: first.name, required: true }];
	return chosenCredentials(credentials);
}

/**
 * Credentials of which "Authentication" chooses one. The slash names the same parameter as the bare name would. Without it the
 * editor takes "authentication", and parameters which that depends on, for part of the credential's form and hides them (seen in
 * n8n 2.41.1 and 1.123.81).
 */
export function chosenCredentials(profiles: readonly CredentialProfile[]): NodeCredential[] {
	return profiles.map(({ name }) => ({
		name,
		required: true,
		displayOptions: { show: { '/authentication': [name] } },
	}));
}

/** What "Authentication" says; undefined where a service has one type only. */
export function typeChosen(context: IExecuteFunctions, { credentials }: Provider): unknown {
	return credentials.length > 1 ? context.getNodeParameter('authentication', 0) : undefined;
}

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
