import type { IDataObject } from 'n8n-workflow';

import type { ItemContext, OperationForm } from '../../shared/form';

type Operations = Readonly<Record<string, OperationForm>>;

/** "Hours" stands up front with 0: that is either forgotten, or the share of the day is given instead. */
function withHours(item: ItemContext, values: IDataObject): IDataObject {
	if (values.hours || values.hours_pct) return values;
	throw item.problem(
		'"Hours" is 0',
		'Fill in the hours worked, such as 7.5, or add "Hours (% of Day)".',
	);
}

const logged = ['project', 'date', 'hours', 'phase', 'orguser', 'description'];

export const workLog: Operations = {
	create: {
		upFront: logged,
		shape: withHours,
		description: 'Log hours that a collaborator worked on a project on a day',
	},
	createInTeam: { action: 'Create work log in team', upFront: logged, shape: withHours },
	getImportedToDelete: {
		name: 'Get Imported to Delete',
		action: 'Get imported work logs to delete',
	},
	deleteImported: {
		action: 'Delete imported work logs of project – cannot be undone',
		notice: 'This deletes all imported work logs of the project.',
	},
	getRecentlyWorkedOn: {
		name: 'Get Recently Worked On',
		action: 'Get what was recently worked on',
		simplify: [],
	},
	comment: { action: 'Comment on logged time' },
};

export const timesheet: Operations = {
	create: { upFront: ['project', 'week'] },
	createMine: {
		name: 'Create My Own',
		action: 'Create timesheet row of my own',
		upFront: ['project', 'week'],
	},
	getManyMine: { name: 'Get Many of My Own', action: 'Get many timesheet rows of my own' },
	copyPreviousWeek: { action: 'Copy timesheet of previous week' },
	validate: {
		action: 'Validate timesheets of team',
		notice:
			'What OOTI takes here is not documented: put it into Further Body Fields. To approve single entries, update the work logs.',
	},
	getAnalytics: { action: 'Get analytics of timesheets' },
	getCalendar: { action: 'Get calendar of timesheets' },
	getMonthlySummary: { action: 'Get monthly summary of timesheets' },
};

const request = ['orguser', 'type', 'start_date', 'end_date'];

export const timeOff: Operations = {
	create: { action: 'Create time off request', upFront: request },
	delete: { action: 'Delete time off request – cannot be undone' },
	get: { action: 'Get time off request' },
	update: { action: 'Update time off request' },
	createMine: {
		name: 'Create My Own',
		action: 'Create time off request of my own',
		upFront: ['type', 'start_date', 'end_date'],
	},
	getManyMine: { name: 'Get Many of My Own', action: 'Get many time off requests of my own' },
	createBalance: {
		action: 'Create time off balance',
		upFront: ['orguser', 'start_date', 'end_date'],
	},
};

export const timeType: Operations = { create: { upFront: ['name'] } };
