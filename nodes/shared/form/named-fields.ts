import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { choicesOf } from './labels/choices';
import { propertyOf } from './fields';
import type { Picker } from './pickers/picker';
import type { InputField } from '../input/readers/field';
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
export const memberParameter = ({ name }: Field) => camel(name);

export function labelOf({ labels, words }: NamedFields, { name }: Field): string {
	return labels?.[name] ?? titled(name, words);
}

export function propertiesOf(named: NamedFields, fields: readonly Field[]): INodeProperties[] {
	return fields.map((field) => {
		const picker = named.pickers?.[field.name];
		return propertyOf(field, {
			parameter: memberParameter(field),
			label: labelOf(named, field),
			required: field.required === true,
			...(picker === undefined ? {} : { picker }),
			words: named.words,
		});
	});
}

/** A member as its reader takes it, with its choices as the form shows them. */
export function memberField({ words, pickers }: NamedFields, field: Field): InputField {
	const picker = pickers?.[field.name]?.picker;
	return {
		...field,
		choices: choicesOf(field.options ?? [], words),
		...(picker === undefined || picker.by === 'name' ? {} : { isReference: true }),
	};
}
