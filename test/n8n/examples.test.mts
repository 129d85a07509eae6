import { existsSync } from 'node:fs';
import path from 'node:path';

import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { readExamples, withCredential } from './demo-examples.mts';
import { EXAMPLE_RUNS } from './example-runs.mts';
import { Stage } from './example-stage.mts';
import { errorOf, itemsOf, rowsOf } from './execution.mts';
import { serviceExample } from './service-examples.mts';
import { Rig } from './support.mts';
import { root } from './versions.mts';

let rig: Rig;

beforeAll(async () => {
	rig = await Rig.start();
});

afterAll(async () => {
	await rig?.stop();
});

it('the examples of the Provider Request node run as they are in their files', async () => {
	const examples = await readExamples();
	for (const example of examples) {
		const credential = await rig.credential(example.credentialType);
		const execution = await rig.client.runOnce(withCredential(example, credential));
		expect([example.file, errorOf(execution), execution.status]).toEqual([
			example.file,
			undefined,
			'success',
		]);
		const items = itemsOf(execution, example.request.name);
		expect([example.file, items.length > 0]).toEqual([example.file, true]);
	}
});

it('the examples of services that have no test of their own run as they are in their files', async () => {
	const hasTest = (file: string) =>
		existsSync(path.join(root, 'test', 'n8n', `${file.split('-')[0] ?? ''}-workflows.test.mts`));
	const stage = await Stage.start(rig);
	for (const { file, credential: type, shown, changes, ...more } of EXAMPLE_RUNS) {
		if (hasTest(file)) continue;
		const workflow = await serviceExample(file, await rig.credential(type), changes);
		const execution = await stage.run(workflow, more);
		expect([file, errorOf(execution)]).toEqual([file, undefined]);
		expect([file, rowsOf(execution, shown).length > 0]).toEqual([file, true]);
	}
	await stage.stop();
});
