import type { TestedCredential } from '../../services/types.mts';
import { known } from '../../services/index.mts';

/** What the design fixes of a credential type: names are API and never change. */
export interface CredentialContract extends TestedCredential {
	/** The type exchanges tokens. */
	tokens: boolean;
}

export const contracts: readonly CredentialContract[] = known.map((one) => ({
	...one,
	tokens: one.token !== undefined,
}));
