import type { INodeParameters } from 'n8n-workflow';
import type { CredentialTypeName } from '../credentials.mts';
import { CREDENTIAL_TYPES, SERVICE_OF } from '../credentials.mts';
import type { Rig } from '../rig.mts';
import type { Accounts } from './accounts.mts';

/** A list to pick from, as the editor asks for it. */
interface Search {
	type: CredentialTypeName;
	/** The node; the service's own one if absent. */
	node?: string;
	method: string;
	parameters: INodeParameters;
	filter?: string;
}

const SEARCHES: Search[] = [
	{
		type: 'ottimateApi',
		method: 'searchVendor',
		parameters: { resource: 'vendor', operation: 'get' },
		filter: 'fresh',
	},
	{
		type: 'ootiApi',
		method: 'searchProject',
		parameters: { resource: 'project', operation: 'get' },
		filter: 'museum',
	},
	{
		type: 'ootiJwtApi',
		method: 'searchProject',
		parameters: { resource: 'project', operation: 'get' },
	},
	{ type: 'otoApi', method: 'searchOrder', parameters: { resource: 'order', operation: 'get' } },
	{
		type: 'otesseAppApi',
		method: 'searchCustomer',
		parameters: { resource: 'customer', operation: 'get' },
	},
	{
		type: 'dooApi',
		method: 'searchConfiguration',
		parameters: { resource: 'webhook', operation: 'delete', organizationId: '111' },
	},
	{
		type: 'otesseApi',
		node: 'providerRequest',
		method: 'searchEndpoints',
		parameters: { service: 'otesse' },
		filter: 'webhook',
	},
];

/** A person at n8n's editor. */
export class Editor {
	private turn = 0;

	searches = 0;

	tests = 0;

	constructor(
		private readonly rig: Rig,
		private readonly accounts: Accounts,
	) {}

	/** Opens one list after the other. */
	async search(): Promise<void> {
		const search = SEARCHES[this.turn++ % SEARCHES.length];
		if (!search) return;
		const { type, node = SERVICE_OF[type], method, parameters, filter } = search;
		const { id, name } = this.accounts.of(type);
		const { results } = await this.rig.client.request<{ results: unknown[] }>(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{
				path: 'parameters',
				nodeTypeAndVersion: { name: `n8n-nodes-business-apis.${node}`, version: 1 },
				credentials: { [type]: { id, name } },
				currentNodeParameters: { authentication: type, ...parameters },
				methodName: method,
				filter,
			},
		);
		if (results.length === 0) throw new Error(`${type} ${method} found nothing`);
		this.searches += 1;
	}

	/** Tests each credential as it is saved. */
	async testAll(): Promise<void> {
		for (const type of CREDENTIAL_TYPES.filter((name) => name !== 'otesseOAuth2Api')) {
			const { status, message } = await this.rig.client.testCredential(this.accounts.of(type).id);
			if (status !== 'OK') throw new Error(`The test of ${type}: ${message}`);
			this.tests += 1;
		}
	}

	/** Tests a credential with a value on screen that the service refuses. */
	async testWrong(type: CredentialTypeName, field: string, value: string): Promise<void> {
		const { id } = this.accounts.of(type);
		const { status } = await this.rig.client.testCredential(id, { [field]: value });
		if (status === 'OK') throw new Error(`The test of ${type} took a wrong ${field}`);
		this.tests += 1;
	}
}
