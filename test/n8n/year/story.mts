import type { ServiceId } from '../../sandbox/core/types.mts';

/** A part of the time, in milliseconds since the epoch. */
export interface Span {
	from: number;
	to: number;
}

/** Something that was done to n8n, a workflow or a service. */
export interface Act extends Span {
	kind: ActKind;
	/** In words. */
	what: string;
}

export type ActKind =
	| 'unpublish'
	| 'edit another node'
	| 'edit the selection'
	| 'rename'
	| 'restart'
	| 'outage'
	| 'remove the registration'
	| 'rotate the secret'
	| 'change the address'
	| 'duplicate';

/** One trigger node of one workflow: what should tell events. */
export interface Receiver {
	/** E.g. `Shipping, oto`. */
	name: string;
	workflowId: string;
	service: ServiceId;
	/** Of the node's addresses; absent where the trigger polls. */
	webhookId: string | undefined;
	/** Times in which its workflow is, or may be, not published. The last one can be without an end. */
	off: Span[];
	/** Times in which this node is published anew, as it was changed. */
	anew: Span[];
	/** When the service began to sign with another secret, which the node cannot know: until the registration is made anew. */
	rotated: Span[];
	/** Times in which its registration moves to another address of n8n. */
	moving: Span[];
	/** Times in which its registration is missing at the service: from the removal until it has to be there again. */
	missing: Span[];
}

/** An event that happened at a service. */
export interface Event extends Span {
	/** Its ID, which every item of it holds. */
	mark: string;
	service: ServiceId;
}

/** An attempt to deliver an event to a receiver. */
export interface Attempt {
	at: number;
	status?: number | undefined;
	body?: string | undefined;
}

/** An item that a receiver's workflow got. */
export interface Told {
	workflowId: string;
	service: string;
	mark: string;
	/** When its execution began, in milliseconds since the epoch. */
	at: number;
}

export const within = (at: number, spans: readonly Span[]): boolean =>
	spans.some(({ from, to }) => at >= from && at <= to);

export const touches = (one: Span, spans: readonly Span[]): boolean =>
	spans.some(({ from, to }) => one.from <= to && one.to >= from);
