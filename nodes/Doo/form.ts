import { doo } from '../../providers/doo';
import type { ResourceForm, ServiceForm } from '../shared/form';

const resources: Readonly<Record<string, ResourceForm>> = {
	graphql: { name: 'GraphQL' },
	webhook: { name: 'Webhook' },
};

export const form: ServiceForm = {
	provider: doo,
	resources,
	pickers: {},
	picked: {},
};
