import type { Field } from '../../../../transport/contracts/endpoint';

export type Meaning = Omit<Field, 'name'>;

/** The same meaning for each name of a list with spaces between. */
export function each(names: string, meaning: Meaning): Record<string, Meaning> {
	return Object.fromEntries(
		names
			.trim()
			.split(/\s+/)
			.map((name) => [name, meaning]),
	);
}

/** One meaning, with a description for each name. */
export function described(
	meaning: Meaning,
	descriptions: Readonly<Record<string, string>>,
): Record<string, Meaning> {
	return Object.fromEntries(
		Object.entries(descriptions).map(([name, description]) => [name, { ...meaning, description }]),
	);
}
