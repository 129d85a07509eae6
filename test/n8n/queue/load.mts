import { setTimeout as sleep } from 'node:timers/promises';

const CALL_LIMIT_MS = 60_000;

/** One call of a workflow's webhook. */
export interface Shot {
	/** When, in milliseconds from the start. */
	at: number;
	/** Path of the webhook. */
	path: string;
	body: object;
}

export interface Fired {
	/** Calls that n8n took: each is an execution. */
	taken: number;
	/** What it said to the others. */
	refused: string[];
}

/** So many calls of each path, a few at the same moment, spread evenly over the time. */
export function evenly(
	paths: readonly string[],
	{ each, together, ms }: { each: number; together: number; ms: number },
	bodyOf: (path: string, number: number) => object,
): Shot[] {
	const bursts = Math.ceil(each / together);
	const shots = paths.flatMap((path, place) =>
		Array.from({ length: each }, (_, number): Shot => {
			const burst = Math.floor(number / together);
			return {
				at: ((burst + place / paths.length) * ms) / bursts,
				path,
				body: bodyOf(path, number),
			};
		}),
	);
	return shots.sort((a, b) => a.at - b.at);
}

/** Makes the calls, each in its time. */
export async function fire(origin: string, shots: readonly Shot[]): Promise<Fired> {
	const start = Date.now();
	const fired: Fired = { taken: 0, refused: [] };
	const running: Array<Promise<void>> = [];
	for (const { at, path, body } of shots) {
		const wait = start + at - Date.now();
		if (wait > 0) await sleep(wait);
		running.push(
			call(`${origin}/webhook/${path}`, body).then(
				(said) => {
					if (said === undefined) fired.taken += 1;
					else fired.refused.push(said);
				},
				(error: unknown) => void fired.refused.push(String(error)),
			),
		);
	}
	await Promise.all(running);
	return fired;
}

async function call(url: string, body: object): Promise<string | undefined> {
	const answer = await fetch(url, {
		method: 'POST',
		signal: AbortSignal.timeout(CALL_LIMIT_MS),
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	return answer.ok ? undefined : `${answer.status} ${text.slice(0, 200)}`;
}
