import type { Field } from '../../../transport/contracts/endpoint';
import { vocabulary } from './vocabulary';

/** What a resource means by a name, where it differs from the vocabulary. */
export type Details = Readonly<Record<string, Partial<Omit<Field, 'name'>>>>;

/** Fields by name, with spaces between; `!` after a name makes it required. */
export function fields(words: string, details: Details = {}): Field[] {
	return words.split(/\s+/).map((word) => {
		const name = word.replace('!', '');
		const { integer, ...usual } = vocabulary[name] ?? {};
		const own = details[name] ?? {};
		// Another type is another meaning: an amount under the name of an ID may have decimals.
		const known = integer && !own.type ? { ...usual, integer } : usual;
		const { type, ...rest } = { ...known, ...own };
		if (!type) throw new Error(`The vocabulary of OOTI lacks "${name}"`);
		return { name, type, ...(word.endsWith('!') && { required: true }), ...rest };
	});
}

/** The same for an update, which requires nothing. */
export function optional(words: string, details?: Details): Field[] {
	return fields(words.replaceAll('!', ''), details);
}
