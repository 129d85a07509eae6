import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRecord } from './core/body.mts';
import type { Sandbox } from './server.mts';

export interface Answer {
	status: number;
	type: string;
	headers: Headers;
	text: string;
	/** The body as JSON; undefined where it is none. */
	json: unknown;
}

export interface CallOptions {
	method?: string;
	headers?: Record<string, string>;
	/** Sent as JSON. */
	json?: unknown;
	/** Sent form encoded. */
	form?: Record<string, string>;
	/** Sent as it is. */
	body?: string;
}

/** One real HTTP request; redirects are not followed. */
export async function call(url: string, options: CallOptions = {}): Promise<Answer> {
	const { json, form, body } = options;
	const headers: Record<string, string> = { ...options.headers };
	if (json !== undefined) headers['content-type'] ??= 'application/json';
	const sent = json !== undefined ? JSON.stringify(json) : form ? new URLSearchParams(form) : body;
	const method = options.method ?? (sent === undefined ? 'GET' : 'POST');
	const answer = await fetch(url, { method, headers, body: sent, redirect: 'manual' });
	const text = await answer.text();
	return {
		status: answer.status,
		type: (answer.headers.get('content-type') ?? '').split(';')[0] ?? '',
		headers: answer.headers,
		text,
		json: parsed(text),
	};
}

/** The value at a dotted path, e.g. `at(answer.json, 'data.0.id')`. */
export function at(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((inner, key) => {
		if (Array.isArray(inner)) return inner[Number(key)];
		return isRecord(inner) ? inner[key] : undefined;
	}, value);
}

/** A list at a dotted path; empty where there is none. */
export function listAt(value: unknown, path: string): unknown[] {
	const list = at(value, path);
	return Array.isArray(list) ? list : [];
}

/**
 * The form of a value: keys and types without the values; lists are represented by their first
 * member. Two answers of the same form differ in values only.
 */
export function formOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.length === 0 ? [] : [formOf(value[0])];
	if (isRecord(value)) {
		return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, formOf(inner)]));
	}
	return value === null ? 'null' : typeof value;
}

export interface Receiver {
	url: string;
	received: Array<{
		path: string;
		headers: http.IncomingHttpHeaders;
		body: string;
	}>;
	close(): Promise<void>;
}

/** A receiver of webhooks on loopback; `answer` decides by the path and the number of the request, from 1. */
export async function receiver(
	answer: (path: string, count: number) => { status: number; json?: unknown } = () => ({
		status: 200,
		json: { message: 'ok', description: '' },
	}),
): Promise<Receiver> {
	const received: Receiver['received'] = [];
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const path = request.url ?? '/';
			received.push({ path, headers: request.headers, body: Buffer.concat(chunks).toString() });
			const { status, json } = answer(path, received.length);
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(json === undefined ? '' : JSON.stringify(json));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		received,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return value;
	} catch {
		return undefined;
	}
}

/** Does what the button of that name does; the sentence that says what was done. */
export async function actAt(sandbox: Sandbox, service: string, action: string): Promise<string> {
	const answer = await sandbox.steer('POST', 'actions', { service, action });
	return (answer as { done: string }).done;
}
