import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** What a test says of the node and its run. */
export interface Run {
	/** The parameters, or those of each item. */
	parameters?: INodeParameters | INodeParameters[];
	/** The parameters as the workflow holds them, expressions (`=...`) and all. */
	saved?: INodeParameters;
	items?: IDataObject[];
	zone?: string;
	goOn?: boolean;
	type?: string;
	/** `null`: n8n gives none, as in a tool call. */
	execution?: string | null;
	runIndex?: number;
	nodeId?: string;
	binary?: Record<string, IBinaryData>;
	signal?: AbortSignal;
}

/** n8n's execution context, as far as the nodes ask it. */
export function contextOf(run: Run = {}): IExecuteFunctions {
	const { parameters = {}, items = [{}], zone = 'UTC', goOn = false, runIndex = 0 } = run;
	const node: INode = {
		id: run.nodeId ?? 'node-1',
		name: 'Node',
		type: run.type ?? 'n8n-nodes-business-apis.ottimate',
		typeVersion: 1,
		position: [0, 0],
		parameters: run.saved ?? {},
	};
	const context = {
		getNode: () => node,
		getNodeParameter: (
			name: string,
			item: number,
			fallback?: NodeParameterValueType,
		): NodeParameterValueType | object => {
			const own = Array.isArray(parameters) ? (parameters[item] ?? {}) : parameters;
			return own[name] ?? (name in own ? null : fallback);
		},
		getInputData: () => items.map((json, item) => ({ json, pairedItem: { item } })),
		getTimezone: () => zone,
		continueOnFail: () => goOn,
		getExecutionCancelSignal: () => run.signal,
		getExecutionId: () => (run.execution === null ? undefined : (run.execution ?? 'execution-1')),
		getInstanceId: () => 'instance-1',
		getWorkflow: () => ({ id: 'workflow-1', active: false }),
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		helpers: {
			assertBinaryData: (itemIndex: number, name: string) => {
				const data = run.binary?.[name];
				if (data) return data;
				throw new NodeOperationError(node, `There is no file ${name}`, { itemIndex });
			},
			prepareBinaryData: async (bytes: Buffer, fileName: string, mimeType: string) =>
				await Promise.resolve({ data: bytes.toString('base64'), fileName, mimeType }),
		},
	};
	return context as unknown as IExecuteFunctions;
}
