import type { IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import { nodeOf } from '../../../transport/core/node';
import { isTool } from '../../../transport/items/idempotency';
import { isExpression, located } from './expression';
import { isNoValue } from './given-value';
import { ParameterReader } from './parameter-reader';

/** Stands for a parameter that the node does not have: n8n throws where no other value is given. */
export const ABSENT = '\u0000';

/** Numbers at the top level that are never 0. */
const NEVER_ZERO = new Set(['limit']);

/** A tool's caller must send an argument for each expression: one without a value counts as a parameter that is not there. */
function argument(
	context: IExecuteFunctions,
	path: readonly string[],
	value: unknown,
	isNothing: (value: unknown) => boolean,
): unknown {
	const nothing = isTool(context) && isNothing(located(value));
	return nothing && isExpression(nodeOf(context).parameters, path) ? undefined : (value ?? null);
}

/** What a tool's caller sends for a number or an ID that it does not know. */
export const isZero = (value: unknown): boolean => value === 0 || value === '0';

/** The readers of the item that was read last. */
interface Latest {
	itemIndex: number;
	parameters: ParameterReader;
	options: ParameterReader | undefined;
}

const latest = new WeakMap<IExecuteFunctions, Latest>();

function readersOf(context: IExecuteFunctions, itemIndex: number): Latest {
	const known = latest.get(context);
	if (known?.itemIndex === itemIndex) return known;
	const parameters = parametersReader(context, itemIndex);
	const readers = { itemIndex, parameters, options: undefined };
	latest.set(context, readers);
	return readers;
}

/** The parameters of one input item. */
export function parametersOf(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	return readersOf(context, itemIndex).parameters;
}

/** The options of one input item. */
export function optionsIn(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	const readers = readersOf(context, itemIndex);
	readers.options ??= optionsReader(context, itemIndex);
	return readers.options;
}

function parametersReader(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	return new ParameterReader(
		context,
		(name) => {
			const value: unknown = context.getNodeParameter(name, itemIndex, ABSENT);
			if (value === ABSENT) return undefined;
			const isNothing = (given: unknown) =>
				isNoValue(given) || (NEVER_ZERO.has(name) && isZero(given));
			return argument(context, [name], value, isNothing);
		},
		itemIndex,
	);
}

function optionsReader(context: IExecuteFunctions, itemIndex: number): ParameterReader {
	return collectionIn(context, itemIndex, 'options', isZero);
}

/**
 * The entries of a collection for one input item.
 *
 * @param isUnset what else a tool's caller sends in place of nothing
 */
export function collectionIn(
	context: IExecuteFunctions,
	itemIndex: number,
	collection: string,
	isUnset: (value: unknown) => boolean = () => false,
): ParameterReader {
	const entries: unknown = context.getNodeParameter(collection, itemIndex, {});
	const given = isRecord(entries) ? entries : {};
	const isNothing = (value: unknown) => isNoValue(value) || isUnset(value);
	return new ParameterReader(
		context,
		(name) =>
			name in given ? argument(context, [collection, name], given[name], isNothing) : undefined,
		itemIndex,
	);
}
