import { Readable } from 'node:stream';

import { describe, expect, it } from '@jest/globals';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { checkedLink, download, LARGEST_FILE } from '../../transport/http/download';

const rules = { service: 'Posts', hosts: ['files.example.com'], customBases: [] };
const LINK = 'https://files.example.com/label?enc=secret-link';

interface Given {
	statusCode: number;
	headers?: Record<string, string>;
	body?: unknown;
}

/** Answers by address, and keeps what was asked. */
function host(answers: Record<string, Given>) {
	const asked: IHttpRequestOptions[] = [];
	const send = async (options: IHttpRequestOptions) => {
		asked.push(options);
		return { headers: {}, body: Readable.from([]), ...answers[options.url] };
	};
	return { asked, send };
}

describe('where a file may come from', () => {
	it.each([
		['a listed host', LINK, rules],
		[
			'the custom environment itself',
			'http://127.0.0.1:4600/labels/1',
			{ ...rules, customBases: ['http://127.0.0.1:4600/api/v2'] },
		],
		[
			'a proxy over https',
			'https://proxy.example.org/labels/1',
			{ ...rules, customBases: ['https://proxy.example.org/oto'] },
		],
	])('%s', (_name, link, given) => {
		expect(checkedLink(link, given).href).toBe(link);
	});

	it.each([
		['another host', 'https://evil.example.com/label?enc=secret-link'],
		['a host below a listed one', 'https://a.files.example.com/label'],
		['a host that ends alike', 'https://xfiles.example.com/label'],
		['plain http', 'http://files.example.com/label'],
		['another port', 'https://files.example.com:8443/label'],
		['a user name', 'https://files.example.com@evil.example.com/label'],
		['a user name at a listed host', 'https://me:pw@files.example.com/label'],
		['loopback without a custom environment', 'http://127.0.0.1:4600/labels/1'],
		['another scheme', 'file:///etc/passwd'],
		['no address', 'label.pdf'],
	])('not %s', (_name, link) => {
		const refused = () => checkedLink(link, rules);
		expect(refused).toThrow('Posts returned a link');
		expect(refused).not.toThrow('secret-link');
	});

	it('not another port of the custom environment’s host', () => {
		const custom = { ...rules, customBases: ['http://127.0.0.1:4600/api'] };
		expect(() => checkedLink('http://127.0.0.1:4601/labels/1', custom)).toThrow(
			'http://127.0.0.1:4601',
		);
	});
});

describe('a download', () => {
	it('gives bytes and type, and sends nothing that proves who asks', async () => {
		const body = Readable.from([Buffer.from([0x25, 0xff]), Buffer.from([0])]);
		const headers = { 'content-type': 'application/pdf; charset=binary' };
		const { asked, send } = host({ [LINK]: { statusCode: 200, headers, body } });
		const file = await download(send, LINK, rules);
		expect(file).toEqual({ bytes: Buffer.from([0x25, 0xff, 0]), mimeType: 'application/pdf' });
		expect(asked.map(({ headers: sent }) => sent)).toEqual([{ Accept: '*/*' }]);
	});

	it('follows redirects inside the listed hosts', async () => {
		const moved = 'https://files.example.com/moved';
		const { asked, send } = host({
			[LINK]: { statusCode: 302, headers: { location: '/moved' } },
			[moved]: { statusCode: 200, body: Readable.from([Buffer.from('x')]) },
		});
		expect((await download(send, LINK, rules)).bytes.toString()).toBe('x');
		expect(asked.map(({ url }) => url)).toEqual([LINK, moved]);
		expect(asked.every(({ disableFollowRedirect }) => disableFollowRedirect)).toBe(true);
	});

	it.each([
		['https://evil.example.com/', 'Posts returned a link to https://evil.example.com'],
		['http://files.example.com/label', 'Posts returned a link to http://files.example.com'],
		['http://[bad', 'Posts redirects to an invalid address'],
	])('follows no redirect to %s', async (location, message) => {
		const { asked, send } = host({ [LINK]: { statusCode: 302, headers: { location } } });
		await expect(download(send, LINK, rules)).rejects.toThrow(message);
		expect(asked).toHaveLength(1);
	});

	it('does not go round in circles', async () => {
		const { asked, send } = host({ [LINK]: { statusCode: 307, headers: { location: LINK } } });
		await expect(download(send, LINK, rules)).rejects.toThrow('more than 5 times');
		expect(asked).toHaveLength(6);
	});

	it('stops at the cap, whether the host tells the size or not', async () => {
		const headers = { 'content-length': String(LARGEST_FILE + 1) };
		const told = host({ [LINK]: { statusCode: 200, headers } });
		await expect(download(told.send, LINK, rules)).rejects.toThrow('larger than 50 MB');
		let read = 0;
		const endless = Readable.from(
			(function* () {
				for (;;) {
					read++;
					yield Buffer.alloc(1024 * 1024);
				}
			})(),
		);
		const untold = host({ [LINK]: { statusCode: 200, body: endless } });
		await expect(download(untold.send, LINK, rules)).rejects.toThrow('larger than 50 MB');
		expect(endless.destroyed).toBe(true);
		expect(read).toBeLessThan(100);
	});

	it('says what the host answered, without the secret part of the link', async () => {
		const { send } = host({ [LINK]: { statusCode: 404 } });
		const failed = download(send, LINK, rules);
		await expect(failed).rejects.toThrow(
			"Posts's file at files.example.com/label was answered with HTTP status 404",
		);
	});

	it('ends with the execution', async () => {
		const stop = new AbortController();
		const stuck = new Readable({ read: () => undefined });
		const { send } = host({ [LINK]: { statusCode: 200, body: stuck } });
		const running = download(send, LINK, rules, stop.signal);
		await new Promise((resolve) => setImmediate(resolve));
		stop.abort();
		await expect(running).rejects.toThrow('The execution was stopped');
		expect(stuck.destroyed).toBe(true);
	});
});
