import type { IDataObject } from 'n8n-workflow';

import type { CredentialProfile } from '../contracts/credential';
import { isRecord } from '../core/json';
import { maskedJson, redactor } from '../http/redaction';
import { isWebPage } from '../http/response';
import {
	adviceOn,
	clockDifferenceS,
	environmentOf,
	findingOf,
	problemOf,
} from './connection-advice';
import { limitsShown } from '../rate-limit/limits';
import type { ConnectionFacts } from './connection-facts';

/** Characters of an answer that a report shows. */
const LONGEST_ANSWER = 500;

/** How a credential type signs in, in words. */
export function signInOf({ headers, grant }: Pick<CredentialProfile, 'headers' | 'grant'>): string {
	if (!headers) return 'OAuth2 by n8n';
	if (!grant) return 'key';
	const isRepeatable = grant.steps.some(({ provesSecrets }) => provesSecrets);
	return isRepeatable ? 'token from the secrets' : 'token from an authorization code';
}

/** Members that have a value; undefined where there are none. */
function present(values: IDataObject): IDataObject | undefined {
	const known = Object.entries(values).filter(([, value]) => value !== undefined && value !== null);
	return known.length === 0 ? undefined : Object.fromEntries(known);
}

function accountOf({ profile, call }: ConnectionFacts): IDataObject | undefined {
	if (!call?.response || call.failure || isWebPage(call.response)) return undefined;
	return present(profile.probe.account?.(call.response.body) ?? {});
}

const secondsBetween = (from: number, to: number) => Math.round((to - from) / 1000);

function tokenOf({ token }: ConnectionFacts, now: number): IDataObject | null {
	if (!token) return null;
	return {
		obtainedAt: new Date(token.obtainedAt).toISOString(),
		ageSeconds: Math.max(0, secondsBetween(token.obtainedAt, now)),
		validUntil: new Date(token.validUntil).toISOString(),
		secondsLeft: Math.max(0, secondsBetween(now, token.validUntil)),
		isNew: token.isNew,
	};
}

function callOf({ call }: ConnectionFacts): IDataObject | null {
	if (!call) return null;
	const { method, url, milliseconds, response } = call;
	const answer = response?.raw.toString('utf8') ?? null;
	return { method, url, milliseconds, status: response?.status ?? null, answer };
}

function clockOf(facts: ConnectionFacts): IDataObject | null {
	const differenceSeconds = clockDifferenceS(facts);
	const { date } = facts.call?.response?.headers ?? {};
	return differenceSeconds === undefined
		? null
		: { serviceTime: new Date(Date.parse(date ?? '')).toISOString(), differenceSeconds };
}

function limitsOf({ usage }: ConnectionFacts): IDataObject | null {
	if (!usage) return null;
	const { limits, usedToday, pauseMs, adaptedPerSecond } = usage;
	const { requestsPerDay, shared } = limits;
	return {
		...limitsShown(limits),
		processes: shared?.processes ?? 1,
		sentToday: usedToday,
		leftToday: requestsPerDay > 0 ? Math.max(0, requestsPerDay - usedToday) : null,
		pauseSeconds: Math.ceil(pauseMs / 1000),
		adaptedPerSecond: adaptedPerSecond ?? null,
	};
}

/** "Allowed HTTP Request Domains": `all`, `none`, or host names with commas between. */
function domainsOf({ credentials }: ConnectionFacts): string {
	const { allowedHttpRequestDomains: mode, allowedDomains } = credentials;
	if (mode !== 'domains') return mode === 'none' ? 'none' : 'all';
	return String(allowedDomains ?? '').trim();
}

/**
 * A connection's state for a person, without secrets. `null` stands for what is not known or does not apply.
 *
 * @param now in milliseconds since the epoch
 */
export function connectionReport(facts: ConnectionFacts, now: number): IDataObject {
	const { profile, hosts, secrets } = facts;
	const problem = problemOf(facts);
	const account = accountOf(facts);
	const name = account?.name ?? account?.id;
	const report = {
		ok: problem === undefined,
		problem: problem ?? null,
		finding: findingOf(facts, name === undefined ? undefined : String(name)),
		advice: adviceOn(facts),
		service: profile.service,
		environment: environmentOf(facts),
		hosts,
		credential: { type: profile.name, name: profile.label, signIn: signInOf(profile) },
		account: account ?? null,
		token: tokenOf(facts, now),
		call: callOf(facts),
		clock: clockOf(facts),
		limits: limitsOf(facts),
		allowedDomains: domainsOf(facts),
	};
	const withoutSecrets = redactor(secrets);
	const shown = (text: string) => withoutSecrets(text).slice(0, LONGEST_ANSWER);
	const masked = maskedJson(report, () => false, shown);
	return isRecord(masked) ? masked : {};
}
