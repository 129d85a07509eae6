import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions, INode } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';

import { ResponseTooLargeError, sendCapped } from '../../transport/http/capped';
import type { RequestContext } from '../../transport/http/send';
import { sendWithCredential } from '../../transport/http/send';

const options: IHttpRequestOptions = { method: 'GET', url: 'https://api.example.com/x' };
const limits = { maxBytes: 10, deadlineMs: 60_000 };
const answering =
	(body: unknown, headers = {}) =>
	async () => ({ statusCode: 200, headers, body });
const stuck = () => new Readable({ read: () => undefined });

describe('an answer', () => {
	it.each([
		['a stream', Readable.from([Buffer.from('ab'), Buffer.from('cd')])],
		['bytes', Buffer.from('abcd')],
		['text', 'abcd'],
	])('that comes as %s is read', async (_what, body) => {
		const answer = await sendCapped(answering(body, { 'X-A': 1 }), options, limits);
		expect(answer).toEqual({ statusCode: 200, headers: { 'X-A': 1 }, body: Buffer.from('abcd') });
	});

	it('of exactly the limit is read, one byte more is not', async () => {
		const of = async (size: number) =>
			await sendCapped(answering(Readable.from([Buffer.alloc(size)])), options, limits);
		expect((await of(10)).body).toHaveLength(10);
		await expect(of(11)).rejects.toThrow(ResponseTooLargeError);
	});

	it('without a body may name any length (HEAD)', async () => {
		const send = answering(Readable.from([]), { 'content-length': '999' });
		expect((await sendCapped(send, { ...options, method: 'HEAD' }, limits)).body).toHaveLength(0);
		await expect(sendCapped(send, options, limits)).rejects.toThrow('larger than');
	});

	it('whose body falls silent is given up and closed', async () => {
		const body = stuck();
		const given = sendCapped(answering(body), { ...options, timeout: 50 }, limits);
		await expect(given).rejects.toMatchObject({ code: 'ETIMEDOUT' });
		expect(body.destroyed).toBe(true);
	});

	it('that is slow, but never silent, is read', async () => {
		const slow = Readable.from(
			(async function* () {
				for (let part = 0; part < 6; part++) {
					await sleep(40);
					yield Buffer.from('x');
				}
			})(),
		);
		const { body } = await sendCapped(answering(slow), { ...options, timeout: 150 }, limits);
		expect(body.toString()).toBe('xxxxxx');
	});

	it('that comes after the deadline is closed unread', async () => {
		const body = stuck();
		const signals: AbortSignal[] = [];
		const send = async (_options: IHttpRequestOptions, signal: AbortSignal) => {
			signals.push(signal);
			await sleep(100);
			return { statusCode: 200, headers: {}, body };
		};
		await expect(sendCapped(send, options, { ...limits, deadlineMs: 20 })).rejects.toMatchObject({
			code: 'ETIMEDOUT',
		});
		expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
		await sleep(150);
		expect(body.destroyed).toBe(true);
	});

	it('is not asked for where the execution has been stopped', async () => {
		const sent: unknown[] = [];
		const send = async () => sent.push(1);
		const signal = AbortSignal.abort();
		await expect(sendCapped(send, options, { ...limits, signal })).rejects.toThrow('was stopped');
		expect(sent).toEqual([]);
	});
});

describe('a status that n8n makes an error of', () => {
	const node: INode = {
		id: '1',
		name: 'n',
		type: 't',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	/** As axios makes it; n8n 1.x keeps no cause of its own error. */
	const failing = (response: object, keepsCause: boolean): RequestContext => ({
		getNode: () => node,
		getCredentials: async () => ({}),
		helpers: {
			httpRequest: async () => undefined,
			httpRequestWithAuthentication: async () => {
				class AxiosError extends Error {
					response = response;
				}
				const error = new NodeApiError(node, new AxiosError('Request failed') as never);
				if (!keepsCause) Reflect.deleteProperty(error, 'cause');
				throw error;
			},
		},
	});

	it.each([
		[true, { 'retry-after': '7' }],
		[false, {}],
	])('is an answer (cause kept: %s)', async (keepsCause, headers) => {
		const data = Readable.from([Buffer.from('{"message":"no good"}')]);
		const context = failing({ status: 422, headers: { 'Retry-After': 7 }, data }, keepsCause);
		expect(await sendWithCredential(context, 'a', options, 60_000)).toMatchObject({
			status: 422,
			headers,
			body: { message: 'no good' },
		});
	});
});
