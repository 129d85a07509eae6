import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import type { ItemContext } from '../../../nodes/shared/input/item-context';
import type { OperationForm, ServiceForm } from '../../../nodes/shared/form/service-form';
import type { Input, RecordSource } from '../../../nodes/shared/form/operation-inputs';
import { inputsOf, operationForm, partsOf } from '../../../nodes/shared/form/operation-inputs';
import { itemContext } from '../../../nodes/shared/input/item-context';
import type { EndpointDefinition, Field, Paging } from '../../../transport/contracts/endpoint';
import type { Provider } from '../../../transport/contracts/provider';
import { contextOf } from '../../unit/support/context.mts';
import { visibleIn } from '../../unit/support/visible.mts';
import { PREFIXES } from './wire-bench.mts';
import { partSample, sampleOf, ZONE } from './wire-samples.mts';
import type { Special } from '../../services/calls.mts';
import { droppedOf } from './wire-special.mts';

/** `required`: only what the row asks for; `all`: every field, and every page. */
export type Filling = 'required' | 'all';

/** What the service has to get for what a person entered. */
export interface Plan {
	parameters: INodeParameters;
	path: string;
	query: Array<[string, string]>;
	headers: Record<string, string>;
	/** Body fields by wire name, or the whole body; undefined where none goes out. */
	body: unknown;
	contentType?: EndpointDefinition['contentType'] | undefined;
	idempotencyKey: boolean;
	/** What each item of the answer keeps of the request, by wire name. */
	kept: IDataObject;
	/** One record out of the fields, for a call that takes many. */
	record: IDataObject;
	/** The item as the form's own code sees it, where there is any. */
	item?: ItemContext | undefined;
}

/** What differs from the usual. */
export interface How {
	special?: Special;
	/** Fields that stay as they are. */
	without?: readonly string[];
	/** Where the records come from, for a call that takes many. */
	source?: RecordSource | undefined;
}

/** Rows wanted where not all are. */
export const LIMIT = 7;

