import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MS = 120_000;

interface Answer {
	id?: number;
	result?: object;
	error?: { message: string };
}

/** A line to the inspector of a Node process that was started with `--inspect`. */
export class Inspector {
	private next = 1;

	private readonly waiting = new Map<number, (answer: Answer) => void>();

	private constructor(private readonly socket: WebSocket) {
		socket.addEventListener('message', ({ data }) => {
			const answer = JSON.parse(String(data)) as Answer;
			if (answer.id !== undefined) this.waiting.get(answer.id)?.(answer);
		});
	}

	static async connect(port: number): Promise<Inspector> {
		const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
		const [target] = (await answer.json()) as Array<{ webSocketDebuggerUrl: string }>;
		if (!target) throw new Error(`Nothing to inspect on port ${port}`);
		const socket = new WebSocket(target.webSocketDebuggerUrl);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve, { once: true });
			socket.addEventListener('error', reject, { once: true });
		});
		return new Inspector(socket);
	}

	/** Sends a command of the Chrome DevTools Protocol. */
	async send<Result extends object>(method: string, params: object = {}): Promise<Result> {
		const id = this.next++;
		const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
		this.socket.send(JSON.stringify({ id, method, params }));
		const late = sleep(LIMIT_MS, undefined, { ref: false });
		const answer = await Promise.race([answered, late]);
		this.waiting.delete(id);
		if (!answer) throw new Error(`${method} was not answered in ${LIMIT_MS} ms`);
		if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
		return answer.result as Result;
	}

	close(): void {
		this.socket.close();
	}
}
