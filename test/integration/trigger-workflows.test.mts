import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialTypeName, ServiceId } from '../../providers';
import { sandboxCredential } from '../n8n/credentials.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import type { DeliveryResult } from '../sandbox/core/types.mts';
import { tested } from '../services/index.mts';
import { Process } from './support/bench.mts';
import { Host } from './support/host/host.mts';
import { loadsOf } from './support/host/package.mts';
import { sandboxForTests } from './support/node-bench.mts';
import type { PollingEvent } from './support/polling-event.mts';
import type { Registered } from './support/registered.mts';
import { registered } from './support/registered.mts';

const WORKFLOW = 'w1';
const sandbox = sandboxForTests();

// Several triggers in one workflow: their static data is one, and whoever saves it writes over what the others have.
describe.each([CURRENT, PREVIOUS])('a workflow with several triggers in n8n %s', (version) => {
	let process_: Process;
	let n8n: Host;
	let hooked: Array<Registered & { node: INode }>;
	let polled: { node: INode; event: PollingEvent };

	const publish = async () =>
		await n8n.publish(WORKFLOW, [...hooked.map(({ node }) => node), polled.node]);

	async function nodeOf(
		service: ServiceId,
		credential: CredentialTypeName,
		parameters: INodeParameters,
	): Promise<INode> {
		const typed = await sandboxCredential(sandbox(), credential);
		const { id } = process_.store.add(credential, { ...typed, requestsPerSecond: 5000 });
		return {
			id: service,
			name: `On ${service}`,
			type: `${service}Trigger`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: `hook-of-${service}`,
			parameters: { authentication: credential, ...parameters },
			credentials: { [credential]: { id, name: credential } },
		};
	}

	/** Whether every delivery of an event was taken, service by service; `none` where it knows nobody who wants it. */
	async function taken(): Promise<Array<boolean | 'none'>> {
		const all: Array<boolean | 'none'> = [];
		for (const { service, event: type, payload = {} } of hooked) {
			const answer = await sandbox().steer('POST', 'events', { service, type, payload });
			const { results } = answer as { results: DeliveryResult[] };
			all.push(results.length === 0 ? 'none' : results.every(({ delivered }) => delivered));
		}
		return all;
	}

	const each = (what: boolean | 'none') => hooked.map(() => what);

	const tellRecord = async () => {
		await polled.event.happen();
		expect(await n8n.poll(WORKFLOW, polled.node.id)).toHaveLength(1);
	};

	beforeEach(async () => {
		process_ = Process.start();
		n8n = await Host.start({ version, load: loadsOf(process_) });
		hooked = [];
		for (const one of registered) {
			const node = await nodeOf(one.service, one.credential, one.parameters);
			hooked.push({ ...one, node });
		}
		const [polling] = tested.filter(({ happenings }) => happenings);
		const [event] = polling?.happenings?.(sandbox()) ?? [];
		const [credential] = polling?.credentials ?? [];
		if (!polling || !event || !credential) throw new Error('Nothing happens at any service');
		await event.prepare?.();
		const node = await nodeOf(polling.id, credential.type, event.parameters);
		polled = { node, event };
		await publish();
	});

	afterEach(async () => {
		await n8n.unpublish(WORKFLOW);
		await n8n.stop();
	});

	it('takes deliveries although an unchanged trigger has written its old memory back', async () => {
		for (const { node, other } of hooked) node.parameters = { ...node.parameters, ...other };
		await publish();
		await tellRecord();
		expect(await taken()).toEqual(each(true));
		await n8n.restart();
		expect(await taken()).toEqual(each(true));
	});

	it('takes deliveries of renamed triggers', async () => {
		await tellRecord();
		for (const { node } of hooked) node.name = `Renamed ${node.name}`;
		await publish();
		expect(await taken()).toEqual(each(true));
	});

	it('has one registration for each trigger after edits, a restart, and edits', async () => {
		const edited = hooked.filter(({ replaced }) => !replaced);
		for (const edits of ['other', 'parameters'] as const) {
			for (const one of edited) one.node.parameters = { ...one.node.parameters, ...one[edits] };
			await publish();
			await n8n.restart();
		}
		for (const { registrar } of hooked)
			expect(await (await registrar(sandbox())).list()).toHaveLength(1);
		expect(await taken()).toEqual(each(true));
	});

	it('registers again by itself what was removed at the service', async () => {
		for (const { registrar } of hooked) {
			const at = await registrar(sandbox());
			for (const { id } of await at.list()) await at.remove(String(id));
		}
		expect(await taken()).toEqual(each('none'));
		await n8n.restart();
		expect(await taken()).toEqual(each(true));
	});
});