export function pagingOf(provider: Provider, row: EndpointDefinition): Paging | undefined {
	if (row.itemsPath === undefined || row.paging === false) return undefined;
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

/** What a property holds where a person entered this: a locator holds one text, a list to pick from the texts picked. */
function asParameter(
	{ type }: INodeProperties,
	entered: NodeParameterValueType,
): NodeParameterValueType {
	if (type === 'resourceLocator') {
		return { __rl: true, mode: 'id', value: String(entered) } as NodeParameterValueType;
	}
	return type === 'multiOptions' && typeof entered === 'string' ? entered.split(/, ?/) : entered;
}

/** What goes out for a field up front that was left as it is: nothing, where it starts empty. */
function untouched({ type, default: start }: INodeProperties): unknown {
	const blank = ['resourceLocator', 'json'].includes(type) || start === '' || start === 0;
	return blank ? undefined : start;
}

export function queryOf(fields: readonly Field[], values: IDataObject): Array<[string, string]> {
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

export function pathOf({ host = 'api', path }: EndpointDefinition, values: IDataObject): string {
	const filled = path.replace(/\{([^{}]+)\}/g, (_part, name: string) => String(values[name]));
	return `${PREFIXES[host]}${filled === '/' ? '' : filled}`;
}

/** What the node adds to a list: the first page, as large as wanted. */
export function firstPage(
	provider: Provider,
	row: EndpointDefinition,
	values: IDataObject,
	filling: Filling,
): { query: IDataObject; body: IDataObject } {
	const paging = pagingOf(provider, row);
	if (!paging || paging.page in values) return { query: {}, body: {} };
	const size = filling === 'all' ? paging.maxSize : Math.min(paging.maxSize, LIMIT);
	const position = { [paging.page]: 1, ...(paging.size ? { [paging.size]: size } : {}) };
	return paging.in === 'body' ? { query: {}, body: position } : { query: position, body: {} };
}

export function picked(fields: readonly Field[], values: IDataObject): IDataObject {
	return Object.fromEntries(
		fields.flatMap(({ name }) => (name in values ? [[name, values[name]]] : [])),
	);
}

/** Values by wire name as they are entered and as they go out. */
class Filled {
	readonly parameters: INodeParameters;

	private readonly visible: readonly INodeProperties[];

	constructor(
		private readonly inputs: readonly Input[],
		private readonly filling: Filling,
		private readonly special: Special,
		private readonly without: readonly string[],
		description: INodeTypeDescription,
		chosen: INodeParameters,
	) {
		this.parameters = { ...chosen };
		this.visible = visibleIn(description, chosen);
		for (const { name } of this.visible) {
			if (name === 'returnAll') this.parameters.returnAll = filling === 'all';
			if (name === 'limit') this.parameters.limit = LIMIT;
			if (name === 'simplify') this.parameters.simplify = false;
		}
	}

	/** Fills the fields in; `inputAt` tells apart a field of the call and one of its records that have one name. */
	values(fields: readonly Field[], parts: readonly string[], inputAt: 0 | -1): IDataObject {
		const values: IDataObject = {};
		for (const [index, field] of fields.entries()) {
			const { name } = field;
			const input = this.inputs.filter((one) => one.name === name).at(inputAt);
			if (!input) throw new Error(`The node has no input for ${name}`);
			const isPart = parts.includes(name);
			const sample = isPart
				? partSample(name, field)
				: (this.special.values?.[name] ?? sampleOf(field, index, this.filling === 'all'));
			// The form may ask for more than the service does.
			const isNeeded = isPart || Boolean(field.required ?? input.field.required);
			const wire = this.enter(input, sample, isNeeded);
			if (wire !== undefined) values[name] = wire as IDataObject[string];
		}
		return values;
	}

	private enter(
		input: Input,
		sample: { entered: NodeParameterValueType; wire: unknown },
		isNeeded: boolean,
	): unknown {
		const { name, collection, parameter, show } = input;
		if (show && !this.visible.some((one) => one.name === parameter)) return undefined;
		const property = propertyFor(input, this.visible);
		const isLeft = this.filling === 'required' || this.without.includes(name);
		if (isLeft && !isNeeded) return collection === undefined ? untouched(property) : undefined;
		const value = asParameter(property, sample.entered);
		if (collection === undefined) this.parameters[parameter] = value;
		else {
			const collected = (this.parameters[collection] ??= {}) as INodeParameters;
			collected[parameter] = value;
		}
		return sample.wire;
	}
}

/**
 * How the node is filled in for a row that it offers, and what has to come out.
 */
export function planFor(
	form: ServiceForm,
	description: INodeTypeDescription,
	row: EndpointDefinition,
	filling: Filling,
	{ special = {}, without = [], source }: How = {},
): Plan {
	const { resource, operation, batch } = row;
	const inputs = inputsOf(form, row);
	const dropped = droppedOf(form.provider.id, `${resource}.${operation}`);
	const isAsked = ({ name }: Field) => !dropped.includes(name);
	const shown = filling === 'required' ? [] : inputs.filter(({ name }) => !without.includes(name));
	const chosen = {
		resource,
		operation,
		...(source === undefined ? {} : { recordsFrom: source }),
		...choicesFor(shown),
	};
	const filled = new Filled(inputs, filling, special, without, description, chosen);
	const parts = partsOf(row.path);
	const query = (row.query ?? []).filter(isAsked);
	const headers = row.headers ?? [];
	const ofCall = batch?.key !== undefined || source === undefined;
	const body = (row.body ?? []).filter((field) => ofCall && isAsked(field));
	const fields = new Map(
		[...query, ...body, ...headers]
			.filter(({ name }) => !parts.includes(name))
			.map((field) => [field.name, field]),
	);
	const asPart = (name: string): Field => ({
		name,
		type: 'string',
		options: inputs.find((input) => input.name === name)?.field.options ?? [],
	});
	const own = batch?.key === undefined ? (row.body ?? []).filter(isAsked) : (batch.fields ?? []);
	const entered = filled.values([...parts.map(asPart), ...fields.values()], parts, 0);
	const record = source === 'fields' ? filled.values(own, [], -1) : {};

	const { shape, keptFields = [], record: change }: OperationForm = operationForm(form, row);
	const item = shape || change ? itemSeen(description, filled.parameters) : undefined;
	const refused = filling === 'required' && special.refusal !== undefined;
	const values = shape && item && !refused ? shape(item, entered) : entered;
	const page = firstPage(form.provider, row, values, filling);
	const hasBody = row.body !== undefined || Object.keys(page.body).length > 0;
	const whole = body.find((field) => field.whole);
	return {
		parameters: filled.parameters,
		path: pathOf(row, values),
		query: [...queryOf(query, values), ...queryOf(fieldsOf(page.query), page.query)],
		headers: Object.fromEntries(
			Object.entries(picked(headers, values)).map(([name, value]) => [
				name.toLowerCase(),
				String(value),
			]),
		),
		body: hasBody
			? whole
				? values[whole.name]
				: { ...picked(body, values), ...page.body }
			: undefined,
		contentType: row.contentType,
		idempotencyKey: row.idempotencyKey === true,
		kept: Object.fromEntries(
			keptFields.flatMap((name) => {
				if (!(name in values)) return [];
				return [[name, parts.includes(name) ? unescaped(values[name]) : values[name]]];
			}),
		),
		record,
		item,
	};
}

/** A path part as it was entered. */
function unescaped(part: unknown): string {
	return decodeURIComponent(String(part));
}

/** The choices under which the form shows these fields. */
function choicesFor(inputs: readonly Input[]): INodeParameters {
	return Object.fromEntries(
		inputs.flatMap(({ show = {} }) =>
			Object.entries(show).flatMap(([name, [choice]]) =>
				choice === undefined ? [] : [[name, choice]],
			),
		),
	);
}

function fieldsOf(values: IDataObject): Field[] {
	return Object.keys(values).map((name) => ({ name, type: 'string' }));
}

function itemSeen(description: INodeTypeDescription, parameters: INodeParameters): ItemContext {
	const { properties } = description;
	const node = { typeVersion: 1 };
	const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description);
	return itemContext(contextOf({ parameters: all ?? {}, zone: ZONE }), 0);
}

/** "Send Request" for a row that the node does not offer. */
export function requestPlan(form: ServiceForm, row: EndpointDefinition): Plan {
	const { method, path, host, body } = row;
	const key = host === undefined ? `${method} ${path}` : `${method} ${host}:${path}`;
	const samples = partsOf(path).map((name) => ({ name, ...partSample(name) }));
	const entered = samples.map(({ name, entered: value }) => ({ name, value: String(value) }));
	const values = Object.fromEntries(samples.map(({ name, wire }) => [name, wire])) as IDataObject;
	const page = firstPage(form.provider, row, {}, 'required');
	const content = { some: 'é"', list: [1, null] };
	const parameters = {
		resource: 'apiRequest',
		operation: 'sendRequest',
		endpoint: { __rl: true, mode: 'list', value: key } as NodeParameterValueType,
		pathParameters: { parameters: entered } as NodeParameterValueType,
		queryParameters: { parameters: [{ name: 'q&=', value: 'a b&é' }] } as NodeParameterValueType,
		returnAll: false,
		limit: LIMIT,
		...(body === undefined ? {} : { contentType: 'json', body: JSON.stringify(content) }),
	};
	return {
		parameters,
		path: pathOf(row, values),
		query: [['q&=', 'a b&é'], ...queryOf(fieldsOf(page.query), page.query)],
		headers: {},
		body: body === undefined ? undefined : { ...content, ...page.body },
		idempotencyKey: false,
		kept: {},
		record: {},
	};
}
