import type { Answer, JsonObject } from '../../../sandbox/core/wire.mts';

/** The whole answer to a refused call. */
export class Refusal extends Error {
	constructor(readonly answer: Answer) {
		super('refused');
	}
}

export const detail = (status: number, text: string, headers?: Record<string, string>): Refusal =>
	new Refusal({ status, headers, body: { detail: text } });

export const missing = (): Refusal => detail(404, 'Not found.');

export const fieldFaults = (faults: JsonObject): Refusal =>
	new Refusal({ status: 400, body: faults });

export const denied = (): Refusal =>
	detail(403, 'You do not have permission to perform this action.');

export const badJwt = (status = 401): Refusal =>
	new Refusal({
		status,
		body: { detail: 'Given token not valid for any token type', code: 'token_not_valid' },
	});
