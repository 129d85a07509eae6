import type { IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

import { CancelledError } from '../core/cancellation';
import { lowerCaseHeaders, toBytes } from './response';

const MB = 1024 * 1024;

/** Largest answer that is read unless a person allows more, in bytes after unpacking. */
export const LARGEST_RESPONSE = 100 * MB;

/** Largest answer to a token request or a probe, in bytes. */
export const LARGEST_TOKEN_RESPONSE = MB;

/** An answer as it came, unpacked. */
export interface RawResponse {
	statusCode: number;
	/** Lower-cased names. */
	headers: Record<string, string>;
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

type Body = AsyncIterable<unknown> & { destroy(error?: Error): unknown };

export function isStream(value: unknown): value is Body {
	return (
		typeof value === 'object' &&
		value !== null &&
		Symbol.asyncIterator in value &&
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

/** Ends a request that is silent for too long: axios stops watching once it has handed over a stream. Returns what ends the watch. */
function watchSilence(
	ms: number,
	lastHeard: () => number,
	end: (reason: Error) => void,
): () => void {
	let timer: AbortSignal;
	const look = () => {
		const left = ms - (performance.now() - lastHeard());
		if (left <= 0) end(fault(`Nothing came for ${ms} ms`, 'ETIMEDOUT'));
		else watch(left);
	};
	const watch = (left: number) => {
		timer = AbortSignal.timeout(Math.ceil(left));
		timer.addEventListener('abort', look, { once: true });
	};
	watch(ms);
	return () => timer.removeEventListener('abort', look);
}

async function bytesOf(
	body: unknown,
	{ status, maxBytes }: { status: number; maxBytes: number },
	heard: () => void,
): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of isStream(body) ? body : [body]) {
		const bytes = toBytes(chunk);
		size += bytes.length;
		if (size > maxBytes) throw new ResponseTooLargeError(status, maxBytes);
		chunks.push(bytes);
		heard();
	}
	return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
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
	let endWatch = () => {};

	const exchange = async (): Promise<RawResponse> => {
		const whole = { ...options, encoding: 'stream' as const, returnFullResponse: true };
		const answer = await send({ ...whole, abortSignal: connection.signal }, connection.signal);
		if (!isFullResponse(answer)) throw new UserError('n8n gave no complete answer');
		const { statusCode, body } = answer;
		const headers = lowerCaseHeaders(answer.headers);
		const close = () => void (isStream(body) && body.destroy());
		connection.signal.addEventListener('abort', close, { once: true });
		if (connection.signal.aborted) {
			close();
			return await ended;
		}
		if (options.method !== 'HEAD' && Number(headers['content-length']) > maxBytes) {
			throw new ResponseTooLargeError(statusCode, maxBytes);
		}
		let lastHeard = performance.now();
		endWatch = watchSilence(options.timeout ?? deadlineMs, () => lastHeard, end);
		const heard = () => (lastHeard = performance.now());
		return {
			statusCode,
			headers,
			body: await bytesOf(body, { status: statusCode, maxBytes }, heard),
		};
	};

	const late = AbortSignal.timeout(deadlineMs);
	const onLate = () => end(fault('The answer came too slowly', 'ETIMEDOUT'));
	const onStop = () => end(fault('The execution was stopped', 'ERR_CANCELED'));
	late.addEventListener('abort', onLate, { once: true });
	signal?.addEventListener('abort', onStop, { once: true });
	const giveUp = (error: unknown): never => {
		connection.abort();
		throw error;
	};
	return await Promise.race([ended, exchange()])
		.catch(giveUp)
		.finally(() => {
			endWatch();
			late.removeEventListener('abort', onLate);
			signal?.removeEventListener('abort', onStop);
		});
}
