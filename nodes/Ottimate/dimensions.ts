import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../transport/core/json';
import { isTool } from '../../transport/items/idempotency';
import { propertyOf } from '../shared/form/fields';
import type { LineEntries } from '../shared/form/line-list';
import type { Picker } from '../shared/form/pickers/picker';
import { located } from '../shared/input/expression';
import { isNoValue } from '../shared/input/given-value';
import { isZero } from '../shared/input/item-parameters';
import { ParameterReader } from '../shared/input/parameter-reader';
import type { ItemContext, Shape } from '../shared/input/item-context';
import { pickers } from './pickers';

const TYPE = 'Dimension Type';
const DIMENSION = 'Dimension';

function pickedFrom(picker: keyof typeof pickers): { name: string; picker: Picker } {
	return { name: picker, picker: pickers[picker] };
}

/** Dimensions picked one by one: the JSON field takes the same as an object. */
function dimensionsProperty(description: string): INodeProperties {
	return {
		displayName: 'Dimensions',
		name: 'dimensionFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Dimension',
		default: {},
		description,
		options: [
			{
				displayName: DIMENSION,
				name: 'dimension',
				values: [
					propertyOf(
						{
							name: 'type',
							type: 'string',
							description: 'Type of the dimension in the ERP, from the list or by name',
						},
						{
							parameter: 'type',
							label: TYPE,
							required: true,
							picker: pickedFrom('dimensionType'),
						},
					),
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
							picker: pickedFrom('erpDimension'),
						},
					),
				],
			},
		],
	};
}

/** Those of an invoice. */
export const dimensionFields = dimensionsProperty(
	'GL account, department and other dimensions of the invoice',
);

function entriesIn(item: ItemContext, given: unknown): IDataObject[] {
	const list = isRecord(given) ? given.dimension : undefined;
	const entries = Array.isArray(list) ? list.filter(isRecord) : [];
	// A tool's caller must send both arguments of an entry: without a value in either there is none.
	const isUnset = (value: unknown) => value === false || isZero(value) || isNoValue(value);
	return isTool(item.context)
		? entries.filter(
				({ type, dimension }) => !isUnset(located(type)) || !isUnset(located(dimension)),
			)
		: entries;
}

/** Adds the dimensions that were picked to those of the JSON; of two for one type the JSON counts. */
function added(item: ItemContext, values: IDataObject, given: unknown, suffix = ''): IDataObject {
	const picked = entriesIn(item, given).map((entry) => {
		const reader = new ParameterReader(item.context, (name) => entry[name], item.itemIndex);
		return [
			reader.id('type', `${TYPE}${suffix}`),
			reader.id('dimension', `${DIMENSION}${suffix}`),
		] as const;
	});
	if (picked.length === 0) return values;
	const json = isRecord(values.dimensions) ? values.dimensions : {};
	return { ...values, dimensions: { ...Object.fromEntries(picked), ...json } };
}

export const withDimensions: Shape = (item, values) =>
	added(item, values, item.parameter(dimensionFields.name));

/** Those of a line. */
export const lineDimensions: LineEntries = {
	property: dimensionsProperty('GL account, department and other dimensions of the line'),
	added,
};
