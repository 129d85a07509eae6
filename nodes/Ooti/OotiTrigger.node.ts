import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { ooti } from '../../providers/ooti';
import { credentialsOf } from '../shared/form/authentication';
import { listSearchOf } from '../shared/form/pickers/list-search';
import { form } from './form';
import { properties } from './trigger/description';
import { pollOoti } from './trigger/poll';

export class OotiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OOTI Trigger',
		name: 'ootiTrigger',
		icon: { light: 'file:ooti.svg', dark: 'file:ooti.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["event"] }}',
		description:
			'Starts the workflow when a project, invoice, work log or other record is created or updated in OOTI, the management software of architecture agencies',
		defaults: { name: 'OOTI Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(ooti),
		properties,
	};

	methods = { listSearch: listSearchOf(form) };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollOoti(this);
	}
}
