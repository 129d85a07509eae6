import { describe, expect, it } from '@jest/globals';
import type { IPollFunctions } from 'n8n-workflow';

import { locatorId } from '../../nodes/shared/trigger/polling';

function contextOf(value: unknown, saved: unknown = value): IPollFunctions {
	const node = { name: 'Trigger', type: 'trigger', typeVersion: 1, parameters: { company: saved } };
	return {
		getNode: () => node,
		getTimezone: () => 'UTC',
		getNodeParameter: () => value,
	} as unknown as IPollFunctions;
}

const idOf = (value: unknown, saved?: unknown) =>
	locatorId(contextOf(value, saved), 'company', 'Company');

describe('the ID in a locator of a trigger', () => {
	it.each([
		['a text', 'racc_9083', 'racc_9083'],
		['a UUID', '550e8400-e29b-41d4-a716-446655440000', '550e8400-e29b-41d4-a716-446655440000'],
		['a number', 123, '123'],
		['digits', '123', '123'],
		['a text with blanks around it', ' loc-7\u00A0\n', 'loc-7'],
	])('may be %s', (_kind, given, id) => {
		expect(idOf(given)).toBe(id);
	});

	it('may be left empty', () => {
		expect(idOf('')).toBeUndefined();
	});

	it('is refused where its expression finds nothing, and where it is an object', () => {
		const byExpression = { __rl: true, mode: 'id', value: '={{ $json.company }}' };
		expect(() => idOf('', byExpression)).toThrow('"Company" is empty');
		expect(() => idOf({ id: 1 })).toThrow('"Company"');
	});
});
