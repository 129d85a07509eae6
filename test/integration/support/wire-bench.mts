import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import { testedById } from '../../services/index.mts';
import { freshPackage } from './bench.mts';
import type { Outcome } from './core.mts';
import { Core } from './core.mts';
import type { Stored } from './credentials-store.mts';
import { CredentialsStore } from './credentials-store.mts';
import { files } from './node-bench.mts';
import { FILE, ZONE } from './wire-samples.mts';
import type { WireServer } from './wire-server.mts';
import { startWireServer, TOKEN } from './wire-server.mts';

/** Where each of a service's hosts is on the server. */
export const PREFIXES: Readonly<Record<string, string>> = {
	api: '/base/v7',
	auth: '/sign-in',
	graphql: '/gql',
};

/** What goes into the credential, and what has to be in each request then, by header. */
interface Filled {
	type: string;
	fields: ICredentialDataDecryptedObject;
	signs: Readonly<Record<string, string>>;
}

/** The service's first credential as the contract of its type fills it in; the server gives another token. */
function filledFor(id: string): Filled {
	const [first] = testedById(id).credentials;
	if (!first?.headers) throw new Error(`The first credential of ${id} signs nothing`);
	const { accessToken, ...fields } = first.filled;
	const headers = Object.entries(first.headers).map(([name, value]) => [
		name.toLowerCase(),
		accessToken === undefined ? value : value.replace(String(accessToken), TOKEN),
	]);
	return { type: first.type, fields, signs: Object.fromEntries(headers) };
}

/** The built node of a service in n8n-core, with a server behind it that writes down what comes. */
export class WireBench {
	private constructor(
		readonly server: WireServer,
		private readonly core: Core,
		readonly stored: Stored,
		private readonly node: INodeType,
		readonly signs: Readonly<Record<string, string>>,
	) {}

	/** @param name of the node; by default the service's own */
	static async start({ provider }: ServiceForm, name: string = provider.id): Promise<WireBench> {
		const tokenPaths = provider.endpoints
			.filter(({ token }) => token)
			.map(({ host = 'api', path }) => `${PREFIXES[host]}${path}`);
		const server = await startWireServer(tokenPaths);
		const { type, fields, signs } = filledFor(provider.id);
		const built = freshPackage();
		const store = new CredentialsStore(built.credentials);
		const at = (host: string) => `${server.origin}${PREFIXES[host]}`;
		const stored = store.add(type, {
			environment: 'custom',
			requestsPerSecond: 5000,
			requestsPerDay: 0,
			baseUrl: at('api'),
			authBaseUrl: at('auth'),
			graphqlUrl: at('graphql'),
			...fields,
		});
		const file = files(FILE.content, FILE.name, FILE.type);
		const core = new Core(store, new Map([...built.nodes, ['files', file]]));
		const node = built.nodes.get(name);
		if (!node) throw new Error(`There is no node ${name}`);
		return new WireBench(server, core, stored, node, signs);
	}

	get description(): INodeTypeDescription {
		return this.node.description;
	}

	/** Runs the node for these items, each of which has a file, in a workflow with a time zone of its own. */
	async run(
		parameters: INodeParameters,
		items: IDataObject[],
		goOn: boolean,
		as: 'node' | 'tool' = 'node',
	): Promise<Outcome> {
		const { id, type } = this.stored;
		const { name } = this.node.description;
		const step = {
			name: 'Node',
			type: as === 'tool' ? `${name}Tool` : name,
			credentials: { [type]: { id, name: type } },
			onError: goOn ? ('continueRegularOutput' as const) : ('stopWorkflow' as const),
			parameters: { authentication: type, ...parameters },
		};
		const before = { name: 'Files', type: 'files' };
		return await this.core.run(items, [before, step], { timezone: ZONE });
	}
}
