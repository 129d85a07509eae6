import { statusMeanings } from '../auth/probe';
import type { CredentialProfile } from '../contracts/credential';
import { isWebPage } from '../http/response';
import type { ConnectionFacts, ConnectionFault } from './connection-facts';

/** What keeps a connection from working; undefined for one that works. */
export type ConnectionProblem =
	| 'address'
	| 'signIn'
	| 'permission'
	| 'webPage'
	| 'tooManyRequests'
	| 'serviceFault'
	| 'unreachable'
	| 'other';

/** A difference of two clocks that needs no advice, in seconds. */
const CLOCK_TOLERANCE_S = 60;

/** The share of a day's requests that is worth a word when only that much is left. */
const SMALL_SHARE = 0.1;

const TITLE = /<title[^>]*>\s*([^<]{1,100}?)\s*<\/title>/i;

const OF_FAULT: Readonly<Record<ConnectionFault['kind'], ConnectionProblem | undefined>> = {
	refused: 'signIn',
	limited: 'tooManyRequests',
	temporary: 'unreachable',
	redirected: 'address',
	other: undefined,
};

function isUsedUp({ usage }: ConnectionFacts): boolean {
	const { limits, usedToday = 0 } = usage ?? {};
	return limits !== undefined && limits.requestsPerDay > 0 && usedToday >= limits.requestsPerDay;
}

export function problemOf(facts: ConnectionFacts): ConnectionProblem | undefined {
	const { fault, call } = facts;
	if (fault?.isWebPage || (call?.response && isWebPage(call.response))) return 'webPage';
	if (fault?.kind === 'other' && isUsedUp(facts)) return 'tooManyRequests';
	if (fault) return OF_FAULT[fault.kind] ?? (fault.stage === 'address' ? 'address' : 'other');
	const { response, failure } = call ?? {};
	if (!response || !failure) return undefined;
	if (failure.kind === 'limited') return 'tooManyRequests';
	if (failure.kind === 'expired' || response.status === 401) return 'signIn';
	if (failure.kind === 'doubtful' || response.status === 403) return 'permission';
	if (failure.kind === 'temporary' || response.status >= 500) return 'serviceFault';
	return response.status === 404 ? 'address' : 'other';
}

/** The environments that a service has, as a credential names them. */
function environmentsOf({ hosts }: CredentialProfile): string[] {
	return ['production', 'sandbox'].filter((environment) => {
		try {
			return Boolean(hosts({ environment }).api);
		} catch {
			return false;
		}
	});
}

export function environmentOf({ credentials }: Pick<ConnectionFacts, 'credentials'>): string {
	return String(credentials.environment || 'production');
}

const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** What to do where secrets, or the path, may belong to another environment. */
function environmentAdvice(facts: ConnectionFacts): string[] {
	const current = environmentOf(facts);
	const { service } = facts.profile;
	if (current === 'custom') {
		const [address = 'none'] = Object.values(facts.hosts);
		return [
			`"Environment" is Custom, with the address ${address}. If the secrets are from ${service} itself, set it to ${environmentsOf(facts.profile).map(titled).join(' or ')}.`,
		];
	}
	return environmentsOf(facts.profile)
		.filter((one) => one !== current)
		.map(
			(other) =>
				`"Environment" is ${titled(current)}. If the secrets are from the ${other} account, set it to ${titled(other)}: each environment has secrets of its own.`,
		);
}

/** What to do about a call that got no answer, or was sent elsewhere. */
function networkAdvice({ fault, call }: ConnectionFacts): string[] {
	const { url = '' } = call ?? {};
	const host = URL.canParse(url) ? new URL(url).host : 'the service';
	if (fault?.stage !== 'call') return [];
	if (fault.kind === 'temporary') {
		return [
			`Check the address ${host} in the credential, and that n8n can reach it: the network, a proxy or a firewall may be the cause.`,
		];
	}
	return fault.kind === 'redirected'
		? [
				`A wrong address in the credential redirects, and so does a sign-in page or a proxy of the network. Ask whoever runs your network to let n8n reach ${host}.`,
			]
		: [];
}

/** What to do about a page for a browser. */
function webPageAdvice({ profile, credentials, call, fault }: ConnectionFacts): string[] {
	const ofToken = fault?.isWebPage ? profile.grant?.url(credentials) : undefined;
	const address = ofToken ?? call?.url ?? '';
	const host = URL.canParse(address) ? new URL(address).host : '';
	const { status = 0, headers = {} } = call?.response ?? {};
	const server = headers.server ? ` It names itself "${headers.server}".` : '';
	return [
		`The page did not come from ${profile.service}'s API: a proxy, a firewall, a sign-in page or a maintenance page is in front of ${host || 'it'}.${server}`,
		`Ask whoever runs your network to let n8n reach ${host || profile.service}, and check "Environment" and the addresses in the credential.`,
		...(status >= 500 ? ['It may also be a short outage: check again in a few minutes.'] : []),
	];
}

