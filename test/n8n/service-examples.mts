import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import type { Credential } from './client.mts';
import { root } from './versions.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

/** What a person changes in an example: parameters by node name. */
export type Changes = Readonly<Record<string, INodeParameters>>;

/** A workflow of docs/examples with the credential in the service's nodes, otherwise as it is in the file. */
export async function serviceExample(
	file: string,
	{ id, name, type }: Credential,
	changes: Changes = {},
): Promise<WorkflowJson> {
	const text = await readFile(path.join(root, 'docs', 'examples', file), 'utf8');
	const workflow: WorkflowJson = JSON.parse(text);
	const changed = ({ name: node, parameters }: NodeJson) => ({ ...parameters, ...changes[node] });
	const nodes = workflow.nodes.map((node): NodeJson => {
		if (!node.type.startsWith('n8n-nodes-business-apis.')) {
			return { ...node, parameters: changed(node) };
		}
		return { ...node, parameters: changed(node), credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}

/** The parameters of a Set node with other texts in its fields. */
export function fields(values: Readonly<Record<string, string>>): INodeParameters {
	const assignments = Object.entries(values).map(([name, value]) => ({
		id: name,
		name,
		value,
		type: 'string',
	}));
	return { assignments: { assignments } };
}
