import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { EndpointRow } from '../../transport/types';
import { propertyOf } from './fields';
import type { Job, OperationForm, ServiceForm } from './form';
import { rowOf } from './form';
import type { Input } from './inputs';
import { collectionOf, furtherLabel, inputsOf, operationForm, sourcesOf } from './inputs';
import { actionOf, labelOf, operationName, pluralOf } from './names';
import { apiRequest, apiRequestProperties } from './request/properties';
import { merged, type Placed } from './merge';

const COLLECTIONS = {
	additionalFields: { displayName: 'Additional Fields', placeholder: 'Add Field' },
	filters: { displayName: 'Filters', placeholder: 'Add Filter' },
	updateFields: { displayName: 'Update Fields', placeholder: 'Add Field' },
} as const;

const byName = (a: { displayName: string }, b: { displayName: string }) =>
	a.displayName.localeCompare(b.displayName);

/** The rows that the node offers as operations. */
export function rowsIn(form: ServiceForm): EndpointRow[] {
	return form.provider.endpoints.filter(
		(row) =>
			form.resources[row.resource] !== undefined &&
			!row.token &&
			!row.interactive &&
			!operationForm(form, row).hidden,
	);
}

function asProperty(form: ServiceForm, row: EndpointRow, input: Input): INodeProperties {
	const { name, field, parameter, picker } = input;
	const found = picker === undefined ? undefined : form.pickers[picker];
	if (picker !== undefined && !found) throw new Error(`There is no picker ${picker}`);
	return propertyOf(field, {
		parameter,
		label: labelOf(form, row, input),
		required: field.required === true && !input.collection,
		start: operationForm(form, row).defaults?.[name],
		...(picker !== undefined && found ? { picker: { name: picker, picker: found } } : {}),
		words: form.words,
	});
}

function recordsProperties(form: ServiceForm, row: EndpointRow): INodeProperties[] {
	const sources = sourcesOf(row);
	if (sources.length === 0) return [];
	const resource = form.resources[row.resource];
	const many = resource ? pluralOf(resource) : 'Records';
	const list = row.body?.find(({ name }) => name === row.batch?.key);
	const start = sources[0] ?? 'items';
	const names: Record<string, INodePropertyOptions> = {
		fields: {
			name: 'Fields Below',
			value: 'fields',
			description: 'Each input item is one record, made of the fields below',
		},
		items: {
			name: 'Input Items',
			value: 'items',
			description: 'The JSON of each input item is one record',
		},
		json: { name: 'JSON', value: 'json', description: 'A list of records, or one record' },
	};
	return [
		{
			displayName: 'Records From',
			name: 'recordsFrom',
			type: 'options',
			noDataExpression: true,
			options: sources.flatMap((source) => names[source] ?? []),
			default: start,
			description: `Where the ${many.toLowerCase()} are. Those of all input items are sent together, at most ${row.batch?.max ?? 1} in one request.`,
		},
		{
			displayName: `${many} (JSON)`,
			name: 'records',
			type: 'json',
			default: '[]',
			required: true,
			description: [
				list?.description ?? 'List of records, with the names of the service',
				list?.example && `e.g. ${list.example}`,
			]
				.filter(Boolean)
				.join(', '),
			displayOptions: { show: { recordsFrom: ['json'] } },
		},
	];
}

function resultProperties(
	row: EndpointRow,
	special: OperationForm,
	simplify: readonly string[] | undefined,
): INodeProperties[] {
	const list = row.records !== undefined && !row.binary;
	const record = row.operation === 'get' || special.simplify !== undefined;
	return [
		...(list
			? [
					{
						displayName: 'Return All',
						name: 'returnAll',
						type: 'boolean' as const,
						default: false,
						description: 'Whether to return all results or only up to a given limit',
					},
					{
						displayName: 'Limit',
						name: 'limit',
						type: 'number' as const,
						typeOptions: { minValue: 1 },
						default: 50,
						description: 'Max number of results to return',
						displayOptions: { show: { returnAll: [false] } },
					},
				]
			: []),
		...(simplify && (list || record)
			? [
					{
						displayName: 'Simplify',
						name: 'simplify',
						type: 'boolean' as const,
						default: true,
						description:
							'Whether to return a simplified version of the response instead of the raw data',
					},
				]
			: []),
	];
}

function optionsProperty(row: EndpointRow): INodeProperties[] {
	const options: INodeProperties[] = [
		{
			displayName: furtherLabel(row),
			name: 'furtherFields',
			type: 'json',
			default: '{}',
			description:
				'Values that this form has no field for, as an object with the names of the service; they win over the fields',
		},
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
							'Your own key under which the service carries out this call only once. By default the node makes one that stays the same when n8n tries again.',
					},
				]
			: []),
		...(row.binary
			? [
					{
						displayName: 'Put Output File in Field',
						name: 'outputDataFieldName',
						type: 'string' as const,
						default: 'data',
						hint: 'The name of the output binary field to put the file in',
						description: 'Where the downloaded file goes',
					},
				]
			: []),
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60000,
			description: 'Time in milliseconds to wait for an answer to one request',
		},
	];
	return [
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: options.sort(byName),
		},
	];
}

