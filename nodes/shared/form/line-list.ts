import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { isTool } from '../../../transport/items/idempotency';
import type { ItemContext, Shape } from '../input/item';
import { asOptional } from '../input/given-value';
import type { NamedFields } from './named-fields';
import { filledMembers, jsonMembers, propertiesOf } from './named-fields';

/** A list of objects that a person fills in line by line, beside the JSON for lines that come from elsewhere. */
export interface LineList extends NamedFields {
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

const LINES = 'lines';
const FURTHER = 'further';
/** More members than these n8n wants in the order of their titles. */
const MOST_UNSORTED = 4;

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
			description: `More fields of the ${list.line.toLowerCase()}`,
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
		description: `One entry per ${line.toLowerCase()}. For a list from the input, use "${title} (JSON)"; its entries are added to these.`,
		options: [
			{
				displayName: line,
				name: 'line',
				values: values.length > MOST_UNSORTED ? values.sort(byName) : values,
			},
		],
	};
}

function lineOf(item: ItemContext, list: LineList, given: unknown, index: number): IDataObject {
	const { parts, further, line } = list;
	const suffix = ` of ${line.toLowerCase()} ${index + 1}`;
	const path = [LINES, 'line', index];
	const more = isRecord(given) ? given[FURTHER] : undefined;
	return {
		...filledMembers(item, list, parts, given, { path, suffix, isAdded: false }),
		...filledMembers(item, list, further?.parts ?? [], more, {
			path: [...path, FURTHER],
			suffix,
			isAdded: true,
		}),
	};
}

/** A tool's caller must send the arguments of a line: without a value in any of them there is no line. */
function isBlankLine(item: ItemContext, list: LineList, given: unknown, index: number): boolean {
	if (!isTool(item.context)) return false;
	const optional = (parts: readonly Field[] = []) => parts.map(asOptional);
	const parts = optional(list.parts);
	const further = list.further && { ...list.further, parts: optional(list.further.parts) };
	const asked = { ...list, parts, ...(further ? { further } : {}) };
	return Object.keys(lineOf(item, asked, given, index)).length === 0;
}

function linesIn(item: ItemContext, list: LineList, json: unknown): IDataObject[] {
	const { title, fromText } = list;
	if (json === undefined) return [];
	const given: unknown[] = Array.isArray(json) ? json : [undefined];
	const lines = given.map((line) =>
		typeof line === 'string' && fromText !== undefined ? fromText(line) : line,
	);
	if (!lines.every(isRecord)) {
		throw item.problem(
			`"${title} (JSON)" must be a list of objects`,
			'Write it as [{"name": "value"}].',
		);
	}
	const known = [...list.parts, ...(list.further?.parts ?? [])];
	return lines.map((line, at) => {
		const place = `${at + 1} in the JSON`;
		const members = jsonMembers(item, list, known, line, ` of ${list.line.toLowerCase()} ${place}`);
		return filled(item, members, `${list.line} ${place}`);
	});
}

/** Refuses a line without a value, such as that of a blank row. */
function filled(item: ItemContext, line: IDataObject, name: string): IDataObject {
	if (Object.keys(line).length > 0) return line;
	throw item.problem(`${name} is empty`, 'Fill it in, or remove it.');
}

/** The values of a call with the lines that a person filled in, before those of the JSON. */
export function withLines(list: LineList, item: ItemContext, values: IDataObject): IDataObject {
	const { key, title, needed, check = (_item, line) => line } = list;
	const { line: given } = item.read.object(LINES, title) ?? {};
	const entered: unknown[] = Array.isArray(given) ? given : [];
	const lines = [
		...entered.flatMap((line, at) =>
			isBlankLine(item, list, line, at)
				? []
				: [filled(item, lineOf(item, list, line, at), `${list.line} ${at + 1}`)],
		),
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
