import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import type { CredentialTypeName, ServiceId } from '../../providers';
import type { Secrets } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { tested } from './all.mts';
import type { TestedCredential, TestedService, TokenFacts } from './types.mts';

export { tested };

/** A credential type with its service. */
export interface Known extends TestedCredential {
	service: ServiceId;
}

/** Every credential type of every service. */
export const known: readonly Known[] = tested.flatMap(({ id, credentials }) =>
	credentials.map((credential): Known => ({ ...credential, service: id })),
);

/** Those that exchange secrets for tokens by our own code. */
export const knownTokens: ReadonlyArray<Known & { token: TokenFacts }> = known.flatMap((one) =>
	one.token === undefined ? [] : [{ ...one, token: one.token }],
);

/** @throws Error for a service that tests know nothing of */
export function testedById(id: string): TestedService {
	const service = tested.find((one) => one.id === id);
	if (!service) throw new Error(`test/services has no ${id}`);
	return service;
}

/** @throws Error for a type that tests know nothing of */
export function knownByType(type: string): Known {
	const credential = known.find((one) => one.type === type);
	if (!credential) throw new Error(`test/services has no credential type ${type}`);
	return credential;
}

/** @throws Error for a name that no service of the simulator has */
export function urlOf({ baseUrls }: Sandbox, name: string): string {
	const url = baseUrls[name];
	if (url === undefined) throw new Error(`The sandbox has no base URL ${name}`);
	return url;
}

/** What a person would type to reach the simulator: its base URLs and its present secrets. */
export async function credentialDataFor(
	sandbox: Sandbox,
	type: CredentialTypeName,
): Promise<ICredentialDataDecryptedObject> {
	const { service, addresses, secrets: fields, more } = knownByType(type);
	const secrets = (await sandbox.steer('GET', `secrets?service=${service}`)) as Secrets;
	const typed: ICredentialDataDecryptedObject = { environment: 'custom' };
	for (const [field, host] of Object.entries(addresses)) typed[field] = urlOf(sandbox, host);
	for (const field of fields) {
		const secret = secrets[field];
		if (secret === undefined) throw new Error(`The sandbox has no secret ${service}.${field}`);
		typed[field] = secret;
	}
	return { ...typed, ...(await more?.(sandbox)) };
}
