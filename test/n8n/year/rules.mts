import type { Attempt, Event, Receiver, Span, Told } from './story.mts';
import { touches, within } from './story.mts';

/** Between two polls of the tests, and the time that one may take. */
export const POLLED_MS = 8_000;

/** From the last poll on that could read the list: polls fail in an outage, and there are none while n8n is down. */
function sinceLastPoll(span: Span, unread: readonly Span[]): Span {
	const from = span.from - POLLED_MS;
	const last = unread.filter((one) => one.from < span.from && one.to > from);
	return { from: Math.min(from, ...last.map((one) => one.from - POLLED_MS)), to: span.to };
}

/** Nothing can be mended while n8n is down: the time for it begins when n8n is there again. */
function untilMended(span: Span, down: readonly Span[]): Span {
	const length = span.to - span.from;
	let { to } = span;
	for (const one of down)
		if (one.from < to && one.to > span.from) to = Math.max(to, one.to + length);
	return { from: span.from, to };
}

/** All that is known of one event and one trigger that should tell it. */
export interface Case {
	event: Event;
	receiver: Receiver;
	/** Empty where the service knew of no registration, and for polling triggers. */
	attempts: readonly Attempt[];
	told: readonly Told[];
	/** Times in which n8n was ended, down, or starting. */
	down: readonly Span[];
	/** Times in which the service answered 503. */
	outages: readonly Span[];
}

/** Why an event was not told exactly once: a line of docs/reliability.md, and how it shows in what happened. */
export interface Rule {
	name: string;
	/** As docs/reliability.md has it. */
	text: string;
	explains(one: Case): boolean;
}

const isTaken = ({ status = 0, body = '' }: Attempt): boolean =>
	status >= 200 && status < 300 && !body.includes('n8n is starting up');

const isNotTold = ({ told }: Case): boolean => told.length === 0;

/** Whether the service has tried, and every try met one of these times. */
const allIn = ({ attempts }: Case, spans: readonly Span[]): boolean =>
	attempts.length > 0 && attempts.every((one) => !isTaken(one) && within(one.at, spans));

const unknown = ({ attempts, receiver }: Case): boolean =>
	attempts.length === 0 && receiver.webhookId !== undefined;

export const RULES: Rule[] = [
	{
		name: 'not published',
		text: 'While a workflow is not published, n8n answers calls to its webhooks with 404. A polling trigger takes what it finds when it is first published as its baseline; it returns what happens while its workflow is unpublished as soon as the workflow is published again.',
		explains: (one) => {
			const { event, receiver } = one;
			if (!isNotTold(one)) return false;
			if (receiver.webhookId === undefined) {
				const unread = [...one.down, ...one.outages];
				const spans = receiver.off.filter(({ from, to }) => from === 0 || to === Infinity);
				return touches(
					event,
					spans.map((span) => sinceLastPoll(span, unread)),
				);
			}
			if (unknown(one)) return touches(event, receiver.off);
			return allIn(one, receiver.off);
		},
	},
	{
		name: 'n8n down',
		text: 'While n8n is down or starting, nothing receives its webhooks: an event is lost if the service gives up before n8n is back. OTO documents a single try, doo ten, Otesse eight over 44.5 hours.',
		explains: (one) => isNotTold(one) && allIn(one, [...one.down, ...one.receiver.off]),
	},
	{
		name: 'published anew',
		text: 'When you publish a change to the trigger itself, n8n has no route to it for a moment and answers 404: an event in that moment is lost if the service tries only once, as OTO does.',
		explains: (one) =>
			isNotTold(one) && allIn(one, [...one.receiver.anew, ...one.receiver.off, ...one.down]),
	},
	{
		name: 'registration missing',
		text: 'If a registration is removed in the service, events until its repair are lost: the service does not send them.',
		explains: (one) =>
			isNotTold(one) &&
			unknown(one) &&
			touches(one.event, [
				...one.receiver.missing.map((span) => untilMended(span, one.down)),
				...one.receiver.off,
			]),
	},
	{
		name: 'address changed',
		text: "When n8n's address changes, its next start moves the registrations there. The old ones are removed last, unless the account has no room for both: then the service does not send an event that happens in between.",
		explains: (one) => isNotTold(one) && unknown(one) && touches(one.event, one.receiver.moving),
	},
	{
		name: 'secret changed',
		text: 'When Otesse signs with a secret other than the one that it issued at registration, its deliveries are refused with 401. After the first of them, the webhook is registered again at the next check; events signed until then are lost.',
		explains: (one) => {
			const { receiver, event, down } = one;
			const spans = receiver.rotated.map((span) => untilMended(span, down));
			const refused = one.attempts.every(
				({ at, status }) => status === 401 || within(at, [...down, ...receiver.off]),
			);
			return isNotTold(one) && one.attempts.length > 0 && refused && touches(event, spans);
		},
	},
	{
		name: 'begins anew',
		text: 'When you change what a polling trigger selects, it starts from a new baseline, and does not return what has happened since its last poll.',
		explains: (one) => {
			const { event, receiver, down, outages } = one;
			const spans = receiver.anew.map((span) => sinceLastPoll(span, [...down, ...outages]));
			return isNotTold(one) && receiver.webhookId === undefined && touches(event, spans);
		},
	},
	{
		name: 'told before and after a start',
		text: 'A process that starts does not know which events the previous one received: an event that a service then sends again is returned twice, with the same `eventKey`.',
		explains: ({ told, attempts, down }) => {
			if (told.length < 2 || attempts.filter(isTaken).length < told.length) return false;
			const lives = told.map(({ at }) => down.filter(({ from }) => at >= from).length);
			return new Set(lives).size === lives.length;
		},
	},
];

/** An event that is told otherwise than once, and that no rule explains. */
export interface Unexplained {
	mark: string;
	receiver: string;
	told: number;
	at: string;
	attempts: string[];
}

export interface Account {
	/** Pairs of an event and a trigger that should tell it. */
	pairs: number;
	once: number;
	/** By the rules' names. */
	explained: Record<string, number>;
	unexplained: Unexplained[];
}

const clock = (at: number) => new Date(at).toISOString().slice(11, 23);

export function accountOf(cases: readonly Case[]): Account {
	const account: Account = { pairs: cases.length, once: 0, explained: {}, unexplained: [] };
	for (const one of cases) {
		const { event, receiver, told, attempts } = one;
		if (told.length === 1) {
			account.once += 1;
			continue;
		}
		const rule = RULES.find(({ explains }) => explains(one));
		if (rule) {
			account.explained[rule.name] = (account.explained[rule.name] ?? 0) + 1;
			continue;
		}
		account.unexplained.push({
			mark: event.mark,
			receiver: receiver.name,
			told: told.length,
			at: `${clock(event.from)} to ${clock(event.to)}`,
			attempts: attempts.map(({ at, status }) => `${clock(at)} ${status ?? 'no answer'}`),
		});
	}
	return account;
}
