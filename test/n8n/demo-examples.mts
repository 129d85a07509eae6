import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Credential } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { CREDENTIAL_TYPES } from './credentials.mts';
import { root } from './versions.mts';
import type { NodeJson, WorkflowJson } from './workflows.mts';

const REQUEST = 'n8n-nodes-business-apis.providerRequest';
const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';
/** One of the workflows of docs/examples that need no service's own node: a schedule, a Provider Request, a summary. */
export interface Example {
	file: string;
	workflow: WorkflowJson;
	request: NodeJson;
	/** e.g. `GET /vendors` */
	endpoint: string;
	credentialType: CredentialTypeName;
}

export async function readExamples(): Promise<Example[]> {
	const folder = path.join(root, 'docs', 'examples');
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const read = files.map(async (file) => {
		const workflow: WorkflowJson = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
		return { file, workflow };
	});
	const examples = (await Promise.all(read))
		.filter(({ workflow }) => workflow.nodes.some(({ type }) => type === REQUEST))
		.map(({ file, workflow }) => exampleOf(file, workflow));
	if (examples.length === 0) throw new Error('No example holds a Provider Request');
	return examples;
}

function exampleOf(file: string, workflow: WorkflowJson): Example {
	const request = workflow.nodes.find(({ type }) => type === REQUEST);
	const { authentication, endpoint } = request?.parameters ?? {};
	const credentialType = CREDENTIAL_TYPES.find((name) => name === authentication);
	if (!request || !credentialType) throw new Error(`${file} has no complete Provider Request`);
	const { value } = endpoint as { value: string };
	return { file, workflow, request, endpoint: value, credentialType };
}

/** The workflow as a person has it after choosing the credential; the files name none. */
export function withCredential(example: Example, { id, name, type }: Credential): WorkflowJson {
	return changeNodes(example.workflow, REQUEST, { credentials: { [type]: { id, name } } });
}

/** The workflow with a schedule that fires every so many seconds. */
export function everySeconds(workflow: WorkflowJson, seconds: number): WorkflowJson {
	const rule = { interval: [{ field: 'seconds', secondsInterval: seconds }] };
	return changeNodes(workflow, SCHEDULE, { parameters: { rule } });
}

function changeNodes(
	workflow: WorkflowJson,
	type: string,
	changes: Partial<NodeJson>,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => (node.type === type ? { ...node, ...changes } : node));
	return { ...workflow, nodes };
}
