import type { IDataObject } from 'n8n-workflow';

import { kindOfStatus } from '../../transport/failures';
import { isRecord, wordsAt } from '../../transport/reply';
import type { FailureKind, Reply, ServiceFailure } from '../../transport/types';

const WORDS = ['errorMsg', 'otoErrorMessage', 'message', ''];
const SLOW_DOWN = new Set(['OTO1105', 'OTO1143', 'OTO1211']);

/** What a person can do about the codes that come up most. Source: error table of the OTO API V2 Postman collection. */
const HINTS: Readonly<Record<string, string>> = {
	OTO1002: 'Check the order ID.',
	OTO1004: 'No carrier of the account serves this shipment: check cities, weight and contracts.',
	OTO1006: 'Top up the OTO wallet.',
	OTO1011: 'A shipment exists already: cancel it first.',
	OTO1049: 'Fill in a weight above 0, in kg.',
	OTO1063: 'Order IDs are unique in OTO: use another one, or update the existing order.',
	OTO1070: 'Check the code of the pickup location; a new one needs a name and a code of its own.',
	OTO1079: 'Fill in the shipment ID: the status of the order shows it.',
	OTO1080: 'The token may not do this: check its owner in OTO.',
	OTO1083: 'Fill in "Refresh Token" in the credential.',
	OTO1088: 'This endpoint needs another kind of token, such as a marketplace token.',
	OTO1103: 'The order is in a status in which this cannot be done: look at its status first.',
	OTO1107: 'Write minDate and maxDate as YYYY-MM-DD.',
	OTO1112: 'Ask for fewer orders at once.',
	OTO1113: 'There is no shipment (yet): book one and wait until it is created.',
	OTO1120: 'OTO allows 10 webhooks per account: remove one first.',
	OTO1122: 'Each webhook needs a URL of its own.',
	OTO1141: 'There is no label (yet): wait until the shipment is created.',
	OTO1142: 'Both page and perPage are needed.',
	OTO1150: 'The plan of the OTO account does not include this endpoint.',
	OTO1179: 'Only delivered orders can be returned.',
	OTO1187: 'These items are returned already, or the order does not have them.',
};

/** Success is never told by a `success` key that is missing, only failure by one that is false. */
export function refusal(body: IDataObject): string | undefined {
	if (body.success !== false && !body.otoErrorCode) return undefined;
	return wordsAt(body, WORDS.slice(0, 3)) ?? 'the token was not accepted';
}

function codeOf(body: unknown): string | undefined {
	const code = wordsAt(body, ['otoErrorCode']);
	if (!code) return undefined;
	// "OTO110" and "1107" are printed for OTO1110 and OTO1107.
	if (code === 'OTO110') return 'OTO1110';
	return /^\d+$/.test(code) ? `OTO${code}` : code;
}

function fromGateway(body: unknown): boolean {
	return isRecord(body) && Number(body.code) === 401 && !body.otoErrorCode;
}

function kindOf(status: number, body: unknown, code: string | undefined): FailureKind {
	if (code && SLOW_DOWN.has(code)) return 'limited';
	if (fromGateway(body)) return 'expired';
	const kind = kindOfStatus(status);
	return kind === 'expired' && code ? 'final' : kind;
}

/**
 * Status and code are not tied in OTO: the code decides first. A 200 with `success: false` is a failure. An expired token comes
 * from the gateway in front, as 401 `{message, code: 401}`.
 */
export function readFailure({ status, body }: Reply): ServiceFailure | undefined {
	const told = isRecord(body) && (body.success === false || Boolean(body.otoErrorCode));
	if (status < 400 && !fromGateway(body) && !told) return undefined;
	const code = codeOf(body);
	const message = isRecord(body)
		? (wordsAt(body, WORDS.slice(0, 3)) ?? wordsAt(body, ['warnings']))
		: wordsAt(body, ['']);
	const hint = code === undefined ? undefined : HINTS[code];
	return {
		kind: kindOf(status, body, code),
		message: message ?? `HTTP status ${status}`,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
	};
}
