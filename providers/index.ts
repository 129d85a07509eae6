import type { Provider } from '../transport/contracts/provider';
import { doo } from './doo';
import { ooti } from './ooti';
import { otesse } from './otesse';
import { oto } from './oto';
import { ottimate } from './ottimate';

/** The only list of services: `npm run generate` makes package.json's nodes and credentials, the tables of the documents and the like of it. */
const services = [doo, ooti, otesse, oto, ottimate] as const;

type Service = (typeof services)[number];

/** The id of a service. */
export type ServiceId = Service['id'];

/** The name of a credential type. */
export type CredentialTypeName = Service['credentials'][number]['name'];

export const providers: ReadonlyArray<Provider<ServiceId, CredentialTypeName>> = services;

/** @throws Error for a service that is not in the registry */
export function providerById(id: string): Provider<ServiceId, CredentialTypeName> {
	const provider = providers.find((candidate) => candidate.id === id);
	if (!provider) throw new Error(`There is no service "${id}"`);
	return provider;
}
