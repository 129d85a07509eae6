import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { INodeType } from 'n8n-workflow';

import { answers, lifeIn } from '../n8n/probe/life.mts';
import { Recorder } from '../n8n/probe/recorder.mts';
import { stepsOf } from '../n8n/probe/steps.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { HostLife } from './support/host/host-life.mts';

const PROBES = ['HookProbe', 'PollProbe', 'BothProbe'];

/** As n8n loads them: anew at each start. */
function loadProbes(): ReadonlyMap<string, INodeType> {
	const nodes = PROBES.map((name) => {
		const file = path.join(process.cwd(), 'test', 'n8n', 'probe', `${name}.node.js`);
		const module = jest.requireActual<Record<string, new () => INodeType>>(file);
		const Probe = module[name];
		if (!Probe) throw new Error(`There is no ${name}`);
		return new Probe();
	});
	return new Map(nodes.map((node) => [node.description.name, node]));
}

// What real n8n does is held by test/n8n/trigger-life.test.mts and trigger-life-previous.test.mts, with the same lists.
describe.each([CURRENT, PREVIOUS])("the tests' host as n8n %s", (version) => {
	let recorder: Recorder;
	let life: HostLife;

	beforeAll(async () => {
		recorder = await Recorder.start();
		recorder.answer = answers();
		life = await HostLife.start(version, recorder, loadProbes);
	});

	afterAll(async () => {
		await life.stop();
		await recorder.stop();
	});

	it.each(stepsOf(version))('calls and saves the same when $name', async (step) => {
		const { called, saved } = step;
		expect(await lifeIn(life, recorder, step)).toEqual({ called, saved });
	});
});
