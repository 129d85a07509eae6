import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGzip } from 'node:zlib';

import { afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { WorkflowExecute } from 'n8n-core';

import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import type { RawServer } from './support/raw-server.mts';
import { rawServer } from './support/raw-server.mts';

const MB = 1024 * 1024;
const sandbox = sandboxForTests();
const servers: RawServer[] = [];
/** 640 MB of blanks in some 0.65 MB. */
let bomb: Buffer;

beforeAll(async () => {
	const gzip = createGzip();
	const parts: Buffer[] = [];
	gzip.on('data', (part: Buffer) => parts.push(part));
	const blanks = Buffer.alloc(MB, 32);
	for (let written = 0; written < 640; written++) {
		if (!gzip.write(blanks)) await new Promise((resolve) => gzip.once('drain', resolve));
	}
	await new Promise<void>((resolve) => gzip.end(() => resolve()));
	bomb = Buffer.concat(parts);
}, 60_000);
afterEach(async () => {
	jest.restoreAllMocks();
	await Promise.all(servers.splice(0).map(async (server) => await server.close()));
});

const read: Asked = { endpoint: 'GET /customers', options: { pagination: 'off' } };
const write: Asked = { endpoint: 'POST /customers', body: { a: 1 } };
const limited = (asked: Asked, options: Asked['options']): Asked => ({
	...asked,
	options: { ...asked.options, ...options },
});

/** A service in Otesse's place; counts the answers that it is giving, and those whose connection was closed. */
async function instead(answer: (response: ServerResponse) => void) {
	const open = { now: 0, most: 0, brokenOff: 0 };
	const server = await rawServer((_request, response) => {
		open.most = Math.max(open.most, ++open.now);
		response.on('close', () => {
			open.now--;
			if (!response.writableFinished) open.brokenOff++;
		});
		answer(response);
	});
	servers.push(server);
	return {
		server,
		open,
		node: await Requester.start(sandbox(), 'otesse', { baseUrl: server.url }),
	};
}

/** As fast as it is read, without an end. */
function endless(response: ServerResponse, status = 200): void {
	response.writeHead(status, { 'content-type': 'application/json' });
	const part = Buffer.alloc(MB, 32);
	const more = () => {
		while (!response.destroyed && response.write(part));
	};
	response.on('drain', more);
	more();
}

/** Headers, then nothing, or not even those. */
function silent(response: ServerResponse, headers: boolean): void {
	if (headers) response.writeHead(200, { 'content-type': 'application/json' }).write('{');
}

/** A byte every 20 ms. */
function drip(response: ServerResponse): void {
	response.writeHead(200, { 'content-type': 'application/json' });
	const timer = setInterval(() => response.write(' '), 20);
	response.on('close', () => clearInterval(timer));
}

function packed(response: ServerResponse, status: number): void {
	response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
	response.end(bomb);
}

/** The most bytes that buffers took while something was done, beyond those before. */
async function grown<T>(work: Promise<T>): Promise<{ result: T; mb: number }> {
	const before = process.memoryUsage().arrayBuffers;
	let most = before;
	const timer = setInterval(() => {
		most = Math.max(most, process.memoryUsage().arrayBuffers);
	}, 5);
	try {
		return { result: await work, mb: (most - before) / MB };
	} finally {
		clearInterval(timer);
	}
}

async function until(condition: () => boolean): Promise<void> {
	for (let tries = 0; tries < 100 && !condition(); tries++) await sleep(20);
	expect(condition()).toBe(true);
}

describe('an answer that is too large', () => {
	it.each([200, 400])(
		'and never ends (%d) is given up, closed, and not asked for again',
		async (status) => {
			const { node, server, open } = await instead((response) => endless(response, status));
			const { result, mb } = await grown(node.refusal(limited(read, { maxResponseSize: 3 })));
			expect(result.error.message).toBe('Otesse: The answer is larger than 3 MB');
			expect(result.error.description).toContain(`HTTP status ${status}`);
			expect(result.error.description).toContain('"Maximum Response Size (MB)"');
			expect(server.seen).toHaveLength(1);
			await until(() => open.now === 0);
			expect(open.brokenOff).toBe(1);
			expect(mb).toBeLessThan(30);
		},
	);

	it('leaves a write in doubt', async () => {
		const { node, server } = await instead((response) => endless(response));
		const { error } = await node.refusal(limited(write, { maxResponseSize: 1 }));
		expect(error.message).toBe('Otesse: The answer is larger than 1 MB');
		expect(error.description).toMatch(/may have carried it out/);
		expect(server.seen).toHaveLength(1);
	});

	it('is refused by its header before it is read', async () => {
		const { node, open } = await instead((response) => {
			response.writeHead(200, { 'content-length': 5 * MB });
			response.write('{');
		});
		const { error } = await node.refusal(limited(read, { maxResponseSize: 1 }));
		expect(error.message).toBe('Otesse: The answer is larger than 1 MB');
		await until(() => open.now === 0);
	});

	it.each([200, 400, 503])('after unpacking (%d) is given up on the way', async (status) => {
		expect(bomb.length).toBeLessThan(MB);
		const { node, server } = await instead((response) => packed(response, status));
		const { result, mb } = await grown(node.refusal(limited(read, { maxResponseSize: 5 })));
		expect(result.error.message).toBe('Otesse: The answer is larger than 5 MB');
		expect(server.seen).toHaveLength(1);
		expect(mb).toBeLessThan(40);
	});

	it('is one of more than 100 MB where nothing else is set', async () => {
		const { node, server } = await instead((response) => packed(response, 200));
		const { result, mb } = await grown(node.refusal(read));
		expect(result.error.message).toBe('Otesse: The answer is larger than 100 MB');
		expect(server.seen).toHaveLength(1);
		expect(mb).toBeLessThan(180);
	});

	it('is one of more than 1 MB where it is to be a token', async () => {
		const { server } = await instead((response) => packed(response, 200));
		const node = await Requester.start(
			sandbox(),
			'otesse',
			{ authBaseUrl: server.url },
			'otesseAppApi',
		);
		const { result, mb } = await grown(node.refusal({ endpoint: 'GET /customers' }));
		expect(result.error.message).toMatch(
			/^Otesse answered the token request with more than 1 MB\. Check/,
		);
		expect(server.seen).toEqual(['POST /v1/oauth/token']);
		expect(mb).toBeLessThan(30);
	});

	it('is read where more is allowed', async () => {
		const text = 'x'.repeat(3 * MB);
		const { node } = await instead(
			(response) => void response.end(JSON.stringify({ data: [{ text }] })),
		);
		const { items } = await node.run(limited(read, { maxResponseSize: 4 }));
		expect(items[0]?.json.text).toBe(text);
	});
});

describe('an answer that does not come', () => {
	it.each([
		['to its end', drip],
		['beyond its headers', (response: ServerResponse) => silent(response, true)],
		['at all', (response: ServerResponse) => silent(response, false)],
	])('%s is closed when its time is over', async (_what, answer) => {
		const { node, server, open } = await instead(answer);
		const { error } = await node.refusal(limited(read, { timeout: 100 }));
		expect(error.message).toBe('Otesse did not answer in time');
		expect(server.seen).toHaveLength(4);
		await until(() => open.now === 0);
		expect(open).toEqual({ now: 0, most: 1, brokenOff: 4 });
	});

	it.each([
		['to its end', drip],
		['at all', (response: ServerResponse) => silent(response, false)],
	])('%s is closed when the execution is stopped', async (_what, answer) => {
		const { node, server, open } = await instead(answer);
		const run = jest.spyOn(WorkflowExecute.prototype, 'run');
		const ended = node.run(write);
		await until(() => server.seen.length === 1);
		const [execution] = run.mock.results;
		if (execution?.type !== 'return') throw new Error('There is no execution to stop');
		execution.value.cancel();
		await ended;
		await until(() => open.now === 0);
		expect(server.seen).toHaveLength(1);
	});
});
