const PROTOCOL = '2025-06-18';
const LIMIT_MS = 30_000;

/** What a server says of a tool. */
export interface ToolInfo {
	name: string;
	description?: string;
	inputSchema: { properties?: Record<string, unknown>; required?: string[] };
}

export interface ToolAnswer {
	text: string;
	isError: boolean;
}

interface Answer<T> {
	id?: number;
	result?: T;
	error?: { code: number; message: string };
}

/** An MCP client over "Streamable HTTP", as far as these tests need one. Source: modelcontextprotocol.io, specification 2025-06-18. */
export class McpClient {
	private session: string | undefined;

	private last = 0;

	private constructor(
		private readonly url: string,
		private readonly token: string | undefined,
	) {}

	/** @param token for a server that asks for a bearer token */
	static async connect(url: string, token?: string): Promise<McpClient> {
		const client = new McpClient(url, token);
		await client.initialize();
		await client.post({ method: 'notifications/initialized' });
		return client;
	}

	async tools(): Promise<ToolInfo[]> {
		return (await this.call<{ tools: ToolInfo[] }>('tools/list', {})).tools;
	}

	async use(name: string, input: Record<string, unknown> = {}): Promise<ToolAnswer> {
		const { content, isError = false } = await this.call<{
			content: Array<{ type: string; text?: string }>;
			isError?: boolean;
		}>('tools/call', { name, arguments: input });
		return { text: content.map(({ text = '' }) => text).join('\n'), isError };
	}

	private async initialize(): Promise<void> {
		const params = {
			protocolVersion: PROTOCOL,
			capabilities: {},
			clientInfo: { name: 'tests', version: '1' },
		};
		const answer = await this.post({ id: ++this.last, method: 'initialize', params });
		if (!answer.ok) throw new Error(`initialize: ${answer.status} ${await answer.text()}`);
		this.session = answer.headers.get('mcp-session-id') ?? undefined;
		await answer.text();
	}

	private async call<T>(method: string, params: object): Promise<T> {
		const id = ++this.last;
		const answer = await this.post({ id, method, params });
		const text = await answer.text();
		if (!answer.ok) throw new Error(`${method}: ${answer.status} ${text.slice(0, 500)}`);
		const found = messagesIn<T>(text, answer.headers.get('content-type') ?? '').find(
			(message) => message.id === id,
		);
		if (!found?.result) throw new Error(`${method}: ${found?.error?.message ?? text}`);
		return found.result;
	}

	private async post(message: { id?: number; method: string; params?: object }): Promise<Response> {
		return await fetch(this.url, {
			method: 'POST',
			signal: AbortSignal.timeout(LIMIT_MS),
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
				...(this.session ? { 'mcp-session-id': this.session } : {}),
				...(this.session ? { 'mcp-protocol-version': PROTOCOL } : {}),
			},
			body: JSON.stringify({ jsonrpc: '2.0', ...message }),
		});
	}
}

/** An answer comes as JSON, or as a stream of events with a message each. */
function messagesIn<T>(text: string, type: string): Array<Answer<T>> {
	if (!type.startsWith('text/event-stream')) return [JSON.parse(text)];
	return text
		.split('\n')
		.filter((line) => line.startsWith('data:'))
		.map((line) => JSON.parse(line.slice('data:'.length)));
}
