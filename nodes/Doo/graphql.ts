import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { graphqlAnswer, rowsAt } from '../../providers/doo/outcomes';
import type { SchemaType } from '../../providers/doo/schema';
import { INTROSPECTION, schemaText, typesOf } from '../../providers/doo/schema';
import { isRecord } from '../../transport/core/json';
import type { CallItem } from '../../transport/pagination/endpoint-call';
import type { ItemContext } from '../shared/input/item-context';
import type { CompositeOperation, OperationContext } from '../shared/form/service-form';

export const graphqlProperties: readonly INodeProperties[] = [
	{
		displayName: 'Rows At',
		name: 'rowsAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. events.items',
		description:
			'Path to the rows in the data. A list is split into one item per row; if empty, all data is returned as one item.',
	},
	{
		displayName: 'Allow Partial Data',
		name: 'allowPartialData',
		type: 'boolean',
		default: false,
		description:
			'Whether to return the data if a part of the query failed, with the failures in "graphqlErrors" of each item. Otherwise the item fails.',
	},
];

export function graphqlShape(item: ItemContext, values: IDataObject): IDataObject {
	const { variables } = values;
	if (variables === undefined || isRecord(variables)) return values;
	throw item.problem('"Variables" must be a JSON object', 'Write it as {"eventId": "4711"}.');
}

/** One item for each row of the answer; where a part of the query failed, that is said. */
export async function answerRows(
	operation: OperationContext,
	items: CallItem[],
): Promise<CallItem[]> {
	return items.flatMap(({ json }): CallItem[] => {
		const { data, errors, failure } = graphqlAnswer(json);
		if (
			failure !== undefined &&
			!(errors.length > 0 && operation.read.boolean('allowPartialData', 'Allow Partial Data'))
		) {
			return [{ json, failure }];
		}
		const path = operation.read.optionalId('rowsAt', 'Rows At') ?? '';
		const found = rowsAt(data, path);
		if ('missing' in found) {
			throw operation.problem(
				`"Rows At" finds nothing at ${path}`,
				`In the data, ${found.missing}.`,
			);
		}
		if (errors.length === 0) return found.rows.map((row) => ({ json: row }));
		const rows = found.rows.length > 0 ? found.rows : [{}];
		return rows.map((row) => ({ json: { ...row, graphqlErrors: errors } }));
	});
}

/** A type without the lists that its kind does not have. */
function typeRow(type: SchemaType): IDataObject {
	const filled = Object.entries(type).filter(
		([, value]) => !Array.isArray(value) || value.length > 0,
	);
	return Object.fromEntries(filled) as IDataObject;
}

function fieldRows({ name, root, fields }: SchemaType): IDataObject[] {
	return fields.map((field) => ({
		type: name,
		...(root ? { root } : {}),
		field: field.name,
		returns: field.type,
		arguments: field.arguments.map((argument) => `${argument.name}: ${argument.type}`).join(', '),
		...(field.description === undefined ? {} : { description: field.description }),
		...(field.deprecated ? { deprecated: true } : {}),
	}));
}

function schemaRows(output: unknown, types: SchemaType[]): IDataObject[] {
	if (output === 'sdl') return [{ schema: schemaText(types), types: types.length }];
	return output === 'fields' ? types.flatMap(fieldRows) : types.map(typeRow);
}

export const getSchema: CompositeOperation = {
	resource: 'graphql',
	operation: 'getSchema',
	reads: true,
	name: 'Get Schema',
	action: 'Get schema',
	description:
		'List the types of the schema with their fields and arguments, to see what can be queried. Uses 1 of the 1,000 requests a day.',
	properties: [
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			options: [
				{
					name: 'One Item per Field',
					value: 'fields',
					description: 'Rows with type, field, arguments and return type',
				},
				{
					name: 'One Item per Type',
					value: 'types',
					description: 'Types with a list of their fields or values',
				},
				{
					name: 'Schema Text',
					value: 'sdl',
					description: 'One item with the schema in the GraphQL schema language',
				},
			],
			default: 'types',
			description: 'How to return the schema',
		},
		{
			displayName: 'Type Name',
			name: 'typeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Event',
			description: 'Return only types with this text in their name. If empty, return all types.',
		},
	],
	async run(operation) {
		const [answer] = await operation.call('graphql.query', { query: INTROSPECTION });
		const { data, failure } = graphqlAnswer(answer?.json);
		if (failure !== undefined) throw operation.problem(`doo did not return its schema: ${failure}`);
		const types = typesOf(data);
		const wanted = (operation.read.optionalId('typeName', 'Type Name') ?? '').toLowerCase();
		const found = types.filter(({ name }) => name.toLowerCase().includes(wanted));
		if (found.length === 0) {
			const some = types.slice(0, 20).map(({ name }) => name);
			throw operation.problem(
				`No type has "${wanted}" in its name`,
				`Types include: ${some.join(', ') || 'none'}.`,
			);
		}
		return schemaRows(operation.read.id('output', 'Output'), found).map((json) => ({ json }));
	},
};
