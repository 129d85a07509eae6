import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	NodeParameterValueType,
} from 'n8n-workflow';

/** What a caller of a tool sends for an argument that it has no value for, by the type of the field. */
export type Blanks = Readonly<Record<string, unknown>> & { other: unknown };

export const BLANKS: Readonly<Record<string, Blanks>> = {
	'empty texts': { other: '' },
	'the nothing of each type': {
		number: 0,
		boolean: false,
		json: '{}',
		multiOptions: [],
		other: '',
	},
	'other empty values': { number: '0', json: '[]', multiOptions: '[]', other: '   ' },
	'empty objects and lists': { json: {}, multiOptions: [], other: [] },
	null: { other: null },
	'the word null': { other: 'null' },
	'N/A': { other: 'N/A' },
};

/** Makes the expression of one parameter; `path` leads to it. */
type Leaf = (property: INodeProperties, path: string) => string;

const isCollection = (option: unknown): option is INodePropertyCollection =>
	typeof option === 'object' && option !== null && 'values' in option;

/** A parameter with everything in it filled by expressions. */
function argument(property: INodeProperties, leaf: Leaf, before: string): NodeParameterValueType {
	const { type, name, options = [] } = property;
	const path = before === '' ? name : `${before}_${name}`;
	if (type === 'collection') return argumentsOf(options as INodeProperties[], leaf, path);
	if (type === 'fixedCollection') {
		const groups = options.filter(isCollection).map((group) => {
			const entry = argumentsOf(group.values, leaf, path);
			return [group.name, property.typeOptions?.multipleValues ? [entry] : entry];
		});
		return Object.fromEntries(groups) as INodeParameters;
	}
	const value = leaf(property, path);
	return type === 'resourceLocator'
		? ({ __rl: true, mode: 'id', value } as NodeParameterValueType)
		: value;
}

/** All these parameters, filled by expressions. */
export function argumentsOf(
	properties: readonly INodeProperties[],
	leaf: Leaf,
	path = '',
): INodeParameters {
	return Object.fromEntries(
		properties.map((property) => [property.name, argument(property, leaf, path)]),
	);
}

/** All these parameters with blanks in them. */
export function blankArguments(
	properties: readonly INodeProperties[],
	blanks: Blanks,
): INodeParameters {
	return argumentsOf(
		properties,
		({ type }) => `={{ ${JSON.stringify(type in blanks ? blanks[type] : blanks.other)} }}`,
	);
}
