import type { INodeParameters, INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

/** The properties that the editor shows for these values; what is not among them is at its default. */
export function visibleIn(
	description: INodeTypeDescription,
	values: INodeParameters,
): INodeProperties[] {
	const { properties } = description;
	const node = { typeVersion: 1 };
	const filled =
		NodeHelpers.getNodeParameters(properties, values, true, false, node, description) ?? values;
	return properties.filter((property) =>
		NodeHelpers.displayParameter(filled, property, node, description),
	);
}
