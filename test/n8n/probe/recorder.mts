import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call of a node by n8n. */
export interface ProbeCall {
	node: string;
	call: 'poll' | 'checkExists' | 'create' | 'delete' | 'webhook';
	/** What n8n says of the activation; hooks and polls only. */
	activation?: string;
	mode: string;
	/** Of a poll: whether it is the first one since the node was activated. */
	isFirst: boolean;
	/** The node's static data as the call sees it. */
	memory: Record<string, unknown>;
}

/** What the node should do. */
export interface ProbeAnswer {
	/** Goes into the static data. */
	set?: Record<string, unknown>;
	/** What a hook returns. */
	result?: boolean;
	/** What a poll gives; nothing where it is left out. */
	items?: object[];
}

/** Takes note of the calls of the probes, in the order in which they come. */
export class Recorder {
	calls: ProbeCall[] = [];

	answer: (call: ProbeCall) => ProbeAnswer = () => ({});

	private constructor(private readonly server: http.Server) {}

	static async start(): Promise<Recorder> {
		const server = http.createServer();
		const recorder = new Recorder(server);
		server.on('request', (request, response) => {
			void json(request).then((call) => {
				const known = call as ProbeCall;
				recorder.calls.push(known);
				response.end(JSON.stringify(recorder.answer(known)));
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return recorder;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}
