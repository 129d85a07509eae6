import { registry, wantedRegistrations } from '../../../providers/otesse/webhooks';
import type { Registering } from '../triggers.mts';

export const registering: Registering = {
	registry,
	wanted: (address, secrets) => wantedRegistrations(address, ['*'], 'd', secrets),
	none: { data: [] },
	secretsIn: ({ url }) => [new URL(String(url)).searchParams.get('key')],
};
