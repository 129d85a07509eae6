import type { IDataObject } from 'n8n-workflow';

import type { FailureKind, HttpResponse, ServiceFailure } from '../../transport/contracts/response';
import { isRecord, wordsAt } from '../../transport/core/json';
import { classifyStatus } from '../../transport/http/errors';
import { codeWritten, hintOf } from './hints';

const WORDS = ['errorMsg', 'otoErrorMessage', 'message', ''];
const SLOW_DOWN = new Set(['OTO1105', 'OTO1143']);
/** "Order is being processed": a matter of this order, not of the account's pace. */
const BUSY = 'OTO1211';

/** Success is never told by a `success` key that is missing, only failure by one that is false. */
export function refusal(body: IDataObject): string | undefined {
	if (body.success !== false && !body.otoErrorCode) return undefined;
	return wordsAt(body, WORDS.slice(0, 3)) ?? 'the token was not accepted';
}

function codeOf(body: unknown): string | undefined {
	const code = wordsAt(body, ['otoErrorCode']);
	return code ? codeWritten(code) : undefined;
}

/** Nothing else stands in the gateway's answer: records of OTO have a `code` of their own. */
function fromGateway(body: unknown): boolean {
	if (!isRecord(body) || Number(body.code) !== 401) return false;
	return Object.keys(body).sort().join(' ') === 'code message';
}

function kindOf(status: number, body: unknown, code: string | undefined): FailureKind {
	if (code && SLOW_DOWN.has(code)) return 'limited';
	if (code === BUSY) return 'busy';
	if (fromGateway(body)) return 'expired';
	const kind = classifyStatus(status);
	return kind === 'expired' && code ? 'final' : kind;
}

/**
 * Status and code are not tied in OTO: the code decides first. A 200 with `success: false` is a failure. An expired token comes
 * from the gateway in front, as 401 `{message, code: 401}`.
 */
export function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	const told = isRecord(body) && (body.success === false || Boolean(body.otoErrorCode));
	if (status < 400 && !fromGateway(body) && !told) return undefined;
	const code = codeOf(body);
	const message = isRecord(body)
		? (wordsAt(body, WORDS.slice(0, 3)) ?? wordsAt(body, ['warnings']))
		: wordsAt(body, ['']);
	const hint = hintOf(code);
	return {
		kind: kindOf(status, body, code),
		message: message ?? `HTTP status ${status}`,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
	};
}
