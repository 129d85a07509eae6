import type { INodeProperties } from 'n8n-workflow';

export const INPUT_MODE = 'inputMode';
export const FIELDS = 'endpointFields';
export const FIELDS_METHOD = 'getEndpointFields';

/**
 * Versions of the nodes that send requests to any endpoint. In 1 a missing "Input Mode" is Raw, as in workflows that were saved before
 * there was a form.
 */
export const VERSIONS = [1, 1.1];
export const NEWEST_VERSION = 1.1;

const inputMode: INodeProperties = {
	displayName: 'Input Mode',
	name: INPUT_MODE,
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Form', value: 'form' },
		{ name: 'Raw', value: 'raw' },
	],
	default: 'raw',
	description: 'Fields of the endpoint, or values as you write them',
};

/** "Input Mode", which starts with Form in nodes of a version that has known it from the start. */
export const inputModes: INodeProperties[] = [
	{ ...inputMode, displayOptions: { show: { '@version': [1] } } },
	{
		...inputMode,
		default: 'form',
		displayOptions: { show: { '@version': [NEWEST_VERSION] } },
	},
];

/** The fields of the chosen endpoint. */
export const endpointFieldsProperty: INodeProperties = {
	displayName: 'Fields',
	name: FIELDS,
	type: 'resourceMapper',
	description: 'Documented fields of the endpoint',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	typeOptions: {
		loadOptionsDependsOn: ['service', 'endpoint.value', 'method'],
		resourceMapper: {
			resourceMapperMethod: FIELDS_METHOD,
			mode: 'add',
			valuesLabel: 'Fields',
			addAllFields: false,
			supportAutoMap: false,
			hideNoDataError: true,
		},
	},
	displayOptions: { show: { [INPUT_MODE]: ['form'] } },
};
