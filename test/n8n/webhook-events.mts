import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import type { Registrar } from '../integration/support/registrations.mts';
import { atDoo } from '../services/doo/registrar.mts';
import { atOtesse } from '../services/otesse/registrar.mts';
import { atOto } from '../services/oto/registrar.mts';
import type { DeliveryResult, ServiceId } from '../sandbox/core/types.mts';
import type { Sandbox } from '../sandbox/server.mts';
import type { Credential } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import type { N8n } from './n8n.mts';
import { until } from './until.mts';
import type { WorkflowJson } from './workflows.mts';
import { chain } from './workflows.mts';

/** A webhook trigger as the tests use it. */
export interface TriggerCase {
	type: 'otoTrigger' | 'otesseTrigger' | 'dooTrigger';
	service: ServiceId;
	credential: CredentialTypeName;
	parameters: INodeParameters;
	registrar(sandbox: Sandbox): Promise<Registrar>;
	/** The event that carries this mark, the same whenever it is sent. */
	event(mark: string, index: number): { type: string; payload: Record<string, unknown> };
}

const OTO_TYPES = ['newOrders', 'orderStatus', 'shipmentError', 'walletTransaction'];
const START = Date.now();

/** Out-of-order events have out-of-order times: one is made each second. */
const madeAt = (index: number): number => START - 1_800_000 + index * 1000;

export const TRIGGERS: TriggerCase[] = [
	{
		type: 'otoTrigger',
		service: 'oto',
		credential: 'otoApi',
		parameters: { events: OTO_TYPES },
		registrar: atOto,
		event: (mark, index) => {
			const type = OTO_TYPES[index % OTO_TYPES.length] ?? '';
			const timestamp = madeAt(index);
			const order = { otoId: index, incrementId: mark, status: 'new', items: [] };
			return {
				type,
				payload: type === 'newOrders' ? { order, timestamp } : { orderId: mark, timestamp },
			};
		},
	},
	{
		type: 'otesseTrigger',
		service: 'otesse',
		credential: 'otesseApi',
		parameters: { authentication: 'otesseApi', events: ['booking.*', 'payment.succeeded'] },
		registrar: atOtesse,
		event: (mark, index) => ({
			type: index % 3 === 0 ? 'payment.succeeded' : 'booking.created',
			payload: { id: mark, created_at: new Date(madeAt(index)).toISOString() },
		}),
	},
	{
		type: 'dooTrigger',
		service: 'doo',
		credential: 'dooApi',
		parameters: {
			teamId: '111',
			types: ['event_created', 'order_created', 'attendee_checkin'],
			requireToken: true,
			options: { ignoreRepeats: 600 },
		},
		registrar: atDoo,
		event: (mark, index) => ({
			type: ['event_created', 'order_created', 'attendee_checkin'][index % 3] ?? '',
			payload: { data: { record: { id: mark, updatedAt: madeAt(index) } } },
		}),
	},
];

/** A workflow that the trigger starts. */
export function webhookWorkflow(
	trigger: TriggerCase,
	{ id, name, type }: Credential,
): WorkflowJson {
	const node = {
		name: 'Trigger',
		type: `n8n-nodes-business-apis.${trigger.type}`,
		typeVersion: 1,
		webhookId: `hook-of-${trigger.service}`,
		credentials: { [type]: { id, name } },
		parameters: trigger.parameters,
	};
	const end = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
	return chain(`Webhook ${trigger.type}`, node, end);
}

/** The address of a test in the editor, among what is registered at the service. */
export function testAddressIn(registrations: readonly object[]): string {
	const [address] = /https?:[^"?]+\/webhook-test\/[^"?]+/.exec(JSON.stringify(registrations)) ?? [];
	if (address === undefined) throw new Error('No registration of a test');
	return address;
}

/**
 * Waits until n8n has ended the test at this address: until its delete hook has answered, n8n's cache holds an object that it
 * cannot copy, and the next test of any trigger fails (deactivateWebhooks and register in test-webhooks.js).
 */
export async function untilTestEnds(address: string): Promise<void> {
	await until('the test in the editor has ended', async () => {
		// No trigger takes PATCH, and n8n's answer names the methods that are registered.
		const answer = await fetch(address, { method: 'PATCH' });
		return answer.status === 404 && !(await answer.text()).includes('Did you mean');
	});
}

/** Which events are sent, in which order: each once, one in twenty a second time, one in twenty at a wrong place. */
export function plan(count: number): number[] {
	const order = Array.from({ length: count }, (_, index) => index);
	for (let index = 10; index + 7 < count; index += 20) {
		const [early] = order.splice(index, 1);
		order.splice(index + 7, 0, early ?? 0);
	}
	for (let place = count - 1; place > 0; place -= 20) {
		// Half of the repeats come at once, half a while later.
		const distance = place % 40 === 19 ? 1 : 30;
		order.splice(Math.min(place + distance, order.length), 0, order[place] ?? 0);
	}
	return order;
}

