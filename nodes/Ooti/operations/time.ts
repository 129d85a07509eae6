import type { IDataObject } from 'n8n-workflow';

import type { ItemContext } from '../../shared/input/item-context';
import type { OperationForm } from '../../shared/form/service-form';

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
	getImportedToDelete: {
		name: 'Get Imported to Delete',
		action: 'Get imported work logs to delete',
	},
	deleteImported: {
		action: 'Delete imported work logs of project – cannot be undone',
		notice: 'Deletes all imported work logs of the project.',
	},
	getRecentlyWorkedOn: {
		name: 'Get Recently Worked On',
		action: 'Get recent work in team',
		simplify: [],
	},
	comment: { action: 'Comment on logged time' },
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
	validate: {
		action: 'Validate team timesheets',
		notice:
			'OOTI does not document the fields of this call. Enter what you know in the option "Further Body Fields (JSON)". To approve single entries, update the work logs.',
	},
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
	createMine: {
		name: 'Create My Own',
		action: 'Create my own time off request',
		primaryFields: ['type', 'start_date', 'end_date'],
	},
	getManyMine: { name: 'Get My Own', action: 'Get my own time off requests' },
	createBalance: {
		action: 'Create time off balance',
		primaryFields: ['orguser', 'start_date', 'end_date'],
	},
};

export const timeType: Operations = { create: { primaryFields: ['name'] } };
