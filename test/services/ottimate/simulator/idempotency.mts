import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { contentType } from '../../../sandbox/core/body.mts';
import type { Answer } from '../../../sandbox/core/wire.mts';
import type { Call } from './call.mts';
import { Refusal } from './call.mts';
import { state } from './state.mts';

const keptMs = 24 * 3_600_000;
const largestAnswer = 64 * 1024;
/** How long a keyed call takes, so that a second one can meet it while it runs. */
const runMs = 40;

/** Runs a call under the contract of the `Idempotency-Key` header. */
export async function once(
	call: Call,
	work: (call: Call) => Answer | Promise<Answer>,
): Promise<Answer> {
	const key = call.header('idempotency-key');
	if (key === undefined) return await work(call);
	if (!/^[A-Za-z0-9._\-+=/]{1,128}$/.test(key)) {
		throw new Refusal(400, 'Bad request', 'Invalid Idempotency-Key');
	}
	const { stored } = state;
	const path = call.request.url.split('?')[0];
	const scope = [call.header('x-api-key'), call.request.method, path, key].join(' ');
	const type = contentType(call.request);
	const digest =
		type === 'application/json' || call.request.raw_body.length === 0
			? createHash('sha256').update(call.request.raw_body).digest('hex')
			: undefined;
	const known = stored.get(scope);
	if (known !== undefined && call.now - known.at < keptMs) {
		if (known.running) throw new Refusal(409, 'Conflict', 'The first request is still running');
		if (digest === undefined || known.digest === undefined) {
			throw new Refusal(422, 'Unprocessable', 'This Idempotency-Key has been used');
		}
		if (known.digest !== digest) {
			throw new Refusal(422, 'Unprocessable', 'Idempotency-Key was used with another body');
		}
		return replay(known.status, known.text);
	}
	const entry = { digest, at: call.now, running: true, status: 0, text: '' };
	stored.set(scope, entry);
	try {
		await wait(runMs);
		const answer = await work(call);
		Object.assign(entry, {
			running: false,
			status: answer.status,
			text: JSON.stringify(answer.body),
		});
		return answer;
	} catch (error) {
		stored.delete(scope);
		throw error;
	}
}

function replay(status: number, text: string): Answer {
	const headers = { 'X-Idempotent-Replayed': 'true' };
	if (Buffer.byteLength(text) > largestAnswer) {
		return {
			status: 208,
			headers,
			body: { code: 'Already reported', message: 'Fetch the record with GET' },
		};
	}
	return { status, headers, body: text };
}
