import type { Service } from './services.mts';

/**
 * The request node of a single service: what Provider Request is for all of them, with the same parameters less "Service". Written
 * as a class with its values in place, since that is where n8n's rules look for them; what it does is in nodes/shared/request.
 */
export function requestNode({ provider: { id, name }, request }: Service): string {
	return `import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeListSearchResult,
	INodeType,
	INodeTypeDescription,
	ResourceMapperFields,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { ${id} } from '../../providers/${id}';
import { authenticationOf, credentialsOf } from '../shared/form/authentication';
import { mapperFields } from '../shared/form/api-request/mapper-fields';
import { searchIn } from '../shared/form/pickers/endpoint-list';
import { requestNodeProperties } from '../shared/form/api-request/properties';
import { runRequests } from '../shared/request/run-requests';
import { sensitiveFieldsOf } from '../shared/form/sensitive-fields';

export class ${request} implements INodeType {
	description: INodeTypeDescription = {
		displayName: '${name} Request',
		name: '${id}Request',
		icon: { light: 'file:${id}.svg', dark: 'file:${id}.dark.svg' },
		group: ['input'],
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["resource"] === "connection" ? "check connection" : $parameter["endpoint"]["value"] }}',
		description: 'Call any endpoint of ${name}',
		defaults: { name: '${name} Request' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentialsOf(${id}),
		sensitiveOutputFields: sensitiveFieldsOf(${id}),
		properties: [...authenticationOf(${id}), ...requestNodeProperties()],
	};

	methods = {
		listSearch: {
			async searchEndpoints(
				this: ILoadOptionsFunctions,
				filter?: string,
				paginationToken?: string,
			): Promise<INodeListSearchResult> {
				return searchIn(${id}, filter, paginationToken);
			},
		},
		resourceMapping: {
			async getEndpointFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
				return mapperFields(this, ${id});
			},
		},
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runRequests(this, ${id});
	}
}
`;
}

/** The registry of a package that has one service. */
export function registry({ provider: { id } }: Service): string {
	return `import type { Provider } from '../transport/contracts/provider';
import { ${id} } from './${id}';

/** The one service of this package. */
export const providers: readonly Provider[] = [${id}];
`;
}
