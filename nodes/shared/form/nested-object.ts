import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { camel } from './labels/wire-names';
import type { NamedFields } from './named-fields';
import { labelOf, propertiesOf } from './named-fields';

/** An object that a person fills in part by part, or gives as JSON. Both together are merged, the JSON over the parts. */
export interface NestedObject extends NamedFields {
	/** Wire name of the object. */
	key: string;
	title: string;
	/** The node's parameter. */
	parameter: string;
	placeholder: string;
	description: string;
	fields: readonly Field[];
	/** Parts that stand in the form itself, each as a parameter of its own. */
	primaryFields?: PrimaryFields;
	/** Wire names of those that an object cannot be without. */
	requiredFields?: readonly string[];
	/** The choices that the parts are shown for, by parameter. */
	show?: Readonly<Record<string, readonly string[]>>;
}

export interface PrimaryFields {
	/** What the names of the parameters begin with. */
	prefix: string;
	fields: readonly Field[];
	/** Labels by wire name. */
	labels: Readonly<Record<string, string>>;
	/** The choices that they are shown for, if not those of the object. */
	show?: NestedObject['show'];
}

function shownFor(show: NestedObject['show']): Pick<INodeProperties, 'displayOptions'> {
	if (!show) return {};
	const choices = Object.entries(show).map(([name, values]) => [name, [...values]]);
	return { displayOptions: { show: Object.fromEntries(choices) } };
}

/** The parameter of a part that stands in the form itself. */
export const primaryFieldParameter =
	({ prefix }: PrimaryFields) =>
	({ name }: Field) =>
		camel(`${prefix}_${name}`);

/** The parameter in which a person adds parts of an object. */
export function collectionProperty(object: NestedObject): INodeProperties {
	const { title, parameter, placeholder, description, fields, show } = object;
	return {
		displayName: title,
		name: parameter,
		type: 'collection',
		placeholder,
		default: {},
		description,
		options: propertiesOf(object, fields).sort((a, b) =>
			a.displayName.localeCompare(b.displayName),
		),
		...shownFor(show),
	};
}

/** The parameters of an object: its parts up front, in their order, then those that a person adds. */
export function objectProperties(object: NestedObject): INodeProperties[] {
	const { primaryFields } = object;
	const first = (primaryFields?.fields ?? []).flatMap((part) =>
		propertiesOf({ ...object, labels: primaryFields?.labels ?? {} }, [part]).map((property) => ({
			...property,
			...(primaryFields ? { name: primaryFieldParameter(primaryFields)(part) } : {}),
			...shownFor(primaryFields?.show ?? object.show),
		})),
	);
	return [...first, collectionProperty(object)];
}

/** What an object's parts are called on screen, wherever they stand. */
export function nestedFieldLabel(object: NestedObject, name: string): string {
	return object.primaryFields?.labels[name] ?? labelOf(object, { name, type: 'string' });
}
