import type { Answer, JsonObject } from '../../../sandbox/core/wire.mts';
import { isNumber } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { afterChange, afterCreate, beforeChange, beforeCreate, beforeDelete } from './rules.mts';
import { fieldFaults, missing } from './refusals.mts';
import { flagFields, isDateField, numberFields, relations, requiredFields } from './resources.mts';
import type { Row } from './store.mts';
import { addRow, removeRow, rowBy } from './store.mts';
import { view } from './views.mts';

const required = ['This field is required.'];

function isDate(value: unknown): boolean {
	const match = typeof value === 'string' ? /^(\d{2})-(\d{2})-(\d{4})$/.exec(value) : null;
	if (!match) return false;
	const [, day, month, year] = match;
	const written = `${year}-${month}-${day}`;
	const time = Date.parse(written);
	return !Number.isNaN(time) && new Date(time).toISOString().startsWith(written);
}

/** What is wrong with the values of a body, by field. */
function valueFaults(body: JsonObject): JsonObject {
	const faults: JsonObject = {};
	for (const [name, value] of Object.entries(body)) {
		if (value === null || value === '') continue;
		if (isDateField(name) && !isDate(value)) {
			faults[name] = ['Date has wrong format. Use one of these formats instead: DD-MM-YYYY.'];
		} else if (numberFields.includes(name) && !isNumber(value)) {
			faults[name] = ['A valid number is required.'];
		} else if (flagFields.includes(name) && typeof value !== 'boolean') {
			faults[name] = ['Must be a valid boolean.'];
		} else if (relations[name] !== undefined && !isRelated(relations[name], value)) {
			faults[name] = [`Invalid pk "${String(value)}" - object does not exist.`];
		}
	}
	return faults;
}

function isRelated(resource: string, value: unknown): boolean {
	if (Array.isArray(value)) return value.every((id) => isRelated(resource, id));
	return isNumber(value) && rowBy(resource, value) !== undefined;
}

function check(faults: JsonObject): void {
	if (Object.keys(faults).length > 0) throw fieldFaults(faults);
}

export function create(call: Call): Answer {
	const { resource } = call.entry;
	const scope = call.scope();
	const org = call.org() ?? orgOf(scope);
	const text = call.text('team') ?? '';
	const team = /^\d+$/.test(text) ? rowBy('teams', Number(text))?.id : undefined;
	const own = team === undefined ? {} : { team };
	const body: JsonObject = { ...own, ...call.body(), ...scope };
	const missingNames = (requiredFields[resource] ?? []).filter(
		(name) => body[name] === undefined || body[name] === null || body[name] === '',
	);
	check({
		...Object.fromEntries(missingNames.map((name) => [name, required])),
		...valueFaults(body),
	});
	beforeCreate(call, resource, body);
	const row = addRow(resource, org, body);
	afterCreate(resource, row);
	return { status: 201, body: view(resource, row) };
}

function orgOf(scope: Record<string, number>): number {
	const parent =
		rowBy('teams', scope.team ?? 0) ??
		rowBy('projects', scope.project ?? 0) ??
		rowBy('invoices', scope.invoice ?? 0);
	return parent?.org ?? 210;
}

function named(call: Call): Row {
	const row = rowBy(call.entry.resource, call.id());
	if (!row) throw missing();
	return row;
}

export const read = (call: Call): Answer => ({
	status: 200,
	body: view(call.entry.resource, named(call)),
});

export function change(call: Call): Answer {
	const { resource } = call.entry;
	const row = named(call);
	const body = call.body();
	check(valueFaults(body));
	beforeChange(resource, row, body);
	Object.assign(row.values, body);
	const extra = afterChange(resource, row, body);
	return { status: 200, body: { ...view(resource, row), ...extra } };
}

export function remove(call: Call): Answer {
	const { resource } = call.entry;
	const row = named(call);
	beforeDelete(resource, row);
	removeRow(resource, row.id);
	return { status: 204 };
}
