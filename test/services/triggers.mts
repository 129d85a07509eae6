import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { PollingEvent } from '../integration/support/polling-event.mts';
import type { Registrar } from '../integration/support/registrations.mts';
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
	registrar(sandbox: Sandbox): Promise<Registrar>;
	/** Parameters for one event, for more where that means more registrations, and for others, the first of them among those before. */
	parameters: INodeParameters;
	several?: INodeParameters;
	other: INodeParameters;
	/** The event of `parameters`, and a payload that the simulator needs for it. */
	event: string;
	payload?: IDataObject;
	/** Requests that `other` leads to; in place of a registration there is a new one. Absent where it is changed in place. */
	replaced?: readonly string[];
	/** A field of the credential that the node's secrets are derived from. */
	secret: string;
	/** The secrets of a registration that is sent. */
	secretsIn(body: IDataObject): readonly unknown[];
}
