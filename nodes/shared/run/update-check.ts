import type { IDataObject } from 'n8n-workflow';

import { extraFieldsLabel } from '../form/labels/extra-fields';
import type { Operation } from './operation';
import { problem } from '../input/readers/origin';

/** Refuses an update that would change nothing: the service would answer it like one that does. */
export function checkFilledIn(operation: Operation, itemIndex: number, body: IDataObject): void {
	const { row, inputs, context } = operation;
	const describesBody = (row.body ?? []).length > 0;
	const changes = ['PATCH', 'PUT'].includes(row.method) && describesBody;
	if (row.operation !== 'update' && !changes) return;
	// A required field with a picker says which record it is.
	const names = inputs.filter(({ field, picker }) => field.required && picker !== undefined);
	const given = Object.keys(body).filter((name) => !names.some((input) => input.name === name));
	if (given.length > 0) return;
	throw problem(
		context,
		itemIndex,
		'No field to update is filled in',
		`Fill in at least one field, or give values in "${extraFieldsLabel(row)}" under "Options".`,
	);
}
