import type { EndpointRow, Field } from '../../transport/types';
import type { OperationForm, ServiceForm } from './form';
import { said } from './form';
import { camel, partName } from './names';

/** The lists of optional fields, by the operation's kind. */
export type CollectionName = 'additionalFields' | 'filters' | 'updateFields';

/** One parameter of an operation, and where its value goes. */
export interface Input {
	/** The node's parameter; inside `collection` if it has one. */
	parameter: string;
	collection?: CollectionName;
	/** Wire name. */
	name: string;
	field: Field;
	goesTo: ReadonlySet<'path' | 'query' | 'body'>;
	/** Name of the picker that fills it. */
	picker?: string;
}

/** How the records of a call that takes many are given. */
export type RecordSource = 'fields' | 'items' | 'json';

export function operationForm(form: ServiceForm, row: EndpointRow): OperationForm {
	return form.resources[row.resource]?.operations?.[row.operation] ?? {};
}

export function partsOf(path: string): string[] {
	return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap((match) => match[1] ?? []);
}

export function collectionOf({ operation, method }: EndpointRow): CollectionName {
	if (operation === 'update') return 'updateFields';
	return method === 'GET' ? 'filters' : 'additionalFields';
}

export function hasBody({ method, body }: EndpointRow): boolean {
	return body !== undefined || (method !== 'GET' && method !== 'DELETE');
}

/** The parameter for values that the form has no field for. */
export function furtherLabel(row: EndpointRow): string {
	return hasBody(row) ? 'Further Body Fields (JSON)' : 'Further Query Parameters (JSON)';
}

/** The records of this call come from the person's list or from the input items themselves. */
export function sourcesOf({ batch, body = [] }: EndpointRow): RecordSource[] {
	if (!batch) return [];
	return batch.key === undefined && body.length > 0
		? ['fields', 'items', 'json']
		: ['items', 'json'];
}

/** The body fields that a person fills in: not the list of records. */
function bodyFields({ body = [], batch }: EndpointRow): readonly Field[] {
	return batch?.key === undefined ? body : body.filter(({ name }) => name !== batch.key);
}

/** The parameters of an operation in the order of the form. */
export function inputsOf(form: ServiceForm, row: EndpointRow): Input[] {
	const { upFront = [] } = operationForm(form, row);
	const inputs = new Map<string, Input>();
	const add = (field: Field, place: 'path' | 'query' | 'body', parameter: string) => {
		const { name } = field;
		const before = inputs.get(name);
		if (before && place !== 'path') {
			inputs.set(name, { ...before, goesTo: new Set([...before.goesTo, place]) });
			return;
		}
		const picker = said(form.picked, row, name);
		const optional = !field.required && !upFront.includes(name);
		inputs.set(name, {
			parameter,
			...(optional && place !== 'path' ? { collection: collectionOf(row) } : {}),
			name,
			field,
			goesTo: new Set([place]),
			...(picker === undefined ? {} : { picker }),
		});
	};
	for (const name of partsOf(row.path)) {
		const description = row.parts?.[name];
		const options = row.partOptions?.[name];
		const field: Field = {
			name,
			...(options ? { type: 'options', options } : { type: 'string' }),
			...(form.fallbacks?.[name] ? {} : { required: true }),
			...(description === undefined ? {} : { description }),
		};
		add(field, 'path', partName(form, row, name));
	}
	for (const field of row.query ?? []) add(field, 'query', parameterOf(field));
	for (const field of bodyFields(row)) add(field, 'body', parameterOf(field));
	const list = [...inputs.values()];
	return [
		...list.filter(({ collection }) => !collection),
		...list.filter(({ collection }) => collection),
	];
}

/** Names that the node uses itself. */
const TAKEN = new Set([
	'resource',
	'operation',
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
