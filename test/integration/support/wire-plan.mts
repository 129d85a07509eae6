import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

import type { ServiceForm } from '../../../nodes/shared/form';
import type { Input } from '../../../nodes/shared/inputs';
import { inputsOf, partsOf } from '../../../nodes/shared/inputs';
import type { EndpointRow, Field, Paging, Provider } from '../../../transport/types';
import { visibleIn } from '../../unit/support/visible.mts';
import { PREFIXES } from './wire-bench.mts';
import { partSample, sampleOf } from './wire-samples.mts';
import type { Special } from './wire-special.mts';

/** `required`: only what the row asks for; `all`: every field, and every page. */
export type Filling = 'required' | 'all';

/** What the service has to get for what a person entered. */
export interface Plan {
	parameters: INodeParameters;
	path: string;
	query: Array<[string, string]>;
	/** Body fields by wire name; undefined where no body goes out. */
	body: IDataObject | undefined;
	contentType?: EndpointRow['contentType'] | undefined;
	idempotencyKey: boolean;
}

/** Rows wanted where not all are. */
export const LIMIT = 7;

export function pagingOf(provider: Provider, row: EndpointRow): Paging | undefined {
	if (row.records === undefined || row.paging === false) return undefined;
	const paging = { ...provider.paging, ...row.paging };
	return paging.page === undefined ? undefined : (paging as Paging);
}

function propertyFor(
	{ parameter, collection, name }: Input,
	visible: readonly INodeProperties[],
): INodeProperties {
	const top = visible.find((property) => property.name === (collection ?? parameter));
	const options = (top?.options ?? []) as INodeProperties[];
	const found = collection === undefined ? top : options.find((one) => one.name === parameter);
	if (!found) throw new Error(`The node does not ask for ${name} as ${parameter}`);
	return found;
}

function asParameter(
	{ type }: INodeProperties,
	entered: NodeParameterValueType,
): NodeParameterValueType {
	return type === 'resourceLocator'
		? ({ __rl: true, mode: 'id', value: String(entered) } as NodeParameterValueType)
		: entered;
}

/** What goes out for a field up front that was left as it is: nothing, where it starts empty. */
function untouched({ type, default: start }: INodeProperties): unknown {
	if (type === 'resourceLocator' || start === '') return undefined;
	return type === 'json' ? JSON.parse(String(start)) : start;
}

function queryOf(fields: readonly Field[], values: IDataObject): Array<[string, string]> {
	return fields.flatMap(({ name }) => {
		const value = values[name];
		if (value === undefined) return [];
		const texts = Array.isArray(value) ? value : [value];
		return texts.map((one): [string, string] => [
			name,
			typeof one === 'object' ? JSON.stringify(one) : String(one),
		]);
	});
}

function pathOf({ host = 'api', path }: EndpointRow, values: IDataObject): string {
	const filled = path.replace(/\{([^{}]+)\}/g, (_part, name: string) => String(values[name]));
	return `${PREFIXES[host]}${filled === '/' ? '' : filled}`;
}

/** What the node adds to a list: the first page, as large as wanted. */
function firstPage(
	provider: Provider,
	row: EndpointRow,
	values: IDataObject,
	filling: Filling,
): { query: IDataObject; body: IDataObject } {
	const paging = pagingOf(provider, row);
	if (!paging || paging.page in values) return { query: {}, body: {} };
	const size = filling === 'all' ? paging.maxSize : Math.min(paging.maxSize, LIMIT);
	const position = { [paging.page]: 1, ...(paging.size ? { [paging.size]: size } : {}) };
	return paging.in === 'body' ? { query: {}, body: position } : { query: position, body: {} };
}

/**
 * How the node is filled in for a row that it offers, and what has to come out.
 *
 * @param special values in place of the samples
 * @param source where the records come from, for a call that takes many
 */
