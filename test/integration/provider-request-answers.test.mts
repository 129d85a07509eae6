import { describe, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';

import { providers } from '../../providers';
import { keyOf } from '../../nodes/shared/form/pickers/endpoints';
import type { ServiceId } from '../sandbox/core/types.mts';
import { testedById } from '../services/index.mts';
import { sandboxForTests } from './support/node-bench.mts';
import { Requester } from './support/provider-request.mts';

const sandbox = sandboxForTests();

const anything = { endpoint: '/anything', method: 'GET' };

function bytesOf(item: INodeExecutionData | undefined, field = 'data'): Buffer {
	return Buffer.from(item?.binary?.[field]?.data ?? '', 'base64');
}

async function answered(
	body: unknown,
	response: string | undefined,
	contentType = 'application/json',
) {
	const node = await Requester.start(sandbox(), 'otesse');
	await node.answer(body, { contentType });
	return await node.one({ ...anything, options: response === undefined ? {} : { response } });
}

describe('the answer', () => {
	it.each([
		['JSON', undefined, '{"a":1}', 'application/json', { a: 1 }],
		['JSON under another name', undefined, '{"a":1}', 'text/plain', { a: 1 }],
		['text', undefined, 'hello é', 'text/plain', { data: 'hello é' }],
		['a web page', undefined, '<p>hello</p>', 'text/html', { data: '<p>hello</p>' }],
		['a number', undefined, '42', 'application/json', { value: 42 }],
		['nothing', undefined, '', 'application/json', { success: true }],
		['JSON that is wanted', 'json', '{"a":1}', 'application/octet-stream', { a: 1 }],
		['a list that is wanted as JSON', 'json', '[1]', 'application/json', { value: 1 }],
		['JSON that is wanted as text', 'text', '{"a" : 1}', 'application/json', { data: '{"a" : 1}' }],
	])('is %s (%s)', async (_what, response, body, contentType, json) => {
		expect((await answered(body, response, contentType)).json).toEqual(json);
	});

	it('is a file where it is no text', async () => {
		const { item, json } = await answered('%PDF-1.7 é', undefined, 'application/pdf');
		expect(bytesOf(item).toString()).toBe('%PDF-1.7 é');
		expect(item.binary?.data).toMatchObject({ mimeType: 'application/pdf', fileName: 'anything' });
		expect(json).toEqual({ fileName: 'anything', mimeType: 'application/pdf', fileSize: 11 });
	});

	it('is a file where one is wanted', async () => {
		const { item } = await answered('{"a" : 1}', 'file');
		expect(bytesOf(item).toString()).toBe('{"a" : 1}');
		expect(item.binary?.data?.mimeType).toBe('application/json');
	});

	it.each([
		['attachment; filename="Plan A.pdf"', 'Plan A.pdf'],
		['attachment; filename=plan.pdf', 'plan.pdf'],
		["attachment; filename*=UTF-8''Pl%C3%A4ne%20A.pdf", 'Pläne A.pdf'],
		['attachment; filename="a.pdf"; filename*=UTF-8\'\'%C3%A4.pdf', 'ä.pdf'],
		['attachment; filename="../../etc/passwd"', '_.._etc_passwd'],
		['attachment; filename=".."', 'anything'],
		["attachment; filename*=UTF-8''..%2F%E2%80%AEfdp.exe", '_fdp.exe'],
		['attachment; filename="NUL.txt"', '_NUL.txt'],
	])('has the file name of %s', async (disposition, fileName) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer('%PDF', {
			contentType: 'application/pdf',
			headers: { 'content-disposition': disposition },
		});
		expect((await node.one(anything)).item.binary?.data?.fileName).toBe(fileName);
	});

	it('with everything has status and headers, but no cookie, and is one page', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.fault({
			path: '^/customers',
			headers: { 'set-cookie': 'sid=secret-cookie', 'x-request-id': 'r-1' },
		});
		const { json, call } = await node.one({
			endpoint: 'GET /customers',
			options: { fullResponse: true },
		});
		expect(call.query).toEqual({});
		expect(json).toMatchObject({
			statusCode: 200,
			headers: { 'content-type': expect.stringContaining('json'), 'x-request-id': 'r-1' },
			body: { data: expect.any(Array), pagination: { total: 300 } },
		});
		expect(JSON.stringify(json)).not.toMatch(/cookie/);
	});

	it('with everything can be a file, too', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer('%PDF', { contentType: 'application/pdf' });
		const { item, json } = await node.one({ ...anything, options: { fullResponse: true } });
		expect(json).toMatchObject({ statusCode: 200, body: { fileSize: 4 } });
		expect(bytesOf(item).toString()).toBe('%PDF');
	});
});

