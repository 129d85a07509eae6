import type { Origin } from './origin';
import { problem } from './origin';
import { trimmed } from './text';

/** The word that clears a field at the service. */
const CLEAR = '[clear]';

/** Does the value say that the field is to be emptied at the service? */
export function isClear(value: unknown): boolean {
	return typeof value === 'string' && trimmed(value).toLowerCase() === CLEAR;
}

/** Where the word stands in a value, as a dotted path; undefined where it does not. */
function clearIn(value: unknown, path: readonly string[] = []): string | undefined {
	if (isClear(value)) return path.join('.');
	if (typeof value !== 'object' || value === null) return undefined;
	for (const [name, member] of Object.entries(value)) {
		const found = clearIn(member, [...path, name]);
		if (found !== undefined) return found;
	}
	return undefined;
}

/**
 * Refuses values in which the word is left: where no field of the form reads it, it would go out as a text.
 *
 * @param values by name
 */
export function checkCleared({ context, itemIndex }: Omit<Origin, 'label'>, values: object): void {
	const place = clearIn(values);
	if (place === undefined) return;
	throw problem(
		context,
		itemIndex,
		`"${place}" cannot be cleared`,
		'[clear] is read in fields of the form only. Write null, or an empty text.',
	);
}
