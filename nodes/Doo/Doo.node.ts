import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { runAction } from '../shared/action';
import { credentialsOf } from '../shared/form/authentication';
import { listSearchOf } from '../shared/form/pickers/list-search';
import { propertiesOf } from '../shared/form/properties';
import { sensitiveFieldsOf } from '../shared/form/sensitive-fields';
import { form } from './form';

export class Doo implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Doo',
		name: 'doo',
		icon: { light: 'file:doo.svg', dark: 'file:doo.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Query Doo events, orders and attendees and manage webhooks',
		defaults: { name: 'Doo' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'Events, orders, attendees and contacts are read with "GraphQL: Query"; "GraphQL: Get Schema" lists what can be queried. To react to changes use the Doo Trigger.',
		},
		sensitiveOutputFields: sensitiveFieldsOf(form.provider),
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
