import { registry, wantedRegistrations } from '../../../providers/otesse/webhooks';
import type { Registering } from '../triggers.mts';
import { atOtesse } from './registrar.mts';

export const registering: Registering = {
	registry,
	wanted: (address, secrets) => wantedRegistrations(address, ['*'], 'd', secrets),
	none: { data: [] },
	registrar: atOtesse,
	parameters: { events: ['booking.created'] },
	other: { events: ['booking.created', 'invoice.paid'] },
	event: 'booking.created',
	secret: 'apiKey',
	secretsIn: ({ url }) => [new URL(String(url)).searchParams.get('key')],
};
