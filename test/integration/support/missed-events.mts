import { afterEach } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { CredentialTypeName } from '../../n8n/credentials.mts';
import { sandboxCredential } from '../../n8n/credentials.mts';
import { CURRENT } from '../../n8n/versions.mts';
import type { ServiceId } from '../../sandbox/core/types.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { TriggerHost } from './triggers.mts';

/** A trigger for each test, and what it gives. */
export function missedEvents(sandbox: () => Sandbox) {
	let host: TriggerHost | undefined;
	const bench = {
		get host(): TriggerHost {
			if (!host) throw new Error('No trigger has been started');
			return host;
		},
		start: async (
			service: ServiceId,
			credential: CredentialTypeName,
			parameters: INodeParameters,
			version = CURRENT as string,
		): Promise<void> => {
			const typed = await sandboxCredential(sandbox(), credential);
			host = await TriggerHost.start(sandbox(), {
				type: `${service}Trigger`,
				service,
				credential,
				typed: { ...typed, requestsPerSecond: 5000, requestsPerDay: 0 },
				parameters,
				version,
			});
		},
		items: () => bench.host.items.map(({ json }) => json),
		keys: () => bench.items().map(({ eventKey }) => String(eventKey)),
		/** What a work adds to the items. */
		added: async (work: () => Promise<unknown>): Promise<IDataObject[]> => {
			const before = bench.host.items.length;
			await work();
			return bench.items().slice(before);
		},
		restart: async (): Promise<void> => {
			await bench.host.n8n.restart();
			await bench.host.poll();
		},
	};
	afterEach(async () => {
		await bench.host.stop();
	});
	return bench;
}
