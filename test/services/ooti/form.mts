import { Ooti } from '../../../nodes/Ooti/Ooti.node.ts';
import { endpoints } from '../../../providers/ooti/endpoints';
import type { TestedForm } from '../form.mts';

const by = (value: string | number) => ({ __rl: true, mode: 'id', value });
const inOrganization = { organizationId: by(210) };

export const form: TestedForm = {
	words: ['timesheet', 'hours', 'project fees', 'architect'],
	subtitles: [
		{
			of: new Ooti(),
			with: { resource: 'workLog', operation: 'createInTeam' },
			reads: 'Create in team: work log',
		},
	],
	figures: [`Of the ${endpoints.length} endpoints in the list`],
	emptyUpdates: [{ resource: 'client', with: { clientId: by('1') } }],
	pickers: [
		{ method: 'searchOrganization', parameters: {}, filter: 'atelier', found: /^Atelier/ },
		{
			method: 'searchTeam',
			parameters: inOrganization,
			filter: 'lyon',
			found: /^Lyon$/,
			parent: /210/,
		},
		{ method: 'searchProject', parameters: inOrganization, second: 100, parent: /210/ },
		{
			method: 'searchClient',
			parameters: inOrganization,
			filter: 'client 12',
			found: /Client 12/,
			parent: /210/,
		},
		{ method: 'searchClient', parameters: inOrganization, second: 5, parent: /210/ },
		{ method: 'searchContact', parameters: inOrganization, filter: '@', found: /@/, parent: /210/ },
		{
			method: 'searchCollaborator',
			parameters: inOrganization,
			filter: '@',
			found: /@/,
			parent: /210/,
		},
		{
			method: 'searchPhase',
			parameters: { ...inOrganization, projectId: by(42) },
			filter: 'esq',
			found: /^ESQ/,
			parent: /42/,
		},
	],
};
