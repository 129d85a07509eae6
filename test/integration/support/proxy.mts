import type { IncomingHttpHeaders, Server } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What came through a proxy: the full address that was asked for. */
export interface Passed {
	method: string;
	url: string;
	headers: IncomingHttpHeaders;
}

/** A forwarding HTTP proxy on loopback. It reaches this machine only, and knows of everything that was asked of it. */
export class LoopbackProxy {
	readonly passed: Passed[] = [];

	/** Answered in place of whoever was asked, if set. */
	instead: { status: number; headers?: Record<string, string>; body?: string } | undefined;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<LoopbackProxy> {
		const server = createServer();
		const proxy = new LoopbackProxy(server);
		server.on('request', (request, response) => {
			const { method = '', url = '', headers } = request;
			proxy.passed.push({ method, url, headers });
			if (proxy.instead) {
				const { status, headers: own, body } = proxy.instead;
				request.resume();
				response.writeHead(status, own).end(body);
				return;
			}
			const { hostname, port } = new URL(url);
			if (!/^(127\.0\.0\.1|localhost)$/.test(hostname)) {
				response.writeHead(403).end('This proxy reaches nobody else');
				return;
			}
			const onward = send(url, { method, headers, host: hostname, port }, (answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
				answer.pipe(response);
			});
			onward.on('error', () => response.destroy());
			request.pipe(onward);
		});
		server.on('connect', ({ method = '', url = '', headers }, socket) => {
			proxy.passed.push({ method, url, headers });
			socket.destroy();
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return proxy;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Hosts that were asked for. */
	get hosts(): string[] {
		const hosts = this.passed.map(({ url }) => (URL.canParse(url) ? new URL(url).host : url));
		return [...new Set(hosts)];
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => void this.server.close(() => resolve()));
	}
}
