import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, DeliveryResult, ServiceId } from './types.mts';

const MAX_RECORDS = 10_000;

/** How long a receiver may take, in milliseconds. */
const RECEIVER_TIMEOUT_MS = 30_000;

/** Characters of a receiver's answer that are kept. */
const KEPT_BODY = 2_000;

type Attempt = DeliveryResult['attempts'][number];

/** A delivery as `GET /__sandbox/deliveries` shows it; grows while attempts go on. */
export interface DeliveryRecord {
	seq: number;
	service: ServiceId;
	url: string;
	method: string;
	/** As sent with the last attempt. */
	headers: Record<string, string>;
	body: string;
	delivered: boolean;
	/** No attempt follows. */
	done: boolean;
	attempts: Attempt[];
}

/** Sends webhooks, to receivers on this machine only. */
export class Deliveries {
	private records: DeliveryRecord[] = [];

	private seq = 0;

	private stopped = new AbortController();

	/** Waits between attempts are divided by this. */
	timeCompression = 1000;

	constructor(private readonly now: () => number) {}

	async deliver(delivery: Delivery): Promise<DeliveryResult> {
		const record = this.begin(delivery);
		const { signal } = this.stopped;
		const waits = [0, ...delivery.retryAfterMs];
		for (const wait of waits) {
			if (!(await this.pause(wait, signal))) break;
			const attempt = await this.attempt(delivery, record, signal);
			record.attempts.push(attempt);
			record.delivered = attempt.status !== undefined && delivery.accept(attempt.status);
			if (record.delivered || !isLoopback(delivery.url)) break;
		}
		record.done = true;
		return { delivered: record.delivered, attempts: record.attempts };
	}

	list(): DeliveryRecord[] {
		return this.records.map((record) => ({ ...record, attempts: [...record.attempts] }));
	}

	/** Ends attempts under way and waiting, and forgets what was sent. */
	clear(): void {
		this.stopped.abort();
		this.stopped = new AbortController();
		this.records = [];
		this.timeCompression = 1000;
	}

	private begin(delivery: Delivery): DeliveryRecord {
		this.seq += 1;
		const record: DeliveryRecord = {
			seq: this.seq,
			service: delivery.service,
			url: delivery.url,
			method: delivery.method ?? 'POST',
			headers: delivery.headers,
			body: delivery.body,
			delivered: false,
			done: false,
			attempts: [],
		};
		this.records.push(record);
		if (this.records.length > MAX_RECORDS) this.records.shift();
		return record;
	}

	private async pause(wait: number, signal: AbortSignal): Promise<boolean> {
		if (wait > 0) await sleep(wait / this.timeCompression, undefined, { signal }).catch(() => {});
		return !signal.aborted;
	}

	private async attempt(
		delivery: Delivery,
		record: DeliveryRecord,
		signal: AbortSignal,
	): Promise<Attempt> {
		const at = this.now();
		if (!isLoopback(delivery.url)) {
			return { at, error: 'Not sent: the sandbox delivers to this machine only.' };
		}
		try {
			const headers = await (delivery.prepare?.({ ...delivery.headers }) ?? delivery.headers);
			record.headers = headers;
			const answer = await fetch(delivery.url, {
				method: record.method,
				headers,
				body: record.method === 'GET' ? undefined : delivery.body,
				redirect: 'manual',
				signal: AbortSignal.any([signal, AbortSignal.timeout(RECEIVER_TIMEOUT_MS)]),
			});
			return { at, status: answer.status, body: (await answer.text()).slice(0, KEPT_BODY) };
		} catch (error) {
			return { at, error: reason(error) };
		}
	}
}

/** Whether a URL points to this machine. */
export function isLoopback(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { hostname, protocol } = new URL(url);
	return (
		(protocol === 'http:' || protocol === 'https:') &&
		(hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname))
	);
}

function reason(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
