import type { INodeProperties } from 'n8n-workflow';

import {
	ifExpressionEmpty,
	concurrentItems,
	dryRun,
	longestWait,
	maxResponseSize,
	optionsOf,
	outputField,
	returnAllAndLimit,
	timeout,
} from '../common-properties';
import { connection, connectionOperation } from '../connection';
import { EXTRA_FIELDS_PARAMETER } from '../labels/extra-fields';
import { bodyProperties } from './body-properties';
import { endpointFieldsProperty, INPUT_MODE, inputModes } from './input-mode';
import { METHODS } from './target';

export const EXTRA_FIELDS_LABEL = 'Further Fields (JSON)';
export const FIELDS_TO_RETURN_LABEL = 'Fields to Return';

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
						description: 'Exact name at the service',
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
						description: 'Values as one object; a list repeats the name',
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
	description: 'A documented endpoint, or a path below the base URL',
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
			placeholder: 'e.g. GET /vendors/{id}',
		},
	],
};

const method: INodeProperties = {
	displayName: 'Method',
	name: 'method',
	type: 'options',
	options: METHODS.map((name) => ({ name, value: name })),
	default: 'GET',
	description: 'HTTP method, unless the path begins with one',
	displayOptions: { show: { '/endpoint.mode': ['path'] } },
};

const options = optionsOf([
	{
		displayName: EXTRA_FIELDS_LABEL,
		name: EXTRA_FIELDS_PARAMETER,
		type: 'json',
		default: '{}',
		description: 'Values without a field, as an object. Overrides the fields.',
		displayOptions: { show: { [`/${INPUT_MODE}`]: ['form'] } },
	},
	{
		displayName: FIELDS_TO_RETURN_LABEL,
		name: 'fieldsToReturn',
		type: 'string',
		default: '',
		placeholder: 'e.g. number, vendor.name',
		description: 'Fields of each result to keep, with dots for nested ones',
	},
	{
		displayName: 'Full Response',
		name: 'fullResponse',
		type: 'boolean',
		default: false,
		description: 'Whether to return status, headers and body as one item, for one page only',
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		description: 'Rows per page, up to the maximum of the service',
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
		description: 'Whether to fetch further pages',
	},
	{
		displayName: 'Response',
		name: 'response',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Detect from the answer' },
			{ name: 'File', value: 'file', description: 'Return a binary file' },
			{ name: 'JSON', value: 'json', description: 'Parse as JSON' },
			{ name: 'Text', value: 'text', description: 'Return the text unchanged' },
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
		description: 'Path to the rows in the answer, if the node does not find them',
	},
	{
		displayName: 'Split Into Items',
		name: 'split',
		type: 'boolean',
		default: true,
		description: 'Whether to return each row as a separate item',
	},
	ifExpressionEmpty,
	concurrentItems,
	dryRun,
	longestWait,
	maxResponseSize,
	outputField,
	timeout,
]);

/** What is there for Raw only. */
function inRaw(property: INodeProperties): INodeProperties {
	const { show } = property.displayOptions ?? {};
	return { ...property, displayOptions: { show: { [INPUT_MODE]: ['raw'], ...show } } };
}

/** The parameters of a request to any endpoint: which, with what, and what to make of the answer. */
const requestProperties: INodeProperties[] = [
	endpoint,
	method,
	...inputModes,
	endpointFieldsProperty,
	...[
		valuesBy(
			'pathParameters',
			'Path Parameters',
			'Path',
			'Values for the {placeholders} in the path',
			'team_pk',
		),
		valuesBy(
			'queryParameters',
			'Query Parameters',
			'Query',
			'Parameters after the question mark of the URL',
			'status',
		),
	].map(inRaw),
	valuesBy('headerParameters', 'Headers', 'Header', 'Additional headers to send', 'X-API-Version'),
	...bodyProperties.map(inRaw),
	...returnAllAndLimit,
	options,
];

/** Labels of a parameter and of all that it holds, as far as an AI agent can be asked for them. */
function labelsIn(property: INodeProperties): string[] {
	const { displayName, type, noDataExpression = false, options: held = [] } = property;
	const inside = held.flatMap((option) => {
		if ('values' in option) return option.values.flatMap(labelsIn);
		return 'type' in option ? labelsIn(option) : [];
	});
	const isAsked = !noDataExpression && type !== 'collection' && type !== 'fixedCollection';
	return isAsked ? [displayName, ...inside] : inside;
}

/** Labels of the parameters that stand beside the form. */
export const labelsBesideForm: readonly string[] = requestProperties
	.filter(({ displayOptions }) => !displayOptions?.show?.[INPUT_MODE]?.includes('raw'))
	.flatMap(labelsIn);

/** The resource of a service's node for everything that has no form. */
export const apiRequest = { name: 'API Request', value: 'apiRequest' };
export const SEND_REQUEST = 'sendRequest';

/** The parameters of a node that is there for requests alone, below its credential. */
export function requestNodeProperties(): INodeProperties[] {
	const { value: start } = apiRequest;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: [apiRequest, connection],
			default: start,
		},
		connectionOperation,
		...apiRequestProperties(),
	];
}

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
					description: 'Call any endpoint of the service',
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
