import type { EndpointDefinition } from '../../../../transport/contracts/endpoint';
import type { Picker } from './picker';
import type { ServiceForm } from '../service-form';
import { rowOf } from '../service-form';
import { inputsOf, operationForm } from '../operation-inputs';
import { operationName } from '../labels/names';
import { rowsIn } from '../operation-choice';

function finderOf(
	form: ServiceForm,
	{ list }: Picker,
	offered: readonly EndpointDefinition[],
): string[] {
	const row = rowOf(form, list);
	const resource = form.resources[row.resource];
	if (resource === undefined || !offered.includes(row)) return [];
	const operation = operationForm(form, row).name ?? operationName(row.operation, form.words);
	return [`Use the operation "${operation}" of "${resource.name}" to find it.`];
}

/** The operations that find the IDs which an operation asks for, in sentences by wire name; where the node does not offer one, none. */
export function findersOf(form: ServiceForm, row: EndpointDefinition): ReadonlyMap<string, string> {
	const offered = rowsIn(form);
	const finders = inputsOf(form, row).flatMap(({ name, picker = '' }) => {
		const found = form.pickers[picker];
		return found ? finderOf(form, found, offered).map((text) => [name, text] as const) : [];
	});
	return new Map(finders);
}
