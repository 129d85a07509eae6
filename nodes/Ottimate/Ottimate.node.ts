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

export class Ottimate implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ottimate',
		name: 'ottimate',
		icon: { light: 'file:ottimate.svg', dark: 'file:ottimate.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: operationAndResource,
		description: 'Read and write Ottimate invoices, vendors, purchase orders and catalogs',
		defaults: { name: 'Ottimate' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'For an invoice from a file use "Invoice: Upload and Wait for Invoice"; from data, "Invoice: Import". To export: "Invoice: Get Ready for Export", then "Invoice: Mark as Exported" with the same items.',
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
