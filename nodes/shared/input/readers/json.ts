import { isRecord } from '../../../../transport/core/json';
import type { IDataObject } from 'n8n-workflow';
import { isBlank, isDateTime, mistakeIn, trimmed } from './text';
import { shown, ValueError } from './value-error';

function parse(text: string): { parsed?: unknown; reason?: string } {
	try {
		return { parsed: JSON.parse(text) };
	} catch (error) {
		return { reason: error instanceof Error ? error.message : 'it cannot be read' };
	}
}

/** Deeper than any service's records; an object that contains itself is deeper than all. */
const DEEPEST = 100;

/** Kinds of objects that JSON writes as {}, or leaves out. */
const LOSING = new Set(['Function', 'Map', 'RegExp', 'Set']);

/** What JSON cannot hold as it was meant; undefined where it can hold everything. */
function unfitIn(value: unknown, depth = 0): string | undefined {
	if (depth > DEEPEST) return 'is nested too deeply';
	if (typeof value === 'string') {
		const mistake = mistakeIn(value);
		return mistake && `${mistake.message.replace('its text', 'a text')}: ${shown(value)}`;
	}
	if (typeof value === 'bigint' || typeof value === 'number') {
		if (Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value)) return;
		return `has the number ${value}, which JSON cannot hold exactly. Give it as text`;
	}
	if (value instanceof Date)
		return Number.isNaN(value.getTime()) ? 'has an invalid date' : undefined;
	const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
	if (LOSING.has(kind)) {
		return `has a ${kind}, whose content JSON would lose. Make a list or an object of it`;
	}
	if (typeof value !== 'object' || value === null) return undefined;
	if (isDateTime(value)) return value.toISO() === null ? 'has an invalid date' : undefined;
	for (const member of Object.values(value)) {
		const unfit = unfitIn(member, depth + 1);
		if (unfit !== undefined) return unfit;
	}
	return undefined;
}

/**
 * Reads JSON: text, or what an expression made of it. Undefined for a blank.
 *
 * @throws ValueError for text that is not JSON, and for values that JSON would change
 */
export function readJson(value: unknown): unknown {
	if (isBlank(value)) return undefined;
	const { parsed, reason } = typeof value === 'string' ? parse(trimmed(value)) : { parsed: value };
	if (reason !== undefined) {
		throw new ValueError('is not valid JSON', `Check quotes, commas and brackets: ${reason}.`);
	}
	const unfit = unfitIn(parsed);
	if (unfit === undefined) return parsed;
	throw new ValueError('has a value that cannot be sent as JSON', `It ${unfit}.`);
}

/**
 * Reads an object, as JSON or from an expression. Undefined for a blank.
 *
 * @throws ValueError for everything else
 */
export function readObject(value: unknown): IDataObject | undefined {
	const object = readJson(value);
	if (object === undefined || isRecord(object)) return object;
	throw new ValueError(
		'must be a JSON object',
		`Got ${shown(object)}. Write it as {"name": "value"}.`,
	);
}
