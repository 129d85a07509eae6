import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { isFilled, isNumber } from '../../../sandbox/core/wire.mts';
import { idKeyOf, relations } from './resources.mts';
import { rowBy } from './store.mts';
import type { Row } from './store.mts';

const nameKeys = [
	'project_title',
	'title',
	'name',
	'display_name',
	'description',
	'email',
	'number',
];

/** What a record is called in lists of choices. */
export function display(resource: string, row: Row): string {
	const { first_name, last_name, case_number, project_title } = row.values;
	if (resource === 'projects' && isFilled(case_number)) return `${case_number} ${project_title}`;
	if (isFilled(first_name) && isFilled(last_name)) return `${first_name} ${last_name}`;
	const key = nameKeys.find((name) => isFilled(row.values[name]));
	return key === undefined ? `${resource} ${row.id}` : String(row.values[key]);
}

const priorities = ['None', 'Low', 'Medium', 'High'];

function displays(values: JsonObject): JsonObject {
	const shown: JsonObject = {};
	for (const [field, resource] of Object.entries({ ...relations, assigned_to: 'orgusers' })) {
		const id = values[field];
		const row = isNumber(id) ? rowBy(resource, id) : undefined;
		if (row) shown[`${field}_display`] = display(resource, row);
	}
	if (isFilled(values.priority)) {
		shown.priority_display = priorities[Number(values.priority)] ?? values.priority;
	}
	return shown;
}

export function view(resource: string, row: Row): JsonObject {
	return {
		[idKeyOf(resource)]: row.id,
		...(resource === 'clients' ? { id: row.id } : {}),
		...row.values,
		...displays(row.values),
		display: display(resource, row),
	};
}
