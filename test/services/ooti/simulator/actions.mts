import type { SandboxAction, SandboxContext } from '../../../sandbox/core/types.mts';
import { partsOf } from '../../../sandbox/core/wire.mts';
import { addRow, rowsOf } from './store.mts';

const ORGANIZATION = 210;

function today(context: SandboxContext): string {
	const { year, month, day } = partsOf(context.now());
	return `${day}-${month}-${year}`;
}

/** A record like the newest one of the organization. */
function another(resource: string, changes: object): number {
	const model = rowsOf(resource)
		.filter(({ org }) => org === ORGANIZATION)
		.at(-1);
	return addRow(resource, ORGANIZATION, { ...structuredClone(model?.values), ...changes }).id;
}

function logHours(context: SandboxContext): string {
	const changes = { date: today(context), hours: 3.5, is_validated: false, is_draft: false };
	const id = another('timelogs/worklogs', { ...changes, description: 'Plans, ground floor' });
	return `A colleague has logged 3.5 hours (work log ${id}).`;
}

function startProject(context: SandboxContext): string {
	const id = another('projects', {
		project_title: `House by the river ${rowsOf('projects').length + 1}`,
		start_date: today(context),
	});
	return `Project ${id} is new.`;
}

export const actions: readonly SandboxAction[] = [
	{ id: 'logHours', label: 'A colleague logs hours', run: logHours },
	{ id: 'newProject', label: 'A new project', run: startProject },
];
