import { digestOf } from '../core/digest';
import { LruMap } from '../core/lru-map';

const MOST_RUNNING = 2_000;

const MOST_DONE = 20_000;

/** An event whose sender has hung up counts as delivered after this time from its arrival, in ms, if n8n has not refused it. */
const UNDECIDED_MS = 10_000;

/** What identifies an event. */
export interface EventName {
	id: string;
	/** Where the ID is made of the content: the record that the content is about. Only its newest content counts as a repeat. */
	subject?: string;
	/** What the event is called where it is found in a list of the service's records; absent for events that no list shows. */
	listedAs?: string;
}

/** The state of a delivery's answer. */
export interface AnswerState {
	statusCode: number;
	/** n8n has given its answer, whether or not the sender was still connected. */
	writableEnded: boolean;
}

interface Done {
	id: string;
	at: number;
}

interface Running {
	at: number;
	/** The sender has hung up before it was answered. */
	left?: AnswerState;
}

function isTaken({ statusCode }: AnswerState): boolean {
	return statusCode >= 200 && statusCode < 300;
}

/** Which events this process is working on, and which it has delivered. Both are bounded. */
export class DeliveryMemory {
	private readonly running = new Map<string, Running>();

	private readonly done: LruMap<Done>;

	/** Where events that lists show have come from. */
	private readonly sources: LruMap<'delivery' | 'list'>;

	constructor(
		private readonly mostRunning = MOST_RUNNING,
		mostDone = MOST_DONE,
	) {
		this.done = new LruMap(mostDone);
		this.sources = new LruMap(mostDone);
	}

	/** Takes an event in, unless it is known: `busy` means that the sender should try again. */
	begin(receiver: string, event: EventName, repeatsMs = Infinity): 'new' | 'busy' | 'done' {
		const { id, subject = id, listedAs } = event;
		const key = digestOf(receiver, id);
		this.decide(receiver, event, key);
		const listed = listedAs === undefined ? undefined : digestOf(receiver, 'list', listedAs);
		if (listed !== undefined && this.sources.get(listed) === 'list') return 'done';
		const last = this.done.get(digestOf(receiver, subject));
		if (last?.id === id && Date.now() - last.at < repeatsMs) return 'done';
		if (this.running.has(key)) return 'busy';
		if (this.running.size >= this.mostRunning) this.dropLeft();
		if (this.running.size >= this.mostRunning) return 'busy';
		this.running.set(key, { at: Date.now() });
		if (listed !== undefined) this.sources.set(listed, 'delivery');
		return 'new';
	}

	/** Ends the work on an event. One that was not delivered may come again. */
	end(receiver: string, { id, subject = id, listedAs }: EventName, delivered: boolean): void {
		this.running.delete(digestOf(receiver, id));
		if (delivered) this.done.set(digestOf(receiver, subject), { id, at: Date.now() });
		else if (listedAs !== undefined) this.sources.delete(digestOf(receiver, 'list', listedAs));
	}

	/** Takes in an event that a list shows; false for one that was delivered, or taken from a list before. */
	takeListed(receiver: string, { listedAs }: EventName): boolean {
		if (listedAs === undefined) return true;
		const key = digestOf(receiver, 'list', listedAs);
		if (this.sources.get(key) !== undefined) return false;
		this.sources.set(key, 'list');
		return true;
	}

	/**
	 * The sender has hung up. n8n notes an execution before it waits for a free place (N8N_CONCURRENCY_PRODUCTION_LIMIT), and goes on
	 * with it: the event must not start another one.
	 */
	leave(receiver: string, event: EventName, answer: AnswerState): void {
		const key = digestOf(receiver, event.id);
		const { at = Date.now() } = this.running.get(key) ?? {};
		this.running.set(key, { at, left: answer });
	}

	private decide(receiver: string, event: EventName, key: string): void {
		const { at = 0, left } = this.running.get(key) ?? {};
		if (!left) return;
		if (left.writableEnded) this.end(receiver, event, isTaken(left));
		else if (Date.now() - at > UNDECIDED_MS) this.end(receiver, event, true);
	}

	/** Events that were never sent again. */
	private dropLeft(): void {
		for (const [key, { left }] of this.running) if (left) this.running.delete(key);
	}
}
