import { createServer as createHttp } from 'node:http';
import type { Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createServer as createTcp } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { certificate } from './support/certificate.mts';
import type { Asked } from './support/provider-request.mts';
import { Requester } from './support/provider-request.mts';
import { sandboxForTests } from './support/node-bench.mts';

const sandbox = sandboxForTests();
const closing: Array<() => void> = [];
const write: Asked = { endpoint: 'POST /customers', body: { a: 1 } };
const read: Asked = { endpoint: 'GET /customers' };

afterEach(() => {
	for (const close of closing.splice(0)) close();
});

interface Place {
	url: string;
	/** Requests that came through. */
	seen: string[];
	/** Connections that were begun. */
	connections: number;
}

async function listening(server: Server | ReturnType<typeof createTcp>): Promise<Place> {
	const place: Place = { url: '', seen: [], connections: 0 };
	server.on('connection', () => place.connections++);
	server.on('request', (request, response) => {
		place.seen.push(`${request.method} ${request.url}`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	closing.push(() => server.close());
	place.url = `https://localhost:${(server.address() as AddressInfo).port}/v1`;
	return place;
}

const faults: Array<[string, () => Server, RegExp, RegExp]> = [
	[
		'a self-signed certificate',
		() => createServer(certificate(['localhost'])),
		/^The certificate of localhost:\d+, where Otesse answers, is not trusted by n8n$/,
		/^Nothing was sent \(depth_zero_self_signed_cert\)\. .*NODE_EXTRA_CA_CERTS/,
	],
	[
		'plain HTTP on the port',
		() => createHttp(),
		/^No secure connection to localhost:\d+, where Otesse answers, could be made$/,
		/^Nothing was sent \(eproto\)\. Check the address and its port/,
	],
	[
		'no common version of TLS',
		() =>
			createServer({
				...certificate(['localhost']),
				maxVersion: 'TLSv1.1',
				minVersion: 'TLSv1',
				ciphers: 'DEFAULT@SECLEVEL=0',
			}),
		/^No secure connection to localhost:\d+, where Otesse answers, could be made$/,
		/^Nothing was sent/,
	],
];

describe('a service with', () => {
	it.each(faults)(
		'%s is tried once, and a write is not in doubt',
		async (_what, make, message, advice) => {
			const place = await listening(make());
			for (const asked of [read, write]) {
				place.connections = 0;
				const node = await Requester.start(sandbox(), 'otesse', { baseUrl: place.url });
				const { error } = await node.refusal(asked);
				expect(error.message).toMatch(message);
				expect(error.description).toMatch(advice);
				expect(error.description).not.toMatch(/may have/);
				expect(place.connections).toBe(1);
			}
			expect(place.seen).toEqual([]);
		},
	);

	it('a handshake that breaks off is tried again, and a write is not in doubt', async () => {
		const server = createTcp((socket) => void socket.once('data', () => socket.destroy()));
		const place = await listening(server);
		const node = await Requester.start(sandbox(), 'otesse', { baseUrl: place.url });
		const { error } = await node.refusal(write);
		expect(error.message).toBe('Otesse could not be reached, or broke off the connection');
		expect(error.description).not.toMatch(/may have/);
		expect(place.connections).toBe(4);
	});

	it('a token endpoint whose certificate is not trusted says so, once', async () => {
		const place = await listening(createServer(certificate(['localhost'])));
		const node = await Requester.start(
			sandbox(),
			'otesse',
			{ authBaseUrl: place.url },
			'otesseAppApi',
		);
		const { error } = await node.refusal({ endpoint: 'GET /customers' });
		expect(error.message).toMatch(
			/^The certificate of localhost:\d+, where Otesse issues tokens, is not trusted by n8n$/,
		);
		expect(error.description).toMatch(/NODE_EXTRA_CA_CERTS/);
		expect(place.connections).toBe(1);
	});
});
