import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isRecord } from '../../../transport/core/json';
import { nodeOf } from '../../../transport/core/node';
import type { EmptyRule } from '../input/given-value';
import { refusesEmpty } from '../input/given-value';
import { checkCleared } from '../input/readers/clear';
import { isExpression } from '../input/expression';
import { emptyRuleOf } from '../input/empty-rule';
import { readJson, readObject } from '../input/readers/json';
import { readList } from '../input/readers/list';
import type { Origin } from '../input/readers/origin';
import { emptyError, problem, read } from '../input/readers/origin';
import { isBlank, readText, trimmed } from '../input/readers/text';
import { shown } from '../input/readers/value-error';

/** What n8n's form makes of a collection: groups with lists of entries. An expression may give the plain object instead. */
function isCollection(value: IDataObject): boolean {
	const groups = ['parameters', 'json', 'files'];
	return Object.entries(value).every(
		([key, group]) => groups.includes(key) && Array.isArray(group),
	);
}

/** A value by name: a text, or several as a list. Objects are refused: no query, header or form can hold one. */
function plainValue(value: unknown, origin: Origin): IDataObject[string] {
	return read(origin, () => {
		if (Array.isArray(value)) return readList(value);
		return isBlank(value) ? (value as '' | null | undefined) : readText(value);
	});
}

/** The entries that a person added, each with its name. */
function fieldsIn(
	group: unknown,
	parameter: string,
	{ context, itemIndex, label }: Origin & { context: IExecuteFunctions },
	rule: EmptyRule | undefined,
): Array<[string, IDataObject[string]]> {
	const saved = nodeOf(context).parameters;
	return (Array.isArray(group) ? group : []).flatMap((entry: unknown, index) => {
		if (!isRecord(entry)) return [];
		if (isBlank(entry.name)) {
			if (isBlank(entry.value)) return [];
			const advice = `Name the value ${shown(entry.value)}, or remove it.`;
			throw problem(context, itemIndex, `A name in "${label}" is empty`, advice);
		}
		const name = trimmed(
			read({ context, label: `Name in ${label}`, itemIndex }, () => readText(entry.name)),
		);
		const { value } = entry;
		const origin = { context, itemIndex, label: name };
		const given = {
			value,
			isExpression: isExpression(saved, [parameter, 'parameters', index, 'value']),
			isAdded: true,
			isFilter: parameter !== 'bodyParameters',
		};
		if (isBlank(value) && given.isExpression) {
			if (refusesEmpty(context, { name, type: 'string' }, given, rule)) throw emptyError(origin);
			return [];
		}
		return [[name, plainValue(value, origin)]];
	});
}

/**
 * Values by name from a collection of fields and JSON objects, or from an expression that gives the object itself. Values by
 * JSON come after the fields and win.
 *
 * @throws NodeOperationError for objects as values, and for expressions that find nothing
 */
export function namedValues(
	context: IExecuteFunctions,
	parameter: string,
	label: string,
	itemIndex: number,
): IDataObject {
	const origin = { context, itemIndex, label };
	const given = read(origin, () => readObject(context.getNodeParameter(parameter, itemIndex, {})));
	if (given === undefined) return {};
	const values: IDataObject = {};
	const assign = (object: IDataObject) => {
		for (const [name, value] of Object.entries(object)) {
			values[name] = plainValue(value, { ...origin, label: name });
		}
	};
	if (!isCollection(given)) {
		assign(given);
		checkCleared(origin, values);
		return values;
	}
	const rule = emptyRuleOf(context, itemIndex);
	for (const [name, value] of fieldsIn(given.parameters, parameter, origin, rule)) {
		const before = values[name];
		values[name] =
			before === undefined ? value : ([before, value].flat() as Array<string | number | boolean>);
	}
	for (const entry of Array.isArray(given.json) ? given.json : []) {
		const json = read(origin, () => readJson(isRecord(entry) ? entry.json : entry));
		assign(read(origin, () => readObject(json)) ?? {});
	}
	checkCleared(origin, values);
	return values;
}
