import type { CredentialTypeName, ServiceId } from '../../providers';
import { known } from '../services/index.mts';

export type { CredentialTypeName } from '../../providers';
export { authorizationCode as otesseCode } from '../services/otesse/credentials.mts';
export { credentialDataFor as sandboxCredential, urlOf } from '../services/index.mts';

/** The package's credential types. */
export const CREDENTIAL_TYPES: readonly CredentialTypeName[] = known.map(({ type }) => type);

/** The service of each of them. */
export const SERVICE_OF = Object.fromEntries(
	known.map(({ type, service }) => [type, service]),
) as Record<CredentialTypeName, ServiceId>;
