import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryResult, Secrets } from '../../sandbox/core/types.mts';
import { at, call } from '../../sandbox/http.mts';
import { store as doo } from '../../services/doo/simulator/store.mts';
import { store as otesse } from '../../services/otesse/simulator/store.mts';
import { state as oto } from '../../services/oto/simulator/state.mts';
import type { SavedWorkflow } from '../client.mts';
import type { CredentialTypeName } from '../credentials.mts';
import { POLL_TIMES } from '../polling-support.mts';
import type { Rig } from '../rig.mts';
import { TRIGGERS } from '../webhook-events.mts';
import type { NodeJson } from '../workflows.mts';
import { chain } from '../workflows.mts';
import type { Accounts } from './accounts.mts';

const LIMIT_MS = 60_000;
/** Records of the seed that are changed by turns, so that the watched lists stay as long as they are. */
const CHANGED = 20;

type TriggerNode = Pick<NodeJson, 'type' | 'parameters' | 'webhookId'> & {
	credential: CredentialTypeName;
};

const byId = (value: number) => ({ __rl: true, mode: 'id', value: String(value) });

const NODES: TriggerNode[] = [
	...TRIGGERS.map(({ type, credential, parameters, service }) => ({
		type,
		credential,
		parameters,
		webhookId: `mixed-${service}`,
	})),
	{
		type: 'ottimateTrigger',
		credential: 'ottimateApi',
		parameters: { event: 'vendorChanged', company: byId(123), pollTimes: POLL_TIMES },
	},
	{
		type: 'ootiTrigger',
		credential: 'ootiJwtApi',
		parameters: {
			resource: 'contact',
			event: 'createdOrUpdated',
			organization: byId(210),
			pollTimes: POLL_TIMES,
		},
	},
];

/** All triggers at work, and what happens at their services. */
export class Triggers {
	private made = 0;

	private readonly workflows: SavedWorkflow[] = [];

	/** Events that a service has delivered. */
	delivered = 0;

	/** Changes in lists that are polled. */
	changed = 0;

	private constructor(private readonly rig: Rig) {}

	static async publish(rig: Rig, accounts: Accounts): Promise<Triggers> {
		const triggers = new Triggers(rig);
		for (const { credential: type, ...node } of NODES) {
			const { id, name } = accounts.of(type);
			const workflow = await rig.client.createWorkflow(
				chain(
					`Mixed ${node.type}`,
					{
						...node,
						name: 'Trigger',
						type: `n8n-nodes-business-apis.${node.type}`,
						typeVersion: 1,
						credentials: { [type]: { id, name } },
						parameters: { authentication: type, ...node.parameters },
					},
					{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
				),
			);
			await rig.client.publish(workflow.id);
			triggers.workflows.push(workflow);
		}
		await triggers.untilRegistered();
		return triggers;
	}

	/** Those whose registrations leave secrets in their static data. */
	get registering(): ReadonlySet<string> {
		return new Set(this.workflows.slice(0, TRIGGERS.length).map(({ id }) => id));
	}

	/** Ends the polls: they would get new tokens for ever. What has been delivered is over, too. */
	async stopPolling(): Promise<void> {
		for (const { id } of this.workflows.slice(TRIGGERS.length)) await this.rig.client.unpublish(id);
		for (const { id } of this.workflows) {
			for (const { id: execution } of await this.rig.client.listExecutions(id, 5)) {
				await this.rig.client.waitForExecution(execution);
			}
		}
	}

	get ids(): string[] {
		return this.workflows.map(({ id }) => id);
	}

	/** An event at each service that calls n8n. */
	async emit(): Promise<void> {
		this.made += 1;
		for (const { service, event } of TRIGGERS) {
			const mark = `mixed-${service}-${this.made}`;
			const { results } = (await this.rig.sandbox.steer('POST', 'events', {
				service,
				...event(mark, this.made),
			})) as { results: DeliveryResult[] };
			this.delivered += results.filter(({ delivered }) => delivered).length;
		}
	}

	/** A changed record in each list that n8n polls. */
	async change(): Promise<void> {
		this.made += 1;
		const number = this.made % CHANGED;
		const vendor = { erp_vendor_id: `V-${number + 1}`, phone: `555-${this.made}` };
		await this.write('ottimate', 'POST', '/vendors/bulk', {
			ottimate_company_id: 123,
			vendors: [vendor],
		});
		await this.write('ooti', 'PATCH', `/contacts/${3100 + number}/`, {
			email: `mixed${this.made}@example.com`,
		});
		this.changed += 2;
	}

	/** Somebody else who works with the service, and signs in anew each time. */
	private async write(
		service: 'ottimate' | 'ooti',
		method: string,
		path: string,
		json: object,
	): Promise<void> {
		const base = this.rig.sandbox.baseUrls[service] ?? '';
		const secrets = (await this.rig.sandbox.steer('GET', `secrets?service=${service}`)) as Secrets;
		const headers =
			service === 'ooti'
				? { authorization: `Token ${secrets.apiToken}` }
				: await signedIn(base, secrets);
		const { status, text } = await call(base + path, { method, headers, json });
		if (status >= 300) throw new Error(`${service} ${path}: ${status} ${text}`);
	}

	private async untilRegistered(): Promise<void> {
		const end = Date.now() + LIMIT_MS;
		const own = () =>
			[otesse.webhooks, oto.hooks, doo.configurations].filter((rows) =>
				JSON.stringify(rows).includes(this.rig.n8n.origin),
			);
		while (own().length < TRIGGERS.length) {
			if (Date.now() > end) throw new Error(`Not all webhooks are registered in ${LIMIT_MS} ms`);
			await sleep(200);
		}
	}
}

async function signedIn(base: string, secrets: Secrets): Promise<Record<string, string>> {
	const { apiKey = '', clientId = '', clientSecret = '' } = secrets;
	const key = { 'x-api-key': apiKey };
	const { json, text } = await call(`${base}/oauth/token`, {
		headers: key,
		form: {
			grant_type: 'client_credentials',
			client_id: clientId,
			client_secret: clientSecret,
		},
	});
	const token = at(json, 'access_token');
	if (typeof token !== 'string') throw new Error(`No token for the tests: ${text}`);
	return { ...key, authorization: `Bearer ${token}` };
}
