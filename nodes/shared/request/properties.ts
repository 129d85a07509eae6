import type { INodeProperties } from 'n8n-workflow';

import {
	ifExpressionEmpty,
	concurrentItems,
	longestWait,
	optionsOf,
	outputField,
	returnAllAndLimit,
	timeout,
} from '../common';
import { bodyProperties } from './body-properties';

const METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'];

/** Values by name, or a whole object as JSON; both may be mixed. */
function valuesBy(
	name: 'pathParameters' | 'queryParameters' | 'headerParameters',
	displayName: string,
	part: string,
	description: string,
	example: string,
): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description,
		options: [
			{
				displayName: 'Field',
				name: 'parameters',
				values: [
					{
						displayName: `${part} Name`,
						name: 'name',
						type: 'string',
						default: '',
						placeholder: `e.g. ${example}`,
						description: 'Name as the service spells it',
					},
					{
						displayName: `${part} Value`,
						name: 'value',
						type: 'string',
						default: '',
						description: 'Value to send',
					},
				],
			},
			{
				displayName: 'JSON Object',
				name: 'json',
				values: [
					{
						displayName: `${displayName} (JSON)`,
						name: 'json',
						type: 'json',
						default: '{}',
						description: 'Several values as one object; a list sends the name several times',
					},
				],
			},
		],
	};
}

const endpoint: INodeProperties = {
	displayName: 'Endpoint',
	name: 'endpoint',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'What to call: pick a documented endpoint, or enter a path below the base URL',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an endpoint',
			typeOptions: { searchListMethod: 'searchEndpoints', searchable: true },
		},
		{
			displayName: 'By Path',
			name: 'path',
			type: 'string',
			placeholder: 'e.g. /vendors/{id}',
		},
	],
};

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: METHODS.map((name) => ({ name, value: name })),
	default: 'GET',
	description: 'HTTP method of the request',
	displayOptions: { show: { '/endpoint.mode': ['path'] } },
};

const options = optionsOf([
	{
		displayName: 'Full Response',
		name: 'fullResponse',
		type: 'boolean',
		default: false,
		description: 'Whether to return status and headers with the body, as one item and one page',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'Rows to ask for per page; never more than the service is known to allow',
	},
	{
		displayName: 'Pagination',
		name: 'pagination',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Follow pages up to the limit' },
			{ name: 'Off', value: 'off', description: 'Send one request' },
		],
		default: 'auto',
		description: 'Whether further pages are fetched where the endpoint has them',
	},
	{
		displayName: 'Response',
		name: 'response',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Told by the answer itself' },
			{ name: 'File', value: 'file', description: 'Always a binary file' },
			{ name: 'JSON', value: 'json', description: 'Parsed, whatever the content type says' },
			{ name: 'Text', value: 'text', description: 'As it came' },
		],
		default: 'auto',
		description: 'How to read the answer',
	},
	{
		displayName: 'Rows At',
		name: 'rowsAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. data.events',
		description: 'Where the rows are in the answer, if the node does not find them by itself',
	},
	{
		displayName: 'Split Into Items',
		name: 'split',
		type: 'boolean',
		default: true,
		description: 'Whether each row becomes an item of its own',
	},
	ifExpressionEmpty,
	concurrentItems,
	longestWait,
	outputField,
	timeout,
]);

/** The parameters of a request to any endpoint: which, with what, and what to make of the answer. */
export const requestProperties: INodeProperties[] = [
	endpoint,
	method,
	valuesBy(
		'pathParameters',
		'Path Parameters',
		'Path',
		'Values for the {parts} of the path',
		'team_pk',
	),
	valuesBy(
		'queryParameters',
		'Query Parameters',
		'Query',
		'What follows the question mark',
		'status',
	),
	valuesBy(
		'headerParameters',
		'Headers',
		'Header',
		'Further headers of the request',
		'X-API-Version',
	),
	...bodyProperties,
	...returnAllAndLimit,
	options,
];

/** The resource of a service's node for everything that has no form. */
export const apiRequest = { name: 'API Request', value: 'apiRequest' };
export const SEND_REQUEST = 'sendRequest';

/** "Send Request" as an operation of a service's node. */
export function apiRequestProperties(): INodeProperties[] {
	const show = { resource: [apiRequest.value], operation: [SEND_REQUEST] };
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Send Request',
					value: SEND_REQUEST,
					description: 'Call any endpoint of the service with the credential of this node',
					action: 'Send API request',
				},
			],
			default: SEND_REQUEST,
			displayOptions: { show: { resource: [apiRequest.value] } },
		},
		...requestProperties.map((property) => ({
			...property,
			displayOptions: { show: { ...show, ...property.displayOptions?.show } },
		})),
	];
}
