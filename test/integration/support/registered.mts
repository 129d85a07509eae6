import type { CredentialTypeName, ServiceId } from '../../../providers';
import { tested } from '../../services/index.mts';
import type { Registering } from '../../services/triggers.mts';

/** A service whose trigger is registered there, with the credential type that the trigger takes. */
export interface Registered extends Registering {
	service: ServiceId;
	credential: CredentialTypeName;
}

const all = tested.flatMap(({ id, credentials: [first], registering }): Registered[] =>
	registering && first
		? [
				{
					...registering,
					parameters: { authentication: first.type, ...registering.parameters },
					service: id,
					credential: first.type,
				},
			]
		: [],
);
if (all.length === 0) throw new Error('No trigger is registered at its service');

export const registered: readonly Registered[] = all;
