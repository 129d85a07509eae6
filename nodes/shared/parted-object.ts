import type { INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';
import type { Field } from '../../transport/types';
import type { Shape } from './form';
import { asOptional } from './input/given';
import { isBlank } from './input/text';
import type { NamedFields } from './named-fields';
import { filledMembers, jsonMembers, labelOf, propertiesOf } from './named-fields';

/** An object that a person fills in part by part, or gives as JSON. Both together are merged, the JSON over the parts. */
export interface PartedObject extends NamedFields {
	/** Wire name of the object. */
	key: string;
	title: string;
	/** The node's parameter. */
	parameter: string;
	placeholder: string;
	description: string;
	parts: readonly Field[];
	/** Wire names of those that an object cannot be without. */
	complete?: readonly string[];
}

/** The parameter in which a person adds parts of an object. */
export function partsProperty(object: PartedObject): INodeProperties {
	const { title, parameter, placeholder, description, parts } = object;
	return {
		displayName: title,
		name: parameter,
		type: 'collection',
		placeholder,
		default: {},
		description,
		options: propertiesOf(object, parts).sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/** Puts the parts that a person filled in into an object of a call. */
export function withParts(object: PartedObject): Shape {
	const { key, title, parameter, parts, complete = [] } = object;
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
		const whole = {
			...filledMembers(item, object, optional, item.read.object(parameter, title), place),
			...jsonMembers(item, object, parts, json, suffix),
		};
		if (Object.keys(whole).length === 0) return others;
		const missing = parts.filter(({ name }) => complete.includes(name) && isBlank(whole[name]));
		if (missing.length > 0) {
			const labels = missing.map((field) => `"${labelOf(object, field)}"`).join(', ');
			throw item.problem(
				`"${title}" is missing ${labels}`,
				'The service needs all of them, or none.',
			);
		}
		return { ...others, [key]: whole };
	};
}
