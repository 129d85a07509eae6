import type { ItemContext } from '../../shared/form';
import { isBlank } from '../../shared/values';

/** The value of a parameter that an item cannot do without. */
export function filled(item: ItemContext, parameter: string, label: string): string {
	const value = item.parameter(parameter);
	if (!isBlank(value)) return String(value);
	throw item.problem(
		`"${label}" is empty`,
		'Fill it in, or check that its expression finds a value.',
	);
}
