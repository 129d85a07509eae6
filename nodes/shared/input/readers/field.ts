import type { Field } from '../../../../transport/contracts/endpoint';
import { isKnown, readBoolean, readChoice } from './choice';
import type { Choice } from './choice';
import { wireDate } from './date';
import { readJson } from './json';
import { readList } from './list';
import { readNumber } from './number';
import type { Origin } from './origin';
import { read } from './origin';
import { readId, readText } from './text';
import { shown, ValueError } from './value-error';

/** A field with what the form knows of it. */
export interface InputField extends Field {
	/** The choices as the form shows them; without labels where they are left out. */
	choices?: readonly Choice[];
	/** It names a record of the service. */
	isReference?: boolean;
}

/** Last words of a wire name whose values are codes: blanks around them mean nothing. */
const CODES = new Set(
	'id ids pk uuid code postcode zipcode sku barcode reference number email phone telephone mobile url'.split(
		' ',
	),
);

/** The last word of `order_id`, `orderId`, `orderID` and `CRNumber`. */
function lastWord(name: string): string {
	const words = name.replace(/([a-z])([A-Z])|([A-Z])([A-Z][a-z])/g, '$1$3_$2$4').split('_');
	return (words.at(-1) ?? '').toLowerCase();
}

function isCode({ name, id, isReference, code, secret }: InputField): boolean {
	return !code && !secret && Boolean(id ?? isReference ?? CODES.has(lastWord(name)));
}

function choicesOf({ choices, options = [] }: InputField): readonly Choice[] {
	return choices ?? options.map((value) => ({ value, label: value }));
}

function textual(field: InputField, value: unknown): string {
	return isCode(field) ? readId(value) : readText(value);
}

/** Where a service takes other values too, one that is not in the list goes out as it is. */
function chosen(field: InputField, value: unknown): string {
	const choices = choicesOf(field);
	const text = field.open ? readId(value) : undefined;
	return text !== undefined && !isKnown(text, choices) ? text : readChoice(value, choices);
}

/** Chosen values, or entries, in the form that the service wants: a list, or text with commas between. */
function several(field: InputField, value: unknown): unknown {
	const { type, format, integer } = field;
	const list = readList(value);
	if (integer) return list.map((entry) => readNumber(entry, { integer }));
	const entries = type === 'multiOptions' ? list.map((entry) => chosen(field, entry)) : list;
	if (isCode(field)) entries.forEach(readId);
	if (format !== 'comma') return entries;
	const cut = entries.findIndex((entry) => String(entry).includes(','));
	if (cut < 0) return entries.join(',');
	throw new ValueError(
		'has a comma inside an entry',
		`Entry ${cut + 1} is ${shown(entries[cut])}, and the service separates entries with commas.`,
	);
}

function wire(field: InputField, value: unknown, zone: string): unknown {
	const { type, format, integer, cents } = field;
	switch (type) {
		case 'number':
			return readNumber(value, {
				integer: Boolean(integer ?? field.isReference),
				cents: cents === true,
			});
		case 'boolean':
			return readBoolean(value);
		case 'date':
		case 'dateTime':
			return wireDate(value, zone, { ...field, type });
		case 'json':
			return readJson(value);
		case 'options':
			return chosen(field, value);
		case 'multiOptions':
			return several(field, value);
		case 'string':
			return format === 'list' || format === 'comma'
				? several(field, value)
				: textual(field, value);
		case 'file':
			return readText(value);
	}
}

/**
 * A value that is not blank, as it goes over the wire: the one place where what a person typed is converted.
 *
 * @throws NodeOperationError that names the field and the item
 */
export function wireValue(field: InputField, value: unknown, origin: Origin): unknown {
	return read(origin, () => wire(field, value, origin.context.getTimezone()));
}
