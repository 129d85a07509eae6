import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeTypeDescription,
} from 'n8n-workflow';

import { visibleIn } from './visible.mts';

/** A value that an AI agent can be asked for, under the name that n8n's editor gives it. */
export interface Argument {
	key: string;
	/** Of the parameter, as the editor has it. */
	path: string;
	property: INodeProperties;
}

type Option = NonNullable<INodeProperties['options']>[number];

export const isGroup = (option: Option): option is INodePropertyCollection => 'values' in option;
export const isProperty = (option: Option): option is INodeProperties => 'type' in option;

/** Types that hold no value of their own, and those for which the editor offers no "let the model decide". */
const WITHOUT = ['button', 'credentialsSelect', 'hidden', 'notice', 'options'];

/**
 * The editor's rule (n8n 2.41.1, `fromAIOverride.utils`): the parts of the path with an index, then the label, joined by
 * underscores; 63 characters at most, the first ones or, in nested lists, the last; other characters become underscores.
 */
export function argumentKey(path: string, label: string): string {
	const indexed = path
		.split('.')
		.filter((part) => /\[\d+\]/.test(part))
		.map((part) => part.replaceAll(/[[\]]/g, ''));
	const name = [...indexed, label].join('_');
	const short = indexed.length > 1 ? name.slice(-63) : name.slice(0, 63);
	return short.replace(/[^a-zA-Z0-9-]/g, '_');
}

/** All arguments that these parameters can become, one entry of each list. */
export function argumentsOf(properties: readonly INodeProperties[], at = 'parameters'): Argument[] {
	return properties.flatMap((property): Argument[] => {
		const { type, name, options = [], typeOptions, displayName, noDataExpression } = property;
		const path = `${at}.${name}`;
		if (type === 'collection') return argumentsOf(options.filter(isProperty), path);
		if (type === 'fixedCollection') {
			const index = typeOptions?.multipleValues ? '[0]' : '';
			return options
				.filter(isGroup)
				.flatMap(({ name: group, values }) => argumentsOf(values, `${path}.${group}${index}`));
		}
		if (WITHOUT.includes(type) || noDataExpression) return [];
		return [{ key: argumentKey(path, displayName), path, property }];
	});
}

/** Each choice of an operation that shows or hides other parameters. */
export function variants(
	chosen: INodeParameters,
	visible: readonly INodeProperties[],
): INodeParameters[] {
	const switches = visible.filter(
		({ name, type }) => ['options', 'boolean'].includes(type) && !(name in chosen),
	);
	const others = switches.flatMap(({ name, type, options = [] }) =>
		type === 'boolean'
			? [true, false].map((value) => ({ ...chosen, [name]: value }))
			: options.flatMap((option) =>
					'value' in option ? [{ ...chosen, [name]: option.value }] : [],
				),
	);
	return [chosen, ...others];
}

/** What a node can be set to: each resource with each operation; just one for a node without them. */
export function settingsOf({ properties }: INodeTypeDescription): INodeParameters[] {
	const valuesOf = ({ options = [] }: INodeProperties) =>
		options.flatMap((option) => ('value' in option ? [option.value] : []));
	const resource = properties.find(({ name }) => name === 'resource');
	if (!resource) return [{}];
	return valuesOf(resource).flatMap((value) =>
		properties
			.filter(
				({ name, displayOptions }) =>
					name === 'operation' && displayOptions?.show?.resource?.includes(value),
			)
			.flatMap(valuesOf)
			.map((operation) => ({ resource: value, operation })),
	);
}

/** Every set of parameters that a node can show at a time, with what was chosen to see it. */
export function panelsOf(
	description: INodeTypeDescription,
): Array<{ of: string; visible: INodeProperties[] }> {
	return settingsOf(description).flatMap((chosen) =>
		variants(chosen, visibleIn(description, chosen)).map((values) => ({
			of: `${description.name} ${JSON.stringify(values)}`,
			visible: visibleIn(description, values),
		})),
	);
}
