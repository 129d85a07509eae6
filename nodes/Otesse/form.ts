import { otesse } from '../../providers/otesse';
import type { ResourceForm, ServiceForm } from '../shared/form';

const resources: Readonly<Record<string, ResourceForm>> = {
	availability: { name: 'Availability' },
	booking: { name: 'Booking' },
	customer: { name: 'Customer' },
	extra: { name: 'Extra' },
	industry: { name: 'Industry' },
	invoice: { name: 'Invoice' },
	product: { name: 'Product' },
	webhook: { name: 'Webhook' },
	webhookDelivery: { name: 'Webhook Delivery' },
};

export const form: ServiceForm = {
	provider: otesse,
	resources,
	pickers: {},
	picked: {},
};
