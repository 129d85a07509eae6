import type { Shape } from '../../../nodes/shared/form/outputs/shape';
import { isRecord } from '../../sandbox/core/body.mts';

const FORMATS: Readonly<Record<string, RegExp>> = {
	'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/,
	date: /^\d{4}-\d{2}-\d{2}$/,
	uuid: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i,
	email: /^[^@\s]+@[^@\s]+$/,
	uri: /^[a-z][a-z\d+.-]*:/i,
};

function fits({ type, format = '' }: Shape, value: unknown): boolean {
	switch (type) {
		case undefined:
			return true;
		case 'array':
			return Array.isArray(value);
		case 'object':
			return isRecord(value);
		case 'integer':
			return Number.isInteger(value);
		case 'string':
			return typeof value === 'string' && (FORMATS[format]?.test(value) ?? true);
		case 'null':
			return false;
		default:
			return typeof value === type;
	}
}

/**
 * Where a value is not what its output schema says; `null` fits everywhere.
 *
 * @returns one sentence for each value of another type and each key that the schema does not have; none where the value fits
 */
export function differencesFrom(schema: Shape, value: unknown, at = 'item'): string[] {
	if (value === null) return [];
	if (!fits(schema, value)) return [`${at} is ${JSON.stringify(value)}, not ${schema.type}`];
	if (Array.isArray(value)) {
		const { items = {} } = schema;
		return [...new Set(value.flatMap((member) => differencesFrom(items, member, `${at}[]`)))];
	}
	if (!isRecord(value) || schema.type === undefined) return [];
	const { properties = {}, additionalProperties } = schema;
	return Object.entries(value).flatMap(([key, inner]) => {
		const known = properties[key] ?? (additionalProperties === true ? {} : additionalProperties);
		return known
			? differencesFrom(known, inner, `${at}.${key}`)
			: [`${at}.${key} is not in the schema`];
	});
}
