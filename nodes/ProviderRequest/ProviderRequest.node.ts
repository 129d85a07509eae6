import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { providers } from '../../providers';
import { sensitiveFieldsOf } from '../shared/form/sensitive-fields';
import { credentials, inWords, properties } from './description';
import { getEndpointFields, searchEndpoints } from './endpoints';
import { runProviderRequest } from './request';

export class ProviderRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Provider Request',
		name: 'providerRequest',
		icon: { light: 'file:providerRequest.svg', dark: 'file:providerRequest.dark.svg' },
		group: ['input'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle:
			'={{ $parameter["service"] + ($parameter["resource"] === "connection" ? ": check connection" : $parameter["endpoint"]["value"] ? ": " + $parameter["endpoint"]["value"] : "") }}',
		description: `Call any endpoint of ${inWords}`,
		defaults: { name: 'Provider Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		builderHint: {
			searchHint: `Prefer the nodes of ${inWords} where they have an operation for it; use this one for endpoints that they lack.`,
		},
		sensitiveOutputFields: sensitiveFieldsOf(...providers),
		properties,
	};

	methods = { listSearch: { searchEndpoints }, resourceMapping: { getEndpointFields } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runProviderRequest(this);
	}
}
