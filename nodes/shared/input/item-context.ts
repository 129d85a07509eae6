import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { located } from './expression';
import { parametersOf } from './item-parameters';
import type { ParameterReader } from './parameter-reader';
import { problem } from './readers/origin';

/** One input item of a node. */
export interface ItemContext {
	context: IExecuteFunctions;
	itemIndex: number;
	/** A parameter as the person set it; locators give their id. */
	parameter(name: string): unknown;
	/** Parameters read strictly, by type. */
	read: ParameterReader;
	/** The error for a value that cannot be sent. */
	problem(message: string, description?: string): Error;
}

export function itemContext(context: IExecuteFunctions, itemIndex: number): ItemContext {
	return {
		context,
		itemIndex,
		parameter: (name) => located(context.getNodeParameter(name, itemIndex, undefined)),
		read: parametersOf(context, itemIndex),
		problem: (message, description) => problem(context, itemIndex, message, description),
	};
}

/** Checks or changes the values of an item before anything is sent. */
export type Shape = (item: ItemContext, values: IDataObject) => IDataObject;

/** Checks and changes, one after the other. */
export function inSequence(...shapes: readonly Shape[]): Shape {
	return (item, values) => shapes.reduce((result, shape) => shape(item, result), values);
}
