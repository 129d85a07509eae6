import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { table } from '../../test/markdown.mts';

function optionsOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

/** Resources and operations of a node, as its form shows them. */
export function operationsTable({ properties }: INodeTypeDescription): string {
	const rows = properties
		.filter(({ name }) => name === 'resource')
		.flatMap(optionsOf)
		.map(({ name, value }) => {
			const names = properties
				.filter((one) => one.name === 'operation')
				.filter(({ displayOptions }) => displayOptions?.show?.resource?.includes(value))
				.flatMap(optionsOf)
				.map((operation) => operation.name);
			return [name, names.join(', ')];
		});
	return table(['Resource', 'Operations'], rows);
}
