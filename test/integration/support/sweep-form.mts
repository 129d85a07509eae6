import { isDeepStrictEqual } from 'node:util';

import type {
	INodeParameters,
	INodeProperties,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

import type { ServiceForm } from '../../../nodes/shared/form/service-form';
import { rowOf } from '../../../nodes/shared/form/service-form';
import { inputsOf, operationForm } from '../../../nodes/shared/form/operation-inputs';
import { camel } from '../../../nodes/shared/form/labels/wire-names';
import type { EndpointDefinition, Field } from '../../../transport/contracts/endpoint';
import { isGroup, isProperty, settingsOf, variants } from '../../unit/support/arguments.mts';
import { visibleIn } from '../../unit/support/visible.mts';
import type { Target } from './sweep-values.mts';

type Path = ReadonlyArray<string | number>;

/** One parameter of an operation, with what has to be chosen for it to be there. */
export interface Place extends Target {
	chosen: INodeParameters;
	path: Path;
	/** The wire name, where it is known. */
	name?: string | undefined;
	/** Fields that stand beside it in each entry of a list that it is part of, from the outside in. */
	beside: readonly INodeParameters[];
}

/** An operation with all its parameters. */
export interface Swept {
	title: string;
	chosen: INodeParameters;
	row?: EndpointDefinition | undefined;
	isJob: boolean;
	places: Place[];
}

/** A value that a field takes. */
export function validFor({
	type,
	options = [],
	name,
	default: start,
}: INodeProperties): NodeParameterValueType {
	const [choice] = options.flatMap((one) =>
		'value' in one && one.value !== '' ? [one.value] : [],
	);
	switch (type) {
		case 'number':
			return 1;
		case 'boolean':
			return true;
		case 'dateTime':
			return '2026-03-02T10:00:00Z';
		case 'options':
			return choice ?? '';
		case 'multiOptions':
			return [choice ?? ''];
		case 'json':
			return String(start).startsWith('[') ? '[{"name":"x"}]' : '{"name":"x"}';
		case 'resourceLocator':
			return name === 'endpoint'
				? { __rl: true, mode: 'path', value: '/things/{part}' }
				: { __rl: true, mode: 'id', value: '7' };
		default:
			return /DataFieldName$/i.test(name) ? 'data' : '7';
	}
}

export function requiredOf(properties: readonly INodeProperties[]): INodeParameters {
	// Not marked as required, because n8n would ask for them wherever the choice that shows them comes from an expression.
	const chosen = ['graphqlQuery', 'carrier'];
	const needed = properties.filter(({ required, name }) => required || chosen.includes(name));
	const values = Object.fromEntries(
		needed.map((property) => [property.name, validFor(property)]),
	) as INodeParameters;
	const part = { parameters: [{ name: 'part', value: '1' }] };
	return 'endpoint' in values ? { ...values, pathParameters: part } : values;
}

/** The fields of an operation, by the path of their parameters. */
function fieldsOf(form: ServiceForm | undefined, row: EndpointDefinition | undefined) {
	const fields = new Map<string, Field>();
	if (!form || !row) return fields;
	for (const { collection, parameter, field } of inputsOf(form, row)) {
		fields.set(collection ? `${collection}.${parameter}` : parameter, field);
	}
	const { lines } = operationForm(form, row);
	for (const part of lines?.fields ?? []) fields.set(`lines.line.0.${camel(part.name)}`, part);
	for (const part of lines?.extraFields?.fields ?? []) {
		fields.set(`lines.line.0.further.${camel(part.name)}`, part);
	}
	return fields;
}

/** What has to be chosen outside of a collection for one of its entries to be shown. */
function choiceFor({ displayOptions }: INodeProperties): INodeParameters {
	const outside = Object.entries(displayOptions?.show ?? {}).filter(([name]) =>
		name.startsWith('/'),
	);
	return Object.fromEntries(
		outside.map(([name, values]) => [name.slice(1), values?.[0]]),
	) as INodeParameters;
}

function placesIn(
	properties: readonly INodeProperties[],
	outer: INodeParameters,
	fields: ReadonlyMap<string, Field>,
	at: Path = [],
	beside: readonly INodeParameters[] = [],
): Place[] {
	return properties.flatMap((property): Place[] => {
		const { type, name, options = [], typeOptions, noDataExpression } = property;
		const path = [...at, name];
		const chosen = at.length > 0 ? { ...outer, ...choiceFor(property) } : outer;
		if (type === 'collection') {
			return placesIn(options.filter(isProperty), chosen, fields, path, beside);
		}
		if (type === 'fixedCollection') {
			const index = typeOptions?.multipleValues ? [0] : [];
			return options.filter(isGroup).flatMap(({ name: group, values }) => {
				const inside = [...path, group, ...index];
				const entry = Object.fromEntries(
					values
						.filter(({ required, name: one }) => required || ['name', 'value'].includes(one))
						.map((one) => [one.name, validFor(one)]),
				);
				return placesIn(
					values,
					chosen,
					fields,
					inside,
					index.length > 0 ? [...beside, entry] : beside,
				);
			});
		}
		// n8n asks for the fields of every choice where the choice is an expression.
		if (name === 'deliverTo') return [];
		if (['notice', 'hidden', 'button'].includes(type) || noDataExpression) return [];
		const field = fields.get(path.join('.'));
		return [{ property, chosen, path, field, name: field?.name, beside }];
	});
}

const COMMON = new Set(['options.longestWait', 'options.maxResponseSize', 'options.timeout']);

/** Every operation of a node, and each of its parameters once. */
export function sweptOf(
	description: INodeTypeDescription,
	form: ServiceForm | undefined,
	settings: readonly INodeParameters[] = settingsOf(description),
): Swept[] {
	const seen = new Set<string>();
	return settings.map((chosen) => {
		const same = (one: { resource: string; operation: string }) =>
			one.resource === chosen.resource && one.operation === chosen.operation;
		const job = form?.compositeOperations?.find(same);
		const row = job
			? job.row === undefined || !form
				? undefined
				: rowOf(form, job.row)
			: form?.provider.endpoints.find(same);
		const fields = fieldsOf(form, row);
		const places = new Map<string, Place>();
		for (const values of variants(chosen, visibleIn(description, chosen))) {
			for (const place of placesIn(visibleIn(description, values), values, fields)) {
				const key = place.path.join('.');
				if (!keeps(place.chosen, chosen)) continue;
				// Each resource has these options in all of its operations.
				const once = COMMON.has(key) ? `${String(chosen.resource)} ${key}` : undefined;
				if (once !== undefined && seen.has(once) && !places.has(key)) continue;
				if (once !== undefined) seen.add(once);
				if (!places.has(key)) places.set(key, place);
			}
		}
		const title = Object.values(chosen)
			.filter((value) => typeof value === 'string')
			.join('.');
		return { title, chosen, row, isJob: job !== undefined, places: [...places.values()] };
	});
}

/** Whether a place is there with what was chosen; others belong to another mode of the form. */
function keeps(needed: INodeParameters, chosen: INodeParameters): boolean {
	return Object.entries(chosen).every(
		([name, value]) => !(name in needed) || isDeepStrictEqual(needed[name], value),
	);
}

/** The parameters with a value at a path; entries of lists get what stands beside it. */
export function withValue(
	parameters: INodeParameters,
	{ path, beside, property }: Place,
	value: NodeParameterValueType,
): INodeParameters {
	const result = structuredClone(parameters);
	let at = result as Record<string | number, unknown>;
	const last = path.at(-1) ?? '';
	const entries = [...beside];
	path.slice(0, -1).forEach((key, index) => {
		const next = path[index + 1];
		const known = at[key];
		const empty = typeof next === 'number' ? [] : {};
		const inner = typeof known === 'object' && known !== null ? known : empty;
		if (typeof key === 'number') Object.assign(inner, { ...entries.shift(), ...inner });
		at[key] = inner;
		at = inner as Record<string | number, unknown>;
	});
	at[last] =
		property.type === 'resourceLocator'
			? { __rl: true, mode: property.name === 'endpoint' ? 'path' : 'id', value }
			: value;
	return result;
}
