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

export class Otesse implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Otesse',
		name: 'otesse',
		icon: { light: 'file:otesse.svg', dark: 'file:otesse.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: operationAndResource,
		description: 'Book Otesse home services, check availability and send invoices',
		defaults: { name: 'Otesse' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'For a contact from a form or a CRM use "Customer: Find or Create", not "Create", which emails an invitation. Amounts are in cents.',
		},
		sensitiveOutputFields: sensitiveFieldsOf(form.provider),
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form), resourceMapping: resourceMappingOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
