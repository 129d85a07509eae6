import type { INodeParameters } from 'n8n-workflow';
import type { ServiceId } from '../sandbox/core/types.mts';

export interface NodeJson {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	/** Without it n8n puts workflow and node before a webhook's path. */
	webhookId?: string;
	parameters: INodeParameters;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: 'stopWorkflow' | 'continueRegularOutput' | 'continueErrorOutput';
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	executeOnce?: boolean;
}

type ConnectionType = 'main' | 'ai_tool' | 'ai_languageModel' | 'ai_memory';

/** For each output the inputs that it leads to. */
type Outputs<Type extends string> = Array<Array<{ node: string; type: Type; index: number }>>;

export interface WorkflowJson {
	name: string;
	nodes: NodeJson[];
	connections: Record<string, { [Type in ConnectionType]?: Outputs<Type> }>;
	settings: Record<string, string | number | boolean>;
}

export type NodeDraft = Omit<NodeJson, 'position'>;

/** Rules of one node whatever it does. */
export type NodeRules = Pick<
	NodeJson,
	'onError' | 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'executeOnce'
>;

interface CredentialLink {
	id: string;
	name: string;
	type: string;
}

/** The nodes one after the other, from left to right. */
export function chain(name: string, ...nodes: NodeDraft[]): WorkflowJson {
	const connections: WorkflowJson['connections'] = {};
	for (const [index, node] of nodes.entries()) {
		const next = nodes[index + 1];
		if (next) connections[node.name] = { main: [[{ node: next.name, type: 'main', index: 0 }]] };
	}
	const placed = nodes.map((node, index): NodeJson => ({ ...node, position: [index * 220, 0] }));
	return { name, nodes: placed, connections, settings: { executionOrder: 'v1' } };
}

export function manualTrigger(): NodeDraft {
	return { name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} };
}

export function scheduleTrigger(everySeconds: number): NodeDraft {
	return {
		name: 'Schedule',
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		parameters: {
			rule: { interval: [{ field: 'seconds', secondsInterval: everySeconds }] },
		},
	};
}

/** Starts at a POST to `/webhook/<path>`, which n8n answers at once. */
export function webhookTrigger(path: string): NodeDraft {
	return {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: path,
		parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
	};
}

/** One item for each entry of a list in the item. */
export function splitOut(field: string): NodeDraft {
	return {
		name: 'Items',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: field, options: {} },
	};
}

/** One item for each row. Needs no task runner, as a Code node would. */
export function items(rows: ReadonlyArray<Record<string, unknown>>): NodeDraft[] {
	return [
		{
			name: 'Rows',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		splitOut('rows'),
	];
}

/** So many items with their number as `n`, from 0. */
export function numbered(count: number): NodeDraft[] {
	return items(Array.from({ length: count }, (_, n) => ({ n })));
}

export interface ProviderRequestOptions extends NodeRules {
	name?: string;
	service: ServiceId;
	credential: CredentialLink;
	/** As in the list, `GET /vendors`; with `method`, a path: `/vendors`. */
	endpoint: string;
	method?: string;
	path?: Record<string, string>;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	/** Sent as JSON; a text is taken as it is and may be an expression. */
	body?: unknown;
	graphql?: { query: string; variables?: unknown; operationName?: string };
	/** Default: all rows. */
	limit?: number;
	options?: INodeParameters;
	/** Anything else, as it stands in the workflow's JSON. */
	parameters?: INodeParameters;
}

/** Our Provider Request node. */
export function providerRequest(request: ProviderRequestOptions): NodeDraft {
	const { credential, endpoint, method, limit } = request;
	return {
		...rulesOf(request),
		name: request.name ?? 'Request',
		type: 'n8n-nodes-business-apis.providerRequest',
		typeVersion: 1,
		credentials: linked(credential),
		parameters: {
			service: request.service,
			authentication: credential.type,
			endpoint: { __rl: true, mode: method === undefined ? 'list' : 'path', value: endpoint },
			...(method === undefined ? {} : { method }),
			pathParameters: named(request.path),
			queryParameters: named(request.query),
			headerParameters: named(request.headers),
			...bodyParameters(request),
			...(limit === undefined ? { returnAll: true } : { returnAll: false, limit }),
			options: request.options ?? {},
			...request.parameters,
		},
	};
}

export interface HttpRequestOptions extends NodeRules {
	name?: string;
	credential: CredentialLink;
	/** May be an expression. */
	url: string;
	method?: string;
	body?: unknown;
	options?: INodeParameters;
}

/** n8n's HTTP Request node with "Predefined Credential Type". */
export function httpRequest(request: HttpRequestOptions): NodeDraft {
	const { credential, body } = request;
	return {
		...rulesOf(request),
		name: request.name ?? 'HTTP Request',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		credentials: linked(credential),
		parameters: {
			method: request.method ?? 'GET',
			url: request.url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: credential.type,
			...(body === undefined
				? {}
				: { sendBody: true, contentType: 'json', specifyBody: 'json', jsonBody: text(body) }),
			options: request.options ?? {},
		},
	};
}

function bodyParameters({ body, graphql }: ProviderRequestOptions): INodeParameters {
	if (graphql) {
		return {
			contentType: 'graphql',
			graphqlQuery: graphql.query,
			graphqlVariables: text(graphql.variables ?? {}),
			graphqlOperationName: graphql.operationName ?? '',
		};
	}
	return body === undefined ? {} : { contentType: 'json', body: text(body) };
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function named(values: Record<string, string> = {}): INodeParameters {
	const parameters = Object.entries(values).map(([name, value]) => ({ name, value }));
	return parameters.length > 0 ? { parameters } : {};
}

export function linked({ type, id, name }: CredentialLink): NodeJson['credentials'] {
	return { [type]: { id, name } };
}

function rulesOf(request: NodeRules): NodeRules {
	const { onError, retryOnFail, maxTries, waitBetweenTries, executeOnce } = request;
	return { onError, retryOnFail, maxTries, waitBetweenTries, executeOnce };
}
