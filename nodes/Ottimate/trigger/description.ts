import type { INodeProperties } from 'n8n-workflow';

import { ottimateApi } from '../../../providers/ottimate/auth';
import { events, invoiceStatuses } from '../../../providers/ottimate/changes';
import { counted } from '../../../providers/ottimate/endpoints/shared';
import { simplify } from '../../shared/form/common-properties';
import { locator } from '../../shared/form/fields';
import { fetchSince } from '../../shared/trigger/since';
import { pickers } from '../pickers';
import { filters } from './filters';

function title(value: string): string {
	return value
		.split('-')
		.map((word) => (word === 'for' ? word : word.charAt(0).toUpperCase() + word.slice(1)))
		.join(' ');
}

const idsOf = (test: (event: (typeof events)[number]) => boolean) =>
	events.filter(test).map(({ id }) => id);

function company(needed: 'required' | 'optional'): INodeProperties {
	return {
		displayName: 'Company',
		name: 'company',
		...locator('company', pickers.company),
		...(needed === 'required' ? { required: true } : {}),
		description:
			needed === 'required'
				? 'The company to watch. Ottimate lists vendor changes per company only.'
				: 'Watch only this company. If empty, watch all companies.',
		displayOptions: { show: { event: idsOf((event) => event.company === needed) } },
	};
}

const location: INodeProperties = {
	displayName: 'Location',
	name: 'location',
	...locator('location', pickers.location),
	description: 'Watch only this location. If empty, watch all locations.',
	displayOptions: { show: { event: idsOf((event) => event.location === true) } },
};

export const properties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		noDataExpression: true,
		options: events.map(({ id, name, description }) => ({ name, value: id, description })),
		default: 'invoiceCreated',
		description: 'What starts the workflow',
	},
	{
		displayName: `Ottimate allows ${counted(ottimateApi.limits.requestsPerDay)} requests a day per API key, across all workflows. Each poll uses one request, or more after many changes; for purchase orders and receipts, one per 100 records. "Every Minute" is 1,440 polls a day.`,
		name: 'quotaNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'multiOptions',
		noDataExpression: true,
		required: true,
		options: invoiceStatuses.map((value) => ({ name: title(value), value })),
		default: [],
		description: 'Statuses that start the workflow',
		displayOptions: { show: { event: idsOf((event) => event.statuses === true) } },
	},
	company('required'),
	company('optional'),
	location,
	filters,
	simplify,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			fetchSince(
				'Also return what has happened since this time, as far as the dates of the records say so.',
			),
			{
				displayName: 'Ignore Fields',
				name: 'ignoreFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. notes,outstanding_balance',
				description: 'Comma-separated fields. Changes to only these fields are ignored.',
				displayOptions: { show: { '/event': idsOf((event) => event.ignores === true) } },
			},
			{
				displayName: 'Only These Fields',
				name: 'onlyFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. status,total_amount',
				description: 'Comma-separated fields. Only changes to these count.',
				displayOptions: { show: { '/event': idsOf((event) => event.ignores === true) } },
			},
		],
	},
];
