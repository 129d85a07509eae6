import type { FunctionsBase, IDataObject } from 'n8n-workflow';

import { isTool } from '../../../transport/items/idempotency';
import { isClear } from './readers/clear';
import type { InputField } from './readers/field';
import { wireValue } from './readers/field';
import type { Origin } from './readers/origin';
import { emptyError, problem } from './readers/origin';
import { isBlank, isEmpty, trimmed } from './readers/text';

/** What the option "If an Expression Is Empty" says; absent where nobody has set it. */
export type EmptyRule = 'leaveOut' | 'refuse';

/** How a value was given. */
export interface Given {
	value: unknown;
	isExpression: boolean;
	/** It stands among the optional fields that a person adds. */
	isAdded: boolean;
	/** It narrows a list. */
	isFilter: boolean;
}

/** What language models write for "no value". */
const NO_VALUE = new Set(['null', 'undefined', 'n/a']);
const CHOSEN = new Set(['boolean', 'date', 'dateTime', 'multiOptions', 'number', 'options']);

/** Separators only, or a list without an entry as JSON. */
const NO_ENTRIES = /^(?:[\s,;\u060C\u061B]*|\[(?:[\s,]|null|"\s*")*\])$/;

function isNoValueWord(value: unknown): boolean {
	return typeof value === 'string' && NO_VALUE.has(trimmed(value).toLowerCase());
}

function isEmptyJson(value: unknown): boolean {
	return typeof value === 'string' && /^\s*(\{\s*\}|\[\s*\])\s*$/.test(value);
}

/** What a language model sends for an argument that it has no value for, whatever its type. */
export function isNoValue(value: unknown): boolean {
	return isEmpty(value) || isNoValueWord(value) || isEmptyJson(value);
}

function isNothing({ type, format }: InputField, value: unknown, tool: boolean): boolean {
	const isList = type === 'multiOptions' || format === 'list' || format === 'comma';
	if (isBlank(value) || (type !== 'json' && isEmpty(value))) return true;
	if (isList && typeof value === 'string' && NO_ENTRIES.test(trimmed(value))) return true;
	if (!tool) return false;
	if (value === false || value === 0 || isNoValue(value)) return true;
	return type === 'number' && typeof value === 'string' && /^0+(\.0*)?$/.test(trimmed(value));
}

/** A tool's caller must send an argument for each expression, and sends 0, false or blanks for what it does not know. */
function isForced(context: Pick<FunctionsBase, 'getNode'>, { isExpression }: Given): boolean {
	return isExpression && isTool(context);
}

/** The same field, which may be left out. */
export function asOptional<T extends InputField>(field: T): Omit<T, 'required'> {
	const { required, ...optional } = field;
	return required === undefined ? field : optional;
}

/** Was nothing given? In a tool an optional 0, false, `null` or empty list is nothing too. */
function isNotGiven(
	context: Pick<FunctionsBase, 'getNode'>,
	field: InputField,
	given: Given,
): boolean {
	const forced = isForced(context, given);
	if (!field.required) return isNothing(field, given.value, forced);
	return isNothing(field, given.value, false) || (forced && isNoValueWord(given.value));
}

/**
 * Is a value that is not there refused, or left out? What nobody filled in is left out. An expression that found nothing is
 * refused where leaving it out would change the meaning: for a record to act on, a filter, and a date, number or choice up front.
 */
export function refusesEmpty(
	context: Pick<FunctionsBase, 'getNode'>,
	field: InputField,
	given: Given,
	rule: EmptyRule | undefined,
): boolean {
	if (field.required) return true;
	if (!given.isExpression || isTool(context)) return false;
	if (rule !== undefined) return rule === 'refuse';
	if (field.isReference || given.isFilter) return true;
	return !given.isAdded && CHOSEN.has(field.type);
}

/** What empties a field: an empty text or list, else null. */
function clearedValue({ type, format }: InputField): '' | null | [] {
	if (type === 'multiOptions' || format === 'list') return format === 'comma' ? '' : [];
	return type === 'string' ? '' : null;
}

/** Is a field that has to be filled in empty? */
export function isMissing(
	context: Pick<FunctionsBase, 'getNode'>,
	field: InputField,
	given: Given,
): boolean {
	return field.required === true && isNotGiven(context, field, given);
}

/**
 * The value of one field: as it goes over the wire, or undefined where nothing was given.
 *
 * @param clears whether the word that clears a field is taken here
 * @throws NodeOperationError for a value that cannot be sent, or is missing
 */
export function givenValue(
	field: InputField,
	given: Given,
	origin: Origin,
	rule: EmptyRule | undefined,
	clears: boolean,
): unknown {
	const { context, itemIndex, label } = origin;
	if (isNotGiven(context, field, given)) {
		if (refusesEmpty(context, field, given, rule)) throw emptyError(origin);
		return undefined;
	}
	if (isClear(given.value)) {
		if (clears && !field.required) return clearedValue(field);
		throw problem(context, itemIndex, `"${label}" cannot be cleared`, 'Write a value.');
	}
	return wireValue(field, given.value, origin);
}

/** A name without case, blanks, hyphens and underscores: `ERP Vendor ID` and `erp_vendor_id` are the same. */
const bare = (name: string) =>
	trimmed(name)
		.toLowerCase()
		.replace(/[\s_-]+/g, '');

/** Refuses a name that is that of a field but for its spelling: services leave out what they do not know. */
function checkName(
	name: string,
	value: unknown,
	fields: readonly InputField[],
	object: IDataObject,
	{ context, itemIndex }: Omit<Origin, 'label'>,
): void {
	const meant = fields.find((field) => bare(field.name) === bare(name));
	if (meant === undefined || meant.name in object || isBlank(value)) return;
	throw problem(context, itemIndex, `"${name}" is an unknown name`, `Write it as "${meant.name}".`);
}

/**
 * An object from JSON, its known members read like the fields of a form: converted, and left out where they are blank. Unknown
 * members stay as they are.
 *
 * @param labelOf what a member is called on screen
 */
export function readMembers(
	fields: readonly InputField[],
	object: IDataObject,
	origin: Omit<Origin, 'label'>,
	labelOf: (field: InputField) => string,
): IDataObject {
	const known = new Map(fields.map((field) => [field.name, field]));
	const members = Object.entries(object).flatMap(([name, value]) => {
		const field = known.get(name);
		if (field === undefined) checkName(name, value, fields, object, origin);
		if (field === undefined || field.type === 'json') return [[name, value]];
		const optional = asOptional(field);
		const given = { value, isExpression: false, isAdded: true, isFilter: false };
		const place = { ...origin, label: labelOf(field) };
		const wire = givenValue(optional, given, place, undefined, !field.required);
		return wire === undefined ? [] : [[name, wire]];
	});
	return Object.fromEntries(members) as IDataObject;
}
