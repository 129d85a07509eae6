import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { forTool, rowsWanted } from '../../nodes/shared/results';
import { optionsIn } from '../../nodes/shared/parameters';
import { timesIn } from '../../nodes/shared/times';
import { contextOf } from './support/context.mts';

const items = (count: number) =>
	Array.from({ length: count }, (_entry, n) => ({ json: n < 150 ? { n } : { error: 'gone' } }));

describe('what an AI agent gets', () => {
	const tool = contextOf({ type: 'package.ottimateTool', parameters: { returnAll: true } });
	const node = contextOf({ parameters: { returnAll: true } });

	it('is a hundred results with a note, and how many of the others failed', () => {
		expect(forTool(tool, items(100))).toHaveLength(100);
		const some = forTool(tool, items(140));
		expect(some).toHaveLength(101);
		expect(some[100]?.json.note).toBe(
			'Only the first 100 results are shown: narrow the filters to see others.',
		);
		expect(forTool(tool, items(152))[100]?.json.note).toMatch(/ 2 of the others failed\.$/);
		expect(forTool(node, items(152))).toHaveLength(152);
	});

	it('is not asked for in full before it is cut', () => {
		expect(rowsWanted(tool, 0)).toBe(101);
		expect(rowsWanted(node, 0)).toBe(Infinity);
		expect(rowsWanted(contextOf({ parameters: { returnAll: false, limit: 7 } }), 0)).toBe(7);
	});
});

describe('the times of a request', () => {
	const times = (options: INodeParameters) =>
		timesIn(optionsIn(contextOf({ parameters: { options } }), 0));

	it('end with an hour: a longer timer would fire at once', () => {
		expect(times({ timeout: 9e8, longestWait: 9e8 })).toEqual({
			timeoutMs: 3_600_000,
			longestWaitMs: 3_600_000,
		});
		expect(times({ timeout: '5', longestWait: 0 })).toEqual({ timeoutMs: 5, longestWaitMs: 0 });
		expect(times({ timeout: '' })).toEqual({});
	});

	it('are times', () => {
		expect(() => times({ timeout: 0 })).toThrow('"Timeout" must be 1 or more [item 0]');
		expect(() => times({ longestWait: 'soon' })).toThrow(
			'"Longest Wait" must be a number [item 0]',
		);
	});
});
