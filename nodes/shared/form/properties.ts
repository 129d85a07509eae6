import type { INodeProperties } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { isWrite } from '../../../transport/http/request';
import { authenticationOf } from './authentication';
import {
	ifExpressionEmpty,
	concurrentItems,
	dryRun,
	longestWait,
	maxResponseSize,
	optionsOf,
	outputField,
	returnAllAndLimit,
	simplify,
	timeout,
} from './common-properties';
import { propertyOf } from './fields';
import { EXTRA_FIELDS_PARAMETER, extraFieldsLabel } from './labels/extra-fields';
import type { CompositeOperation, OperationForm, ServiceForm } from './service-form';
import { rowOf } from './service-form';
import type { Input } from './operation-inputs';
import { collectionOf, inputsOf, operationForm } from './operation-inputs';
import { linesProperty } from './line-list';
import { labelOf } from './labels/names';
import { operationProperty, rowsIn } from './operation-choice';
import { objectProperties } from './nested-object';
import { onlyFields, recordsProperties } from './records';
import { apiRequest, apiRequestProperties } from './api-request/properties';
import { connection, connectionOperation } from './connection';
import { merged, type OperationProperty } from './merge';

const COLLECTIONS = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
	recordFields: { displayName: 'Record Fields', placeholder: 'Add Field' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
} as const;

const byName = (a: { displayName: string }, b: { displayName: string }) =>
	a.displayName.localeCompare(b.displayName);

function asProperty(form: ServiceForm, row: EndpointDefinition, input: Input): INodeProperties {
	const { field, parameter, picker, show } = input;
	const found = picker === undefined ? undefined : form.pickers[picker];
	if (picker !== undefined && !found) throw new Error(`There is no picker ${picker}`);
	const property = propertyOf(field, {
		parameter,
		label: labelOf(form, row, input),
		required: (field.required === true || show !== undefined) && !input.collection,
		start: input.start,
		...(picker !== undefined && found ? { picker: { name: picker, picker: found } } : {}),
		words: form.words,
		brief: input.collection !== undefined && form.brief === true,
	});
	if (!show) return property;
	const choices = Object.entries(show).map(([name, values]) => [name, [...values]]);
	return { ...property, displayOptions: { show: Object.fromEntries(choices) } };
}

function isList({ itemsPath, binary }: EndpointDefinition): boolean {
	return itemsPath !== undefined && !binary;
}

/** "Simplify" is for lists, for a record that is read, and where an operation has fields of its own for it. */
export function canSimplify(row: EndpointDefinition, special: OperationForm): boolean {
	return isList(row) || row.operation === 'get' || special.simplify !== undefined;
}

function resultProperties(
	row: EndpointDefinition,
	special: OperationForm,
	shortened: readonly string[] | undefined,
	isComposite: boolean,
): INodeProperties[] {
	return [
		...(isList(row) ? returnAllAndLimit : []),
		...(shortened?.length && (isComposite || canSimplify(row, special)) ? [simplify] : []),
	];
}

function optionsProperty(
	row: EndpointDefinition,
	file: boolean,
	reads: boolean,
	own: readonly INodeProperties[] = [],
): INodeProperties[] {
	const whole = row.body?.some((field) => field.whole);
	const extraFields: INodeProperties[] = [
		{
			displayName: extraFieldsLabel(row),
			name: EXTRA_FIELDS_PARAMETER,
			type: 'json',
			default: '{}',
			description:
				'Values without a field in this form, as an object with the names of the service. Overrides the fields.',
		},
	];
	const options: INodeProperties[] = [
		...(whole ? [] : extraFields),
		...(row.idempotencyKey
			? [
					{
						displayName: 'Idempotency Key',
						name: 'idempotencyKey',
						type: 'string' as const,
						typeOptions: { password: false },
						default: '',
						placeholder: 'e.g. invoice-4711',
						description:
							'Your own key. The service carries out only one request with the same key. By default, the node generates a key that stays the same when n8n retries.',
					},
				]
			: []),
		...own,
		...(file ? [outputField] : []),
		ifExpressionEmpty,
		...(reads ? [] : [concurrentItems, dryRun]),
		longestWait,
		maxResponseSize,
		timeout,
	];
	return [optionsOf(options)];
}

function notice(text: string | undefined): INodeProperties[] {
	return text === undefined
		? []
		: [{ displayName: text, name: 'notice', type: 'notice', default: '' }];
}

/** A property with the wire name of what it fills in, or its own. */
type Keyed = readonly [key: string, property: INodeProperties];

