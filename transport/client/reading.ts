import { CredentialTokens } from '../auth/credential-tokens';
import type { CredentialData, CredentialProfile } from '../contracts/credential';
import { monotonicMs } from '../core/clock';
import type { RequestContext } from '../http/send';

/** The credential as the database has it now, and what this process knows of its tokens. */
export async function read(
	context: RequestContext,
	profile: CredentialProfile,
	itemIndex: number,
): Promise<{ credentials: CredentialData; tokens: CredentialTokens | undefined }> {
	const readAt = Date.now();
	const begun = monotonicMs();
	const credentials = { ...(await context.getCredentials(profile.name, itemIndex)) };
	const tokens = CredentialTokens.of(profile, credentials);
	tokens?.cache.backoff.noteRead(monotonicMs() - begun);
	tokens?.cache.noteRead(tokens.stored, readAt);
	return { credentials, tokens };
}