function notice(text: string | undefined): INodeProperties[] {
	return text === undefined
		? []
		: [{ displayName: text, name: 'notice', type: 'notice', default: '' }];
}

function fieldProperties(
	form: ServiceForm,
	row: EndpointRow,
): { upFront: INodeProperties[]; collections: INodeProperties[] } {
	const inputs = inputsOf(form, row);
	const onlyFields = sourcesOf(row).includes('fields')
		? { displayOptions: { show: { recordsFrom: ['fields'] } } }
		: {};
	const limited = (input: Input) => (input.goesTo.has('body') ? onlyFields : {});
	const upFront = inputs
		.filter(({ collection }) => !collection)
		.map((input) => ({ ...asProperty(form, row, input), ...limited(input) }));
	const collected = inputs.filter(({ collection }) => collection);
	const name = collectionOf(row);
	if (collected.length === 0) return { upFront, collections: [] };
	return {
		upFront,
		collections: [
			{
				...COLLECTIONS[name],
				name,
				type: 'collection',
				default: {},
				options: collected.map((input) => asProperty(form, row, input)).sort(byName),
				...(collected.every(({ goesTo }) => goesTo.has('body')) ? onlyFields : {}),
			},
		],
	};
}

/** The parameters of one operation. */
function ofRow(form: ServiceForm, row: EndpointRow, job?: Job): INodeProperties[] {
	const special = job ? {} : operationForm(form, row);
	const { upFront, collections } = fieldProperties(form, row);
	const simplify = job ? undefined : (special.simplify ?? form.resources[row.resource]?.simplify);
	return [
		...notice(job?.notice ?? special.notice),
		...recordsProperties(form, row),
		...upFront,
		...(special.properties ?? []),
		...(job?.properties ?? []),
		...resultProperties(row, special, simplify),
		...collections,
		...optionsProperty(row),
	];
}

function operationOptions(form: ServiceForm, resource: string): INodePropertyOptions[] {
	const about = form.resources[resource];
	if (!about) return [];
	const ofRows = rowsIn(form)
		.filter((row) => row.resource === resource)
		.map((row) => {
			const { name, action, description } = operationForm(form, row);
			return {
				name: name ?? operationName(row.operation, form.words),
				value: row.operation,
				description: description ?? row.summary,
				action: action ?? actionOf(row.operation, about),
			};
		});
	const ofJobs = (form.jobs ?? [])
		.filter((job) => job.resource === resource)
		.map(({ name, operation, description, action }) => ({
			name,
			value: operation,
			description,
			action,
		}));
	return [...ofRows, ...ofJobs].sort((a, b) => a.name.localeCompare(b.name));
}

function operationProperty(resource: string, options: INodePropertyOptions[]): INodeProperties {
	const usual = options.find(({ value }) => value === 'getMany') ?? options[0];
	const start = usual?.value ?? '';
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		options,
		default: start,
		displayOptions: { show: { resource: [resource] } },
	};
}

function authentication({ provider }: ServiceForm): INodeProperties[] {
	const options = provider.credentials.map(({ label, name }) => ({ name: label, value: name }));
	const preferred = options[0]?.value ?? '';
	if (options.length < 2) return [];
	return [
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			noDataExpression: true,
			options: options.sort((a, b) => a.name.localeCompare(b.name)),
			default: preferred,
			description: 'How to sign in to the service',
		},
	];
}

/** All parameters of a service's action node. */
export function propertiesOf(form: ServiceForm): INodeProperties[] {
	const resources = Object.entries(form.resources)
		.map(([value, { name }]) => ({ name, value }))
		.concat(apiRequest)
		.sort((a, b) => a.name.localeCompare(b.name));
	const start = resources.find(({ value }) => value !== apiRequest.value)?.value ?? '';
	const placed: Placed[] = [];
	const place = (resource: string, operation: string, properties: INodeProperties[]) => {
		for (const property of properties) placed.push({ resource, operation, property });
	};
	for (const row of rowsIn(form)) place(row.resource, row.operation, ofRow(form, row));
	for (const job of form.jobs ?? []) {
		const own = job.row === undefined ? undefined : rowOf(form, job.row);
		const properties = own ? ofRow(form, own, job) : [...notice(job.notice), ...job.properties];
		place(job.resource, job.operation, properties);
	}
	const operations = Object.keys(form.resources).map((resource) =>
		operationProperty(resource, operationOptions(form, resource)),
	);
	return [
		...authentication(form),
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources,
			default: start,
		},
		...operations,
		...merged(placed),
		...apiRequestProperties(),
	];
}

/** The credentials of a service's nodes. With several types the "Authentication" parameter chooses. */
export function credentialsOf({ provider }: ServiceForm): INodeTypeCredentials {
	const [first, ...others] = provider.credentials;
	if (!first) return [];
	if (others.length === 0) return [{ name: first.name, required: true }];
	// The slash: the bare name makes the editor take "authentication" for part of the credential's form (seen in n8n 2.41.1).
	return provider.credentials.map(({ name }) => ({
		name,
		required: true,
		displayOptions: { show: { '/authentication': [name] } },
	}));
}

type INodeTypeCredentials = Array<{
	name: string;
	required: boolean;
	displayOptions?: { show: Record<string, string[]> };
}>;
