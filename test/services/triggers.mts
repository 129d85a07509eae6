import type { IDataObject } from 'n8n-workflow';

import type { PollingEvent } from '../integration/support/polling-event.mts';
import type { Sandbox } from '../sandbox/server.mts';
import type { ChangeDetector } from '../../transport/polling/change-detector';
import type { DesiredRegistration, Registry } from '../../transport/webhooks/registration-plan';
import type { NodeSecrets } from '../../transport/webhooks/secrets';

/** What a polling trigger can report. */
export interface Polled {
	event: string;
	detector: ChangeDetector;
}

/** Events that happen at the simulator, for a polling trigger to notice. */
export type Happenings = (sandbox: Sandbox) => readonly PollingEvent[];

/** How a webhook trigger is registered at the service. */
export interface Registering {
	registry: Registry;
	wanted(address: string, secrets: NodeSecrets): DesiredRegistration[];
	/** The service's answer where nothing is registered. */
	none: object;
	/** The secrets of a registration that is sent. */
	secretsIn(body: IDataObject): readonly unknown[];
}
