import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { EndpointDefinition } from '../../../transport/contracts/endpoint';
import { isRecord } from '../../../transport/core/json';
import { nodeOf } from '../../../transport/core/node';
import { isTool } from '../../../transport/items/idempotency';
import type { EndpointField } from '../form/api-request/endpoint-fields';
import { FIELDS } from '../form/api-request/input-mode';
import { choicesOf } from '../form/labels/choices';
import { titled } from '../form/labels/wire-names';
import { emptyRuleOf } from '../input/empty-rule';
import { isExpression } from '../input/expression';
import type { Given } from '../input/given-value';
import { givenValue, isMissing, isNoValue, readMembers } from '../input/given-value';
import { readObject } from '../input/readers/json';
import type { Missing } from '../input/readers/origin';
import { checkMissing, problem, read } from '../input/readers/origin';
import { isBlank } from '../input/readers/text';

/** The item that is read, and the endpoint that it is for. */
interface Reading {
	context: IExecuteFunctions;
	itemIndex: number;
	row: EndpointDefinition;
}

/**
 * What the form holds, by field. Its values are taken as they were typed: n8n would read them by the list of fields that is saved in
 * the workflow, and make a 0 of an empty text.
 */
function valuesIn({ context, itemIndex }: Reading): IDataObject {
	const saved: unknown = nodeOf(context).parameters[FIELDS];
	if (isRecord(saved) && saved.mappingMode === 'autoMapInputData') {
		throw problem(
			context,
			itemIndex,
			'"Fields" cannot be mapped automatically',
			'Map each field by hand: set "mappingMode" to "defineBelow".',
		);
	}
	const given: unknown = context.getNodeParameter(`${FIELDS}.value`, itemIndex, null, {
		skipValidation: true,
	});
	return read({ context, itemIndex, label: 'Fields' }, () => readObject(given)) ?? {};
}

/** Refuses values of another endpoint, which stay behind when it is chosen by an expression or in the workflow's JSON. */
function checkKnown(
	{ context, itemIndex, row }: Reading,
	values: IDataObject,
	fields: readonly EndpointField[],
): void {
	const known = new Set(fields.map(({ id }) => id));
	const isNothing = isTool(context) ? isNoValue : isBlank;
	const unknown = Object.keys(values).filter((id) => !known.has(id) && !isNothing(values[id]));
	if (unknown.length === 0) return;
	const names = unknown.map((id) => `"${id}"`).join(', ');
	throw problem(
		context,
		itemIndex,
		`${row.method} ${row.path} has no field ${names}`,
		`Remove it from "Fields", or give it in "Further Fields (JSON)" under "Options".`,
	);
}

/** The records of a call that takes many: known members are read like fields. */
function records({ context, itemIndex, row }: Reading, value: unknown): unknown {
	const { fields = [] } = row.batch ?? {};
	if (fields.length === 0 || !Array.isArray(value)) return value;
	const known = fields.map((field) => ({ ...field, choices: choicesOf(field.options ?? []) }));
	return value.map((record: unknown, at) => {
		if (!isRecord(record)) return record;
		const labelOf = ({ name }: { name: string }) => `${titled(name)} of record ${at + 1}`;
		return readMembers(known, record, { context, itemIndex }, labelOf);
	});
}

/**
 * The values of one item by field, as they go over the wire. What was not given is not there.
 *
 * @throws NodeOperationError that names the field and the item, or all required fields that are empty
 */
export function formValues(
	reading: Reading,
	fields: readonly EndpointField[],
): Map<EndpointField, unknown> {
	const { context, itemIndex, row } = reading;
	const values = valuesIn(reading);
	checkKnown(reading, values, fields);
	const saved = nodeOf(context).parameters;
	const rule = emptyRuleOf(context, itemIndex);
	const missing: Missing[] = [];
	const found = new Map<EndpointField, unknown>();
	for (const endpointField of fields) {
		const { id, label, field, goesTo } = endpointField;
		if (!field.required && !(id in values)) continue;
		const given: Given = {
			value: values[id],
			isExpression: isExpression(saved, [FIELDS, 'value', id]),
			isAdded: !field.required,
			isFilter: goesTo.has('query'),
		};
		if (isMissing(context, field, given)) {
			missing.push({ label });
			continue;
		}
		const origin = { context, itemIndex, label };
		const wire = givenValue(field, given, origin, rule, goesTo.has('body'));
		if (wire === undefined) continue;
		found.set(endpointField, field.name === row.batch?.key ? records(reading, wire) : wire);
	}
	checkMissing({ context, itemIndex }, missing);
	return found;
}
