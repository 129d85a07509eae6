import type { INodeProperties } from 'n8n-workflow';

import { readText, sameName, trimmed, westernDigits } from './text';
import { shown, ValueError } from './value-error';

/** One entry of a list to choose from. */
export interface Choice {
	value: string;
	/** As the form shows it. */
	label: string;
}

/** Values of a property's options with their labels. */
export function choicesIn({ options = [] }: Pick<INodeProperties, 'options'>): Choice[] {
	return options.flatMap((option) =>
		'value' in option ? [{ value: String(option.value), label: option.name }] : [],
	);
}

/** Choices that an error lists. */
const LISTED = 40;

function unknown(value: unknown, choices: readonly Choice[]): ValueError {
	const names = choices.filter((choice) => choice.value !== '').map((choice) => choice.value);
	const rest = names.length - LISTED;
	const list = names.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
	return new ValueError('has an unknown choice', `Got ${shown(value)}. Choose one of ${list}.`);
}

/** Is a text the value or the label of a choice, in any case? */
export function isKnown(text: string, choices: readonly Choice[]): boolean {
	return choices.some(({ value, label }) => sameName(value, text) || sameName(label, text));
}

/**
 * Reads a choice: its value or its label, in any case.
 *
 * @returns the value, as the service spells it
 * @throws ValueError for everything else, with the list of choices
 */
export function readChoice(value: unknown, choices: readonly Choice[]): string {
	const text = trimmed(readText(value));
	const exact = choices.find((choice) => choice.value === text);
	if (exact) return exact.value;
	for (const key of ['value', 'label'] as const) {
		const [found, another] = choices.filter((choice) => sameName(choice[key], text));
		if (found && !another) return found.value;
	}
	throw unknown(value, choices);
}

const WORDS: Readonly<Record<string, boolean>> = {
	true: true,
	yes: true,
	'1': true,
	false: false,
	no: false,
	'0': false,
};

/**
 * Reads yes or no: true, false, yes, no, 1 and 0, in any case.
 *
 * @throws ValueError for everything else
 */
export function readBoolean(value: unknown): boolean {
	if (typeof value === 'boolean') return value;
	const text =
		typeof value === 'string' || typeof value === 'number'
			? westernDigits(trimmed(String(value))).toLowerCase()
			: '';
	const known = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
	if (known !== undefined) return known;
	throw new ValueError('must be true or false', `Got ${shown(value)}. Write true or false.`);
}
