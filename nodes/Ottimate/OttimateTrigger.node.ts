import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { listSearchOf } from '../shared/form/pickers/list-search';
import { eventOf } from '../shared/form/subtitle';
import { form } from './form';
import { properties } from './trigger/description';
import { pollOttimate } from './trigger/poll';

export class OttimateTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Ottimate Trigger',
		name: 'ottimateTrigger',
		icon: { light: 'file:ottimate.svg', dark: 'file:ottimate.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: eventOf('event'),
		description:
			'Starts the workflow when invoices, vendors, purchase orders or receipts change in Ottimate, the service for accounts payable',
		defaults: { name: 'Ottimate Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'ottimateApi', required: true }],
		properties,
	};

	methods = { listSearch: listSearchOf(form) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollOttimate(this);
	}
}
