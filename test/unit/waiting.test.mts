import { describe, expect, it } from '@jest/globals';

import { lastState, pauseMs, waitLimitMs } from '../../nodes/shared/waiting';
import { contextOf } from './support/context.mts';

describe('what waits', () => {
	const tool = contextOf({ type: 'package.ottimateTool' });
	const node = contextOf();

	it('ends as a tool before its caller gives up after a minute', () => {
		expect(waitLimitMs(tool, 3_600_000)).toBe(50_000);
		expect(waitLimitMs(tool, 20_000)).toBe(20_000);
		expect(waitLimitMs(node, 3_600_000)).toBe(3_600_000);
	});

	it('checks as a tool several times before that', () => {
		expect(pauseMs(tool, 60_000)).toBe(10_000);
		expect(pauseMs(tool, 5_000)).toBe(5_000);
		expect(pauseMs(node, 60_000)).toBe(60_000);
	});

	it('returns as a tool the last state, and fails otherwise', () => {
		expect(lastState(tool, { status: 'new' }, 'Call it again.')).toEqual([
			{ json: { status: 'new', reached: false, note: 'Call it again.' } },
		]);
		expect(lastState(node, {}, 'Call it again.')).toBeUndefined();
	});
});
