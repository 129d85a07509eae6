import { probeOptions } from '../auth/probe';
import type { Token } from '../auth/token';
import type { CredentialData, CredentialProfile } from '../contracts/credential';
import type { HttpResponse, ServiceFailure } from '../contracts/response';
import { monotonicMs } from '../core/clock';
import { nodeOf } from '../core/node';
import { RenewalError } from '../core/renewal-error';
import { thrownError } from '../http/errors';
import { secretsIn } from '../http/redaction';
import type { Route } from '../http/redirects';
import { RedirectRefused } from '../http/redirects';
import { UNREADABLE, unreadableReason } from '../http/response';
import { faultCode } from '../http/retry';
import type { RequestContext } from '../http/send';
import type { WaitBudget } from '../rate-limit/wait-budget';
import { WaitTimeoutError } from '../rate-limit/wait-budget';
import { AuthenticatedClient } from './authenticated-client';
import type { CallFacts, ConnectionFacts, ConnectionFault } from './connection-facts';

/** A check does not wait longer than this for its turn within the account's limits. */
const LONGEST_WAIT_MS = 15_000;

/** The waits of one check. */
class CheckWaits implements WaitBudget {
	waitedMs = 0;

	constructor(readonly signal: AbortSignal | undefined) {}

	get leftMs(): number {
		return Math.max(0, LONGEST_WAIT_MS - this.waitedMs);
	}

	noteWait(ms: number): void {
		this.waitedMs += ms;
	}
}

function kindOf(error: unknown): ConnectionFault['kind'] {
	if (error instanceof WaitTimeoutError) return 'limited';
	if (error instanceof RenewalError) return error.kind === 'misconfigured' ? 'other' : error.kind;
	if (error instanceof RedirectRefused) return 'redirected';
	return faultCode(error) === undefined ? 'other' : 'temporary';
}

/** What was thrown, as a finding. A stopped execution is none. */
function faultOf(
	context: RequestContext,
	{ profile, hosts, secrets }: ConnectionFacts,
	stage: ConnectionFault['stage'],
	error: unknown,
): ConnectionFault {
	if (context.getExecutionCancelSignal?.()?.aborted) throw error;
	const { service, label, probe } = profile;
	const { method, path, host = 'api' } = probe;
	const place = { node: nodeOf(context), service, secrets, method, path, repeat: 'safe' } as const;
	const address = hosts[host] ?? hosts.api ?? '';
	const thrown = thrownError(error, place, { label, address, cancelled: false });
	const isWebPage = error instanceof RenewalError && error.isWebPage;
	const { message, description } = thrown;
	return { stage, kind: kindOf(error), isWebPage, message, description: description ?? '' };
}

function unreadable(response: HttpResponse): ServiceFailure | undefined {
	const reason = unreadableReason(response, 'data');
	return reason === undefined
		? undefined
		: { kind: 'temporary', message: `The answer ${reason}`, hint: UNREADABLE };
}

/** @param begun when the check began, in milliseconds since the epoch */
function tokenFacts(token: Token | undefined, begun: number): Pick<ConnectionFacts, 'token'> {
	if (!token) return {};
	const { obtainedAt, validUntil } = token;
	return { token: { obtainedAt, validUntil, isNew: obtainedAt >= begun } };
}

/** Gets a token where the type needs one, and sends the harmless call. */
async function ask(
	context: RequestContext,
	client: AuthenticatedClient,
	known: ConnectionFacts,
): Promise<ConnectionFacts> {
	const { profile, credentials } = known;
	const begun = Date.now();
	const waits = new CheckWaits(client.signal);
	let facts = known;
	try {
		facts = { ...facts, ...tokenFacts(await client.tokenToSend(waits), begun) };
	} catch (error) {
		return { ...facts, fault: faultOf(context, facts, 'signIn', error) };
	}
	const { method = 'GET', url, ...rest } = probeOptions(profile, credentials);
	const call: CallFacts = { method, url, milliseconds: 0, answeredAt: 0 };
	const sentAt = monotonicMs();
	const waitedBefore = waits.waitedMs;
	try {
		const options = { ...rest, method, url, ignoreHttpStatusErrors: true, ...client.domains() };
		const route: Route = { options: { ...options, disableFollowRedirect: true }, hops: 0 };
		call.response = await client.send(route, waits);
		call.url = route.options.url;
		const failure = profile.classify(call.response) ?? unreadable(call.response);
		if (failure) call.failure = failure;
		// A rejected token has been replaced on the way.
		facts = { ...facts, ...tokenFacts(await client.tokenToSend(waits), begun) };
	} catch (error) {
		facts = { ...facts, fault: faultOf(context, facts, 'call', error) };
	}
	const waitedMs = waits.waitedMs - waitedBefore;
	call.milliseconds = Math.max(0, Math.round(monotonicMs() - sentAt - waitedMs));
	call.answeredAt = Date.now();
	return { ...facts, call };
}

/** @throws UserError for an address that cannot be used */
function addressesOf(
	profile: CredentialProfile,
	credentials: CredentialData,
): Readonly<Record<string, string>> {
	probeOptions(profile, credentials);
	profile.grant?.url(credentials);
	return profile.hosts(credentials);
}

/**
 * Tries a credential: its addresses, a token, one harmless call. What is wrong with it is a finding, not an error; nothing is
 * changed at the service.
 *
 * @throws NodeOperationError where n8n has no such credential, CancelledError when the execution is stopped
 */
export async function checkConnection(
	context: RequestContext,
	profile: CredentialProfile,
): Promise<ConnectionFacts> {
	const credentials: CredentialData = { ...(await context.getCredentials(profile.name, 0)) };
	const typed = { profile, credentials, hosts: {}, secrets: secretsIn(credentials) };
	let facts: ConnectionFacts;
	try {
		facts = { ...typed, hosts: addressesOf(profile, credentials) };
	} catch (error) {
		return { ...typed, fault: faultOf(context, typed, 'address', error) };
	}
	const client = await AuthenticatedClient.open(context, profile, 0);
	const found = await ask(context, client, facts);
	await client.noteSentSecrets();
	return { ...found, secrets: client.secrets, usage: client.limiter.usage };
}
