import type { CredentialTypeName, ServiceId } from '../../../providers';
import { tested } from '../../services/index.mts';
import type { TestedPanel, TestedTriggerPanel } from '../../services/types.mts';

interface Named {
	service: ServiceId;
	/** As the nodes panel shows it. */
	name: string;
	credential: CredentialTypeName;
}

/** A service's node as a person meets it. */
export interface ServiceCase extends Named, TestedPanel {}

/** A trigger as a person meets it. */
export interface TriggerCase extends Named, TestedTriggerPanel {}

function namedOf({ id, action, credentials: [first] }: (typeof tested)[number]): Named {
	if (!first) throw new Error(`${id} has no credential`);
	return { service: id, name: action.description.displayName, credential: first.type };
}

export const SERVICES: readonly ServiceCase[] = tested.flatMap((service) =>
	service.panel ? [{ ...namedOf(service), ...service.panel }] : [],
);

export const TRIGGERS: readonly TriggerCase[] = tested.flatMap((service) =>
	service.triggerPanel ? [{ ...namedOf(service), ...service.triggerPanel }] : [],
);

export const PROVIDER_REQUEST = {
	name: 'Provider Request',
	// Names of three letters are parts of many words, such as those of "Convert to File".
	words: [
		'provider request',
		'http request',
		...tested.map(({ id }) => id).filter((id) => id.length > 3),
	],
};
