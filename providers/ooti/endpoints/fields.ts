import type { Field } from '../../../transport/types';
import { vocabulary } from './vocabulary';

/** What a resource means by a name, where it differs from the vocabulary. */
export type Details = Readonly<Record<string, Partial<Omit<Field, 'name'>>>>;

/** Fields by name, with spaces between; `!` after a name makes it required. */
export function fields(words: string, details: Details = {}): Field[] {
	return words.split(/\s+/).map((word) => {
		const name = word.replace('!', '');
		const { type, ...rest } = { ...vocabulary[name], ...details[name] };
		if (!type) throw new Error(`The vocabulary of OOTI lacks "${name}"`);
		return { name, type, ...(word.endsWith('!') && { required: true }), ...rest };
	});
}

/** The same for an update, which requires nothing. */
export function optional(words: string, details?: Details): Field[] {
	return fields(words.replaceAll('!', ''), details);
}
