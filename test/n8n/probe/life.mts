import type { ProbeAnswer, ProbeCall, Recorder } from './recorder.mts';

/** A probe in a workflow. */
export interface ProbeNode {
	id: string;
	name: string;
	type: 'hookProbe' | 'pollProbe' | 'bothProbe';
	/** Stands for any parameter that a person edits. */
	selection: string;
}

/** What a person does with a workflow; a real n8n and the tests' host both do it. */
export interface Life {
	/** Saves the workflow with these nodes, and publishes it. */
	publish(workflow: string, nodes: readonly ProbeNode[]): Promise<void>;
	/** Saves and publishes a change of a node that is no trigger. */
	editOther(workflow: string): Promise<void>;
	unpublish(workflow: string): Promise<void>;
	restart(): Promise<void>;
	/** Lets the editor listen for a test event. */
	listen(workflow: string, node: string): Promise<void>;
	deliver(node: string, mode: 'webhook' | 'webhook-test'): Promise<void>;
	/** Waits for, or does, a poll by the clock, which gets this answer. */
	tick(node: string, answer: ProbeAnswer): Promise<void>;
	/** Static data as the database has it. */
	saved(workflow: string): Promise<Record<string, unknown>>;
	/** Waits until so many calls have come, and no more do. */
	settle(calls: number): Promise<void>;
}

/** What n8n called in a step: for each node the hooks in their order, and apart from them its first polls. */
export type Called = Record<string, string[]>;

export interface Step {
	name: string;
	act(life: Life): Promise<void>;
	called: Called;
	/** Static data of the workflow "Main" in the database after the step. */
	saved: Record<string, unknown>;
}

export function calledIn(calls: readonly ProbeCall[]): Called {
	const called: Called = {};
	for (const { node, call, activation, isFirst } of calls) {
		if (call === 'poll' && !isFirst) continue;
		const key = call === 'poll' ? `${node}, polls` : node;
		(called[key] ??= []).push(activation === undefined ? call : `${call} ${activation}`);
	}
	return Object.fromEntries(Object.entries(called).sort(([a], [b]) => a.localeCompare(b)));
}

/** Does a step, and gives what n8n has called and saved. */
export async function lifeIn(
	life: Life,
	recorder: Recorder,
	step: Step,
): Promise<Pick<Step, 'called' | 'saved'>> {
	recorder.calls = [];
	await step.act(life);
	await life.settle(Object.values(step.called).flat().length);
	return { called: calledIn(recorder.calls), saved: await life.saved('Main') };
}

/** The probes keep in mind which of their registrations stands, by its number. */
export function answers(): (call: ProbeCall) => ProbeAnswer {
	let made = 0;
	return ({ call, memory }) => {
		if (call === 'checkExists') return { result: typeof memory.made === 'number' };
		if (call === 'delete') return { result: true, set: { made: 'no more' } };
		if (call === 'webhook') return { set: { delivered: true } };
		if (call !== 'create') return {};
		made += 1;
		return { result: true, set: { made } };
	};
}
