import { describe, expect, it } from '@jest/globals';
import type { TriggerTime } from 'n8n-workflow';

import { pollsPerDay } from '../../transport/polling/schedule';

const custom = (cronExpression: string) => ({ mode: 'custom', cronExpression }) as TriggerTime;

describe('polls per day', () => {
	it.each<[string, TriggerTime[], number]>([
		['every minute', [{ mode: 'everyMinute' } as TriggerTime], 1440],
		['every five minutes', [{ mode: 'everyX', unit: 'minutes', value: 5 } as TriggerTime], 288],
		['every two hours', [{ mode: 'everyX', unit: 'hours', value: 2 } as TriggerTime], 12],
		['every hour', [{ mode: 'everyHour', minute: 7 } as TriggerTime], 24],
		['every day', [{ mode: 'everyDay', hour: 7, minute: 7 } as TriggerTime], 1],
		['every week', [{ mode: 'everyWeek', hour: 7, minute: 7, weekday: 1 } as TriggerTime], 1],
		['five fields', [custom('*/10 8-17 * * 1-5')], 60],
		['six fields', [custom('0 0,30 9/3 * * *')], 10],
		['a list of seconds', [custom('0-50/10 * * * * *')], 8640],
		['two times', [custom('0 * * * * *'), custom('30 * * * * *')], 2880],
		['none', [], 0],
	])('of %s', (_name, times, polls) => {
		expect(pollsPerDay(times)).toBe(polls);
	});
});
