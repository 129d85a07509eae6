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
import { listSearchOf, loadOptionsOf } from '../shared/form/pickers/list-search';
import { propertiesOf } from '../shared/form/properties';
import { operationAndResource } from '../shared/form/subtitle';
import { form } from './form';

export class Ooti implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OOTI',
		name: 'ooti',
		icon: { light: 'file:ooti.svg', dark: 'file:ooti.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: operationAndResource,
		description:
			'Manage projects, time, fees, invoices and suppliers of architecture agencies in OOTI',
		defaults: { name: 'OOTI' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'Most operations need numeric IDs: get the project with "Project: Find by Name" or a "Get Many" first. There are no webhooks: the OOTI Trigger polls for changes.',
		},
		properties: propertiesOf(form),
	};

	methods = {
		listSearch: listSearchOf(form),
		loadOptions: loadOptionsOf(form),
		resourceMapping: resourceMappingOf(form),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
