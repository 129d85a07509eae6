import { registry, wantedRegistrations } from '../../../providers/oto/webhooks';
import type { Registering } from '../triggers.mts';
import { atOto } from './registrar.mts';

export const registering: Registering = {
	registry,
	wanted: (address, secrets) => wantedRegistrations(address, ['orderStatus'], secrets),
	none: { webhooks: [] },
	registrar: atOto,
	parameters: { events: ['orderStatus'] },
	several: { events: ['orderStatus', 'newOrders'] },
	other: { events: ['orderStatus', 'shipmentError'] },
	event: 'orderStatus',
	payload: { orderId: 'A-1' },
	secret: 'refreshToken',
	secretsIn: ({ secretKey, authorizationKey }) => [secretKey, authorizationKey],
};
