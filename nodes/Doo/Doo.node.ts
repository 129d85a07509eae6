import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runAction } from '../shared/action';
import { credentialsOf } from '../shared/form/authentication';
import { resourceMappingOf } from '../shared/form/api-request/of-form';
import { listSearchOf } from '../shared/form/pickers/list-search';
import { propertiesOf } from '../shared/form/properties';
import { sensitiveFieldsOf } from '../shared/form/sensitive-fields';
import { operationAndResource } from '../shared/form/subtitle';
import { form } from './form';

export class Doo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Doo',
		name: 'doo',
		icon: { light: 'file:doo.svg', dark: 'file:doo.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: operationAndResource,
		description: 'Query Doo events, orders and attendees and manage webhooks',
		defaults: { name: 'Doo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'An event is read with "Event: Get", its attendees with "Attendee: Get Many"; orders and contacts with "GraphQL: Query", and "GraphQL: Get Schema" lists what can be queried. To react to changes use the Doo Trigger.',
		},
		sensitiveOutputFields: sensitiveFieldsOf(form.provider),
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form), resourceMapping: resourceMappingOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
