import { LoadOptionsContext } from 'n8n-core';
import type {
	INode,
	INodeListSearchResult,
	INodeParameters,
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
}

/** Asks for the entries of a resource locator as n8n's editor does. */
export async function searchList(
	sandbox: Sandbox,
	service: ServiceId,
	credential: { type: string; data: Record<string, string> },
	method: string,
	{ parameters = {}, filter, token }: Question = {},
): Promise<Found> {
	const built = freshPackage();
	const store = new CredentialsStore(built.credentials);
	const baseUrl = sandbox.baseUrls[service] ?? '';
	const typed = { environment: 'custom', baseUrl, requestsPerSecond: 5000, requestsPerDay: 0 };
	const { id } = store.add(credential.type, { ...typed, ...credential.data });
	const type = built.nodes.get(service);
	const search = type?.methods?.listSearch?.[method];
	if (!type || !search) throw new Error(`${service} has no list search ${method}`);
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
	const since = (await traffic(sandbox, service)).entries.at(-1)?.seq ?? 0;
	const context = new LoadOptionsContext(workflow, node, additional, '');
	const result = await search.call(context, filter, token);
	const { entries } = await traffic(sandbox, service, since);
	return { ...result, names: result.results.map(({ name }) => name), calls: entries };
}
