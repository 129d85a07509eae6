import { ooti } from '../../providers/ooti';
import type { EndpointDefinition } from '../../transport/contracts/endpoint';
import type { OperationForm, ResourceForm, ServiceForm } from '../shared/form/service-form';
import { entryFor } from '../shared/form/service-form';
import { partsOf } from '../shared/form/operation-inputs';
import { moneyOperations } from './composite-operations/money';
import { nameOperations } from './composite-operations/names';
import { labels, parts, words } from './labels';
import { organizationOfLists, projectOfList, teamOfList } from './locators';
import * as finance from './operations/finance';
import * as money from './operations/money';
import * as people from './operations/people';
import * as planning from './operations/planning';
import * as projects from './operations/projects';
import * as time from './operations/time';
import { pickers } from './pickers';
import { fieldPickers } from './references';
import type { About } from './resources';
import { resources } from './resources';
import { simplified } from './simplified';

const special: Readonly<Record<string, Readonly<Record<string, OperationForm>>>> = {
	...finance,
	...money,
	...people,
	...planning,
	...projects,
	...time,
};

function pickersIn(row: EndpointDefinition): string[] {
	const fields = [...(row.query ?? []), ...(row.body ?? [])].map(({ name }) => name);
	return [...partsOf(row.path), ...fields].flatMap(
		(name) => entryFor(fieldPickers, row, name) ?? [],
	);
}

/** What lists to pick from need and the operation itself does not ask for. */
function above(row: EndpointDefinition, { within }: About): OperationForm['above'] {
	const inPath = partsOf(row.path);
	const names = pickersIn(row);
	const own = inPath.some((name) => entryFor(fieldPickers, row, name) === row.resource);
	const needsOrganization =
		!inPath.includes('org_pk') &&
		row.resource !== 'organization' &&
		names.some((name) => name !== 'currency');
	return [
		...(needsOrganization ? [organizationOfLists] : []),
		...(own && within === 'project' ? [projectOfList] : []),
		...(own && within === 'team' ? [teamOfList] : []),
	];
}

function resourceForm(resource: string, about: About): ResourceForm {
	const { name, plural, rare = [] } = about;
	const simplify = simplified.get(resource);
	const rows = ooti.endpoints.filter((row) => row.resource === resource);
	return {
		name,
		...(plural === undefined ? {} : { plural }),
		...(simplify === undefined ? {} : { simplify }),
		operations: Object.fromEntries(
			rows.map((row) => {
				const form = special[resource]?.[row.operation] ?? {};
				const needed = above(row, about) ?? [];
				return [
					row.operation,
					{
						...form,
						...(needed.length === 0 ? {} : { above: needed }),
						...(rare.includes(row.operation) ? { hidden: true } : {}),
					},
				];
			}),
		),
	};
}

export const form: ServiceForm = {
	provider: ooti,
	mainResource: 'project',
	brief: true,
	resources: Object.fromEntries(
		Object.entries(resources).map(([resource, about]) => [resource, resourceForm(resource, about)]),
	),
	pickers,
	fieldPickers,
	parts,
	labels: {
		...Object.fromEntries(
			Object.entries(resources).flatMap(([resource, { name }]) => [
				[`${resource}.id`, name],
				[`${resource}.pk`, name],
			]),
		),
		...labels,
	},
	words,
	compositeOperations: [...nameOperations, ...moneyOperations],
};
