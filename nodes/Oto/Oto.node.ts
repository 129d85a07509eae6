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
		properties: propertiesOf(form),
	};

	methods = { listSearch: listSearchOf(form) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, form);
	}
}
