import type { Work } from '../../shared/form';
import { isBlank } from '../../shared/values';

/** The value of a parameter that an item cannot do without. */
export function filled(work: Work, parameter: string, label: string): string {
	const value = work.parameter(parameter);
	if (!isBlank(value)) return String(value);
	throw work.problem(
		`"${label}" is empty`,
		'Fill it in, or check that its expression finds a value.',
	);
}
