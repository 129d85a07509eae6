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

export class Oto implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OTO',
		name: 'oto',
		icon: { light: 'file:oto.svg', dark: 'file:oto.dark.svg' },
		group: ['transform'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: operationAndResource,
		description: 'Create orders, book shipments, print labels and track parcels with OTO',
		defaults: { name: 'OTO' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'To ship an order: "Shipment: Book" chooses the carrier, books, waits and returns the label; "Delivery Fee: Get Cheapest" only asks for the price. A booking by "Shipment: Create" is only accepted at first: wait with "Shipment: Track Until" before "Label: Download".',
		},
		sensitiveOutputFields: sensitiveFieldsOf(form.provider),
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form), resourceMapping: resourceMappingOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
