import type { IncomingMessage, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model wants next: a tool with its input, or to say something. */
export type Turn = { tool: string; input: Record<string, unknown> } | { say: string };

/** Decides a turn by what the tools answered so far, the newest last. */
export type Move = (answers: readonly string[]) => Turn;

interface Message {
	role: string;
	content?: unknown;
}

/** What the agent sent: its messages, and the tools that it offers. */
export interface Prompt {
	messages: Message[];
	tools?: Array<{ function: { name: string; description?: string; parameters?: unknown } }>;
}

/** A language model of OpenAI's form ("chat completions") that plays a script instead of thinking. */
export class ChatModel {
	readonly prompts: Prompt[] = [];

	private moves: Move[] = [];

	private constructor(
		private readonly server: Server,
		/** What a person types as Base URL of an OpenAI credential. */
		readonly url: string,
	) {}

	static async start(): Promise<ChatModel> {
		const server = createServer();
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const { port } = server.address() as AddressInfo;
		const model = new ChatModel(server, `http://127.0.0.1:${port}/v1`);
		server.on('request', (request, response) => {
			void textOf(request).then((text) => {
				response.setHeader('content-type', 'application/json');
				response.end(JSON.stringify(model.answer(request.url ?? '', text)));
			});
		});
		return model;
	}

	/** The next conversation; what was asked before is forgotten. */
	play(...moves: Move[]): void {
		this.moves = moves;
		this.prompts.length = 0;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise<void>((resolve) => void this.server.close(() => resolve()));
	}

	private answer(path: string, text: string): object {
		if (!path.endsWith('/chat/completions')) return { data: [] };
		const prompt: Prompt = JSON.parse(text);
		this.prompts.push(prompt);
		const answers = prompt.messages.filter(({ role }) => role === 'tool');
		const said = answers.map(({ content }) =>
			typeof content === 'string' ? content : JSON.stringify(content),
		);
		const move = this.moves.shift() ?? (() => ({ say: 'The script has ended.' }));
		return completion(move(said), this.prompts.length);
	}
}

function completion(turn: Turn, number: number): object {
	const message =
		'say' in turn
			? { role: 'assistant', content: turn.say }
			: { role: 'assistant', content: null, tool_calls: [callOf(turn, number)] };
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 1_700_000_000,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: 'say' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

function callOf({ tool, input }: { tool: string; input: object }, number: number): object {
	return {
		id: `call-${number}`,
		type: 'function',
		function: { name: tool, arguments: JSON.stringify(input) },
	};
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request.setEncoding('utf8')) text += String(chunk);
	return text;
}
