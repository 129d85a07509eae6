import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INodeTypeDescription,
} from 'n8n-workflow';
import type { Built } from '../../packages/build.mts';
import { buildAll } from '../../packages/build.mts';
import type { Service } from '../../packages/services.mts';
import { services } from '../../packages/services.mts';
import { moved } from '../../packages/workflow.mts';
import type { ServiceId } from '../sandbox/core/types.mts';
import { testedById } from '../services/index.mts';
import type { Credential } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from './credentials.mts';
import type { Execution } from './execution.mts';
import { errorOf, rowsOf } from './execution.mts';
import type { Rig } from './rig.mts';
import { serviceExample } from './service-examples.mts';
import type { WorkflowJson } from './workflows.mts';
import { chain, manualTrigger, numbered, providerRequest } from './workflows.mts';

const REQUEST = 'Request';

/** A service's own package: what it is made from, and the credential type that tests use. */
export interface Single {
	id: ServiceId;
	service: Service;
	/** One that works with tokens, where the service has such a type. */
	type: CredentialTypeName;
	exchanges: boolean;
	/** The typed field, and secret of the sandbox, that proves who asks. */
	secret: string;
	/** Of a harmless GET. */
	path: string;
}

function singleOf(service: Service): Single {
	const { id, credentials } = testedById(service.provider.id);
	const one = credentials.find(({ token }) => token !== undefined) ?? credentials[0];
	if (!one) throw new Error(`${id} has no credential type`);
	const { type, secret, call, token } = one;
	return { id, service, type, secret, path: call.path, exchanges: token !== undefined };
}

export const SINGLES: readonly Single[] = services.map(singleOf);

let built: Promise<Built[]> | undefined;

/** All packages, cut and packed once per process. */
export async function builtSingles(): Promise<Map<string, Built>> {
	built ??= buildAll(services);
	return new Map((await built).map((one) => [one.id, one]));
}

/** Credential types as a built package describes them to n8n, by name. */
export async function describedTypes(folder: string): Promise<Map<string, ICredentialType>> {
	return byName(await readDescriptions<ICredentialType>(folder, 'credentials'));
}

/** Nodes as a built package describes them to n8n, by name. */
export async function describedNodes(folder: string): Promise<Map<string, INodeTypeDescription>> {
	return byName(await readDescriptions<INodeTypeDescription>(folder, 'nodes'));
}

async function readDescriptions<T>(folder: string, kind: string): Promise<T[]> {
	return JSON.parse(await readFile(path.join(folder, 'dist', 'types', `${kind}.json`), 'utf8'));
}

function byName<T extends { name: string }>(described: readonly T[]): Map<string, T> {
	return new Map(described.map((one) => [one.name, one]));
}

export function typesOf({ id }: Single): string[] {
	return CREDENTIAL_TYPES.filter((type) => SERVICE_OF[type] === id);
}

/** The example that the package's README shows, with its own nodes and this credential in them. */
export async function operation(
	{ service }: Single,
	credential: Credential,
): Promise<WorkflowJson> {
	const workflow = await serviceExample(`${service.provider.example}.json`, credential);
	const nodes = workflow.nodes.map((node) =>
		'authentication' in node.parameters
			? { ...node, parameters: { ...node.parameters, authentication: credential.type } }
			: node,
	);
	// An example that starts by a schedule is run by hand as well.
	return moved({ ...workflow, nodes }, service);
}

/** So many requests by the combined package's request node. */
export function requests(
	{ id, path: endpoint }: Single,
	credential: Credential,
	count = 1,
): WorkflowJson {
	const node = providerRequest({
		name: REQUEST,
		service: id,
		credential,
		endpoint,
		method: 'GET',
		limit: 1,
		options: { pagination: 'off', split: false },
		onError: 'continueRegularOutput',
	});
	return chain(`${id}: ${count} requests`, manualTrigger(), ...numbered(count), node);
}

/** The same by the service's own package. */
export function ownRequests(single: Single, credential: Credential, count = 1): WorkflowJson {
	return moved(requests(single, credential, count), single.service);
}

let secrets = 0;

/** A credential with a secret of its own: n8n goes on running and remembers tokens. */
export async function ownCredential(rig: Rig, { id, type, secret }: Single): Promise<Credential> {
	const own: ICredentialDataDecryptedObject = {
		[secret]: `sandbox-single-secret-${++secrets}`,
	};
	await rig.sandbox.steer('POST', 'secrets', { service: id, ...own });
	return await rig.credential(type, { ...own, requestsPerSecond: 500, requestsPerDay: 0 });
}

export interface Outcome {
	tokens: number;
	/** Items of the request nodes that came through. */
	good: number;
	failed: unknown[];
}

/** Runs workflows at the same time. */
export async function together(
	rig: Rig,
	{ id }: Single,
	...workflows: WorkflowJson[]
): Promise<Outcome> {
	await rig.clearLog();
	const executions = await Promise.all(
		workflows.map(async (workflow) => await rig.client.runOnce(workflow)),
	);
	const rows = executions.flatMap((execution) => rowsOf(execution, REQUEST));
	const { tokenRequests } = await rig.traffic(id);
	return {
		tokens: tokenRequests.length,
		good: rows.filter(({ error }) => error === undefined).length,
		failed: [...executions.flatMap(failureOf), ...rows.flatMap(({ error }) => error ?? [])],
	};
}

function failureOf(execution: Execution): string[] {
	const error = errorOf(execution);
	return error ? [error.message] : [];
}
