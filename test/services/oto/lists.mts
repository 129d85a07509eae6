import { LoadOptionsContext } from 'n8n-core';
import type {
	INode,
	INodeListSearchResult,
	INodeParameters,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

import type { LogEntry } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { freshPackage, traffic } from '../../integration/support/bench.mts';
import { CredentialsStore } from '../../integration/support/credentials-store.mts';
import { tokenTypes } from '../../integration/support/token-types.mts';

/** What a list in the editor shows, and what it asked the service. */
export interface Listed extends INodeListSearchResult {
	calls: LogEntry[];
}

/** The lists of the OTO node, searched as the editor does it: by n8n-core's context for them. */
export class Lists {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly store: CredentialsStore,
		private readonly types: INodeTypes,
		private readonly credential: string,
	) {}

	static async start(sandbox: Sandbox): Promise<Lists> {
		const { credentials, nodes } = freshPackage();
		const store = new CredentialsStore(credentials);
		const known = tokenTypes.find(({ type }) => type === 'otoApi');
		if (!known) throw new Error('There is no credential type for OTO');
		const { id } = store.add('otoApi', await known.typed(sandbox));
		const get = (name: string) => {
			const type = nodes.get(name);
			if (!type) throw new Error(`There is no node type ${name}`);
			return type;
		};
		const types: INodeTypes = {
			getByName: get,
			getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(get(name)),
			getKnownTypes: () => ({}),
		};
		return new Lists(sandbox, store, types, id);
	}

	/** Searches a list while the node has these parameters. */
	async search(
		method: string,
		parameters: INodeParameters,
		filter?: string,
		token?: string,
	): Promise<Listed> {
		const node: INode = {
			id: '1',
			name: 'OTO',
			type: 'oto',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { otoApi: { id: this.credential, name: 'OTO' } },
		};
		const workflow = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.types,
		});
		const additional = {
			credentialsHelper: this.store.helper(),
			currentNodeParameters: parameters,
		} as unknown as IWorkflowExecuteAdditionalData;
		const context = new LoadOptionsContext(workflow, node, additional, '');
		const search = this.types.getByNameAndVersion('oto').methods?.listSearch?.[method];
		if (!search) throw new Error(`The node has no list search ${method}`);
		const since = (await traffic(this.sandbox, 'oto')).entries.at(-1)?.seq ?? 0;
		const found = await search.call(context, filter, token);
		const { entries } = await traffic(this.sandbox, 'oto', since);
		return { ...found, calls: entries.filter(({ kind }) => kind === 'call') };
	}
}
