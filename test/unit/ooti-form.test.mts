import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { form } from '../../nodes/Ooti/form';
import type { About } from '../../nodes/Ooti/resources';
import { resources } from '../../nodes/Ooti/resources';
import { Ooti } from '../../nodes/Ooti/Ooti.node';
import { rowOf, entryFor } from '../../nodes/shared/form/service-form';
import { inputsOf, partsOf } from '../../nodes/shared/form/operation-inputs';
import { rowsIn } from '../../nodes/shared/form/operation-choice';
import { isFresh } from '../../transport/auth/token';
import type { EndpointDefinition, Field } from '../../transport/contracts/endpoint';

const LARGEST = 250_000;
const { description } = new Ooti();
const rows = rowsIn(form);
const keyOf = ({ resource, operation }: { resource: string; operation: string }) =>
	`${resource}.${operation}`;
const fields = rows.flatMap((row) =>
	[...(row.query ?? []), ...(row.body ?? [])].map((field) => ({ row, field })),
);

/** Wire names that the row itself has; a list of records is not asked for as a field. */
function fieldsOf({ query = [], body = [], headers = [], batch }: EndpointDefinition): string[] {
	return [...query, ...body, ...headers]
		.filter(({ superseded, name }) => !superseded && (batch?.plain || name !== batch?.key))
		.map(({ name }) => name);
}

/** Path parts, required fields, and those that the form puts up front. */
function neededBy(row: EndpointDefinition): string[] {
	const { query = [], body = [], headers = [] } = row;
	const special = form.resources[row.resource]?.operations?.[row.operation];
	const { primaryFields = [], requiredFields = [] } = special ?? {};
	const required = [...query, ...body, ...headers].filter(
		(field) => field.required ?? [...primaryFields, ...requiredFields].includes(field.name),
	);
	return [...new Set([...partsOf(row.path), ...required.map(({ name }) => name)])];
}

/** What the form asks for where this operation is chosen, as n8n decides it. */
function shownIn(resource: string, operation: string): INodeProperties[] {
	return description.properties.filter(({ displayOptions }) => {
		const { resource: ofResources = [], operation: ofOperations = [] } = displayOptions?.show ?? {};
		return ofResources.includes(resource) && ofOperations.includes(operation);
	});
}

describe('the form of OOTI', () => {
	it('stays small enough for the editor', () => {
		expect(JSON.stringify(description).length).toBeLessThan(LARGEST);
	});

	it('offers all calls of its resources but those that are left to API Request', () => {
		const about: Readonly<Record<string, About>> = resources;
		const all = form.provider.endpoints.filter(({ resource }) => form.resources[resource]);
		const isRare = ({ resource, operation }: EndpointDefinition) =>
			about[resource]?.rare?.includes(operation) ?? false;
		expect(rows.map(keyOf)).toEqual(all.filter((row) => !isRare(row)).map(keyOf));
		expect(rows.length).toBeGreaterThan(200);
		const known = new Set(all.map(keyOf));
		const rare = Object.entries(about).flatMap(([resource, { rare: names = [] }]) =>
			names.map((operation) => `${resource}.${operation}`),
		);
		expect(rare.filter((key) => !known.has(key))).toEqual([]);
	});

	it.each(rows.map((row) => [keyOf(row), row] as const))(
		'asks once for each thing that %s takes, and for nothing of another',
		(_key, row) => {
			const special = form.resources[row.resource]?.operations?.[row.operation];
			const shown = shownIn(row.resource, row.operation);
			const names = shown.map(({ name }) => name);
			expect(new Set(names).size).toBe(names.length);
			// Whatever the row takes has a parameter, whoever decides where.
			const asked = [...partsOf(row.path), ...fieldsOf(row)];
			const inputs = inputsOf(form, row);
			expect(inputs.map(({ name }) => name).sort()).toEqual([...new Set(asked)].sort());
			const upFront = inputs.filter(({ collection }) => !collection);
			expect(upFront.map(({ name }) => name).sort()).toEqual(neededBy(row).sort());
			expect(names).toEqual(expect.arrayContaining(upFront.map(({ parameter }) => parameter)));
			const collections = new Set(inputs.flatMap(({ collection }) => collection ?? []));
			const own = (special?.properties ?? []).map(({ name }) => name);
			for (const name of ['additionalFields', 'updateFields', 'filters']) {
				if (own.includes(name)) continue;
				const options = shown.find((property) => property.name === name)?.options ?? [];
				const wanted = inputs.filter(({ collection }) => collection === name);
				expect(options.map((option) => option.name).sort()).toEqual(
					wanted.map(({ parameter }) => parameter).sort(),
				);
			}
			const helpers = [
				'notice',
				'options',
				'returnAll',
				'limit',
				'simplify',
				...(special?.above ?? []).map(({ name }) => name),
				...(special?.properties ?? []).map(({ name }) => name),
				...collections,
			];
			const known = new Set([...upFront.map(({ parameter }) => parameter), ...helpers]);
			expect(names.filter((name) => !known.has(name))).toEqual([]);
		},
	);

	it.each((form.compositeOperations ?? []).map((job) => [keyOf(job), job] as const))(
		'asks for what %s needs and no more',
		(_key, job) => {
			const names = shownIn(job.resource, job.operation).map(({ name }) => name);
			expect(names).toEqual([
				...(job.notice === undefined ? [] : ['notice']),
				...job.properties.map(({ name }) => name),
				...(job.simplify ? ['simplify'] : []),
				'options',
			]);
		},
	);

	it('describes every field', () => {
		const without = fields.filter(({ field }) => !field.description);
		expect(without.map(({ row, field }) => `${keyOf(row)} ${field.name}`)).toEqual([]);
	});

	it('writes every day as DD-MM-YYYY and every ID of a record as a number', () => {
		const days = fields.filter(({ field }) => field.type === 'date');
		expect(days.length).toBeGreaterThan(20);
		expect(days.every(({ field }) => field.format === 'dd-MM-yyyy')).toBe(true);
		const picked = fields.filter(
			({ row, field }) => entryFor(form.fieldPickers, row, field.name) !== undefined,
		);
		expect(picked.length).toBeGreaterThan(100);
		const isNumber = ({ type, multiple, integer }: Field) =>
			type === 'number' || (multiple === true && integer === true);
		const others = picked.filter(({ field }) => !isNumber(field));
		expect(others.map(({ row, field }) => `${keyOf(row)} ${field.name}`)).toEqual([]);
	});

	it('asks every path for a slash at its end', () => {
		expect(rows.filter(({ path }) => !path.endsWith('/')).map(keyOf)).toEqual([]);
	});

	it('shows the summary of the row, except where the node offers more than the call', () => {
		const operations = description.properties.filter(({ name }) => name === 'operation');
		const other = rows.filter((row) => {
			const property = operations.find((one) =>
				one.displayOptions?.show?.resource?.includes(row.resource),
			);
			const shown = property?.options?.flatMap((one) =>
				'value' in one && one.value === row.operation ? (one.description ?? '') : [],
			);
			return shown?.join() !== row.summary;
		});
		expect(other.map(keyOf)).toEqual([
			'projectUser.create',
			'projectUser.delete',
			'invoice.create',
			'workLog.getMany',
			'expenseGroup.update',
			'teamUser.create',
			'teamUser.delete',
			'indicator.getFinancialSummary',
			'indicator.getFinancialRevenue',
			'indicator.getFinancialCost',
			'indicator.getFinancialIncome',
			'indicator.getRevenue',
			'report.generate',
		]);
	});

	it('leaves where the knowledge comes from to docs/endpoints', () => {
		const shown = JSON.stringify(description);
		expect(shown).not.toMatch(/\bSDK\b|\binferred\b|sources (disagree|contradict)/i);
		const summaries = form.provider.endpoints.map(({ summary }) => summary).join('\n');
		expect(summaries).not.toMatch(/\bSDK\b|\binferred\b|in tests|\bcaution\b/i);
		const doubts = form.provider.endpoints.filter(({ source }) => source.includes('; '));
		expect(doubts.map(({ source }) => source)).toContain(
			'Official Python SDK (2023), payments.py; closing slash inferred',
		);
	});
});

