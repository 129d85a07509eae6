import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Changes } from '../services/examples.mts';
import type { Credential } from './client.mts';
import { root } from './versions.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

/** A workflow of docs/examples with the credential in the service's nodes, otherwise as it is in the file; of the project, or of another version's `folder`. */
export async function serviceExample(
	file: string,
	{ id, name, type }: Credential,
	changes: Changes = {},
	folder = root,
): Promise<WorkflowJson> {
	const text = await readFile(path.join(folder, 'docs', 'examples', file), 'utf8');
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
