import { describe, expect, it } from '@jest/globals';

import { dayOf, isWanted } from '../../providers/ooti/work-logs';

describe('a work log', () => {
	it.each([
		['02-05-2026', '2026-05-02'],
		['2026-05-02', '2026-05-02'],
		['2026-05-02T08:00:00+02:00', '2026-05-02'],
		['2/5/2026', undefined],
		[null, undefined],
		[20260502, undefined],
	])('of %p has the day %p', (date, day) => {
		expect(dayOf({ date })).toBe(day);
	});

	it('fits a period with both ends in it', () => {
		const row = { date: '02-05-2026' };
		expect(isWanted(row, { from: '2026-05-02', to: '2026-05-02' })).toBe(true);
		expect(isWanted(row, { from: '2026-05-03' })).toBe(false);
		expect(isWanted(row, { to: '2026-05-01' })).toBe(false);
		expect(isWanted({}, { to: '2026-05-01' })).toBe(false);
	});

	it('fits a project and a person, named by ID or as an object', () => {
		expect(isWanted({ project: 41 }, { project: '41' })).toBe(true);
		expect(isWanted({ project: { id: 41 } }, { project: '41' })).toBe(true);
		expect(isWanted({ orguser: { pk: '7', id: 9 } }, { orguser: '7' })).toBe(true);
		expect(isWanted({ orguser: 8 }, { orguser: '7' })).toBe(false);
		expect(isWanted({}, { project: '41' })).toBe(false);
	});
});
