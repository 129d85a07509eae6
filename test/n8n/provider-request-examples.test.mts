import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { SERVICE_OF } from './credentials.mts';
import { readExamples, withCredential } from './demo-examples.mts';
import { errorOf, itemsOf } from './execution.mts';
import { Rig } from './support.mts';

let rig: Rig;

beforeAll(async () => {
	rig = await Rig.start();
});

afterAll(async () => {
	await rig?.stop();
});

it('the examples of the Provider Request node run as they are in their files', async () => {
	const examples = await readExamples();
	const services = new Set(examples.map(({ credentialType }) => SERVICE_OF[credentialType]));
	expect(services.size).toBe(5);
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
