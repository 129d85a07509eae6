import type { Choice } from '../../input/readers/choice';
import { titled } from './wire-names';

/** The choices of a field, by label, as form and reader know them. */
export function choicesOf(
	values: readonly string[],
	words?: Readonly<Record<string, string>>,
): Choice[] {
	return values
		.map((value) => ({ label: words?.[value] ?? (titled(value, words) || value), value }))
		.sort((a, b) => a.label.localeCompare(b.label));
}
