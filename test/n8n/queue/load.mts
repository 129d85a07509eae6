import { setTimeout as sleep } from 'node:timers/promises';

const CALL_LIMIT_MS = 60_000;
/** What n8n says while it has lost sight of its database, before it makes an execution: a sender tries again. */
const NOT_READY = 503;
const TRIES = 60;
const PAUSE_MS = 1_000;

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
	/** Calls that were made again because n8n was not ready. */
	repeated: number;
	/** What it said to the others, each text once. */
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
	const fired: Fired = { taken: 0, repeated: 0, refused: [] };
	const running: Array<Promise<void>> = [];
	for (const { at, path, body } of shots) {
		const wait = start + at - Date.now();
		if (wait > 0) await sleep(wait);
		running.push(
			untilTaken(`${origin}/webhook/${path}`, body).then(
				({ refusal, tries }) => {
					if (tries > 1) fired.repeated += 1;
					if (refusal === undefined) fired.taken += 1;
					else fired.refused.push(refusal.text);
				},
				(error: unknown) => void fired.refused.push(String(error)),
			),
		);
	}
	await Promise.all(running);
	return { ...fired, refused: [...new Set(fired.refused)] };
}

/** Makes one call, which n8n has to take. */
export async function fireOne(origin: string, path: string, body: object): Promise<void> {
	const refusal = await call(`${origin}/webhook/${path}`, body);
	if (refusal !== undefined) throw new Error(`n8n did not take a call: ${refusal.text}`);
}

interface Refusal {
	status: number;
	text: string;
}

async function untilTaken(
	url: string,
	body: object,
): Promise<{ refusal: Refusal | undefined; tries: number }> {
	for (let tries = 1; ; tries++) {
		const refusal = await call(url, body);
		if (refusal?.status !== NOT_READY || tries === TRIES) return { refusal, tries };
		await sleep(PAUSE_MS);
	}
}

async function call(url: string, body: object): Promise<Refusal | undefined> {
	const answer = await fetch(url, {
		method: 'POST',
		signal: AbortSignal.timeout(CALL_LIMIT_MS),
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	const text = await answer.text();
	const { ok, status } = answer;
	return ok ? undefined : { status, text: `${status} ${text.slice(0, 200)}` };
}
