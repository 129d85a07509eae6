import type { Credential, SavedWorkflow } from './client.mts';
import type { CredentialTypeName } from './credentials.mts';
import { Polling } from './polling-support.mts';
import type { Rig } from './rig.mts';
import { until } from './until.mts';
import type { TriggerCase } from './webhook-events.mts';
import { startedBy, TRIGGERS, webhookWorkflow } from './webhook-events.mts';

/** Published workflows with each of the triggers. */
export class ActiveTriggers {
	private readonly workflows = new Map<string, SavedWorkflow>();

	private events = 0;

	private constructor(
		private readonly rig: Rig,
		readonly polling: Polling,
	) {}

	static async publish(
		rig: Rig,
		credentialOf: (type: CredentialTypeName) => Credential,
	): Promise<ActiveTriggers> {
		const polling = await Polling.publish(rig, async (type) => credentialOf(type));
		const triggers = new ActiveTriggers(rig, polling);
		for (const trigger of TRIGGERS) {
			await triggers.publish(trigger, credentialOf(trigger.credential));
		}
		return triggers;
	}

	/** The service's own ids of the registrations that lead to this n8n. */
	async registrations(trigger: TriggerCase): Promise<unknown[]> {
		const { list } = await trigger.registrar(this.rig.sandbox);
		const rows = await list();
		return rows
			.filter((row) => JSON.stringify(row).includes(this.rig.n8n.origin))
			.map(({ id }) => id);
	}

	/** Lets the service tell of an event, and answers how many executions it has started. */
	async tellOne(trigger: TriggerCase): Promise<number> {
		const { id } = this.workflowOf(trigger);
		this.events += 1;
		const mark = `mark-${trigger.service}-${String(this.events).padStart(4, '0')}`;
		const started = () => startedBy(this.rig.n8n, id).filter((run) => run.mark === mark);
		const { service, event } = trigger;
		await this.rig.sandbox.steer('POST', 'events', { service, ...event(mark, 0) });
		await until(`${mark} has started a workflow`, async () =>
			started().some(({ status }) => status === 'success'),
		);
		return started().length;
	}

	private async publish(trigger: TriggerCase, credential: Credential): Promise<void> {
		const workflow = await this.rig.client.createWorkflow(webhookWorkflow(trigger, credential));
		this.workflows.set(trigger.type, workflow);
		await this.rig.client.publish(workflow.id);
		await until(`${trigger.type} is registered`, async () => {
			return (await this.registrations(trigger)).length > 0;
		});
	}

	private workflowOf({ type }: TriggerCase): SavedWorkflow {
		const workflow = this.workflows.get(type);
		if (!workflow) throw new Error(`There is no workflow ${type}`);
		return workflow;
	}
}
