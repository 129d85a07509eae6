import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../transport/reply';
import type { Field } from '../../transport/types';
import { propertyOf } from './fields';
import type { ItemContext, Shape } from './form';
import { camel, titled } from './names';
import { isBlank, wireValue } from './values';

/** What the members of an object or of a line are called. */
interface Named {
	/** By wire name, where the words of the name do not do. */
	labels?: Readonly<Record<string, string>>;
	words?: Readonly<Record<string, string>>;
}

/** A list of objects that a person fills in line by line, beside the JSON for lines that come from elsewhere. */
export interface LineList extends Named {
	/** Wire name of the list. */
	key: string;
	/** Title of the list, and of one line; the JSON is called the same with "(JSON)". */
	title: string;
	line: string;
	/** Members that each line shows; a number that is not required and was left at 0 is not sent. */
	parts: readonly Field[];
	/** Members that a person adds, under a title of their own. */
	further?: { title: string; parts: readonly Field[] };
	/** The call is nothing without a line. */
	needed?: true;
	/** What a text in place of an object stands for in the JSON. */
	fromText?(text: string): IDataObject;
	/** Checks or changes a line, given in either way. */
	check?: Shape;
}

/** An object that a person fills in part by part, beside its JSON; parts win. */
export interface PartedObject extends Named {
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

const LINES = 'lines';
const FURTHER = 'further';
/** More members than these n8n wants in the order of their titles. */
const MOST_UNSORTED = 4;

/** Unlike a parameter's own name, a part's cannot clash with those of the node. */
const parameterOf = ({ name }: Field) => camel(name);

function labelOf({ labels, words }: Named, { name }: Field): string {
	return labels?.[name] ?? titled(name, words);
}

function propertiesOf(named: Named, fields: readonly Field[]): INodeProperties[] {
	return fields.map((field) =>
		propertyOf(field, {
			parameter: parameterOf(field),
			label: labelOf(named, field),
			required: field.required === true,
			canBeEmpty: !field.required,
			words: named.words,
		}),
	);
}

const byName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

function furtherProperty(list: LineList): INodeProperties[] {
	if (!list.further) return [];
	return [
		{
			displayName: list.further.title,
			name: FURTHER,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: `What else the service knows of ${/^[aeiou]/i.test(list.line) ? 'an' : 'a'} ${list.line.toLowerCase()}`,
			options: propertiesOf(list, list.further.parts).sort(byName),
		},
	];
}

/** The parameter in which a person adds lines. */
export function linesProperty(list: LineList): INodeProperties {
	const { title, line, parts } = list;
	const values = [...propertiesOf(list, parts), ...furtherProperty(list)];
	return {
		displayName: title,
		name: LINES,
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: `Add ${line}`,
		default: {},
		description: `One entry for each ${line.toLowerCase()}. For a list that comes from the input use "${title} (JSON)"; its lines are added to these.`,
		options: [
			{
				displayName: line,
				name: 'line',
				values: values.length > MOST_UNSORTED ? values.sort(byName) : values,
			},
		],
	};
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
		options: propertiesOf(object, parts).sort(byName),
	};
}

/** The members that were filled in, as they go over the wire. */
function filled(
	item: ItemContext,
	named: Named,
	fields: readonly Field[],
	given: unknown,
	where: string,
): IDataObject {
	const { context, itemIndex } = item;
	const values: IDataObject = {};
	for (const field of fields) {
		const value = isRecord(given) ? given[parameterOf(field)] : undefined;
		const label = `${labelOf(named, field)} of ${where}`;
		if (!isBlank(value)) {
			const wire = wireValue(field, value, { context, itemIndex, label });
			values[field.name] = wire as IDataObject[string];
		} else if (field.required) {
			throw item.problem(
				`"${label}" is empty`,
				'Fill it in, or check that its expression finds a value.',
			);
		}
	}
	return values;
}

function lineOf(item: ItemContext, list: LineList, given: unknown, number: number): IDataObject {
	const { parts, further, line } = list;
	const where = `${line.toLowerCase()} ${number}`;
	const shown = filled(item, list, parts, given, where);
	// n8n has no empty number: one that every line shows and nobody has filled in holds 0.
	const untouched = parts.filter(
		({ name, type, required }) => type === 'number' && !required && shown[name] === 0,
	);
	for (const { name } of untouched) delete shown[name];
	const more = isRecord(given) ? given[FURTHER] : undefined;
	return { ...shown, ...filled(item, list, further?.parts ?? [], more, where) };
}

function linesIn(item: ItemContext, list: LineList, json: unknown): IDataObject[] {
	const { title, fromText } = list;
	if (json === undefined) return [];
	const given: unknown[] = Array.isArray(json) ? json : [undefined];
	const lines = given.map((line) =>
		typeof line === 'string' && fromText !== undefined ? fromText(line) : line,
	);
	if (lines.every(isRecord)) return lines;
	throw item.problem(
		`"${title} (JSON)" needs a list of objects`,
		'Write it as [{"name": "value"}].',
	);
}

/** The values of a call with the lines that a person filled in, before those of the JSON. */
export function withLines(list: LineList, item: ItemContext, values: IDataObject): IDataObject {
	const { key, title, needed, check = (_item, line) => line } = list;
	const given = item.parameter(LINES);
	const entered: unknown[] = isRecord(given) && Array.isArray(given.line) ? given.line : [];
	const lines = [
		...entered.map((line, at) => lineOf(item, list, line, at + 1)),
		...linesIn(item, list, values[key]),
	].map((line) => check(item, line));
	if (lines.length === 0 && needed) {
		throw item.problem(
			`Fill in "${title}"`,
			`Add at least one, or give them in "${title} (JSON)".`,
		);
	}
	return lines.length === 0 && values[key] === undefined ? values : { ...values, [key]: lines };
}

/** Puts the parts that a person filled in into an object of a call. */
export function withParts(object: PartedObject): Shape {
	const { key, title, parameter, parts, complete = [] } = object;
	return (item, values) => {
		const { [key]: json = {}, ...others } = values;
		if (!isRecord(json)) {
			throw item.problem(`"${title} (JSON)" needs a JSON object`, 'Write it as {"name": "value"}.');
		}
		const whole = { ...json, ...filled(item, object, parts, item.parameter(parameter), title) };
		if (Object.keys(whole).length === 0) return others;
		const missing = parts.filter(({ name }) => complete.includes(name) && isBlank(whole[name]));
		if (missing.length > 0) {
			const labels = missing.map((field) => `"${labelOf(object, field)}"`).join(', ');
			throw item.problem(`"${title}" lacks ${labels}`, 'The service needs them all, or none.');
		}
		return { ...others, [key]: whole };
	};
}