/** n8n's clock minus the service's, in seconds; undefined where the answer has no usable date. */
export function clockDifferenceS({ call }: ConnectionFacts): number | undefined {
	const { date, age } = call?.response?.headers ?? {};
	const at = Date.parse(date ?? '');
	if (!call || Number.isNaN(at)) return undefined;
	// A cache on the way says how old the date is; the date itself has no fractions of a second.
	const serviceMs = at + (Number(age) || 0) * 1000 + 500;
	return Math.round((call.answeredAt - serviceMs) / 1000) + 0;
}

function clockAdvice(facts: ConnectionFacts): string[] {
	const seconds = clockDifferenceS(facts) ?? 0;
	// A slow answer may be dated when it began.
	const tolerance = CLOCK_TOLERANCE_S + (facts.call?.milliseconds ?? 0) / 1000;
	if (Math.abs(seconds) <= tolerance) return [];
	const way = seconds > 0 ? 'ahead of' : 'behind';
	return [
		`n8n's clock is ${durationOf(Math.abs(seconds))} ${way} ${facts.profile.service}'s. Set the clock of n8n's machine: triggers may miss changes, and filters such as "today" mean other times.`,
	];
}

/** Seconds in words, coarsely. */
export function durationOf(seconds: number): string {
	const units = [
		['day', 86_400],
		['hour', 3_600],
		['minute', 60],
	] as const;
	const [unit, size] = units.find(([, length]) => seconds >= 2 * length) ?? ['second', 1];
	const count = Math.round(seconds / size);
	return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

function limitAdvice({ usage, profile }: ConnectionFacts): string[] {
	if (!usage) return [];
	const { limits, usedToday, pauseMs, adaptedPerSecond } = usage;
	const left = limits.requestsPerDay - usedToday;
	const isLow = limits.requestsPerDay > 0 && left <= limits.requestsPerDay * SMALL_SHARE;
	return [
		...(pauseMs > 0
			? [
					`${profile.service} has asked for a pause: nothing is sent for another ${durationOf(Math.ceil(pauseMs / 1000))}.`,
				]
			: []),
		...(adaptedPerSecond === undefined
			? []
			: [
					`${profile.service} refused faster requests: this n8n process sends ${Number(adaptedPerSecond.toPrecision(2))} a second for now, and speeds up automatically.`,
				]),
		...(isLow
			? [
					`${Math.max(0, left)} of ${limits.requestsPerDay} requests a day are left until midnight UTC. Raise "Requests per Day" in the credential if your plan allows more.`,
				]
			: []),
	];
}

/** One sentence: what the check found. Not free of secrets. */
export function findingOf(facts: ConnectionFacts, accountName: string | undefined): string {
	const { profile, call, fault } = facts;
	const { service, label } = profile;
	const problem = problemOf(facts);
	if (problem === undefined) {
		const account = accountName === undefined ? '' : `, of ${accountName}`;
		return `${service} accepts the ${label} credential${account}.`;
	}
	if (problem === 'webPage') {
		const { body, raw, status } = call?.response ?? {};
		const title = raw && typeof body === 'string' ? TITLE.exec(body)?.[1] : undefined;
		const named = title === undefined ? '' : ` "${title}"`;
		const answer = status === undefined ? '' : ` (HTTP status ${status})`;
		return `A web page${named} came in place of ${service}'s answer${answer}.`;
	}
	if (fault) {
		if (fault.kind === 'limited' && fault.stage === 'call') {
			return `${service} was not asked: the account's limits leave no room now.`;
		}
		return fault.message;
	}
	const { status = 0 } = call?.response ?? {};
	const { message = '' } = call?.failure ?? {};
	const words = message === '' || message === `HTTP status ${status}` ? '.' : `: ${message}`;
	return `${service} answered with HTTP status ${status}${words}`;
}

/** What to do, in sentences; none where nothing is wrong. Not free of secrets. */
export function adviceOn(facts: ConnectionFacts): string[] {
	const { profile, call, fault } = facts;
	const problem = problemOf(facts);
	const meaning = call?.response && statusMeanings(profile)[call.response.status];
	const hint = call?.failure?.hint;
	const isElsewhere = problem === 'signIn' || problem === 'address' || problem === 'permission';
	const ofFault =
		fault && fault.kind !== 'limited' && !fault.message.includes(fault.description)
			? [fault.description]
			: [];
	const rejectedEach = fault?.stage === 'call' && problem === 'signIn';
	return [
		...(problem === 'webPage' ? webPageAdvice(facts) : ofFault),
		...networkAdvice(facts),
		...(problem !== undefined && problem !== 'webPage' && meaning ? [meaning] : []),
		...(rejectedEach && profile.probe.refusals?.[401] ? [profile.probe.refusals[401]] : []),
		...(problem !== undefined && hint !== undefined ? [hint] : []),
		...(isElsewhere && fault?.stage !== 'address' ? environmentAdvice(facts) : []),
		...clockAdvice(facts),
		...limitAdvice(facts),
	].filter(
		(sentence, index, all) =>
			all.indexOf(sentence) === index &&
			!all.some((other) => other !== sentence && other.includes(sentence)),
	);
}
