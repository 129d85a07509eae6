import { LoadOptionsContext } from 'n8n-core';
import type {
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodePropertyOptions,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import type { LogEntry, ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { freshPackage, traffic } from './bench.mts';
import { CredentialsStore } from './credentials-store.mts';

export interface Found extends INodeListSearchResult {
	names: string[];
	calls: LogEntry[];
}

interface Question {
	/** The parameters of the node as they stand in the editor. */
	parameters?: INodeParameters;
	filter?: string;
	token?: string;
	/** Where the list stands, as the editor names it: `parameters.lines.line[0].sku`. */
	path?: string;
}

/** A node as it stands in the editor, and what its lists are asked with. */
function inEditor(
	sandbox: Sandbox,
	service: ServiceId,
	credential: { type: string; data: Record<string, string> },
	parameters: INodeParameters,
	path = '',
): { context: LoadOptionsContext; type: INodeType } {
	const built = freshPackage();
	const store = new CredentialsStore(built.credentials);
	const baseUrl = sandbox.baseUrls[service] ?? '';
	const typed = { environment: 'custom', baseUrl, requestsPerSecond: 5000, requestsPerDay: 0 };
	const { id } = store.add(credential.type, { ...typed, ...credential.data });
	const type = built.nodes.get(service);
	if (!type) throw new Error(`There is no node ${service}`);
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => NodeHelpers.getVersionedNodeType(type),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	// The editor sends the parameters as they stand; `Workflow` drops those that are not shown.
	const onScreen = { authentication: credential.type, ...structuredClone(parameters) };
	const node: INode = {
		id: '1',
		name: 'Service',
		type: service,
		typeVersion: 1,
		position: [0, 0],
		parameters: structuredClone(onScreen),
		credentials: { [credential.type]: { id, name: credential.type } },
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const additional = {
		credentialsHelper: store.helper(),
		currentNodeParameters: onScreen,
	} as unknown as IWorkflowExecuteAdditionalData;
	return { context: new LoadOptionsContext(workflow, node, additional, path), type };
}

/** Asks for the entries of a resource locator as n8n's editor does. */
export async function searchList(
	sandbox: Sandbox,
	service: ServiceId,
	credential: { type: string; data: Record<string, string> },
	method: string,
	{ parameters = {}, filter, token, path }: Question = {},
): Promise<Found> {
	const { context, type } = inEditor(sandbox, service, credential, parameters, path);
	const search = type.methods?.listSearch?.[method];
	if (!search) throw new Error(`${service} has no list search ${method}`);
	const since = (await traffic(sandbox, service)).entries.at(-1)?.seq ?? 0;
	const result = await search.call(context, filter, token);
	const { entries } = await traffic(sandbox, service, since);
	return { ...result, names: result.results.map(({ name }) => name), calls: entries };
}

/** Asks for the options of a list to pick several records from. */
export async function loadList(
	sandbox: Sandbox,
	service: ServiceId,
	credential: { type: string; data: Record<string, string> },
	method: string,
	{ parameters = {} }: Question = {},
): Promise<{ options: INodePropertyOptions[]; calls: LogEntry[] }> {
	const { context, type } = inEditor(sandbox, service, credential, parameters);
	const load = type.methods?.loadOptions?.[method];
	if (!load) throw new Error(`${service} has no list ${method}`);
	const since = (await traffic(sandbox, service)).entries.at(-1)?.seq ?? 0;
	const options = await load.call(context);
	const { entries } = await traffic(sandbox, service, since);
	return { options, calls: entries };
}
