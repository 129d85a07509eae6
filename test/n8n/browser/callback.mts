import http from 'node:http';

/** The page of an app to which a service leads a person back: it shows nothing but where they are. */
export class CallbackPage {
	private constructor(
		private readonly server: http.Server,
		readonly address: string,
	) {}

	static async start(): Promise<CallbackPage> {
		const server = http.createServer((_request, response) => {
			response.setHeader('content-type', 'text/html; charset=utf-8');
			response.end('<!doctype html><title>My app</title><h1>You are back at my app</h1>');
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const address = server.address();
		if (address === null || typeof address === 'string') throw new Error('No port');
		return new CallbackPage(server, `http://127.0.0.1:${address.port}/callback`);
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
