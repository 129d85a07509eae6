import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import { optionsIn } from '../../nodes/shared/input/item-parameters';
import { forTool, noteForTool, rowsWanted, withinLimit } from '../../nodes/shared/run/results';
import { requestLimitsIn } from '../../nodes/shared/input/request-limits';
import { contextOf } from './support/context.mts';

const items = (count: number) =>
	Array.from({ length: count }, (_entry, n) => ({ json: n < 150 ? { n } : { error: 'gone' } }));

const toolWith = (parameters: INodeParameters) =>
	contextOf({ type: 'package.ottimateTool', parameters });

describe('what an AI agent gets', () => {
	const all = { returnAll: true };
	const node = contextOf({ parameters: all });

	it('is a hundred results with a note, and how many of the others failed', () => {
		expect(forTool(toolWith(all), items(100))).toHaveLength(100);
		const some = forTool(toolWith(all), items(140));
		expect(some).toHaveLength(101);
		expect(some[100]?.json).toEqual({ note: 'Only the first 100 of 140 results are shown.' });
		expect(forTool(toolWith(all), items(152))[100]?.json.note).toMatch(
			/ 2 of the others failed\.$/,
		);
		expect(forTool(node, items(152))).toHaveLength(152);
	});

	it('is one row more than asked for, which is dropped with a word', () => {
		const tool = toolWith({ returnAll: false, limit: 7 });
		expect(rowsWanted(tool, 0)).toBe(8);
		const list = { filters: [['Status', 'new']] as const };
		expect(withinLimit(tool, 0, [1, 2, 3, 4, 5, 6, 7], list)).toHaveLength(7);
		expect(forTool(tool, items(7))).toHaveLength(7);
		expect(withinLimit(tool, 0, [1, 2, 3, 4, 5, 6, 7, 8], list)).toHaveLength(7);
		expect(forTool(tool, items(7)).at(-1)?.json.note).toMatch(
			/^Limit 7 reached: there are more results\. Filters in force: Status = new\. /,
		);
	});

	it('is not asked for in full before it is cut', () => {
		expect(rowsWanted(toolWith(all), 0)).toBe(101);
		expect(rowsWanted(node, 0)).toBe(Infinity);
		expect(rowsWanted(contextOf({ parameters: { returnAll: false, limit: 7 } }), 0)).toBe(7);
		expect(rowsWanted(toolWith({ returnAll: false, limit: 700 }), 0)).toBe(101);
	});

	it('has each remark once, and in one note', () => {
		const tool = toolWith(all);
		noteForTool(tool, 'First.');
		noteForTool(tool, 'First.');
		expect(forTool(tool, items(1), ['Second.'])).toEqual([
			{ json: { n: 0 } },
			{ json: { note: 'First. Second.' }, pairedItem: { item: 0 } },
		]);
		noteForTool(node, 'First.');
		expect(forTool(node, items(1), ['Second.'])).toHaveLength(1);
	});
});

describe('the times of a request', () => {
	const times = (options: INodeParameters) =>
		requestLimitsIn(optionsIn(contextOf({ parameters: { options } }), 0));

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
			'"Maximum Wait (Seconds)" must be a number [item 0]',
		);
	});
});
