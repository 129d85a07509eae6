import type { INodeProperties } from 'n8n-workflow';

import { MOST_CONCURRENT_WRITES } from '../../../transport/items/items';
import { MOST_MB } from '../input/request-limits';

/** Parameters that many operations and nodes have, in n8n's words. */
export const returnAllAndLimit: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputDataFieldName',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the file in',
	description: 'Output field for the downloaded file',
};

export const longestWait: INodeProperties = {
	displayName: 'Maximum Wait (Seconds)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 120,
	description:
		'Maximum seconds that one request may wait: for a pause that the service asks for, between tries, and for its turn within the limits in the credential',
};

export const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60000,
	description: 'Milliseconds to wait for the answer to a request',
};

export const maxResponseSize: INodeProperties = {
	displayName: 'Maximum Response Size (MB)',
	name: 'maxResponseSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_MB },
	default: 100,
	description:
		'Largest answer to read, after unpacking. A larger one fails the item, which protects n8n’s memory.',
};

export const concurrentItems: INodeProperties = {
	displayName: 'Concurrent Items',
	name: 'concurrentItems',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_CONCURRENT_WRITES },
	default: 1,
	description:
		'How many items to write at once. More than 1 is faster, but does not keep their order.',
};

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: true,
	description:
		'Whether to show the requests that would be sent, one item for each, without changing anything at the service. Requests that only read are sent.',
};

export const ifExpressionEmpty: INodeProperties = {
	displayName: 'If an Expression Is Empty',
	name: 'ifExpressionEmpty',
	type: 'options',
	options: [
		{
			name: 'Leave the Field Out',
			value: 'leaveOut',
			description: 'Send the request without the field. Required fields are still refused.',
		},
		{
			name: 'Refuse the Item',
			value: 'refuse',
			description: 'Send nothing for the item, whatever the field',
		},
	],
	default: 'refuse',
	description:
		'What to do if the expression of an optional field finds nothing. By default, items are refused for record IDs, filters, and top-level dates, numbers and choices; other optional fields are left out.',
};

/** The "Options" of a node, by name. */
export function optionsOf(options: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
