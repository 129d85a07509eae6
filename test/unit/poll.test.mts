import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { ottimateApi } from '../../providers/ottimate/auth';
import { ottimate } from '../../providers/ottimate';
import { ApiClient } from '../../transport/client/api-client';
import type {
	ChangeDetector,
	DetectedEvent,
	DetectionResult,
} from '../../transport/polling/change-detector';
import { runPoll } from '../../transport/polling/poll';

afterEach(() => {
	jest.restoreAllMocks();
});

/** A trigger whose polls find nothing, and note whether they take the memory for one that may be older than the last poll. */
function quietTrigger(
	workflow: string,
	saved: IDataObject = {},
	activation: 'activate' | 'init' = 'activate',
) {
	let data = saved;
	const begun: number[] = [];
	const resumed: boolean[] = [];
	const found: DetectedEvent[] = [];
	const result = (polls: number): DetectionResult => ({
		events: found.splice(0),
		state: { version: 2, polls },
		requests: 1,
		read: [],
	});
	const detector: ChangeDetector = {
		begin: async () => {
			begun.push(1);
			return await Promise.resolve(result(1));
		},
		next: async (context, state) => {
			resumed.push(context.resumed);
			return await Promise.resolve(result(Number(state.polls) + 1));
		},
		sample: async () => await Promise.resolve(undefined),
	};
	const context = {
		getNode: () => ({ id: 'n1', name: 'Trigger', parameters: {} }),
		getNodeParameter: () => ({}),
		getWorkflow: () => ({ id: workflow }),
		getWorkflowStaticData: () => data,
		getMode: () => 'trigger',
		getActivationMode: () => activation,
		logger: { warn: () => undefined },
	} as unknown as IPollFunctions;
	const plan = {
		profile: ottimateApi,
		provider: ottimate,
		identity: {},
		detector,
		item: () => ({}),
	};
	const memories = new Map<string, IDataObject>([['Trigger', saved]]);
	/** n8n keeps the memory of a trigger under the node's name, and what is there under a name that it had before. */
	const rename = (name = 'Renamed', kept: IDataObject = {}) => {
		data = memories.get(name) ?? kept;
		memories.set(name, data);
	};
	return { poll: async () => await runPoll(context, plan), rename, found, resumed, begun, saved };
}

describe('the memory of a trigger', () => {
	it('is not taken for an older one, however many triggers a process has', async () => {
		const client = { address: 'https://api.example', limits: { requestsPerDay: 0 } };
		jest.spyOn(ApiClient, 'open').mockResolvedValue(client as unknown as ApiClient);
		const triggers = Array.from({ length: 120 }, (_one, at) => quietTrigger(`many-${at}`));
		for (let round = 0; round < 3; round++) for (const { poll } of triggers) await poll();
		expect(triggers.flatMap(({ resumed }) => resumed)).toEqual(
			triggers.flatMap(() => [false, false]),
		);
		// What an earlier process has saved is.
		const restarted = quietTrigger('restarted', { ...triggers[0]?.saved });
		await restarted.poll();
		await restarted.poll();
		expect(restarted.resumed).toEqual([true, false]);
	});

	it('goes on where the node is renamed, as long as the process lives', async () => {
		const client = { address: 'https://api.example', limits: { requestsPerDay: 0 } };
		jest.spyOn(ApiClient, 'open').mockResolvedValue(client as unknown as ApiClient);
		const trigger = quietTrigger('renamed');
		await trigger.poll();
		trigger.rename();
		await trigger.poll();
		await trigger.poll();
		expect(trigger.begun).toHaveLength(1);
		expect(trigger.resumed).toEqual([false, false]);
	});

	it('goes on where the node gets back a name that it had before', async () => {
		const client = { address: 'https://api.example', limits: { requestsPerDay: 0 } };
		jest.spyOn(ApiClient, 'open').mockResolvedValue(client as unknown as ApiClient);
		const trigger = quietTrigger('renamed-back');
		await trigger.poll();
		trigger.rename('Renamed');
		trigger.found.push({ row: { id: 7 }, event: 'created', key: '7' });
		for (let polls = 0; polls < 3; polls++) await trigger.poll();
		trigger.rename('Trigger');
		await trigger.poll();
		expect(trigger.saved.polls).toBe(5);
		expect(trigger.begun).toHaveLength(1);
		expect(trigger.resumed).toEqual([false, false, false, false]);
	});

	it('goes on where n8n had left off, if the node gets back a former name before its first poll', async () => {
		const client = { address: 'https://api.example', limits: { requestsPerDay: 0 } };
		jest.spyOn(ApiClient, 'open').mockResolvedValue(client as unknown as ApiClient);
		const before = quietTrigger('stopped');
		await before.poll();
		const old = { ...before.saved };
		await before.poll();
		const started = quietTrigger('started', { ...before.saved }, 'init');
		expect(await started.poll()).toBeNull();
		started.rename('Former', old);
		await started.poll();
		expect(old.polls).toBe(3);
		expect(started.resumed).toEqual([true]);
	});
});
