import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { moneySeeds } from './data/money.mts';
import { dateText, make, peopleSeeds } from './data/people.mts';
import { workSeeds } from './data/work.mts';
import { parameterFields, parentOfList } from './resources.mts';
import type { Row } from './store.mts';
import { entries } from './table.mts';

const seeds: Record<string, () => Row[]> = { ...peopleSeeds, ...workSeeds, ...moneySeeds };

const firstGenericId = 100;

/** The first ids of the records that a list may hang on. */
const parents: Record<string, number> = {
	area: firstGenericId,
	expense_group: 15_000,
	fee_item: 2300,
	invoice: 901,
	post: firstGenericId,
	project: 41,
	team: 1689,
};

/** The fields by which the lists of a resource choose their rows. */
function scopeFields(resource: string): string[] {
	const names = entries
		.filter((entry) => entry.resource === resource && entry.form !== 'record')
		.flatMap((entry) => [...entry.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name))
		.map((name) => parameterFields[name] ?? parentOfList[resource]);
	return [...new Set(names.filter((name) => name !== undefined))];
}

/** Five records of a resource that nothing special is known about. */
function generic(resource: string): Row[] {
	const fields = scopeFields(resource);
	const word = resource.split('/').at(-1) ?? resource;
	return make(5, firstGenericId, (at): JsonObject => {
		const scope = fields.map((field) => [field, (parents[field] ?? 1) + (at % 2)]);
		return {
			...Object.fromEntries(scope),
			name: `${word} ${at + 1}`,
			title: `${word} ${at + 1}`,
			date: dateText(at * 10),
		};
	});
}

export const seedRows = (resource: string): Row[] =>
	(seeds[resource] ?? (() => generic(resource)))();
