import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WorkLogWish } from '../../providers/ooti/work-logs';
import { dayOf, isWanted } from '../../providers/ooti/work-logs';
import type { ItemContext } from '../shared/input/item-context';
import { collectionIn, isZero } from '../shared/input/item-parameters';
import { locator } from './locators';

const DAYS = { from: 'From Date', to: 'To Date' } as const;
const RECORDS = { project: 'Project', orguser: 'Collaborator' } as const;

const day = (name: keyof typeof DAYS, which: string): INodeProperties => ({
	displayName: DAYS[name],
	name,
	type: 'dateTime',
	typeOptions: { dateOnly: true },
	default: '',
	description: `Only work logs of this day or ${which}`,
});

/** OOTI takes no filter for work logs: all of the team are read, and those that fit are returned. */
export const workLogFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		locator({
			parameter: 'orguser',
			label: RECORDS.orguser,
			picker: 'collaborator',
			description: 'Only work logs of this collaborator',
		}),
		day('from', 'later'),
		locator({
			parameter: 'project',
			label: RECORDS.project,
			picker: 'project',
			description: 'Only work logs of this project',
		}),
		day('to', 'earlier'),
	],
};

const isUnset = (value: unknown) => value === false || isZero(value);

function wishOf({ context, itemIndex }: ItemContext): WorkLogWish {
	const filters = collectionIn(context, itemIndex, workLogFilters.name, isUnset);
	const from = filters.givenDate('from', DAYS.from, 'date');
	const to = filters.givenDate('to', DAYS.to, 'date');
	const project = filters.givenId('project', RECORDS.project);
	const orguser = filters.givenId('orguser', RECORDS.orguser);
	return {
		...(from === undefined ? {} : { from }),
		...(to === undefined ? {} : { to }),
		...(project === undefined ? {} : { project }),
		...(orguser === undefined ? {} : { orguser }),
	};
}

/** The work logs that an item asks for. */
export function onlyWanted(item: ItemContext): ((row: IDataObject) => boolean) | undefined {
	const wish = wishOf(item);
	const { from, to } = wish;
	if (Object.keys(wish).length === 0) return undefined;
	if (from !== undefined && to !== undefined && from > to) {
		throw item.problem(
			`"${DAYS.from}" is after "${DAYS.to}"`,
			'Exchange the two days: both are part of the period.',
		);
	}
	return (row) => {
		if ((from ?? to) !== undefined && dayOf(row) === undefined) {
			throw item.problem(
				`The work log ${String(row.id ?? row.pk)} has no date that can be read`,
				`Remove "${DAYS.from}" and "${DAYS.to}", and filter by date in a node after this one.`,
			);
		}
		return isWanted(row, wish);
	};
}
