import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../shared/input/item-context';
import type { OperationForm } from '../../shared/form/service-form';
import { onlyWanted, workLogFilters } from '../work-log-filters';

type Operations = Readonly<Record<string, OperationForm>>;

/** "Hours" starts with 0: it was forgotten, or the share of the day is given instead. */
function withHours(item: ItemContext, values: IDataObject): IDataObject {
	if (values.hours || values.hours_pct) return values;
	throw item.problem(
		'"Hours" is 0',
		'Enter the hours worked, such as 7.5, or add "Hours (% of Day)".',
	);
}

const logged = ['project', 'date', 'hours', 'phase', 'orguser', 'description'];

export const workLog: Operations = {
	create: { primaryFields: logged, shape: withHours },
	createInTeam: { action: 'Create work log in team', primaryFields: logged, shape: withHours },
	getMany: {
		description:
			'List work logs of a team: all, or those of a period, a project or a collaborator. OOTI takes no filters here: the node reads all work logs of the team, and returns those that fit.',
		properties: [workLogFilters],
		rowFilter: onlyWanted,
	},
	getRecentlyWorkedOn: {
		name: 'Get Recently Worked On',
		action: 'Get recent work in team',
		simplify: [],
	},
};

export const timesheet: Operations = {
	create: { primaryFields: ['project', 'week'] },
	createMine: {
		name: 'Create My Own',
		action: 'Create my own timesheet row',
		primaryFields: ['project', 'week'],
	},
	getManyMine: { name: 'Get My Own', action: 'Get my own timesheet rows' },
	copyPreviousWeek: { action: 'Copy timesheet from previous week' },
	getAnalytics: { action: 'Get timesheet analytics' },
	getCalendar: { action: 'Get timesheet calendar' },
	getMonthlySummary: { action: 'Get monthly timesheet summary' },
};

const request = ['orguser', 'type', 'start_date', 'end_date'];

export const timeOff: Operations = {
	create: { action: 'Create time off request', primaryFields: request },
	delete: { action: 'Delete time off request – cannot be undone' },
	get: { action: 'Get time off request' },
	update: { action: 'Update time off request' },
	getManyMine: { name: 'Get My Own', action: 'Get my own time off requests' },
};
