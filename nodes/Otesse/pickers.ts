import type { Picker } from '../shared/form/pickers/picker';
import type { ServiceForm } from '../shared/form/service-form';

export const pickers: Readonly<Record<string, Picker>> = {
	address: {
		noun: 'address',
		list: 'customer.get',
		records: 'addresses',
		value: ['id'],
		label: ['label', 'street', 'city', 'zip'],
		needs: { id: ['customerId'] },
		example: 'addr_02',
	},
	customer: {
		noun: 'customer',
		list: 'customer.getMany',
		value: ['id'],
		label: ['first_name', 'last_name', 'email'],
		search: 'search',
		example: 'cust_01HQ3K5M7N',
	},
	industry: {
		noun: 'industry',
		list: 'industry.getMany',
		value: ['slug'],
		label: ['name'],
		example: 'cleaning',
	},
	invoice: {
		noun: 'invoice',
		list: 'invoice.getMany',
		value: ['id'],
		label: ['number', 'customer.name', 'status'],
		example: 'inv_01HQ3K5M7N',
	},
	webhook: {
		noun: 'webhook',
		list: 'webhook.getMany',
		value: ['id'],
		label: ['description', 'url'],
		example: 'wh_01HQ3K5M7N',
	},
};

export const fieldPickers: ServiceForm['fieldPickers'] = {
	address_id: 'address',
	'customer.id': 'customer',
	customer_id: 'customer',
	industry: 'industry',
	'invoice.id': 'invoice',
	slug: 'industry',
	'webhook.id': 'webhook',
	'webhookDelivery.id': 'webhook',
};
