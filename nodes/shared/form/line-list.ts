import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import type { ItemContext, Shape } from '../input/item-context';
import type { NamedFields } from './named-fields';
import { propertiesOf } from './named-fields';

/** A list of objects that a person fills in line by line, beside the JSON for lines that come from elsewhere. */
export interface LineList extends NamedFields {
	/** Wire name of the list. */
	key: string;
	/** Title of the list, and of one line; the JSON is called the same with "(JSON)". */
	title: string;
	line: string;
	/** Members that each line shows; a number that is not required and was left at 0 is not sent. */
	fields: readonly Field[];
	/** Members that a person adds, under a title of their own. */
	extraFields?: { title: string; fields: readonly Field[]; entries?: LineEntries };
	/** The call is nothing without a line. */
	required?: true;
	/** What a text in place of an object stands for in the JSON. */
	fromText?(text: string): IDataObject;
	/** Checks or changes a line, given in either way. */
	check?: Shape;
}

/** Entries that a person adds to a line one by one, beside the JSON of the member that they are part of. */
export interface LineEntries {
	property: INodeProperties;
	/**
	 * A line with its entries.
	 *
	 * @param given what the parameter holds
	 * @param suffix names the line in messages, such as ` of line 2`
	 */
	added(item: ItemContext, line: IDataObject, given: unknown, suffix: string): IDataObject;
}

/** The parameter that holds the lines, and that of the members which a person adds to a line, under its name in saved workflows. */
export const LINES = 'lines';
export const EXTRA_FIELDS = 'further';

/** More members than these n8n wants in the order of their titles. */
const MOST_UNSORTED = 4;

const byName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

function extraFieldsProperty(list: LineList): INodeProperties[] {
	if (!list.extraFields) return [];
	return [
		{
			displayName: list.extraFields.title,
			name: EXTRA_FIELDS,
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: `More fields of the ${list.line.toLowerCase()}`,
			options: [
				...propertiesOf(list, list.extraFields.fields),
				...(list.extraFields.entries ? [list.extraFields.entries.property] : []),
			].sort(byName),
		},
	];
}

/** The parameter in which a person adds lines. */
export function linesProperty(list: LineList): INodeProperties {
	const { title, line, fields } = list;
	const values = [...propertiesOf(list, fields), ...extraFieldsProperty(list)];
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
