import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { isTool } from '../../transport/items/idempotency';
import { propertyOf } from '../shared/form/fields';
import { located } from '../shared/input/expression';
import { isNoValue } from '../shared/input/given-value';
import { isZero } from '../shared/input/item-parameters';
import { ParameterReader } from '../shared/input/parameter-reader';
import type { ItemContext, Shape } from '../shared/input/item-context';
import { pickers } from './pickers';

const TYPE = 'Dimension Type';
const DIMENSION = 'Dimension';

/** Dimensions of an invoice, picked one by one: the JSON field takes the same as an object. */
export const dimensionFields: INodeProperties = {
	displayName: 'Dimensions',
	name: 'dimensionFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Dimension',
	default: {},
	description: 'GL account, department and other dimensions of the invoice',
	options: [
		{
			displayName: DIMENSION,
			name: 'dimension',
			values: [
				{
					displayName: TYPE,
					name: 'type',
					type: 'string',
					default: '',
					required: true,
					placeholder: 'e.g. DEPARTMENT',
					description: 'Type of the dimension in the ERP, which the list shows after its name',
				},
				propertyOf(
					{
						name: 'dimension',
						type: 'string',
						description: 'The dimension, from the list or by its ID in the ERP',
					},
					{
						parameter: 'dimension',
						label: DIMENSION,
						required: true,
						picker: { name: 'erpDimension', picker: pickers.erpDimension },
					},
				),
			],
		},
	],
};

function entriesIn(item: ItemContext): IDataObject[] {
	const given = item.parameter(dimensionFields.name);
	const list = isRecord(given) ? given.dimension : undefined;
	const entries = Array.isArray(list) ? list.filter(isRecord) : [];
	// A tool's caller must send both arguments of an entry: without a value in either there is none.
	const isUnset = (value: unknown) => value === false || isZero(value) || isNoValue(value);
	return isTool(item.context)
		? entries.filter(({ type, dimension }) => !isUnset(type) || !isUnset(located(dimension)))
		: entries;
}

/** Adds the dimensions that were picked to those of the JSON; of two for one type the JSON counts. */
export const withDimensions: Shape = (item, values) => {
	const picked = entriesIn(item).map((entry) => {
		const reader = new ParameterReader(item.context, (name) => entry[name], item.itemIndex);
		return [reader.text('type', TYPE), reader.id('dimension', DIMENSION)] as const;
	});
	if (picked.length === 0) return values;
	const json = isRecord(values.dimensions) ? values.dimensions : {};
	return { ...values, dimensions: { ...Object.fromEntries(picked), ...json } };
};
