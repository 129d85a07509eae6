import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';

import type { LogEntry } from '../sandbox/core/types.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

/** Posts to a path that answers anything. */
async function post(parameters: INodeParameters, input = {}): Promise<LogEntry> {
	const node = await Requester.start(sandbox(), 'otesse');
	await node.answer({ ok: true });
	const { call } = await node.one({ endpoint: '/anything', method: 'POST', parameters }, input);
	return call;
}

const fields = (...pairs: Array<[name: string, value: string]>) =>
	pairs.map(([name, value]) => ({ name, value }));

async function partsOf({ rawBody, headers }: LogEntry) {
	const body = Buffer.from(rawBody, 'latin1');
	const form = await new Response(body, {
		headers: { 'content-type': headers['content-type'] ?? '' },
	}).formData();
	return [...form.entries()];
}

describe('a body', () => {
	it('is not there unless asked for', async () => {
		const call = await post({ contentType: 'none', body: '{"a":1}' });
		expect(call.rawBody).toBe('');
		expect(call.headers['content-type']).toBeUndefined();
	});

	it.each([
		['text', '{"a": [1, "é"]}', '{"a":[1,"é"]}'],
		['a list', '[{"a":1},{"a":2}]', '[{"a":1},{"a":2}]'],
		['an expression that gives an object', '={{ $json.object }}', '{"a":{"b":null}}'],
		['an expression that gives a list', '={{ $json.list }}', '[1,2]'],
		['text with an expression in it', '={"n": {{ $json.n }} }', '{"n":7}'],
		['nothing', '', '{}'],
	])('is JSON from %s', async (_from, body, sent) => {
		const input = { object: { a: { b: null } }, list: [1, 2], n: 7 };
		const call = await post({ contentType: 'json', body }, input);
		expect(call.rawBody).toBe(sent);
		expect(call.headers['content-type']).toBe('application/json');
	});

	it('is a form', async () => {
		const call = await post({
			contentType: 'form',
			bodyParameters: { parameters: fields(['a', 'x y&z=é'], ['b', '1'], ['b', '2']) },
		});
		expect(call.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(call.rawBody).toBe('a=x+y%26z%3D%C3%A9&b=1&b=2');
	});

	it('is raw text of a type', async () => {
		const call = await post({
			contentType: 'raw',
			rawBody: 'a;b\n1;é\n',
			rawContentType: 'text/csv; charset=utf-8',
		});
		expect(call.headers['content-type']).toBe('text/csv; charset=utf-8');
		expect(call.rawBody).toBe('a;b\n1;é\n');
	});

	it('is raw text that looks like JSON, as it stands', async () => {
		const rawBody = '{"a" : 1}';
		const call = await post({ contentType: 'raw', rawBody, rawContentType: 'application/json' });
		expect(call.rawBody).toBe(rawBody);
	});
});

describe('a multipart body', () => {
	it('repeats a name that is given twice', async () => {
		const call = await post({
			contentType: 'multipart',
			bodyParameters: { parameters: fields(['tag', 'a'], ['tag', 'b'], ['n', '1']) },
		});
		expect(await partsOf(call)).toEqual([
			['tag', 'a'],
			['tag', 'b'],
			['n', '1'],
		]);
	});
});
