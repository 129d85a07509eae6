import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { nodeOf } from '../../../transport/core/node';
import { choicesOf } from './labels/choices';
import { propertyOf } from './fields';
import type { ItemContext } from '../input/item';
import type { Picker } from './pickers/picker';
import type { Given } from '../input/given-value';
import { isExpression, located } from '../input/expression';
import type { TypedField } from '../input/readers/field';
import { emptyRuleOf } from '../input/empty-rule';
import { givenValue, typedMembers } from '../input/given-value';
import { camel, titled } from './labels/wire-names';

/** The members of an object or of a line, and what they are called. */
export interface NamedFields {
	/** By wire name, where the words of the name do not do. */
	labels?: Readonly<Record<string, string>>;
	words?: Readonly<Record<string, string>>;
	/** Lists to pick a member's value from, by wire name. */
	pickers?: Readonly<Record<string, { name: string; picker: Picker }>>;
}

/** Unlike a parameter's own name, a member's cannot clash with those of the node. */
const parameterOf = ({ name }: Field) => camel(name);

export function labelOf({ labels, words }: NamedFields, { name }: Field): string {
	return labels?.[name] ?? titled(name, words);
}

export function propertiesOf(named: NamedFields, fields: readonly Field[]): INodeProperties[] {
	return fields.map((field) => {
		const picker = named.pickers?.[field.name];
		return propertyOf(field, {
			parameter: parameterOf(field),
			label: labelOf(named, field),
			required: field.required === true,
			...(picker === undefined ? {} : { picker }),
			words: named.words,
		});
	});
}

function typed({ words, pickers }: NamedFields, field: Field): TypedField {
	const picker = pickers?.[field.name]?.picker;
	return {
		...field,
		choices: choicesOf(field.options ?? [], words),
		...(picker === undefined || picker.by === 'name' ? {} : { isReference: true }),
	};
}

/** Where members stand in the node, and how a message names the place. */
interface Place {
	path: ReadonlyArray<string | number>;
	/** Follows the member's label, such as `of item 2`. */
	suffix: string;
	isAdded: boolean;
	/** The parameter of a member, if not its own name. */
	parameterOf?(field: Field): string;
}

/** n8n has no empty number: one that every line shows and nobody has filled in holds 0. */
function isUntouched(
	{ type, required }: Field,
	{ value, isAdded, isExpression: byExpression }: Given,
) {
	return type === 'number' && !required && !isAdded && !byExpression && Number(value) === 0;
}

/** The members that were filled in, as they go over the wire. */
export function filledMembers(
	item: ItemContext,
	named: NamedFields,
	fields: readonly Field[],
	values: unknown,
	{ path, suffix, isAdded, parameterOf: parameterAt = parameterOf }: Place,
): IDataObject {
	const { context, itemIndex } = item;
	const saved = nodeOf(context).parameters;
	const rule = emptyRuleOf(context, itemIndex);
	const members = fields.flatMap((field) => {
		const parameter = parameterAt(field);
		const given: Given = {
			value: isRecord(values) ? located(values[parameter]) : undefined,
			isExpression: isExpression(saved, [...path, parameter]),
			isAdded,
			isFilter: false,
		};
		if (isUntouched(field, given)) return [];
		const origin = { context, itemIndex, label: `${labelOf(named, field)}${suffix}` };
		const wire = givenValue(typed(named, field), given, origin, rule, isAdded);
		return wire === undefined ? [] : [[field.name, wire]];
	});
	return Object.fromEntries(members) as IDataObject;
}

/** An object given as JSON: its known members are read like those of the form. */
export function jsonMembers(
	item: ItemContext,
	named: NamedFields,
	fields: readonly Field[],
	object: IDataObject,
	suffix: string,
): IDataObject {
	const known = fields.map((field) => typed(named, field));
	return typedMembers(known, object, item, (field) => `${labelOf(named, field)}${suffix}`);
}
