import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

/** An operation as a person finds it in the node. */
export interface Offered {
	resource: string;
	operation: string;
	/** "Vendor: Get Many" */
	name: string;
	description: string;
	action: string;
}

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** All operations of a node's description. */
export function offeredIn({ properties }: INodeTypeDescription): Offered[] {
	const resource = properties.find(({ name }) => name === 'resource');
	const resources = resource ? optionsOf(resource) : [];
	return resources.flatMap(({ name: resourceName, value }) =>
		properties
			.filter(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value),
			)
			.flatMap(optionsOf)
			.map(({ name, value: operation, description = '', action = '' }) => ({
				resource: String(value),
				operation: String(operation),
				name: `${resourceName}: ${name}`,
				description,
				action,
			})),
	);
}
