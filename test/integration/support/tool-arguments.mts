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

const isCollection = (option: unknown): option is INodePropertyCollection =>
	typeof option === 'object' && option !== null && 'values' in option;

function leaf({ type }: INodeProperties, blanks: Blanks): string {
	return `={{ ${JSON.stringify(type in blanks ? blanks[type] : blanks.other)} }}`;
}

/** A parameter with everything in it filled by expressions that give a blank. */
export function blankArgument(property: INodeProperties, blanks: Blanks): NodeParameterValueType {
	const { type, options = [] } = property;
	if (type === 'collection') return blankArguments(options as INodeProperties[], blanks);
	if (type === 'fixedCollection') {
		const groups = options.filter(isCollection).map(({ name, values }) => {
			const entry = blankArguments(values, blanks);
			return [name, property.typeOptions?.multipleValues ? [entry] : entry];
		});
		return Object.fromEntries(groups) as INodeParameters;
	}
	const value = leaf(property, blanks);
	return type === 'resourceLocator'
		? ({ __rl: true, mode: 'id', value } as NodeParameterValueType)
		: value;
}

/** All these parameters with blanks in them. */
export function blankArguments(
	properties: readonly INodeProperties[],
	blanks: Blanks,
): INodeParameters {
	return Object.fromEntries(
		properties.map((property) => [property.name, blankArgument(property, blanks)]),
	);
}
