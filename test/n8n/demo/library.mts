import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { providerById } from '../../../providers';
import type { CredentialTypeName, ServiceId } from '../../../providers';
import type { Sandbox } from '../../sandbox/server.mts';
import { known, tested } from '../../services/index.mts';
import type { Credential, N8nClient } from '../client.mts';
import { CREDENTIAL_TYPES, sandboxCredential, SERVICE_OF } from '../credentials.mts';
import { root } from '../versions.mts';
import type { NodeJson, WorkflowJson } from '../workflows.mts';

const PACKAGE = 'n8n-nodes-business-apis.';

/** A file of docs/examples, with the services whose nodes it has. */
export interface LibraryWorkflow {
	file: string;
	workflow: WorkflowJson;
	services: ServiceId[];
}

/** Every workflow of docs/examples. */
export async function readLibrary(): Promise<LibraryWorkflow[]> {
	const folder = path.join(root, 'docs', 'examples');
	const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(
		files.map(async (file) => {
			const workflow: WorkflowJson = JSON.parse(await readFile(path.join(folder, file), 'utf8'));
			const types = workflow.nodes.map(typeOf).filter((type) => type !== undefined);
			return { file, workflow, services: [...new Set(types.map((type) => SERVICE_OF[type]))] };
		}),
	);
}

/** The credential type that a node needs: the chosen one, or that of its service. */
export function typeOf({ type, parameters }: NodeJson): CredentialTypeName | undefined {
	if (!type.startsWith(PACKAGE)) return undefined;
	const chosen = CREDENTIAL_TYPES.find((name) => name === parameters?.authentication);
	if (chosen) return chosen;
	const name = type.slice(PACKAGE.length).replace(/(Tool|Trigger)+$/, '');
	return tested.find(({ id }) => id === name)?.credentials[0]?.type;
}

/** What the demo has put into n8n. */
export interface Imported {
	/** IDs of the workflows by name. */
	ids: Map<string, string>;
	/** Credentials by type. */
	credentials: Map<string, Credential>;
}

/** Every example with credentials that work, tagged by service. What is there already stays as it is. */
export async function importLibrary(client: N8nClient, sandbox: Sandbox): Promise<Imported> {
	const credentials = await prepareCredentials(client, sandbox);
	const ids = new Map((await client.listWorkflows()).map(({ id, name }) => [name, id]));
	const tags = new Map((await client.listTags()).map(({ id, name }) => [name, id]));
	for (const { workflow, services } of await readLibrary()) {
		if (ids.has(workflow.name)) continue;
		const names = services.map((service) => providerById(service).name);
		for (const name of names) {
			if (!tags.has(name)) tags.set(name, (await client.createTag(name)).id);
		}
		const { id } = await client.createWorkflow({
			...withCredentials(workflow, credentials),
			tags: names.map((name) => tags.get(name) ?? ''),
		});
		ids.set(workflow.name, id);
	}
	return { ids, credentials };
}

/** One credential of each type, which leads to this sandbox. */
async function prepareCredentials(
	client: N8nClient,
	sandbox: Sandbox,
): Promise<Map<string, Credential>> {
	const there = await client.listCredentials();
	const made = new Map<string, Credential>();
	for (const { type, credential } of known) {
		const name = `${credential.displayName} (sandbox)`;
		const typed = await sandboxCredential(sandbox, type);
		const old = there.find((candidate) => candidate.type === type && candidate.name === name);
		if (old) await client.updateCredential(old.id, typed);
		made.set(type, old ?? (await client.createCredential(type, name, typed)));
	}
	return made;
}

/** The workflow as a person has it after choosing its credentials; the files name none. */
export function withCredentials(
	workflow: WorkflowJson,
	credentials: ReadonlyMap<string, Credential>,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		const credential = credentials.get(typeOf(node) ?? '');
		if (!credential) return node;
		const { id, name, type } = credential;
		return { ...node, credentials: { [type]: { id, name } } };
	});
	return { ...workflow, nodes };
}
