import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import type { OperationForm, ServiceForm } from './service-form';
import { entryFor } from './service-form';
import { camel } from './labels/wire-names';

/** The lists of optional fields, by the operation's kind. */
export type CollectionName = 'additionalFields' | 'filters' | 'recordFields' | 'updateFields';

export type Destination = 'path' | 'query' | 'body' | 'header' | 'record';

/** One parameter of an operation, and where its value goes. */
export interface Input {
	/** The node's parameter; inside `collection` if it has one. */
	parameter: string;
	collection?: CollectionName;
	/** Wire name. */
	name: string;
	field: Field;
	/** `record` is one record of the list that the call takes. */
	goesTo: ReadonlySet<Destination>;
	/** Name of the picker that fills it. */
	picker?: string;
	/** The choices that it is shown for, by parameter; it is required there. */
	show?: Readonly<Record<string, readonly string[]>>;
	/** What it holds before anybody has touched it, if not what n8n's empty fields hold. */
	start?: string | number | boolean;
}

/** How the records of a call that takes many are given. */
export type RecordSource = 'fields' | 'items' | 'json';

export function operationForm(form: ServiceForm, row: EndpointDefinition): OperationForm {
	return form.resources[row.resource]?.operations?.[row.operation] ?? {};
}

export function partsOf(path: string): string[] {
	return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap((match) => match[1] ?? []);
}

/** The parameter that fills a path part: `{id}` and `{pk}` are the resource's own. */
export function partName(form: ServiceForm, row: EndpointDefinition, part: string): string {
	const named = entryFor(form.parts, row, part);
	if (named !== undefined) return named;
	if (part === 'id' || part === 'pk') return `${row.resource}Id`;
	return camel(part.replace(/_pk$/, '_id'));
}

export function collectionOf({ operation, method }: EndpointDefinition): CollectionName {
	if (operation === 'update') return 'updateFields';
	return method === 'GET' ? 'filters' : 'additionalFields';
}

/** The records of this call come from the person's list or from the input items themselves. */
export function sourcesOf({ batch, body = [] }: EndpointDefinition): RecordSource[] {
	if (!batch || batch.plain) return [];
	const described = batch.key === undefined ? body : (batch.fields ?? []);
	return described.length > 0 ? ['fields', 'items', 'json'] : ['items', 'json'];
}

/** The body fields that a person fills in: not the list of records. */
function bodyFields({ body = [], batch }: EndpointDefinition): readonly Field[] {
	return batch?.key === undefined || batch.plain
		? body
		: body.filter(({ name }) => name !== batch.key);
}

/** A path part as a field. */
function partField(form: ServiceForm, row: EndpointDefinition, name: string): Field {
	const described = row.parts?.[name];
	const options = row.partOptions?.[name];
	const own = form.provider.fallbacks?.[name] !== undefined;
	const words = own ? [described, 'Leave empty to use the default of the credential'] : [described];
	const description = words.filter(Boolean).join('. ') + (own ? '.' : '');
	return {
		name,
		...(options ? { type: 'options', options } : { type: 'string' }),
		...(own ? {} : { required: true }),
		...(description ? { description } : {}),
	};
}

/** The parameters of an operation in the order of the form. */
export function inputsOf(form: ServiceForm, row: EndpointDefinition): Input[] {
	const { primaryFields = [], requiredFields = [], shownFor, lines } = operationForm(form, row);
	const inputs = new Map<string, Input>();
	/** What a person fills in line by line need not be given as JSON. */
	const asAsked = ({ required, ...field }: Field): Field =>
		(required || requiredFields.includes(field.name)) &&
		field.name !== lines?.key &&
		!shownFor?.[field.name]
			? { ...field, required: true }
			: field;
	const isPrimary = ({ name, required }: Field) =>
		Boolean(required ?? shownFor?.[name]) || primaryFields.includes(name);
	const add = (asked: Field, place: Destination, parameter: string) => {
		if (asked.superseded) return;
		const field = asAsked(asked);
		const { name } = field;
		const before = inputs.get(name);
		if (before && place !== 'path') {
			inputs.set(name, { ...before, goesTo: new Set([...before.goesTo, place]) });
			return;
		}
		const optional = !isPrimary(field) && place !== 'path';
		inputs.set(name, input(field, place, parameter, optional ? collectionOf(row) : undefined));
	};
	const input = (
		field: Field,
		place: Destination,
		parameter: string,
		collection: CollectionName | undefined,
	): Input => {
		const { name } = field;
		const picker = entryFor(form.fieldPickers, row, name);
		const start = field.default;
		const show = shownFor?.[name];
		return {
			parameter,
			...(collection ? { collection } : {}),
			name,
			field,
			goesTo: new Set([place]),
			...(picker === undefined ? {} : { picker }),
			...(show === undefined ? {} : { show }),
			...(start === undefined ? {} : { start }),
		};
	};
	for (const name of partsOf(row.path)) {
		add(partField(form, row, name), 'path', partName(form, row, name));
	}
	for (const field of row.query ?? []) add(field, 'query', parameterOf(field));
	for (const field of bodyFields(row)) add(field, 'body', parameterOf(field));
	for (const field of row.headers ?? []) add(field, 'header', parameterOf(field));
	const ofRecord = (row.batch?.fields ?? []).map(asAsked).map((field) => {
		const collection = isPrimary(field) ? undefined : 'recordFields';
		return input(field, 'record', parameterOf(field), collection);
	});
	const list = [...inputs.values(), ...ofRecord];
	return [
		...list.filter(({ collection }) => !collection),
		...list.filter(({ collection }) => collection),
	];
}

/** Names that the node uses itself, and one that n8n's rules take for an operation. */
const TAKEN = new Set([
	'resource',
	'operation',
	'action',
	'authentication',
	'options',
	'limit',
	'filters',
	'records',
]);

function parameterOf({ name, type }: Field): string {
	if (type === 'file')
		return name === 'file' ? 'inputDataFieldName' : camel(`${name}_input_data_field_name`);
	const parameter = camel(name);
	return TAKEN.has(parameter) ? `${parameter}Value` : parameter;
}
