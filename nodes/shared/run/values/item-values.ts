import type { IDataObject } from 'n8n-workflow';
import { nodeOf } from '../../../../transport/core/node';

import { choicesOf } from '../../form/labels/choices';
import type { ServiceForm } from '../../form/service-form';
import type { Input } from '../../form/operation-inputs';
import { titled } from '../../form/labels/wire-names';
import type { Given } from '../../input/given-value';
import { givenValue, isMissing } from '../../input/given-value';
import { emptyRuleOf } from '../../input/empty-rule';
import { isExpression, located } from '../../input/expression';
import type { ItemContext } from '../../input/item-context';
import type { InputField } from '../../input/readers/field';
import { readObject } from '../../input/readers/json';
import type { Missing } from '../../input/readers/origin';
import { read } from '../../input/readers/origin';
import { isEmpty, sameName } from '../../input/readers/text';

/** The field of an input, with its choices as the form shows them. */
export function inputField(form: ServiceForm, { field, picker }: Input): InputField {
	return {
		...field,
		choices: choicesOf(field.options ?? [], form.words),
		...(picker === undefined ? {} : { isReference: true }),
	};
}

/** What the form shows in an optional field up front that nobody has filled in: n8n has no empty number and no empty JSON. */
function isUntouched({ type }: InputField, start: Input['start'], given: Given): boolean {
	const { value, isAdded, isExpression: byExpression } = given;
	if (isAdded || byExpression) return false;
	if (type === 'number') return Number(value) === 0 && Number(start ?? 0) === 0;
	if (type === 'boolean') return value === (start ?? false);
	if (type !== 'json') return false;
	return typeof value === 'string' ? /^\s*(\{\s*\}|\[\s*\])\s*$/.test(value) : isEmpty(value);
}

/** Is an input for another choice than the one made? n8n itself hides it only where the choice is no expression. */
function isForAnother({ read: parameters }: ItemContext, { show = {} }: Input): boolean {
	return Object.entries(show).some(([parameter, choices]) => {
		const chosen = parameters.parameter(parameter);
		return typeof chosen === 'string' && !choices.some((choice) => sameName(choice, chosen));
	});
}

/**
 * The values of one input item by wire name, as they go over the wire. What was not given is not there.
 *
 * @param missing takes the required fields that are empty; without it the first one is an error
 * @param finders how the value of a field is found, by wire name
 * @throws NodeOperationError that names the field and the item
 */
export function itemValues(
	item: ItemContext,
	form: ServiceForm,
	inputs: readonly Input[],
	labels: ReadonlyMap<string, string>,
	missing?: Missing[],
	finders: ReadonlyMap<string, string> = new Map(),
): IDataObject {
	const { context, itemIndex } = item;
	const saved = nodeOf(context).parameters;
	const rule = emptyRuleOf(context, itemIndex);
	const collections = new Map<string, IDataObject>();
	const collected = (name: string): IDataObject => {
		const known = collections.get(name);
		if (known) return known;
		const given: unknown = context.getNodeParameter(name, itemIndex, {});
		const label = titled(name);
		const values = read({ context, itemIndex, label }, () => readObject(given)) ?? {};
		collections.set(name, values);
		return values;
	};
	const values: IDataObject = {};
	for (const input of inputs) {
		const { name, parameter, collection, picker, goesTo, start } = input;
		const field = inputField(form, input);
		const raw: unknown = collection
			? collected(collection)[parameter]
			: context.getNodeParameter(parameter, itemIndex, '');
		if (collection && raw === undefined && !(parameter in collected(collection))) continue;
		const given: Given = {
			value: picker === undefined ? raw : located(raw, form.pickers[picker]?.url?.regex),
			isExpression: isExpression(saved, collection ? [collection, parameter] : [parameter]),
			isAdded: collection !== undefined,
			isFilter: collection === 'filters' || goesTo.has('query'),
		};
		if (!field.required && isUntouched(field, start, given)) continue;
		if (isEmpty(given.value) && isForAnother(item, input)) continue;
		const finder = finders.get(name);
		const label = labels.get(name) ?? name;
		const origin = { context, itemIndex, label, ...(finder === undefined ? {} : { finder }) };
		if (missing && isMissing(context, field, given)) {
			missing.push(origin);
			continue;
		}
		const inBody = goesTo.has('body') || goesTo.has('record');
		const wire = givenValue(field, given, origin, rule, inBody);
		if (wire !== undefined) values[name] = wire as IDataObject[string];
	}
	return values;
}
