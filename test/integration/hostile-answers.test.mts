import type { ServerResponse } from 'node:http';

import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';

import { sandboxForTests } from './support/node-bench.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import type { RawServer } from './support/raw-server.mts';
import { rawServer } from './support/raw-server.mts';

const sandbox = sandboxForTests();
const servers: RawServer[] = [];

afterEach(async () => {
	await Promise.all(servers.splice(0).map(async (server) => await server.close()));
});

/** Otesse's place taken by a server of ours. */
async function instead(answer: (response: ServerResponse, call: number) => void) {
	let calls = 0;
	const server = await rawServer((_request, response) => answer(response, ++calls));
	servers.push(server);
	const node = await Requester.start(sandbox(), 'otesse', { baseUrl: server.url });
	return { node, server };
}

async function answering(body: string | Buffer, type = 'application/json', status = 200) {
	return await instead((response) => {
		response.writeHead(status, { 'content-type': type });
		response.end(body);
	});
}

const list: Asked = { endpoint: 'GET /customers', options: { pagination: 'off' } };
const write: Asked = { endpoint: 'POST /customers', body: { a: 1 } };
const nested = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);
const huge = 50 * 1024 * 1024;

describe('an answer with', () => {
	it('keys of the prototype pollutes nothing, in items and in errors', async () => {
		const keys = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
		const { node } = await answering(`{"data":[{"id":1,${keys}}],${keys}}`);
		const { items, error } = await node.run(list);
		expect(error).toBeUndefined();
		expect(items[0]?.json.id).toBe(1);
		const refused = await answering(`{"error":{"message":"no",${keys}},${keys}}`, undefined, 400);
		expect((await refused.node.refusal(list)).error.message).toBe('Otesse: no');
		expect(Reflect.get({}, 'polluted')).toBeUndefined();
	});

	it.each([
		['objects', nested(10_000)],
		['lists', '['.repeat(10_000) + ']'.repeat(10_000)],
		['objects in a row of a list', `{"data":[${nested(10_000)}]}`],
	])('10,000 levels of %s is refused in words', async (_what, body) => {
		const { node, server } = await answering(body);
		const { error } = await node.refusal({ endpoint: '/deep', method: 'GET' });
		expect(error.message).toBe('Otesse: The answer is nested more than 1000 levels deep');
		expect(server.seen).toHaveLength(4);
	});

	it('900 levels is an item', async () => {
		const { node } = await answering(nested(900));
		expect((await node.run({ endpoint: '/deep', method: 'GET' })).items).toHaveLength(1);
	});

	it('10,000 levels and a bad status is the error of the status', async () => {
		const { node } = await answering(nested(10_000), undefined, 422);
		expect((await node.refusal(list)).error.description).toContain('HTTP status 422');
	});

	it('giant numbers, duplicate keys and broken UTF-8 is read as JSON reads it', async () => {
		const text = '{"data":[{"id":1,"id":2,"big":1e400,"long":123456789012345678901,"name":"';
		const bytes = Buffer.concat([
			Buffer.from(text),
			Buffer.from([0xc3, 0x28, 0xff]),
			Buffer.from('"}]}'),
		]);
		const { node } = await answering(bytes);
		const { items } = await node.run(list);
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 2, big: Infinity, long: 123456789012345680000, name: '\uFFFD(\uFFFD' },
		]);
	});

	it('a million entries in one list becomes as many rows as asked for', async () => {
		const { node } = await answering(`{"data":[${Array(1_000_000).fill('1').join()}]}`);
		const { items, error } = await node.run({ ...list, limit: 5 });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(5);
	});

	it('50 MB of rows is read', async () => {
		const row = JSON.stringify({ id: 1, text: 'x'.repeat(huge / 10) });
		const { node } = await answering(`{"data":[${Array(10).fill(row).join()}]}`);
		const { items } = await node.run(list);
		expect(items).toHaveLength(10);
		expect(String(items[9]?.json.text)).toHaveLength(huge / 10);
	});

	it('50 MB of something else is a file', async () => {
		const { node } = await answering(Buffer.alloc(huge, 1), 'application/pdf');
		const { items } = await node.run({ endpoint: '/report', method: 'GET' });
		expect(items.map(({ json }) => json.fileSize)).toEqual([huge]);
	});

	it('50 MB and a bad status leaves a short error', async () => {
		const message = 'x'.repeat(huge);
		const { node } = await answering(JSON.stringify({ error: { message } }), undefined, 400);
		const { error, run } = await node.refusal(write);
		expect(error.message.length).toBeLessThan(400);
		expect(JSON.stringify(run.data.resultData.error).length).toBeLessThan(20_000);
	});
});

describe('an answer that does not end', () => {
	/** A byte every 20 ms: the time-out of a silent connection never comes. */
	const drip = (response: ServerResponse) => {
		response.writeHead(200, { 'content-type': 'application/json' });
		const timer = setInterval(() => response.write(' '), 20);
		response.on('close', () => clearInterval(timer));
	};

	it('is given up after five times the time-out, and asked for again if it is a read', async () => {
		const { node, server } = await instead((response, call) =>
			call === 1 ? drip(response) : void response.end('{"data":[{"id":1}]}'),
		);
		const { items } = await node.run({ ...list, options: { pagination: 'off', timeout: 100 } });
		expect(items.map(({ json }) => json)).toEqual([{ id: 1 }]);
		expect(server.seen).toHaveLength(2);
	});

	it('leaves a write in doubt', async () => {
		const { node, server } = await instead(drip);
		const { error } = await node.refusal({ ...write, options: { timeout: 100 } });
		expect(error.message).toBe('Otesse did not answer in time');
		expect(error.description).toMatch(/may have carried it out/);
		expect(server.seen).toHaveLength(1);
	});
});

describe('a path that no document knows', () => {
	const free: Asked = { endpoint: '/free', method: 'GET' };
	const asked = async (body: string, type: string, options: IDataObject = {}) => {
		const { node } = await answering(body, type);
		return await node.run({ ...free, options: options as Asked['options'] });
	};

	it('may answer a web page or text', async () => {
		expect((await asked('<html></html>', 'text/html')).items[0]?.json).toEqual({
			data: '<html></html>',
		});
	});

	it.each([
		['half of its JSON', '{"a":1,"b', 'application/json', {}],
		['a web page where JSON is wanted', '<html></html>', 'text/html', { response: 'json' }],
		['broken JSON where JSON is wanted', '[1,', 'text/plain', { response: 'json' }],
	])('fails with %s', async (_what, body, type, options) => {
		expect((await asked(body, type, options)).error?.message).toMatch(/^Otesse: The answer is/);
	});

	it('gives half of its JSON as text or file to those who want that', async () => {
		const text = await asked('{"a":1,"b', 'application/json', { response: 'text' });
		expect(text.items[0]?.json).toEqual({ data: '{"a":1,"b' });
		const file = await asked('{"a":1,"b', 'application/json', { response: 'file' });
		expect(file.items[0]?.json.fileSize).toBe(9);
	});
});
