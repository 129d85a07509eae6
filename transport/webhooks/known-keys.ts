import type { IWebhookFunctions } from 'n8n-workflow';

import type { CredentialProfile } from '../contracts/credential';
import { receiverIn } from './deliveries';
import { goodSecrets, rememberedKeys } from './receivers';
import type { RegistrationKeys } from './registration-plan';
import type { NodeSecrets } from './secrets';
import { receiverName, secretsOf } from './secrets';
import { sealedKeys, storedRegistrations } from './static-data';

/**
 * The keys that may prove a delivery to a node: those derived from the credential as it is and as it recently was; the service's own
 * keys, as far as they are known; and those that version 0.1.0 stored.
 *
 * @param derived the keys of all registrations that a node may have
 */
export async function knownKeys(
	context: IWebhookFunctions,
	profile: CredentialProfile,
	derived: (secrets: NodeSecrets) => readonly RegistrationKeys[],
): Promise<RegistrationKeys[]> {
	const receiver = receiverIn(context);
	const name = receiverName(receiver);
	const account = profile.account(await context.getCredentials(profile.name));
	const now = secretsOf(account, receiver);
	const secrets = now ? goodSecrets(name, now) : [];
	return [
		...secrets.flatMap(derived),
		...rememberedKeys(name),
		...sealedKeys(context, secrets),
		...storedRegistrations(context),
	];
}
