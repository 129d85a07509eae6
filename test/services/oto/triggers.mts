import { registry, wantedRegistrations } from '../../../providers/oto/webhooks';
import type { Registering } from '../triggers.mts';

export const registering: Registering = {
	registry,
	wanted: (address, secrets) => wantedRegistrations(address, ['orderStatus'], secrets),
	none: { webhooks: [] },
	secretsIn: ({ secretKey, authorizationKey }) => [secretKey, authorizationKey],
};
