import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { answers, lifeIn } from './probe/life.mts';
import { RealLife } from './probe/real-life.mts';
import { Recorder } from './probe/recorder.mts';
import { stepsOf } from './probe/steps.mts';
import type { N8nVersion } from './versions.mts';

jest.setTimeout(120_000);

/** What n8n calls and saves in the life of a trigger, step by step; the tests' host is held to the same lists. */
export function triggerLife(version: N8nVersion): void {
	let recorder: Recorder;
	let life: RealLife;

	beforeAll(async () => {
		recorder = await Recorder.start();
		recorder.answer = answers();
		life = await RealLife.start(version, recorder);
	});

	afterAll(async () => {
		await life?.stop();
		await recorder?.stop();
	});

	describe(`n8n ${version}`, () => {
		it.each(stepsOf(version))('calls and saves the same when $name', async (step) => {
			const { called, saved } = step;
			expect(await lifeIn(life, recorder, step)).toEqual({ called, saved });
		});
	});
}
