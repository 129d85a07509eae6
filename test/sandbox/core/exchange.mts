import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendAnswer } from './answer.mts';
import { faultName } from './faults.mts';
import { bodyText } from './log.mts';
import { queryOf } from './request.mts';
import type { SandboxState } from './state.mts';
import type { Fault, LogEntry, ServiceId, ServiceModule } from './types.mts';

/** Larger request bodies end the connection. */
const MAX_BODY_BYTES = 64 * 1024 * 1024;

const MEDIA_TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/;

/** A request to a service under way. */
interface Exchange {
	entry: LogEntry;
	fault?: Fault;
}

/**
 * Hooks that see every request and every answer: they read the exact bytes, write the log, and let
 * faults answer in place of a service or spoil what it says.
 */
export function watchExchanges(app: FastifyInstance, state: SandboxState): void {
	const exchanges = new WeakMap<FastifyRequest, Exchange>();
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', (_request, _payload, done) => done(null));
	app.decorateRequest('raw_body');

	app.addHook('onRequest', (request, reply, done) => {
		begin(state, request)
			.then((exchange) => {
				if (exchange) exchanges.set(request, exchange);
				const fault = exchange?.fault;
				if (fault?.status === undefined && fault?.reset !== 'before') done();
				else void reply.send('');
			})
			.catch(() => reply.raw.destroy());
	});

	app.addHook('onSend', (request, reply, payload) => {
		const exchange = exchanges.get(request);
		if (exchange && request.sandboxKind) exchange.entry.kind = request.sandboxKind;
		// Never continued: the answer goes out here, past the framework.
		void finish(state, reply, payload, exchange).catch(() => reply.raw.destroy());
	});
}

/** Reads the body and logs the request; undefined outside the services. */
async function begin(state: SandboxState, request: FastifyRequest): Promise<Exchange | undefined> {
	request.raw_body = await readAll(request.raw);
	plainContentType(request);
	const place = placeOf(request.originalUrl, state.services);
	if (!place) return undefined;
	const entry = state.log.begin(entryOf(request, place, state.now()));
	await pause(state.config(place.service).latencyMs);
	const fault = state.faults.take(entry);
	if (!fault) return { entry };
	entry.fault = faultName(fault);
	return { entry, fault };
}

async function finish(
	state: SandboxState,
	reply: FastifyReply,
	payload: unknown,
	exchange: Exchange | undefined,
): Promise<void> {
	const fault = exchange?.fault;
	const body = await bytesOf(payload);
	await pause(fault?.delayMs);
	const status = fault?.status ?? reply.statusCode;
	if (exchange) state.log.finish(exchange.entry, fault?.reset ? 0 : status);
	const shaping = fault?.echo ? { ...fault, body: echoOf(exchange?.entry) } : fault;
	await sendAnswer(reply.raw, { status, headers: reply.getHeaders(), body }, shaping);
}

/** Under the names where services put their words. */
function echoOf(entry: LogEntry | undefined): object {
	const headers = Object.entries(entry?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
	const words = `Cannot read this: ${entry?.rawBody} (${headers.join(', ')})`;
	return { message: words, detail: words, error: words, errorMsg: words, sent: entry?.headers };
}

async function bytesOf(payload: unknown): Promise<Buffer> {
	if (payload instanceof Readable) return readAll(payload);
	if (Buffer.isBuffer(payload)) return payload;
	return Buffer.from(typeof payload === 'string' ? payload : '');
}

/** A content type that is none would be refused by the framework in words of its own. */
function plainContentType({ raw }: FastifyRequest): void {
	const type = raw.headers['content-type'];
	if (type !== undefined && !MEDIA_TYPE.test(type)) {
		raw.headers['content-type'] = 'application/octet-stream';
	}
}

interface Place {
	service: ServiceId;
	/** Below the mount; the whole path where the request misses every mount of the service. */
	path: string;
}

/** The service that a URL belongs to: by its mounts, then by the first part of the path. */
function placeOf(url: string, services: readonly ServiceModule[]): Place | undefined {
	const path = url.split('?')[0] ?? '/';
	const mounts = services
		.flatMap(({ id, mounts: prefixes }) => Object.keys(prefixes).map((prefix) => ({ id, prefix })))
		.sort((left, right) => right.prefix.length - left.prefix.length);
	const mount = mounts.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
	if (mount) return { service: mount.id, path: path.slice(mount.prefix.length) || '/' };
	const first = path.split('/')[1];
	const owner = mounts.find(({ prefix }) => prefix.split('/')[1] === first);
	return owner && { service: owner.id, path };
}

function entryOf(
	request: FastifyRequest,
	place: Place,
	at: number,
): Omit<LogEntry, 'seq' | 'status'> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
	}
	return {
		at,
		service: place.service,
		kind: request.routeOptions.config?.sandboxKind ?? 'call',
		method: request.method,
		path: place.path,
		query: queryOf(request.originalUrl),
		headers,
		rawBody: bodyText(request.raw_body),
	};
}

async function readAll(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
		size += bytes.length;
		if (size > MAX_BODY_BYTES) throw new Error('The body is too large for the sandbox.');
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

async function pause(ms: number | undefined): Promise<void> {
	if (ms) await sleep(ms);
}
