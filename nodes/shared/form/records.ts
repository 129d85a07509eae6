import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import type { ServiceForm } from './service-form';
import { sourcesOf } from './operation-inputs';
import { pluralOf } from './labels/names';

/** Where the records of a call that takes many come from. */
export function recordsProperties(form: ServiceForm, row: EndpointDefinition): INodeProperties[] {
	const sources = sourcesOf(row);
	if (sources.length === 0) return [];
	const resource = form.resources[row.resource];
	const many = resource ? pluralOf(resource) : 'Records';
	const list = row.body?.find(({ name }) => name === row.batch?.key);
	const start = sources[0] ?? 'items';
	const names: Record<string, INodePropertyOptions> = {
		fields: {
			name: 'Fields Below',
			value: 'fields',
			description: 'Each input item is one record, built from the fields below',
		},
		items: {
			name: 'Input Items',
			value: 'items',
			description: 'The JSON of each input item is one record',
		},
		json: { name: 'JSON', value: 'json', description: 'A list of records, or one record' },
	};
	return [
		{
			displayName: 'Records From',
			name: 'recordsFrom',
			type: 'options',
			noDataExpression: true,
			options: sources.flatMap((source) => names[source] ?? []),
			default: start,
			description: `Source of the ${many.toLowerCase()}. All input items are sent together, up to ${row.batch?.max ?? 1} per request.`,
		},
		{
			displayName: `${many} (JSON)`,
			name: 'records',
			type: 'json',
			default: '[]',
			required: true,
			description: [
				list?.description ?? 'List of records, with the names of the service',
				list?.example && `e.g. ${list.example}`,
			]
				.filter(Boolean)
				.join(', '),
			displayOptions: { show: { recordsFrom: ['json'] } },
		},
	];
}

/** For what makes up a record: shown where the records are made of fields. */
export function onlyFields(row: EndpointDefinition): Pick<INodeProperties, 'displayOptions'> {
	return sourcesOf(row).includes('fields')
		? { displayOptions: { show: { recordsFrom: ['fields'] } } }
		: {};
}
