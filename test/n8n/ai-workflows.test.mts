import { afterAll, beforeAll } from '@jest/globals';

import { aiScenarios } from './ai-scenarios.mts';
import { Rig } from './support.mts';

let rig: Rig;

beforeAll(async () => {
	rig = await Rig.start();
});

afterAll(async () => {
	await rig?.stop();
});

aiScenarios(() => rig, 'goesOn');
