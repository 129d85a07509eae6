import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { located } from './expression';
import { parametersOf } from './item-parameters';
import { ParameterReader } from './parameter-reader';
import { choicesIn, readChoice } from './readers/choice';
import { problem, read } from './readers/origin';
import { isEmpty } from './readers/text';

/** One input item of a node. */
export interface ItemContext {
	context: IExecuteFunctions;
	itemIndex: number;
	/** A parameter as the person set it; locators give their id, a choice of the operation its value. */
	parameter(name: string): unknown;
	/** Parameters read strictly, by type. */
	read: ParameterReader;
	/** The error for a value that cannot be sent. */
	problem(message: string, description?: string): Error;
}

/** The parameters of an item, with a choice's value wherever a person gave its label. */
function readerFor(
	context: IExecuteFunctions,
	itemIndex: number,
	properties: readonly INodeProperties[],
): ParameterReader {
	const parameters = parametersOf(context, itemIndex);
	if (properties.length === 0) return parameters;
	const get = (name: string) => {
		const value = parameters.parameter(name);
		const property = properties.find((one) => one.name === name);
		if (property === undefined || isEmpty(value)) return value;
		const origin = { context, itemIndex, label: property.displayName };
		return read(origin, () => readChoice(value, choicesIn(property)));
	};
	return new ParameterReader(context, get, itemIndex);
}

/** @param own the operation's own parameters, which belong to no field of an endpoint */
export function itemContext(
	context: IExecuteFunctions,
	itemIndex: number,
	own: readonly INodeProperties[] = [],
): ItemContext {
	const choices = own.filter(({ type }) => type === 'options');
	const reader = readerFor(context, itemIndex, choices);
	return {
		context,
		itemIndex,
		parameter: (name) =>
			choices.some((one) => one.name === name)
				? reader.parameter(name)
				: located(context.getNodeParameter(name, itemIndex, undefined)),
		read: reader,
		problem: (message, description) => problem(context, itemIndex, message, description),
	};
}

/** Checks or changes the values of an item before anything is sent. */
export type Shape = (item: ItemContext, values: IDataObject) => IDataObject;

/** Checks and changes, one after the other. */
export function inSequence(...shapes: readonly Shape[]): Shape {
	return (item, values) => shapes.reduce((result, shape) => shape(item, result), values);
}