describe('rows', () => {
	it('are one item where they are not split', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		const { json } = await node.one({ endpoint: 'GET /customers', options: { split: false } });
		expect(json).toMatchObject({ data: expect.any(Array), pagination: { page: 1 } });
	});

	it('are found where a person says', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ data: [{ no: 1 }], page: { list: [{ id: 1 }, { id: 2 }] } });
		const { items } = await node.run({ ...anything, options: { rowsAt: 'page.list' } });
		expect(items.map(({ json }) => json)).toEqual([{ id: 1 }, { id: 2 }]);
	});

	it('are none in an empty list', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ data: [] });
		expect((await node.run(anything)).items).toHaveLength(0);
	});
});

const secret = 'hidden-value-of-the-answer';

const guarded = providers.flatMap(({ id, endpoints }) =>
	endpoints
		.filter(({ secretKeys }) => secretKeys)
		.map((row) => ({ service: id as ServiceId, key: keyOf(row), row })),
);

describe('a secret in the answer', () => {
	it.each(guarded)('of $service $key is masked in every form', async ({ service, key, row }) => {
		const credential = testedById(service).credentials.find(
			({ addresses }) => row.host === undefined || `${row.host}BaseUrl` in addresses,
		)?.type;
		const node = await Requester.start(sandbox(), service, {}, credential);
		await node.run({ ...anything, onError: 'continueRegularOutput' });
		const keys = Object.fromEntries((row.secretKeys ?? []).map((name) => [name, secret]));
		const record = { id: 1, ...keys, inside: [keys] };
		const list = (row.itemsPath ?? '')
			.split('.')
			.reduceRight<unknown>((value, name) => (name === '' ? value : { [name]: value }), [record]);
		await node.answer(row.itemsPath === undefined ? record : list, { kind: undefined });
		const parts = [...row.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, '1']);
		const forms = [{}, ...['json', 'text', 'file'].map((response) => ({ response }))];
		for (const form of [
			...forms,
			{ fullResponse: true },
			{ split: false },
			{ pagination: 'off' },
		]) {
			const { items, error } = await node.run({
				endpoint: key,
				path: Object.fromEntries(parts),
				options: form,
			});
			expect([form, error?.message]).toEqual([form, undefined]);
			expect(items).toHaveLength(1);
			const shown = `${JSON.stringify(items)} ${bytesOf(items[0]).toString()}`;
			expect(shown).toContain('***');
			expect(shown).not.toContain(secret);
		}
	});

	it.each([
		['/webhooks/', {}],
		['/%77ebhooks', {}],
		['/webhooks//', {}],
		['/webhooks;v=1', {}],
		['/{what}', { what: 'webhooks' }],
	])('of a path typed as %s is masked', async (endpoint, path) => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer({ data: [{ id: 1, secret }] });
		for (const options of [{}, { fullResponse: true }, { response: 'text' }]) {
			const { json } = await node.one({ endpoint, method: 'GET', path, options });
			expect(JSON.stringify(json)).toContain('***');
			expect(JSON.stringify(json)).not.toContain(secret);
		}
	});

	it('in damaged JSON that is wanted as text is masked', async () => {
		const node = await Requester.start(sandbox(), 'otesse');
		await node.answer(`{"data":[{"id":1,"secret":"${secret}","more":`);
		const { json } = await node.one({ endpoint: 'GET /webhooks', options: { response: 'text' } });
		expect(json.data).toBe('{"data":[{"id":1,"secret":"***","more":');
	});
});
