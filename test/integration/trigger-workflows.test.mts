import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { CredentialTypeName } from '../n8n/credentials.mts';
import { sandboxCredential } from '../n8n/credentials.mts';
import { CURRENT, PREVIOUS } from '../n8n/versions.mts';
import type { DeliveryResult } from '../sandbox/core/types.mts';
import { Process } from './support/bench.mts';
import { Host } from './support/host/host.mts';
import { loadsOf } from './support/host/package.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { atOtesse, atOto } from './support/registrations.mts';
import { ootiClient } from '../services/ooti/client.mts';

const WORKFLOW = 'w1';
const sandbox = sandboxForTests();

// Several triggers in one workflow: their static data is one, and whoever saves it writes over what the others have.
describe.each([CURRENT, PREVIOUS])('a workflow with three triggers in n8n %s', (version) => {
	let process_: Process;
	let n8n: Host;
	let nodes: { oto: INode; otesse: INode; ooti: INode };

	const publish = async () => await n8n.publish(WORKFLOW, Object.values(nodes));

	async function node(
		service: 'oto' | 'otesse' | 'ooti',
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

	/** Whether every delivery of an event was taken; `none` where the service knows nobody who wants it. */
	async function taken(service: 'oto' | 'otesse'): Promise<boolean | 'none'> {
		const type = service === 'oto' ? 'orderStatus' : 'booking.created';
		const payload = service === 'oto' ? { orderId: 'A-1' } : {};
		const answer = await sandbox().steer('POST', 'events', { service, type, payload });
		const { results } = answer as { results: DeliveryResult[] };
		return results.length === 0 ? 'none' : results.every(({ delivered }) => delivered);
	}

	const tellNote = async () => {
		await ootiClient(sandbox()).call('POST', '/notes/list/210/', { title: 'New' });
		expect(await n8n.poll(WORKFLOW, 'ooti')).toHaveLength(1);
	};

	beforeEach(async () => {
		process_ = Process.start();
		n8n = await Host.start({ version, load: loadsOf(process_) });
		nodes = {
			oto: await node('oto', 'otoApi', { events: ['orderStatus'] }),
			otesse: await node('otesse', 'otesseApi', { events: ['booking.*'] }),
			ooti: await node('ooti', 'ootiApi', {
				resource: 'note',
				event: 'created',
				organization: { __rl: true, mode: 'id', value: '210' },
			}),
		};
		await publish();
	});

	afterEach(async () => {
		await n8n.unpublish(WORKFLOW);
		await n8n.stop();
	});

	it('takes deliveries although an unchanged trigger has written its old memory back', async () => {
		nodes.oto.parameters = { ...nodes.oto.parameters, events: ['orderStatus', 'shipmentError'] };
		nodes.otesse.parameters = { ...nodes.otesse.parameters, events: ['booking.*', 'payment.*'] };
		await publish();
		await tellNote();
		expect([await taken('oto'), await taken('otesse')]).toEqual([true, true]);
		await n8n.restart();
		expect([await taken('oto'), await taken('otesse')]).toEqual([true, true]);
	});

	it('takes deliveries of renamed triggers', async () => {
		await tellNote();
		nodes.oto.name = 'Orders';
		nodes.otesse.name = 'Bookings';
		await publish();
		expect([await taken('oto'), await taken('otesse')]).toEqual([true, true]);
	});

	it('has one registration for each trigger after edits, a restart, and edits', async () => {
		for (const extra of [['shipmentError'], []]) {
			nodes.oto.parameters = { ...nodes.oto.parameters, events: ['orderStatus', ...extra] };
			await publish();
			await n8n.restart();
		}
		expect(await (await atOto(sandbox())).list()).toHaveLength(1);
		expect(await (await atOtesse(sandbox())).list()).toHaveLength(1);
		expect([await taken('oto'), await taken('otesse')]).toEqual([true, true]);
	});

	it('registers again by itself what was removed at the service', async () => {
		for (const at of [await atOto(sandbox()), await atOtesse(sandbox())]) {
			for (const { id } of await at.list()) await at.remove(String(id));
		}
		expect([await taken('oto'), await taken('otesse')]).toEqual(['none', 'none']);
		await n8n.restart();
		expect([await taken('oto'), await taken('otesse')]).toEqual([true, true]);
	});
});
