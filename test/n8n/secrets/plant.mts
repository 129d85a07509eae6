import { Buffer } from 'node:buffer';
import type { Rig } from '../rig.mts';
import type { NodeJson } from '../workflows.mts';
import { chain, items, manualTrigger } from '../workflows.mts';
import type { Secret } from './finder.mts';

/**
 * Lets a secret out on purpose, as a careless workflow would: in items in every form, in a node's name, and in a request to a
 * service that it does not belong to.
 */
export async function plant(rig: Rig, { value }: Secret): Promise<void> {
	const url = new URL(`${rig.sandbox.baseUrls.otesse}/services/industries`);
	url.searchParams.set('leak', value);
	const request: Omit<NodeJson, 'position'> = {
		name: value,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: { method: 'GET', url: url.href, options: {} },
		onError: 'continueRegularOutput',
	};
	const row = {
		raw: value,
		url: encodeURIComponent(value),
		base64: Buffer.from(JSON.stringify({ token: value })).toString('base64'),
	};
	await rig.client.runOnce(chain('A leak', manualTrigger(), ...items([row]), request));
}
