import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, jest } from '@jest/globals';

import { setAlarm } from '../../transport/core/alarm';

describe('alarms', () => {
	it('go off, also those that are set after a later one, unless they are ended', async () => {
		const rung: string[] = [];
		const note = (name: string) => () => void rung.push(name);
		setAlarm(90, note('third'));
		setAlarm(10, note('first'));
		setAlarm(50, note('second'));
		const end = setAlarm(30, note('ended'));
		end();
		await sleep(250);
		expect(rung.sort()).toEqual(['first', 'second', 'third']);
	});

	it('go off again after the time that they return, and then no more', async () => {
		const left = [20, 20, undefined, 20];
		let rung = 0;
		setAlarm(5, () => left[rung++]);
		await sleep(300);
		expect(rung).toBe(3);
	});

	it('never go off before their time', async () => {
		const set = performance.now();
		const after = await new Promise<number>((resolve) => {
			setAlarm(40.7, () => void resolve(performance.now() - set));
		});
		expect(after).toBeGreaterThanOrEqual(40.7);
	});

	it('share a timer where no earlier one is needed', () => {
		const timers = jest.spyOn(AbortSignal, 'timeout');
		const ends = [1000, 2000, 1500, 900].map((ms) => setAlarm(ms, () => undefined));
		expect(timers).toHaveBeenCalledTimes(2);
		ends.forEach((end) => end());
		timers.mockRestore();
	});
});
