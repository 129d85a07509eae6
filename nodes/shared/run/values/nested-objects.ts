import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../transport/core/json';
import type { PartedObject } from '../../form/nested-object';
import { partLabel, partParameter } from '../../form/nested-object';
import { asOptional } from '../../input/given-value';
import type { ItemContext, Shape } from '../../input/item-context';
import { isBlank } from '../../input/readers/text';
import { filledMembers, jsonMembers } from './members';

function upFrontMembers(item: ItemContext, object: PartedObject): IDataObject {
	const { upFront } = object;
	if (!upFront) return {};
	const parameter = partParameter(upFront);
	const values = Object.fromEntries(
		upFront.parts.map((field) => [
			parameter(field),
			// Empty where the form does not show it: n8n knows no such parameter then.
			item.context.getNodeParameter(parameter(field), item.itemIndex, ''),
		]),
	);
	const place = { path: [], suffix: '', isAdded: false, parameterOf: parameter };
	const optional = upFront.parts.map(asOptional);
	return filledMembers(item, { ...object, labels: upFront.labels }, optional, values, place);
}

/** Puts the parts that a person filled in into an object of a call. */
export function withParts(object: PartedObject): Shape {
	const { key, title, parameter, parts, upFront, complete = [] } = object;
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
		const optional = parts.map(asOptional);
		const known = [...(upFront?.parts ?? []), ...parts];
		const whole = {
			...upFrontMembers(item, object),
			...filledMembers(item, object, optional, item.read.object(parameter, title), place),
			...jsonMembers(item, object, known, json, suffix),
		};
		if (Object.keys(whole).length === 0) return others;
		const missing = known.filter(({ name }) => complete.includes(name) && isBlank(whole[name]));
		if (missing.length > 0) {
			const labels = missing.map((field) => `"${partLabel(object, field.name)}"`).join(', ');
			throw item.problem(
				`"${title}" is missing ${labels}`,
				'The service needs all of them, or none.',
			);
		}
		return { ...others, [key]: whole };
	};
}