function ordered(
	all: readonly Keyed[],
	{ order = [] }: Pick<OperationForm, 'order'>,
): INodeProperties[] {
	const rankOf = ([key]: Keyed) => (order.includes(key) ? order.indexOf(key) : order.length);
	return [...all].sort((a, b) => rankOf(a) - rankOf(b)).map(([, property]) => property);
}

const named = (property: INodeProperties): Keyed => [property.name, property];

function fieldProperties(
	form: ServiceForm,
	row: EndpointDefinition,
): { primary: Keyed[]; collections: INodeProperties[] } {
	const inputs = inputsOf(form, row);
	const ofRecord = row.batch?.key === undefined ? 'body' : 'record';
	const limited = (input: Input) => (input.goesTo.has(ofRecord) ? onlyFields(row) : {});
	const primary = inputs
		.filter(({ collection }) => !collection)
		.map((input): Keyed => [input.name, { ...asProperty(form, row, input), ...limited(input) }]);
	const collected = inputs.filter(({ collection }) => collection);
	const names = (['recordFields', collectionOf(row)] as const).filter((name) =>
		collected.some(({ collection }) => collection === name),
	);
	const collections = names.map((name): INodeProperties => {
		const inside = collected.filter(({ collection }) => collection === name);
		return {
			...COLLECTIONS[name],
			name,
			type: 'collection',
			default: {},
			options: inside.map((input) => asProperty(form, row, input)).sort(byName),
			...(inside.every(({ goesTo }) => goesTo.has(ofRecord)) ? onlyFields(row) : {}),
		};
	});
	return { primary, collections };
}

/** The parameters of one operation. */
function ofRow(
	form: ServiceForm,
	row: EndpointDefinition,
	composite?: CompositeOperation,
): INodeProperties[] {
	const special = composite ? {} : operationForm(form, row);
	const { lines, objects = [] } = special;
	const { primary, collections } = fieldProperties(form, row);
	const shortened = composite
		? composite.simplify
		: (special.simplify ?? form.resources[row.resource]?.simplify);
	return [
		...notice(composite?.notice ?? special.notice),
		...(special.above ?? []),
		...recordsProperties(form, row),
		...ordered(
			[
				...primary,
				...(lines ? [[lines.key, { ...linesProperty(lines), ...onlyFields(row) }] as const] : []),
				...objects.flatMap((one) =>
					objectProperties(one).map((property): Keyed => [one.key, property]),
				),
				...(special.properties ?? []).map(named),
				...(composite?.properties ?? []).map(named),
			],
			composite ?? special,
		),
		...resultProperties(row, special, shortened, composite !== undefined),
		...collections,
		...optionsProperty(
			row,
			Boolean(row.binary ?? (composite ?? special).file),
			composite ? composite.reads === true : !isWrite(row),
			(composite ?? special).options,
		),
	];
}

/** All parameters of a service's action node. */
export function propertiesOf(form: ServiceForm): INodeProperties[] {
	const byTitle = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);
	const own = Object.entries(form.resources).map(([value, { name }]) => ({ name, value }));
	const resources = [...own, apiRequest, connection].sort(byTitle);
	const start = form.mainResource ?? own.sort(byTitle)[0]?.value ?? '';
	const offered: OperationProperty[] = [];
	const offer = (resource: string, operation: string, properties: INodeProperties[]) => {
		for (const property of properties) offered.push({ resource, operation, property });
	};
	for (const row of rowsIn(form)) offer(row.resource, row.operation, ofRow(form, row));
	for (const composite of form.compositeOperations ?? []) {
		const row = composite.row === undefined ? undefined : rowOf(form, composite.row);
		const properties = row
			? ofRow(form, row, composite)
			: [
					...notice(composite.notice),
					...composite.properties,
					...(composite.simplify ? [simplify] : []),
					optionsOf([
						...(composite.reads ? [] : [concurrentItems, dryRun]),
						...(composite.options ?? []),
						longestWait,
						maxResponseSize,
						timeout,
						...(composite.file ? [outputField] : []),
					]),
				];
		offer(composite.resource, composite.operation, properties);
	}
	const operations = Object.keys(form.resources).map((resource) =>
		operationProperty(form, resource),
	);
	return [
		...authenticationOf(form.provider),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: start,
		},
		...operations,
		...merged(offered, [...rowsIn(form), ...(form.compositeOperations ?? [])]),
		...apiRequestProperties(),
		connectionOperation,
	];
}
