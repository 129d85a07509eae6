import type { CredentialTypeName } from '../credentials.mts';
import { SERVICE_OF } from '../credentials.mts';
import { MADE_BY_HAND } from '../secrets/finder.mts';
import type { Operated } from '../service-nodes.mts';
import { serviceNode } from '../service-nodes.mts';
import type { NodeJson, NodeRules } from '../workflows.mts';
import { chain, items, manualTrigger, providerRequest } from '../workflows.mts';
import type { Accounts } from './accounts.mts';
import type { Work } from './work.mts';

type Node = Omit<NodeJson, 'position'>;

/** IDs that are new in each run. */
const UNIQUE = 'mixed-{{ $execution.id }}';

const everything = { returnAll: true };

/** What the service nodes do, and long lists by Provider Request. */
export function worksOfServices(accounts: Accounts): Work[] {
	const node = (
		type: CredentialTypeName,
		row: string,
		more: Omit<Operated, 'service' | 'row'> = {},
		rules: NodeRules = {},
	): Node =>
		serviceNode(
			`${SERVICE_OF[type]} ${row}`,
			accounts.of(type),
			{
				service: SERVICE_OF[type],
				row,
				...more,
			},
			rules,
		);
	const work = (name: string, ...nodes: Node[]): Work => ({
		name,
		workflow: chain(name, manualTrigger(), ...nodes),
		ends: 'success',
	});
	const list = (type: CredentialTypeName, endpoint: string, more = {}): Node =>
		providerRequest({
			service: SERVICE_OF[type],
			credential: accounts.of(type),
			endpoint,
			...more,
		});

	return [
		work('1,200 invoices', node('ottimateApi', 'invoice.getMany', { parameters: everything })),
		work(
			'60 vendors in one call',
			...items(vendors(60)),
			node('ottimateApi', 'vendor.upsertMany', {
				values: { ottimate_company_id: 123 },
				parameters: { recordsFrom: 'items' },
			}),
		),
		work(
			'a label that becomes an invoice',
			node('otoApi', 'order.get', { values: { orderId: 'OID-1002' } }),
			label(node('otoApi', 'label.get', { values: { orderId: 'OID-1002' } })),
			node('ottimateApi', 'invoice.upload', {
				values: { file: 'data', ottimate_location_id: 456 },
			}),
		),
		work(
			'900 work logs',
			node('ootiJwtApi', 'workLog.getMany', {
				values: { team_pk: '1689' },
				parameters: everything,
			}),
		),
		work(
			'a task that comes and goes',
			node('ootiApi', 'task.create', { values: { org_pk: '210', title: 'Mixed' } }),
			node('ootiApi', 'task.delete', { values: { pk: '={{ $json.id ?? $json.pk }}' } }),
		),
		work('a spreadsheet', node('ootiJwtApi', 'project.export', { values: { org_pk: '210' } })),
		work('1,500 orders', list('otoApi', 'GET /orders', { limit: 1500 })),
		work(
			'an order that is cancelled',
			node('otoApi', 'order.create', {
				values: {
					orderId: `=${UNIQUE}`,
					amount: 100,
					currency: 'SAR',
					payment_method: 'paid',
				},
				parameters: { ...recipient, additionalFields: { itemDescription: 'Books' } },
			}),
			node('otoApi', 'order.cancel', {
				values: { orderId: `=${UNIQUE}` },
			}),
		),
		work(
			'what the webhooks of OTO are',
			node('otoApi', 'webhook.getMany', { parameters: everything }),
			list('otoApi', 'GET /webhook', { options: { fullResponse: true } }),
		),
		work('500 bookings', node('otesseApi', 'booking.getMany', { parameters: everything })),
		{
			...work(
				'a webhook of Otesse',
				node('otesseApi', 'webhook.create', {
					values: { url: MADE_BY_HAND, events: ['booking.created'] },
				}),
				node('otesseApi', 'webhook.getMany', { parameters: everything }),
			),
			tells: true,
		},
		work(
			'customers by the app',
			node('otesseAppApi', 'customer.getMany', { parameters: everything }),
		),
		work(
			'industries over OAuth2',
			node('otesseOAuth2Api', 'industry.getMany', { parameters: everything }),
		),
		work(
			'an event by GraphQL',
			node('dooApi', 'graphql.query', {
				values: {
					query: 'query ($id: ID!) { event(id: $id) { title } }',
					variables: '{"id":"4711"}',
				},
			}),
		),
		work(
			'what the webhooks of doo are',
			node('dooApi', 'webhook.getMany', { values: { team_id: '111' }, parameters: everything }),
			list('dooApi', 'GET /team/{team_id}/webhooks', { path: { team_id: '111' }, limit: 50 }),
		),
		work('tasks by the API Request', apiRequest(accounts)),
		marketplace(accounts),
	];
}

function marketplace(accounts: Accounts): Work {
	const name = 'vendors of an OTO marketplace';
	const node = (row: string, values: Operated['values']): Node =>
		serviceNode(row, accounts.marketplace, { service: 'oto', row, values });
	return {
		name,
		workflow: chain(
			name,
			manualTrigger(),
			node('client.register', {
				country: 'SA',
				city: 'Riyadh',
				email: `=${UNIQUE}@example.com`,
				mobileNumber: '+966500000000',
				firstName: 'Vera',
				lastName: 'Vendor',
				isVatRegistered: false,
				billingAddress: '8089, Salam Ibn Salim',
			}),
			node('client.get', {}),
		),
		ends: 'success',
		tells: true,
	};
}

const recipient = {
	customerName: 'Sara',
	customerMobile: '546607389',
	customerCountry: 'SA',
	customerCity: { __rl: true, mode: 'id', value: 'Riyadh' },
	customerAddress: '8089, Salam Ibn Salim',
};

const vendors = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		erp_vendor_id: `MIX-${n}`,
		erp_vendor_name: `Mixed ${n}`,
	}));

/** The same node, but for the file instead of the link. */
function label(node: Node): Node {
	return { ...node, parameters: { ...node.parameters, operation: 'download' } };
}

function apiRequest(accounts: Accounts): Node {
	const { id, name, type } = accounts.of('ootiApi');
	return {
		name: 'API Request',
		type: 'n8n-nodes-business-apis.ooti',
		typeVersion: 1,
		credentials: { [type]: { id, name } },
		parameters: {
			authentication: type,
			resource: 'apiRequest',
			endpoint: { __rl: true, mode: 'list', value: 'GET /tasks/list/{org_pk}/' },
			pathParameters: { parameters: [{ name: 'org_pk', value: '210' }] },
			returnAll: true,
		},
	};
}
