import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './types.mts';

/** Headers that belong to the connection, or to a body that a fault may change. */
const OWN_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date'];

export interface Answer {
	status: number;
	headers: Record<string, string | number | string[] | undefined>;
	body: Buffer;
}

/** Writes the service's answer, or what a fault makes of it. */
export async function sendAnswer(
	response: ServerResponse,
	own: Answer,
	fault: Fault | undefined,
): Promise<void> {
	if (fault?.reset) {
		response.destroy();
		return;
	}
	const { status, headers, body } = shaped(own, fault);
	response.writeHead(status, headers);
	if (fault?.bodyDelayMs) {
		response.flushHeaders();
		await sleep(fault.bodyDelayMs);
	}
	if (fault?.truncate) cutInHalf(response, body);
	else response.end(body);
}

function shaped(own: Answer, fault: Fault | undefined): Answer {
	const isReplaced = fault?.status !== undefined;
	const kept = Object.entries(own.headers).filter(([name]) => !OWN_HEADERS.includes(name));
	const headers: Answer['headers'] = isReplaced ? {} : Object.fromEntries(kept);
	let body = isReplaced ? Buffer.alloc(0) : own.body;
	if (typeof fault?.body === 'string') {
		body = Buffer.from(fault.body);
		headers['content-type'] = 'text/plain; charset=utf-8';
	} else if (fault?.body !== undefined) {
		body = Buffer.from(JSON.stringify(fault.body));
		headers['content-type'] = 'application/json';
	}
	for (const [name, value] of Object.entries(fault?.headers ?? {})) {
		headers[name.toLowerCase()] = value;
	}
	if (fault?.contentType !== undefined) headers['content-type'] = fault.contentType;
	if (fault?.malform) body = malformed(body);
	if (fault?.gzipDamage) headers['content-encoding'] = 'gzip';
	if (own.status === 204 || own.status === 304) return { ...own, headers, body: Buffer.alloc(0) };
	if (headers['transfer-encoding'] === undefined) headers['content-length'] ??= body.length;
	return { status: own.status, headers, body };
}

/** The text without its last character and with a tail that no JSON reader takes. */
function malformed(body: Buffer): Buffer<ArrayBuffer> {
	return Buffer.from(`${body.toString('utf8').slice(0, -1)},<`);
}

/** The first half goes out, then the connection ends: too short for the length, or no last chunk. */
function cutInHalf(response: ServerResponse, body: Buffer): void {
	const half = body.subarray(0, Math.floor(body.length / 2));
	if (half.length === 0) response.destroy();
	else response.write(half, () => response.destroy());
}
