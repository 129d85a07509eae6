import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { DeliveryRecord } from '../../sandbox/core/deliver.mts';
import { store as otesse } from '../../services/otesse/simulator/store.mts';
import { state as oto } from '../../services/oto/simulator/state.mts';
import type { CredentialTypeName } from '../credentials.mts';
import type { N8n } from '../n8n.mts';
import { chain } from '../workflows.mts';
import type { Queue } from './queue.mts';
import { until } from './queue.mts';

/** How often a delivery was sent, and to which of n8n's webhook processes. */
export interface Way {
	first: N8n;
	/** The same delivery once more. */
	again?: N8n;
}

const SETTLE_MS = 3_000;

export type Calling = 'oto' | 'otesse';

interface EventOf {
	type: string;
	parameters: INodeParameters;
	credential: CredentialTypeName;
}

const EVENTS: Record<Calling, EventOf> = {
	oto: { type: 'orderStatus', parameters: { events: ['orderStatus'] }, credential: 'otoApi' },
	otesse: {
		type: 'booking.created',
		parameters: { authentication: 'otesseApi', events: ['booking.*'] },
		credential: 'otesseApi',
	},
};

/** A trigger whose deliveries go to webhook processes, as a load balancer spreads them. */
export class SpreadDeliveries {
	private sent = 0;

	private constructor(
		private readonly queue: Queue,
		private readonly service: Calling,
		private readonly workflowId: string,
	) {}

	static async publish(queue: Queue, service: Calling): Promise<SpreadDeliveries> {
		const { credential, parameters } = EVENTS[service];
		const { id, name, type } = await queue.rig.credential(credential);
		const workflowId = await queue.publish(
			chain(
				`Spread ${service}`,
				{
					name: 'Trigger',
					type: `n8n-nodes-business-apis.${service}Trigger`,
					typeVersion: 1,
					webhookId: `spread-${service}`,
					credentials: { [type]: { id, name } },
					parameters,
				},
				{ name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
			),
		);
		const spread = new SpreadDeliveries(queue, service, workflowId);
		await until(
			`${service} has the registration`,
			async () => await Promise.resolve(spread.rows.length > 0),
		);
		return spread;
	}

	/** Lets an event happen for each way; gives how many executions they have started in all. */
	async send(ways: readonly Way[]): Promise<number> {
		const before = (await this.queue.executions([this.workflowId])).length;
		for (const { first, again } of ways) {
			const record = await this.deliver(first);
			if (again) await this.repeat(record, first, again);
		}
		// What comes too much comes now.
		await sleep(SETTLE_MS);
		await this.queue.untilOver([this.workflowId], 60_000);
		return (await this.queue.executions([this.workflowId])).length - before;
	}

	private get rows(): Array<{ url: string }> {
		const all = this.service === 'oto' ? oto.hooks : otesse.webhooks;
		return all.filter(({ url }) => url.includes(`spread-${this.service}`));
	}

	private async deliver(to: N8n): Promise<DeliveryRecord> {
		this.sent += 1;
		const mark = `spread-${this.service}-${this.sent}`;
		for (const row of this.rows) row.url = elsewhere(row.url, to.origin);
		const payload = this.service === 'oto' ? { orderId: mark } : { id: mark };
		const { type } = EVENTS[this.service];
		await this.queue.rig.sandbox.steer('POST', 'events', { service: this.service, type, payload });
		const { deliveries } = (await this.queue.rig.sandbox.steer('GET', 'deliveries')) as {
			deliveries: DeliveryRecord[];
		};
		const record = deliveries.find(({ body }) => body.includes(`"${mark}"`));
		if (!record?.delivered) throw new Error(`${mark}: ${JSON.stringify(record?.attempts)}`);
		return record;
	}

	private async repeat(record: DeliveryRecord, first: N8n, to: N8n): Promise<void> {
		const { method, headers, body, url } = record;
		const target = url.replace(first.origin, to.origin);
		const answer = await fetch(target, { method, headers, body });
		const text = await answer.text();
		if (answer.status !== 200)
			throw new Error(`The repeat was answered with ${answer.status}: ${text}`);
	}
}

function elsewhere(url: string, origin: string): string {
	const { pathname, search } = new URL(url);
	return `${origin}${pathname}${search}`;
}
