import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { setAlarm } from '../core/alarm';
import { CancelledError } from '../core/cancellation';
import { monotonicMs } from '../core/clock';
import { isRecord } from '../core/json';
import { toBytes } from './response';

const MB = 1024 * 1024;

/** Largest answer that is read unless a person allows more, in bytes after unpacking. */
export const LARGEST_RESPONSE = 100 * MB;

/** Largest answer to a token request or a probe, in bytes. */
export const LARGEST_TOKEN_RESPONSE = MB;

/** An answer as it came, unpacked. */
export interface RawResponse {
	statusCode: number;
	headers: unknown;
	body: Buffer;
}

export interface ResponseLimits {
	/** Of the body, after unpacking. */
	maxBytes: number;
	/** Of the whole exchange, in milliseconds; the request's own `timeout` limits silence. */
	deadlineMs: number;
	/** Ends when the execution is stopped. */
	signal?: AbortSignal | undefined;
}

/** An answer that was not read to its end. Asked for again it would be as large. */
export class ResponseTooLargeError extends UserError {
	constructor(
		readonly status: number,
		maxBytes: number,
	) {
		super(`The answer is larger than ${maxBytes / MB} MB`, {
			description:
				'Ask for less at a time: a shorter period, a filter, fewer fields. Where the node has the option "Maximum Response Size (MB)" it can be raised.',
		});
	}
}

/** A Readable of Node.js, as far as it is used here. */
interface Stream {
	on(event: 'data' | 'error', listener: (value: unknown) => void): unknown;
	on(event: 'end' | 'close', listener: () => void): unknown;
	destroy(): unknown;
}

export function isStream(value: unknown): value is Stream {
	return (
		typeof value === 'object' &&
		value !== null &&
		'on' in value &&
		typeof value.on === 'function' &&
		'destroy' in value &&
		typeof value.destroy === 'function'
	);
}

function isFullResponse(
	value: unknown,
): value is { statusCode: number; headers: unknown; body: unknown } {
	return (
		typeof value === 'object' &&
		value !== null &&
		'statusCode' in value &&
		typeof value.statusCode === 'number' &&
		'headers' in value &&
		'body' in value
	);
}

function fault(message: string, code: string): Error {
	return Object.assign(new Error(message), { code });
}

/** Reads a body by its events: for a small one an iterator costs more than all the rest. */
async function bytesOf(
	body: Stream,
	status: number,
	maxBytes: number,
	onData: () => void,
): Promise<Buffer> {
	return await new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		let ended = false;
		body.on('data', (chunk) => {
			const bytes = toBytes(chunk);
			size += bytes.length;
			chunks.push(bytes);
			onData();
			if (size <= maxBytes) return;
			chunks.length = 0;
			reject(new ResponseTooLargeError(status, maxBytes));
			body.destroy();
		});
		body.on('end', () => {
			ended = true;
			resolve(chunks.length === 1 ? toBytes(chunks[0]) : Buffer.concat(chunks));
		});
		body.on('error', reject);
		body.on('close', () => {
			if (!ended) reject(fault('The answer broke off', 'ERR_STREAM_PREMATURE_CLOSE'));
		});
	});
}

/**
 * Sends a request and reads its answer as a stream, so that neither its size nor its time is the service's to choose. A request that
 * is given up is closed. n8n's helpers read a whole body into memory, and their time-out begins anew with each byte.
 *
 * @param send n8n's request helper; `options` are complete but for how the answer is given, and how it is ended
 * @throws ResponseTooLargeError; an Error with a `code` for a fault of the connection (`ETIMEDOUT` after the deadline, `ERR_CANCELED`
 * when the execution was stopped meanwhile); CancelledError if it was before; whatever the helper throws
 */
export async function sendCapped(
	send: (options: IHttpRequestOptions, signal: AbortSignal) => Promise<unknown>,
	options: IHttpRequestOptions,
	{ maxBytes, deadlineMs, signal }: ResponseLimits,
): Promise<RawResponse> {
	if (signal?.aborted) throw new CancelledError();
	const connection = new AbortController();
	let end: (reason: Error) => void = () => undefined;
	const ended = new Promise<never>((_resolve, reject) => {
		end = (reason) => {
			reject(reason);
			connection.abort(reason);
		};
	});
	const began = monotonicMs();
	const silenceMs = Math.min(options.timeout ?? deadlineMs, deadlineMs);
	/** Until the headers have come n8n's own time-out limits silence: axios stops watching once it hands over a stream. */
	let lastDataAt: number | undefined;

	const exchange = async (): Promise<RawResponse> => {
		const streamed: IHttpRequestOptions = {
			...options,
			encoding: 'stream',
			returnFullResponse: true,
			abortSignal: connection.signal,
		};
		const answer = await send(streamed, connection.signal);
		if (!isFullResponse(answer)) throw new UserError('n8n gave no complete answer');
		const { statusCode, headers, body } = answer;
		// Where n8n puts an answer of its own in place of the service's (its evaluations do).
		if (!isStream(body)) return { statusCode, headers, body: toBytes(body) };

		const close = () => void body.destroy();
		connection.signal.addEventListener('abort', close, { once: true });
		if (connection.signal.aborted) {
			close();
			return await ended;
		}
		const announced = isRecord(headers) ? Number(headers['content-length']) : 0;
		if (announced > maxBytes && options.method !== 'HEAD') {
			throw new ResponseTooLargeError(statusCode, maxBytes);
		}
		const onData = () => void (lastDataAt = monotonicMs());
		onData();
		return { statusCode, headers, body: await bytesOf(body, statusCode, maxBytes, onData) };
	};

	const endAlarm = setAlarm(silenceMs, () => {
		const now = monotonicMs();
		const left = Math.min(began + deadlineMs, (lastDataAt ?? now) + silenceMs) - now;
		if (left > 0) return left;
		end(fault('The answer came too slowly', 'ETIMEDOUT'));
		return undefined;
	});
	const onStop = () => end(fault('The execution was stopped', 'ERR_CANCELED'));
	signal?.addEventListener('abort', onStop, { once: true });
	const giveUp = (error: unknown): never => {
		connection.abort();
		throw error;
	};
	return await Promise.race([ended, exchange()])
		.catch(giveUp)
		.finally(() => {
			endAlarm();
			signal?.removeEventListener('abort', onStop);
		});
}
