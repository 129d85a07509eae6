import type { Fault } from '../../sandbox/core/types.mts';
import type { WorkflowJson } from '../workflows.mts';

/** A workflow that is run again and again, and how it ends each time. */
export interface Work {
	name: string;
	workflow: WorkflowJson;
	ends: 'success' | 'error';
	/** A call in it exists to tell a secret, which so stands in its items. */
	tells?: true;
	/** What the service breaks while it runs. Only this work uses the path, so that nobody else is hit. */
	fault?: Fault;
}
