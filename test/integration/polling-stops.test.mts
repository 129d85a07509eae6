import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INode } from 'n8n-workflow';

import { sandboxCredential } from '../n8n/credentials.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import { tested } from '../services/index.mts';
import { Process } from './support/bench.mts';
import { Host } from './support/host/host.mts';
import { loadsOf } from './support/host/package.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { PollingEvent } from './support/polling-event.mts';

const sandbox = sandboxForTests();

interface Watched extends PollingEvent {
	node: INode;
}

describe.each([CURRENT, PREVIOUS])('an event after a stop of n8n %s', (version) => {
	let n8n: Host;
	let watched: Watched[];

	beforeEach(async () => {
		const process_ = Process.start();
		n8n = await Host.start({ version, load: loadsOf(process_) });
		watched = [];
		for (const { id: service, credentials, happenings } of tested) {
			const [first] = credentials;
			if (!happenings || !first) continue;
			const credential = first.type;
			const typed = await sandboxCredential(sandbox(), credential);
			const fast = { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 };
			const { id } = process_.store.add(credential, fast);
			for (const event of happenings(sandbox())) {
				const node: INode = {
					id: `n${watched.length}`,
					name: 'Trigger',
					type: `${service}Trigger`,
					typeVersion: 1,
					position: [0, 0],
					parameters: { ...event.parameters, pollTimes: { item: [{ mode: 'everyMinute' }] } },
					credentials: { [credential]: { id, name: credential } },
				};
				watched.push({ ...event, node });
			}
		}
		expect(watched).not.toEqual([]);
	});

	afterEach(async () => {
		await n8n.stop();
	});

	/** What each of the triggers gives: only what belongs to the event that it is watched for. */
	async function told(): Promise<Map<Watched, IDataObject[]>> {
		const found = new Map<Watched, IDataObject[]>();
		for (const one of watched) {
			const items = (await n8n.poll(one.node.id, one.node.id)) ?? [];
			found.set(
				one,
				items.map(({ json }) => json),
			);
		}
		return found;
	}

	it.each([0, 1, 5])(
		'and %i polls without items is told once, whatever is watched',
		async (polls) => {
			for (const { prepare } of watched) await prepare?.();
			for (const { node } of watched) await n8n.publish(node.id, [node]);
			expect(n8n.items).toEqual([]);
			for (let poll = 0; poll < polls; poll++) {
				for (const items of (await told()).values()) expect(items).toEqual([]);
			}
			n8n.reload();
			const expected = new Map<Watched, IDataObject>();
			for (const one of watched) expected.set(one, await one.happen());
			await n8n.startTriggers('init');
			expect(n8n.items).toEqual([]);
			const first = await told();
			for (const [{ name }, items] of first) {
				const keys = items.map(({ eventKey }) => eventKey);
				expect([name, new Set(keys).size]).toEqual([name, keys.length]);
			}
			for (const one of watched) {
				expect([one.name, first.get(one)]).toEqual([
					one.name,
					expect.arrayContaining([expect.objectContaining(expected.get(one) ?? {})]),
				]);
			}
			await n8n.restart();
			const second = await told();
			for (const [{ name }, items] of second) expect([name, items]).toEqual([name, []]);
		},
	);
});
