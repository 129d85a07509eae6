import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import type { ItemContext, Shape } from '../input/item';
import { asOptional } from '../input/given-value';
import { isBlank } from '../input/readers/text';
import { camel } from './labels/wire-names';
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
	/** Parts that stand in the form itself, each as a parameter of its own. */
	upFront?: UpFrontParts;
	/** Wire names of those that an object cannot be without. */
	complete?: readonly string[];
	/** The choices that the parts are shown for, by parameter. */
	show?: Readonly<Record<string, readonly string[]>>;
}

export interface UpFrontParts {
	/** What the names of the parameters begin with. */
	prefix: string;
	parts: readonly Field[];
	/** Labels by wire name. */
	labels: Readonly<Record<string, string>>;
	/** The choices that they are shown for, if not those of the object. */
	show?: PartedObject['show'];
}

function shownFor(show: PartedObject['show']): Pick<INodeProperties, 'displayOptions'> {
	if (!show) return {};
	const choices = Object.entries(show).map(([name, values]) => [name, [...values]]);
	return { displayOptions: { show: Object.fromEntries(choices) } };
}

const parameterOf =
	({ prefix }: UpFrontParts) =>
	({ name }: Field) =>
		camel(`${prefix}_${name}`);

/** The parameter in which a person adds parts of an object. */
export function partsProperty(object: PartedObject): INodeProperties {
	const { title, parameter, placeholder, description, parts, show } = object;
	return {
		displayName: title,
		name: parameter,
		type: 'collection',
		placeholder,
		default: {},
		description,
		options: propertiesOf(object, parts).sort((a, b) => a.displayName.localeCompare(b.displayName)),
		...shownFor(show),
	};
}

/** The parameters of an object: its parts up front, in their order, then those that a person adds. */
export function objectProperties(object: PartedObject): INodeProperties[] {
	const { upFront } = object;
	const first = (upFront?.parts ?? []).flatMap((part) =>
		propertiesOf({ ...object, labels: upFront?.labels ?? {} }, [part]).map((property) => ({
			...property,
			...(upFront ? { name: parameterOf(upFront)(part) } : {}),
			...shownFor(upFront?.show ?? object.show),
		})),
	);
	return [...first, partsProperty(object)];
}

/** What an object's parts are called on screen, wherever they stand. */
export function partLabel(object: PartedObject, name: string): string {
	return object.upFront?.labels[name] ?? labelOf(object, { name, type: 'string' });
}

function upFrontMembers(item: ItemContext, object: PartedObject): IDataObject {
	const { upFront } = object;
	if (!upFront) return {};
	const parameter = parameterOf(upFront);
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
