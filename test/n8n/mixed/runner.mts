import { setTimeout as sleep } from 'node:timers/promises';
import type { SavedWorkflow } from '../client.mts';
import { errorOf, isOver } from '../execution.mts';
import type { Rig } from '../rig.mts';
import type { Work } from './work.mts';

const LIMIT_MS = 120_000;
const LOOK_MS = 60;

/** A work that n8n has as a workflow. */
export type Job = Work & { saved: SavedWorkflow };

/** Runs works, and notes what ends otherwise than it should. */
export class Runner {
	executions = 0;

	/** Of those, the ones that ended in an error, as they should. */
	failures = 0;

	/** What went otherwise than it should. */
	readonly surprises: string[] = [];

	constructor(private readonly rig: Rig) {}

	/** Does something that should not fail. */
	async attempt(name: string, act: () => Promise<unknown>): Promise<void> {
		try {
			await act();
		} catch (error) {
			this.surprises.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	/** Runs the work, and looks whether it ends as it should. */
	async run({ name, saved, ends, fault }: Job): Promise<void> {
		await this.attempt(name, async () => {
			if (fault) await this.rig.sandbox.steer('POST', 'faults', fault);
			const id = await this.rig.client.startWorkflow(saved.id);
			const status = await this.endOf(saved.id, id);
			this.executions += 1;
			if (status === 'error' && ends === 'error') this.failures += 1;
			if (status === ends) return;
			const execution = await this.rig.client.getExecution(id);
			const { message, node, description } = errorOf(execution) ?? {};
			throw new Error(`${status}, not ${ends}: ${node?.name} ${message} ${description}`);
		});
	}

	/** Asks for the status only: the data of thousands of rows would be read again and again. */
	private async endOf(workflow: string, id: string): Promise<string> {
		const end = Date.now() + LIMIT_MS;
		while (Date.now() < end) {
			await sleep(LOOK_MS);
			const found = (await this.rig.client.listExecutions(workflow, 1)).find(
				(execution) => execution.id === id,
			);
			if (found && isOver(found.status)) return found.status;
		}
		throw new Error(`not over after ${LIMIT_MS} ms`);
	}
}