/** How a trigger's events fared on their way. */
export interface Sent {
	/** Deliveries that the service gave up. */
	failed: number;
	/** Events that had to be sent again, because the service gave up all deliveries of them. */
	resent: number;
	attempts: number;
	/**
	 * Deliveries that n8n answered with 200 "n8n is starting up" before it has loaded any workflow (abstract-server.js): the service
	 * takes them for delivered, and no node ever sees them.
	 */
	swallowed: number;
}

export class Sender {
	readonly sent: Sent = { failed: 0, resent: 0, attempts: 0, swallowed: 0 };

	private done = 0;

	private gate: Promise<void> = Promise.resolve();

	constructor(
		private readonly sandbox: Sandbox,
		private readonly trigger: TriggerCase,
		private readonly count: number,
	) {}

	/** Share of the events that have been sent, from 0 to 1. */
	get progress(): number {
		return this.done / plan(this.count).length;
	}

	/** Sends nothing new until the function that this gives is called. */
	hold(): () => void {
		let release = () => {};
		this.gate = new Promise((resolve) => (release = resolve));
		return release;
	}

	private mark(index: number): string {
		return `mark-${this.trigger.service}-${String(index).padStart(4, '0')}`;
	}

	/** Sends all events, twenty at once; what the service gives up is sent again until it is taken, as OTO's and doo's people would. */
	async sendAll(): Promise<void> {
		const delivered = new Set<number>();
		const send = async (index: number) => {
			await this.gate;
			if (await this.send(index)) delivered.add(index);
			else await sleep(AFTER_FAILURE_MS);
			this.done += 1;
		};
		await sideBySide(plan(this.count), send);
		for (;;) {
			const left = Array.from({ length: this.count }, (_, index) => index).filter(
				(index) => !delivered.has(index),
			);
			if (left.length === 0) return;
			this.sent.resent += left.length;
			await sideBySide(left, send);
		}
	}

	private async send(index: number): Promise<boolean> {
		const { service, event } = this.trigger;
		const answer = (await this.sandbox.steer('POST', 'events', {
			service,
			...event(this.mark(index), index),
		})) as { results: DeliveryResult[] };
		if (answer.results.length !== 1) {
			throw new Error(`${service}: an event has ${answer.results.length} receivers`);
		}
		const [result] = answer.results;
		this.sent.attempts += result?.attempts.length ?? 0;
		if (!result?.delivered) this.sent.failed += 1;
		const isSwallowed = /n8n is starting up/.test(result?.attempts.at(-1)?.body ?? '');
		if (isSwallowed) this.sent.swallowed += 1;
		return result?.delivered === true && !isSwallowed;
	}
}

const AT_ONCE = 20;
/** OTO, which tries once, and doo, which gives up soon, would otherwise have tried all of their events before n8n is back. */
const AFTER_FAILURE_MS = 5000;

async function sideBySide<T>(entries: T[], work: (entry: T) => Promise<void>): Promise<void> {
	const rest = [...entries];
	const worker = async () => {
		for (let next = rest.shift(); next !== undefined; next = rest.shift()) await work(next);
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** An execution that a delivery has started. */
export interface Started {
	mark: string;
	status: string;
	/** Milliseconds since the epoch. */
	at: number;
}

/** Every execution of a workflow, read past n8n, which would take minutes for so many. */
export function startedBy(n8n: N8n, workflowId: string): Started[] {
	const file = path.join(n8n.userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(file, { readOnly: true });
	try {
		const rows = database
			.prepare(
				`SELECT e.status, e.createdAt, d.data FROM execution_entity e
				JOIN execution_data d ON d.executionId = e.id WHERE e.workflowId = ?`,
			)
			.all(workflowId);
		return rows.map(({ status, createdAt, data }) => ({
			mark: /mark-[a-z]+-\d{4}/.exec(String(data))?.[0] ?? 'none',
			status: String(status),
			at: Date.parse(`${String(createdAt).replace(' ', 'T')}Z`),
		}));
	} finally {
		database.close();
	}
}

/** What the workflow got of the events. */
export interface Count {
	received: number;
	/** Events that started more than one execution. */
	doubled: number;
	/** Of those, the ones that did so within the life of one process. */
	doubledInOneLife: number;
	lost: number;
	unfinished: number;
}

/** @param restarts when a process ended, in milliseconds since the epoch */
export function counted(started: readonly Started[], sent: number, restarts: number[]): Count {
	const lives = new Map<string, number[]>();
	for (const { mark, at } of started) {
		const life = restarts.filter((end) => at >= end).length;
		lives.set(mark, [...(lives.get(mark) ?? []), life]);
	}
	const all = [...lives.values()];
	return {
		received: lives.size,
		doubled: all.filter((each) => each.length > 1).length,
		doubledInOneLife: all.filter((each) => new Set(each).size < each.length).length,
		lost: sent - lives.size,
		unfinished: started.filter(({ status }) => status !== 'success').length,
	};
}
