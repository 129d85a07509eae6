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

export class Oto implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OTO',
		name: 'oto',
		icon: { light: 'file:oto.svg', dark: 'file:oto.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Create orders, book shipments, print labels and track parcels with OTO',
		defaults: { name: 'OTO' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(form.provider),
		builderHint: {
			searchHint:
				'To ship: "Order: Create", "Delivery Fee: Get for Order" for the carriers, "Shipment: Create" with a deliveryOptionId, "Shipment: Track Until", then "Label: Download". A booking is only accepted at first: there is no label before the shipment is created.',
		},
		sensitiveOutputFields: sensitiveFieldsOf(form.provider),
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
