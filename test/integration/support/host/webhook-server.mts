import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** The two addresses of a webhook: of a published workflow, and of a test in the editor. */
export type Mode = 'webhook' | 'webhook-test';

/** A call from outside, with what n8n gives the node of it. */
export interface Incoming {
	mode: Mode;
	webhookId: string;
	path: string;
	httpRequest: http.IncomingMessage & { rawBody: Buffer; query: Record<string, string> };
	httpResponse: ExpressResponse;
}

/** The part of Express that n8n and its nodes use. */
export interface ExpressResponse extends http.ServerResponse {
	status(code: number): ExpressResponse;
	set(headers: Record<string, string>): ExpressResponse;
	json(body: unknown): ExpressResponse;
}

function expressOf(response: http.ServerResponse): ExpressResponse {
	const express: ExpressResponse = Object.assign(response, {
		status: (code: number) => Object.assign(express, { statusCode: code }),
		set: (headers: Record<string, string>) => {
			for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
			return express;
		},
		json: (body: unknown) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(body));
			return express;
		},
	});
	return express;
}

/** Listens at n8n's webhook addresses. */
export class WebhookServer {
	/** Nobody listens while n8n is down. */
	take: ((incoming: Incoming) => Promise<void>) | undefined;

	private constructor(private readonly server: http.Server) {}

	static async start(): Promise<WebhookServer> {
		const server = http.createServer();
		const webhooks = new WebhookServer(server);
		server.on('request', (request, response) => void webhooks.serve(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		server.unref();
		return webhooks;
	}

	get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Listens elsewhere from now on. */
	async move(): Promise<void> {
		await this.stop();
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		this.server.unref();
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private async serve(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
		const rawBody = await buffer(request);
		const url = new URL(request.url ?? '/', this.origin);
		const [, mode, webhookId = '', path = ''] = url.pathname.split('/');
		if (!this.take || (mode !== 'webhook' && mode !== 'webhook-test')) {
			response.writeHead(404).end();
			return;
		}
		const query = Object.fromEntries(url.searchParams);
		await this.take({
			mode,
			webhookId,
			path,
			httpRequest: Object.assign(request, { rawBody, query, body: {} }),
			httpResponse: expressOf(response),
		});
	}
}
