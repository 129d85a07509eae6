import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach } from '@jest/globals';

/** A server that says what no service should, and what it was asked. */
export interface RawServer {
	url: string;
	seen: string[];
	close(): Promise<void>;
}

/** Listens on loopback and gives every request to `answer`. */
export async function rawServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RawServer> {
	const seen: string[] = [];
	const server = createServer((request, response) => {
		seen.push(`${request.method} ${request.url}`);
		request.resume();
		request.on('end', () => answer(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		seen,
		close: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => void server.close(() => resolve()));
		},
	};
}

/** Servers in a service's place, each for one test. */
export function serversForTest(): typeof rawServer {
	const servers: RawServer[] = [];
	afterEach(async () => {
		await Promise.all(servers.splice(0).map(async (server) => await server.close()));
	});
	return async (answer) => {
		const server = await rawServer(answer);
		servers.push(server);
		return server;
	};
}
