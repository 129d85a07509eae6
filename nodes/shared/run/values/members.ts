import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../../transport/contracts/endpoint';
import { isRecord } from '../../../../transport/core/json';
import { nodeOf } from '../../../../transport/core/node';
import type { NamedFields } from '../../form/named-fields';
import { labelOf, memberField, memberParameter } from '../../form/named-fields';
import { emptyRuleOf } from '../../input/empty-rule';
import { isExpression, located } from '../../input/expression';
import type { Given } from '../../input/given-value';
import { givenValue, readMembers } from '../../input/given-value';
import type { ItemContext } from '../../input/item-context';

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
	{ path, suffix, isAdded, parameterOf = memberParameter }: Place,
): IDataObject {
	const { context, itemIndex } = item;
	const saved = nodeOf(context).parameters;
	const rule = emptyRuleOf(context, itemIndex);
	const members = fields.flatMap((field) => {
		const parameter = parameterOf(field);
		const given: Given = {
			value: isRecord(values) ? located(values[parameter]) : undefined,
			isExpression: isExpression(saved, [...path, parameter]),
			isAdded,
			isFilter: false,
		};
		if (isUntouched(field, given)) return [];
		const origin = { context, itemIndex, label: `${labelOf(named, field)}${suffix}` };
		const wire = givenValue(memberField(named, field), given, origin, rule, isAdded);
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
	const known = fields.map((field) => memberField(named, field));
	return readMembers(known, object, item, (field) => `${labelOf(named, field)}${suffix}`);
}
