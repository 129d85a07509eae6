import type { INodeProperties } from 'n8n-workflow';

import type { Field } from '../../../transport/contracts/endpoint';

/** A value as input items have it, and what may become of it. */
export interface Cell {
	kind: string;
	value: unknown;
	wanted: Wanted;
}

/** `refused`: nothing may be sent. `absent`: refused, or left out. A list: refused, or one of these texts goes out. */
export type Wanted = 'any' | 'refused' | 'absent' | readonly string[];

/** What a field takes. */
export interface Target {
	property: INodeProperties;
	/** Where the value goes, as far as a row says so. */
	field?: Field | undefined;
}

const OBJECT = { key: 'sweep object' };
const LIST = ['sweep a', 'sweep b'];
const DECOMPOSED = 'Re\u0301sidence sweep';
const around = (text: string) => `\u00A0 ${text} \n`;

function typeOf({ property, field }: Target): string {
	const { type } = property;
	if (field) return field.type;
	return type === 'resourceLocator' ? 'string' : type;
}

function choicesOf({ property, field }: Target): string[] {
	const shown = (property.options ?? []).flatMap((one) =>
		'value' in one ? [String(one.value)] : [],
	);
	return [...shown, ...(field?.options ?? [])].filter((value) => value !== '');
}

function isList({ field }: Target): boolean {
	return field?.format === 'list' || field?.format === 'comma' || field?.multiple === true;
}

/** A text of one line for a field of each type. */
function textWanted(target: Target, text: string): Wanted {
	const plain = text.trim();
	const type = typeOf(target);
	const yes = ['true', '1'].includes(plain);
	switch (type) {
		case 'string':
			return [text, plain, plain.normalize('NFC')];
		case 'number':
			return /^\d+$/.test(plain) ? [plain] : 'refused';
		case 'boolean':
			return ['true', 'false', '0', '1'].includes(plain) ? [String(yes)] : 'refused';
		case 'date':
		case 'dateTime':
			return 'refused';
		case 'options':
		case 'multiOptions': {
			if (target.field?.open) return [plain];
			const known = choicesOf(target).filter((choice) => choice === plain);
			return known.length > 0 ? known : target.field ? 'refused' : 'any';
		}
		default:
			return 'any';
	}
}

/** A value that dates, lists of choices and files take: their bytes are compared elsewhere. */
function goodOf(type: string, choice: string | undefined): Cell[] {
	const value =
		type === 'date' || type === 'dateTime'
			? around('2026-03-02')
			: type === 'multiOptions'
				? [around(choice ?? '')]
				: type === 'file'
					? around('data')
					: undefined;
	return value === undefined ? [] : [{ kind: 'good value', value, wanted: 'any' }];
}

/** Each value with what may become of it in this field. */
export function cellsFor(target: Target): Cell[] {
	const type = typeOf(target);
	const open = type === 'json' || type === 'file';
	const [choice] = choicesOf(target);
	const listWanted = (): Wanted => {
		if (open || !target.field) return 'any';
		return isList(target) || target.field.open ? [LIST.join(','), ...LIST] : 'refused';
	};
	// A record that is picked only to list others goes nowhere.
	const isHelper = target.property.type === 'resourceLocator' && !target.field;
	const objects: Wanted = open || isHelper ? 'any' : 'refused';
	const texts = ['true', '0', DECOMPOSED, around('1')];
	if (type === 'options' && choice !== undefined) texts.push(around(choice));
	return [
		{ kind: 'object', value: OBJECT, wanted: objects },
		{ kind: 'list', value: LIST, wanted: listWanted() },
		{ kind: 'list of objects', value: [OBJECT], wanted: objects },
		...[undefined, null, '', ' \u00A0\n'].map((value) => ({
			kind: `blank ${JSON.stringify(value)}`,
			value,
			wanted: 'absent' as const,
		})),
		...goodOf(type, choice),
		...texts.map((text) => ({
			kind: JSON.stringify(text),
			value: text,
			wanted: textWanted(target, text),
		})),
	];
}
