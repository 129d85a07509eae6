import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { credentials, properties } from './trigger/description';
import { pollOoti } from './trigger/poll';
import { searchOrganizations, searchProjects, searchTeams } from './trigger/search';

export class OotiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'OOTI Trigger',
		name: 'ootiTrigger',
		icon: { light: 'file:ooti.svg', dark: 'file:ooti.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["resource"] + ": " + $parameter["event"] }}',
		description: 'Starts the workflow when a record in OOTI is new or changed',
		defaults: { name: 'OOTI Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties,
	};

	methods = { listSearch: { searchOrganizations, searchProjects, searchTeams } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollOoti(this);
	}
}
