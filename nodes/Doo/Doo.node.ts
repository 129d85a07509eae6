import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runAction } from '../shared/action';
import { credentialsOf } from '../shared/authentication';
import { listSearchOf } from '../shared/pickers';
import { propertiesOf } from '../shared/properties';
import { sensitiveFieldsOf } from '../shared/sensitive';
import { operationAndResource } from '../shared/subtitle';
import { form } from './form';

export class Doo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Doo',
		name: 'doo',
		icon: { light: 'file:doo.svg', dark: 'file:doo.dark.svg' },
		group: ['transform'],
		version: 1,
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

	methods = { listSearch: listSearchOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
