import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';
import type { Picker } from './pickers/picker';
import { choicesOf } from './labels/choices';
import { camel } from './labels/wire-names';

const LONGEST_EXAMPLE = 160;
/** A choice that nobody has made: nothing is sent that a person did not choose. */
const NOT_SET = { name: 'Not Set', value: '' };

function methodName(verb: string, picker: string): string {
	return `${verb}_${picker}`.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

export function searchMethod(picker: string): string {
	return methodName('search', picker);
}

export function loadMethod(picker: string): string {
	return methodName('load', picker);
}

/** n8n's rules want exactly this sentence. */
const SEVERAL =
	'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

/** What makes a property a list to pick several records from; it is loaded anew when another parent is chosen up front. */
function several(
	picker: string,
	{ needs = {} }: Picker,
): Pick<INodeProperties, 'type' | 'default' | 'typeOptions' | 'description'> {
	const parents = Object.values(needs)
		.flat()
		.filter((parameter) => !parameter.includes('.'));
	return {
		type: 'multiOptions',
		typeOptions: {
			loadOptionsMethod: loadMethod(picker),
			...(parents.length > 0 ? { loadOptionsDependsOn: parents } : {}),
		},
		default: [],
		description: SEVERAL,
	};
}

/** What makes a property a locator with this picker. `brief`: with n8n's own placeholders, which keeps a description small. */
export function locator(
	picker: string,
	{ noun, by, example, url }: Picker,
	brief = false,
): Pick<INodeProperties, 'type' | 'default' | 'modes'> {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				...(brief
					? {}
					: { placeholder: `Select ${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}...` }),
				typeOptions: { searchListMethod: searchMethod(picker), searchable: true },
			},
			{
				displayName: by === 'name' ? 'By Name' : 'By ID',
				name: 'id',
				type: 'string',
				...(brief ? {} : { placeholder: `e.g. ${example}` }),
			},
			...(url
				? [
						{
							displayName: 'By URL',
							name: 'url',
							type: 'string' as const,
							placeholder: `e.g. ${url.example}`,
							extractValue: { type: 'regex' as const, regex: url.regex },
						},
					]
				: []),
		],
	};
}

function optionsOf(
	values: readonly string[],
	words?: Readonly<Record<string, string>>,
): INodePropertyOptions[] {
	return choicesOf(values, words).map(({ label, value }) => ({ name: label, value }));
}

function withExample({ description = '', example }: Field): string {
	if (!example || example.length > LONGEST_EXAMPLE) return description;
	if (!description) return `JSON such as ${example}`;
	return /[.;]/.test(description)
		? `${description.replace(/\.$/, '')}. Example: ${example}.`
		: `${description}, e.g. ${example}`;
}

function placeholder({ name, example }: Field): { placeholder?: string } {
	// n8n's rules want exactly this one for emails, without "e.g.".
	if (camel(name) === 'email' || example === 'name@email.com') {
		return { placeholder: 'name@email.com' };
	}
	return example ? { placeholder: `e.g. ${example}` } : {};
}

function typeOf(
	field: Field,
	words: Readonly<Record<string, string>> | undefined,
): Partial<INodeProperties> {
	const { type, options = [], default: start, example } = field;
	switch (type) {
		case 'number':
			return { type: 'number', default: Number(start ?? 0) };
		case 'boolean':
			return { type: 'boolean', default: start === true };
		case 'date':
			return { type: 'dateTime', typeOptions: { dateOnly: true }, default: '' };
		case 'dateTime':
			return { type: 'dateTime', default: '' };
		case 'options': {
			const list = optionsOf(options, words);
			if (start !== undefined) return { type: 'options', options: list, default: start };
			const all = [...list, NOT_SET].sort((a, b) => a.name.localeCompare(b.name));
			return { type: 'options', options: all, default: NOT_SET.value };
		}
		case 'multiOptions':
			return { type: 'multiOptions', options: optionsOf(options, words), default: [] };
		case 'json':
			return {
				type: 'json',
				default: typeof start === 'string' ? start : example?.startsWith('[') ? '[]' : '{}',
				description: withExample(field),
			};
		case 'file':
			return {
				type: 'string',
				default: 'data',
				hint: 'The name of the input binary field that holds the file',
			};
		case 'string':
			return { type: 'string', default: String(start ?? ''), ...placeholder(field) };
	}
}

/** What is special about a field in this operation. */
export interface Shown {
	parameter: string;
	label: string;
	required: boolean;
	start?: string | number | boolean | undefined;
	picker?: { name: string; picker: Picker };
	words?: Readonly<Record<string, string>> | undefined;
	/** One of many optional fields. */
	brief?: boolean;
}

/** "ID of the team" is half of it where a list can be picked from. */
function pickable(description: string): string {
	return description.replace(/^ID of the ([^.]+)/, 'The $1, from the list or by ID');
}

/** The property that asks for a field. */
export function propertyOf(field: Field, shown: Shown): INodeProperties {
	const { parameter, label, required, start, picker, words, brief } = shown;
	const { description = '' } = field;
	const wanted = start === undefined ? field : { ...field, default: start };
	const multiline =
		field.type === 'string' && /^(notes?|description|body|comments?|text)$/.test(camel(field.name));
	return {
		displayName:
			field.type === 'file'
				? field.name === 'file'
					? 'Input Data Field Name'
					: `${label} Input Data Field Name`
				: label,
		name: parameter,
		type: 'string',
		default: '',
		...(required ? { required: true } : {}),
		...(description ? { description: picker ? pickable(description) : description } : {}),
		...(multiline ? { typeOptions: { rows: 3 } } : {}),
		...(field.code ? { typeOptions: { rows: 8 } } : {}),
		...(field.secret ? { typeOptions: { password: true } } : {}),
		...(picker
			? field.multiple
				? several(picker.name, picker.picker)
				: locator(picker.name, picker.picker, brief)
			: typeOf(wanted, words)),
	};
}
