import type { IncomingHttpHeaders } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface Sent {
	method: string;
	/** Still encoded. */
	path: string;
	/** In the order of the address, decoded. */
	query: Array<[string, string]>;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

/** What the server says; an object or list goes as JSON. */
export interface Said {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

/** A service that knows nothing: it writes down what it is asked and says what it was told to. */
export interface WireServer {
	origin: string;
	/** Requests since the last call, without those for a token. */
	take(): Sent[];
	/** What it says from now on. */
	says(said: Said): void;
	close(): Promise<void>;
}

export const TOKEN = 'token-of-the-wire';

/** In every shape that one of the services has; valid for ten days. */
const TOKEN_ANSWER = JSON.stringify({
	access_token: TOKEN,
	token: TOKEN,
	expires_in: 864_000,
	success: true,
	data: { access_token: TOKEN },
});

/** @param tokenPaths paths of the token endpoints */
export async function startWireServer(tokenPaths: readonly string[]): Promise<WireServer> {
	let sent: Sent[] = [];
	let next: Said = { status: 200, body: {} };
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const [path = '', ...search] = (request.url ?? '').split('?');
			if (request.method === 'POST' && tokenPaths.includes(path)) {
				response.writeHead(200, { 'content-type': 'application/json' }).end(TOKEN_ANSWER);
				return;
			}
			const query = [...new URLSearchParams(search.join('?'))];
			const { method = '', headers } = request;
			sent.push({ method, path, query, headers, body: Buffer.concat(chunks) });
			const { status, body, headers: more = {} } = next;
			const bytes = Buffer.isBuffer(body);
			const type = body === undefined || bytes ? {} : { 'content-type': 'application/json' };
			const content = bytes || body === undefined ? body : JSON.stringify(body);
			response.writeHead(status, { ...type, ...more }).end(content);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		take: () => {
			const taken = sent;
			sent = [];
			return taken;
		},
		says: (said) => {
			next = said;
		},
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
