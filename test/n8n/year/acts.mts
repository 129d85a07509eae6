import { setTimeout as sleep } from 'node:timers/promises';
import { pick, whole } from '../../sandbox/core/random.mts';
import { store as doo } from '../../services/doo/simulator/store.mts';
import { store as otesse } from '../../services/otesse/simulator/store.mts';
import { state as oto } from '../../services/oto/simulator/state.mts';
import type { Rig } from '../rig.mts';
import type { Act, ActKind, Span } from './story.mts';
import { NAMES } from './services.mts';
import type { YearWorkflow } from './workflow.mts';

/**
 * Until a registration that is missing has to be there again: polls here are 5 s apart, triggers share a list that is up to 60 s old,
 * and the repair itself takes a moment.
 */
export const REPAIR_MS = 75_000;

/** After n8n says that it is ready, it may take a moment until its webhooks are. */
const STARTING_MS = 2_000;

/** After a start, until all registrations have moved. */
const MOVING_MS = 10_000;

/** What the acts are done to. */
export interface Scene {
	rig: Rig;
	random: () => number;
	workflows: YearWorkflow[];
	/** Makes a copy of a workflow, not published. */
	copy(of: YearWorkflow): Promise<YearWorkflow>;
	/** A copy that is published at the moment, beside the workflow that it was made of. */
	duplicate: YearWorkflow | undefined;
	/** Times in which n8n was ended, down, or starting. */
	down: Span[];
	/** Times in which a service answered 503. */
	outages: Array<Span & { service: string }>;
	/** What n8n is started with; changes count from its next start on. */
	env: Record<string, string>;
}

type Deed = (scene: Scene) => Promise<string>;

const all = ({ workflows, duplicate }: Scene) => [...workflows, ...(duplicate ? [duplicate] : [])];

const anyTrigger = (scene: Scene) => {
	const workflow = pick(scene.random, all(scene));
	return { workflow, trigger: pick(scene.random, workflow.triggers) };
};

async function restart(scene: Scene): Promise<void> {
	const span: Span = { from: Date.now(), to: Infinity };
	scene.down.push(span);
	await scene.rig.restartN8n();
	span.to = Date.now() + STARTING_MS;
}

const DEEDS: Record<ActKind, Deed> = {
	unpublish: async (scene) => {
		const workflow = pick(scene.random, all(scene));
		await workflow.unpublish();
		await sleep(whole(scene.random, 0, 3_000));
		await workflow.publish();
		return `${workflow.name} unpublished, then published`;
	},
	'edit another node': async (scene) => {
		const workflow = pick(scene.random, all(scene));
		workflow.editOther();
		await workflow.publish();
		return `a node of ${workflow.name} that is no trigger`;
	},
	'edit the selection': async (scene) => {
		const { workflow, trigger } = anyTrigger(scene);
		await workflow.change(trigger, (one) => {
			one.selection = one.selection === 0 ? 1 : 0;
		});
		return `${trigger.receiver.name}: selection ${trigger.selection}`;
	},
	rename: async (scene) => {
		const { workflow, trigger } = anyTrigger(scene);
		await workflow.change(trigger, (one) => {
			one.name = one.name.endsWith(' renamed')
				? one.name.replace(' renamed', '')
				: `${one.name} renamed`;
		});
		return `${trigger.receiver.name}: now "${trigger.name}"`;
	},
	restart: async (scene) => {
		await restart(scene);
		return 'n8n';
	},
	outage: async ({ rig, random, outages }) => {
		const service = pick(random, NAMES);
		const ms = whole(random, 1_000, 4_000);
		const fault = { service, kind: 'call', status: 503, times: 100_000, body: {} };
		const from = Date.now();
		await rig.sandbox.steer('POST', 'faults', { faults: [fault] });
		await sleep(ms);
		await rig.sandbox.steer('DELETE', 'faults');
		outages.push({ service, from, to: Date.now() });
		return `${service} answers 503 for ${ms} ms`;
	},
	'remove the registration': async (scene) => {
		const webhooks = all(scene).flatMap(({ triggers }) =>
			triggers.filter(({ receiver }) => receiver.webhookId !== undefined),
		);
		const { receiver } = pick(scene.random, webhooks);
		const from = Date.now();
		receiver.missing.push({ from, to: from + REPAIR_MS });
		removeAt(receiver.webhookId ?? '');
		return receiver.name;
	},
	'rotate the secret': async (scene) => {
		const from = Date.now();
		for (const webhook of otesse.webhooks) webhook.secret = `whsec_rotated_${from}`;
		for (const { receiver } of all(scene).flatMap(({ triggers }) => triggers)) {
			if (receiver.service === 'otesse') receiver.rotated.push({ from, to: from + REPAIR_MS });
		}
		return await Promise.resolve('of all registrations at otesse');
	},
	'change the address': async (scene) => {
		const { port } = scene.rig.n8n;
		const host = scene.env.WEBHOOK_URL?.includes('localhost') ? '127.0.0.1' : 'localhost';
		scene.env.WEBHOOK_URL = `http://${host}:${port}/`;
		const from = Date.now();
		await restart(scene);
		const span = { from, to: Date.now() + MOVING_MS };
		for (const { receiver } of all(scene).flatMap(({ triggers }) => triggers)) {
			if (receiver.webhookId !== undefined) receiver.moving.push(span);
		}
		return scene.env.WEBHOOK_URL;
	},
	duplicate: async (scene) => {
		if (scene.duplicate) {
			const gone = scene.duplicate;
			// Not deleted: that would take its executions along.
			await gone.unpublish();
			scene.duplicate = undefined;
			return `${gone.name} unpublished for good`;
		}
		const copy = await scene.copy(pick(scene.random, scene.workflows));
		await copy.publish();
		scene.duplicate = copy;
		return `${copy.name} published`;
	},
};

/** Somebody removes it at the service. */
function removeAt(webhookId: string): void {
	oto.hooks = oto.hooks.filter(({ url }) => !url.includes(webhookId));
	otesse.webhooks = otesse.webhooks.filter(({ url }) => !url.includes(webhookId));
	doo.configurations = doo.configurations.filter(
		(row) => !JSON.stringify(row.hooks).includes(webhookId),
	);
}

export const ACT_KINDS = Object.keys(DEEDS) as ActKind[];

/** The kinds in a random order, so that each comes about as often as the others. */
export function planned(random: () => number, count: number): ActKind[] {
	const plan: ActKind[] = [];
	while (plan.length < count) {
		const left = [...ACT_KINDS];
		while (left.length > 0) plan.push(...left.splice(whole(random, 0, left.length - 1), 1));
	}
	return plan.slice(0, count);
}

export async function act(scene: Scene, kind: ActKind): Promise<Act> {
	const from = Date.now();
	const what = await DEEDS[kind](scene);
	return { kind, what, from, to: Date.now() };
}