describe('the lists to pick from', () => {
	it.each(Object.entries(form.pickers))('%s read a list of OOTI and its ID', (_name, picker) => {
		const row = rowOf(form, picker.list);
		expect(row.method).toBe('GET');
		const parts = [...row.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
		expect(Object.keys(picker.needs ?? {})).toEqual(parts);
		expect([...picker.value].sort()).toEqual(['id', 'pk']);
	});

	it('exist for all that is picked', () => {
		const unknown = Object.values(form.fieldPickers).filter((name) => !form.pickers[name]);
		expect(unknown).toEqual([]);
	});
});

describe('wide records', () => {
	it.each(['annex', 'payment', 'team', 'timesheet'])('of %s can be simplified', (resource) => {
		const kept = form.resources[resource]?.simplify ?? [];
		expect(kept.length).toBeGreaterThan(0);
		expect(kept.length).toBeLessThanOrEqual(10);
		expect(shownIn(resource, 'getMany').map(({ name }) => name)).toContain('simplify');
	});

	it.each([
		['annex', 'getProjections'],
		['timesheet', 'getAnalytics'],
		['timesheet', 'getCalendar'],
		['timesheet', 'getMonthlySummary'],
	])('%s %s has other fields, which all stay', (resource, operation) => {
		expect(shownIn(resource, operation).map(({ name }) => name)).not.toContain('simplify');
	});
});

describe('what OOTI approves', () => {
	it('is yes or no everywhere', () => {
		const approvals = form.provider.endpoints.flatMap((row) =>
			[...(row.query ?? []), ...(row.body ?? [])].filter(({ name }) => name === 'is_validated'),
		);
		expect(approvals.length).toBeGreaterThan(5);
		expect(new Set(approvals.map(({ type }) => type))).toEqual(new Set(['boolean']));
	});

	it('says how an expense group is updated, whose fields OOTI does not document', () => {
		const update = form.resources.expenseGroup?.operations?.update;
		expect(update?.description).toContain('OOTI does not document its fields');
		expect(update?.description).toContain('"Further Body Fields (JSON)"');
	});
});

it('its page tells when a token is renewed, by the lifetime that it tells', () => {
	const text = readFileSync(path.join(__dirname, '../../docs/ooti.md'), 'utf8');
	const minutes = Number(/Access tokens live (\d+) minutes/.exec(text)?.[1]);
	const [, latest = 0, earliest = 0] =
		/refreshes them (\d+) to ([\d.]+) minutes before/.exec(text)?.map(Number) ?? [];
	const token = { accessToken: 'a', inputs: '', obtainedAt: 0, validUntil: minutes * 60_000 };
	expect(isFresh(token, (minutes - earliest) * 60_000 - 1)).toBe(true);
	expect(isFresh(token, (minutes - latest) * 60_000 + 1)).toBe(false);
});
