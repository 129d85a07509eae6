import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../transport/core/json';
import type { NestedObject } from '../../form/nested-object';
import { nestedFieldLabel, primaryFieldParameter } from '../../form/nested-object';
import { asOptional } from '../../input/given-value';
import type { ItemContext, Shape } from '../../input/item-context';
import { isBlank } from '../../input/readers/text';
import { filledMembers, jsonMembers } from './members';

function primaryMembers(item: ItemContext, object: NestedObject): IDataObject {
	const { primaryFields } = object;
	if (!primaryFields) return {};
	const parameter = primaryFieldParameter(primaryFields);
	const values = Object.fromEntries(
		primaryFields.fields.map((field) => [
			parameter(field),
			// Empty where the form does not show it: n8n knows no such parameter then.
			item.context.getNodeParameter(parameter(field), item.itemIndex, ''),
		]),
	);
	const place = { path: [], suffix: '', isAdded: false, parameterOf: parameter };
	const optional = primaryFields.fields.map(asOptional);
	return filledMembers(item, { ...object, labels: primaryFields.labels }, optional, values, place);
}

/** Puts the parts that a person filled in into an object of a call. */
export function withNestedObject(object: NestedObject): Shape {
	const { key, title, parameter, fields, primaryFields, requiredFields = [] } = object;
	return (item, values) => {
		const { [key]: json = {}, ...others } = values;
		if (!isRecord(json)) {
			throw item.problem(
				`"${title} (JSON)" must be a JSON object`,
				'Write it as {"name": "value"}.',
			);
		}
		const suffix = ` of ${title}`;
		const place = { path: [parameter], suffix, isAdded: true };
		const optional = fields.map(asOptional);
		const known = [...(primaryFields?.fields ?? []), ...fields];
		const whole = {
			...primaryMembers(item, object),
			...filledMembers(item, object, optional, item.read.object(parameter, title), place),
			...jsonMembers(item, object, known, json, suffix),
		};
		if (Object.keys(whole).length === 0) return others;
		const missing = known.filter(
			({ name }) => requiredFields.includes(name) && isBlank(whole[name]),
		);
		if (missing.length > 0) {
			const labels = missing.map((field) => `"${nestedFieldLabel(object, field.name)}"`).join(', ');
			throw item.problem(
				`"${title}" is missing ${labels}`,
				'The service needs all of them, or none.',
			);
		}
		return { ...others, [key]: whole };
	};
}