export function planFor(
	form: ServiceForm,
	description: INodeTypeDescription,
	row: EndpointRow,
	filling: Filling,
	{ values: changed = {} }: Special = {},
	source?: string,
): Plan {
	const { resource, operation, query = [], batch } = row;
	const chosen = { resource, operation, ...(source === undefined ? {} : { recordsFrom: source }) };
	const visible = visibleIn(description, chosen);
	const inputs = new Map(inputsOf(form, row).map((input) => [input.name, input]));
	const parts = partsOf(row.path);
	const shared = batch?.key === undefined ? source === undefined || source === 'fields' : true;
	const body = (row.body ?? []).filter(({ name }) => shared && name !== batch?.key);
	const fields = new Map([...query, ...body].map((field) => [field.name, field]));

	const isNeeded = (name: string) => parts.includes(name) || fields.get(name)?.required === true;
	const values: IDataObject = {};
	const parameters: INodeParameters = { ...chosen };
	const enter = (name: string, sample: { entered: NodeParameterValueType; wire: unknown }) => {
		const input = inputs.get(name);
		if (!input) throw new Error(`The node has no input for ${name}`);
		const { collection, parameter } = input;
		const property = propertyFor(input, visible);
		if (filling === 'required' && !isNeeded(name)) {
			const left = collection === undefined ? untouched(property) : undefined;
			if (left !== undefined) values[name] = left as IDataObject[string];
			return;
		}
		values[name] = sample.wire as IDataObject[string];
		const value = asParameter(property, sample.entered);
		if (collection === undefined) parameters[parameter] = value;
		else Object.assign((parameters[collection] ??= {}) as INodeParameters, { [parameter]: value });
	};

	for (const part of parts) enter(part, partSample(part));
	for (const [index, field] of [...fields.values()].entries()) {
		if (parts.includes(field.name)) continue;
		enter(field.name, changed[field.name] ?? sampleOf(field, index, filling === 'all'));
	}
	for (const { name } of visible) {
		if (name === 'returnAll') parameters.returnAll = filling === 'all';
		if (name === 'limit') parameters.limit = LIMIT;
		if (name === 'simplify') parameters.simplify = false;
	}
	const page = firstPage(form.provider, row, values, filling);
	const hasBody = row.body !== undefined || Object.keys(page.body).length > 0;
	const bodyValues = Object.fromEntries(
		body.flatMap(({ name }) => (name in values ? [[name, values[name]]] : [])),
	) as IDataObject;
	return {
		parameters,
		path: pathOf(row, values),
		query: [
			...queryOf(query, values),
			...Object.entries(page.query).map(([name, value]): [string, string] => [name, String(value)]),
		],
		body: hasBody ? { ...bodyValues, ...page.body } : undefined,
		contentType: row.contentType,
		idempotencyKey: row.idempotencyKey === true,
	};
}

/** "Send Request" for a row that the node does not offer. */
export function requestPlan(form: ServiceForm, row: EndpointRow): Plan {
	const { method, path, host, body } = row;
	const key = host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
	const samples = partsOf(path).map((name) => ({ name, ...partSample(name) }));
	const entered = samples.map(({ name, entered: value }) => ({ name, value: String(value) }));
	const values = Object.fromEntries(samples.map(({ name, wire }) => [name, wire])) as IDataObject;
	const page = firstPage(form.provider, row, {}, 'required');
	const content = { some: 'é"', list: [1, null] };
	const fields = body === undefined ? undefined : { ...content, ...page.body };
	return {
		parameters: {
			resource: 'apiRequest',
			operation: 'sendRequest',
			endpoint: { __rl: true, mode: 'list', value: key } as NodeParameterValueType,
			pathParameters: { parameters: entered } as NodeParameterValueType,
			queryParameters: { parameters: [{ name: 'q&=', value: 'a b&é' }] } as NodeParameterValueType,
			returnAll: false,
			limit: LIMIT,
			...(body === undefined ? {} : { contentType: 'json', body: JSON.stringify(content) }),
		},
		path: pathOf(row, values),
		query: [
			['q&=', 'a b&é'],
			...Object.entries(page.query).map(([name, value]): [string, string] => [name, String(value)]),
		],
		body: fields,
		idempotencyKey: false,
	};
}
