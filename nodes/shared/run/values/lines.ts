import type { IDataObject } from 'n8n-workflow';

import type { Field } from '../../../../transport/contracts/endpoint';
import { isRecord } from '../../../../transport/core/json';
import { isTool } from '../../../../transport/items/idempotency';
import type { LineList } from '../../form/line-list';
import { EXTRA_FIELDS, LINES } from '../../form/line-list';
import { asOptional } from '../../input/given-value';
import type { ItemContext } from '../../input/item-context';
import { filledMembers, jsonMembers } from './members';

function lineOf(item: ItemContext, list: LineList, given: unknown, index: number): IDataObject {
	const { fields, extraFields, line } = list;
	const suffix = ` of ${line.toLowerCase()} ${index + 1}`;
	const path = [LINES, 'line', index];
	const more = isRecord(given) ? given[EXTRA_FIELDS] : undefined;
	const members = {
		...filledMembers(item, list, fields, given, { path, suffix, isAdded: false }),
		...filledMembers(item, list, extraFields?.fields ?? [], more, {
			path: [...path, EXTRA_FIELDS],
			suffix,
			isAdded: true,
		}),
	};
	const entries = extraFields?.entries;
	if (!entries || !isRecord(more)) return members;
	return entries.added(item, members, more[entries.property.name], suffix);
}

/** A tool's caller must send the arguments of a line: without a value in any of them there is no line. */
function isBlankLine(item: ItemContext, list: LineList, given: unknown, index: number): boolean {
	if (!isTool(item.context)) return false;
	const optional = (fields: readonly Field[] = []) => fields.map(asOptional);
	const { extraFields } = list;
	const asked = {
		...list,
		fields: optional(list.fields),
		...(extraFields && { extraFields: { ...extraFields, fields: optional(extraFields.fields) } }),
	};
	return Object.keys(lineOf(item, asked, given, index)).length === 0;
}

function linesIn(item: ItemContext, list: LineList, json: unknown): IDataObject[] {
	const { title, fromText } = list;
	if (json === undefined) return [];
	const given: unknown[] = Array.isArray(json) ? json : [undefined];
	const lines = given.map((line) =>
		typeof line === 'string' && fromText !== undefined ? fromText(line) : line,
	);
	if (!lines.every(isRecord)) {
		throw item.problem(
			`"${title} (JSON)" must be a list of objects`,
			'Write it as [{"name": "value"}].',
		);
	}
	const known = [...list.fields, ...(list.extraFields?.fields ?? [])];
	return lines.map((line, at) => {
		const place = `${at + 1} in the JSON`;
		const members = jsonMembers(item, list, known, line, ` of ${list.line.toLowerCase()} ${place}`);
		return filled(item, members, `${list.line} ${place}`);
	});
}

/** Refuses a line without a value, such as that of a blank row. */
function filled(item: ItemContext, line: IDataObject, name: string): IDataObject {
	if (Object.keys(line).length > 0) return line;
	throw item.problem(`${name} is empty`, 'Fill it in, or remove it.');
}

/** The values of a call with the lines that a person filled in, before those of the JSON. */
export function withLines(list: LineList, item: ItemContext, values: IDataObject): IDataObject {
	const { key, title, required, check = (_item, line) => line } = list;
	const { line: given } = item.read.object(LINES, title) ?? {};
	const entered: unknown[] = Array.isArray(given) ? given : [];
	const lines = [
		...entered.flatMap((line, at) =>
			isBlankLine(item, list, line, at)
				? []
				: [filled(item, lineOf(item, list, line, at), `${list.line} ${at + 1}`)],
		),
		...linesIn(item, list, values[key]),
	].map((line) => check(item, line));
	if (lines.length === 0 && required) {
		throw item.problem(
			`Fill in "${title}"`,
			`Add at least one, or give them in "${title} (JSON)".`,
		);
	}
	return lines.length === 0 && values[key] === undefined ? values : { ...values, [key]: lines };
}
