import { afterAll, beforeAll, expect, it } from '@jest/globals';

import { tested } from '../services/index.mts';
import { picture } from './browser/screens.mts';
import { Stage } from './browser/stage.mts';
import { serviceExample } from './service-examples.mts';
import './support.mts';

/** The examples whose canvas README shows. */
const shown = tested.flatMap(({ examples }) =>
	examples.filter(({ showcase }) => showcase !== undefined),
);

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.start();
});
afterAll(async () => {
	await stage?.stop();
});

it.each(shown)(
	'$name stands on the canvas with all its nodes',
	async ({ name, credential: type, changes }) => {
		const { canvas, page, rig } = stage;
		const workflow = await serviceExample(`${name}.json`, await rig.credential(type), changes);
		const { id } = await rig.client.createWorkflow(workflow);
		await canvas.openWorkflow(id);
		const nodes = workflow.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		for (const node of nodes) await canvas.nodes.filter({ hasText: node.name }).first().waitFor();
		expect(await page.getByText('Install this node to use it').count()).toBe(0);
		await picture(canvas.surface, `canvas-${name}`);
	},
);
