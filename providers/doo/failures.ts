import type { IDataObject } from 'n8n-workflow';

import type { FailureKind, HttpResponse, ServiceFailure } from '../../transport/contracts/response';
import { isRecord, wordsAt } from '../../transport/core/json';
import { classifyStatus } from '../../transport/http/errors';
import { isWebPage } from '../../transport/http/response';

const WORDS = ['developer_message', 'user_message', 'message', 'errors', ''];

/** The envelope repeats the status in `response_status`: it may say that a 2xx answer is a failure. */
function statusSaid(body: unknown): number | undefined {
	const said = isRecord(body) ? Number(body.response_status) : Number.NaN;
	return Number.isFinite(said) ? said : undefined;
}

export function refusal(body: IDataObject): string | undefined {
	const said = statusSaid(body);
	return said !== undefined && said >= 400
		? (wordsAt(body, WORDS) ?? `response status ${said}`)
		: undefined;
}

/** What the gateway in front of doo answers besides 429; doo's own answers come in its envelope, whatever their words. */
function isGatewayLimit(status: number, body: unknown): boolean {
	return (
		status === 403 &&
		isRecord(body) &&
		body.response_status === undefined &&
		body.message === 'Limit Exceeded'
	);
}

function kindOf(status: number, body: unknown): FailureKind {
	if (isGatewayLimit(status, body)) return 'limited';
	// Status and body of a refused token are not documented, and 403 is what the gateway answers to a bad key. A page is from neither.
	return status === 403 && !isWebPage({ body }) ? 'doubtful' : classifyStatus(status);
}

/** REST: `{response_status, developer_message, user_message}`. GraphQL: 200 with `errors`, a failure only without `data`. */
export function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	const said = statusSaid(body);
	const worst = Math.max(status, said ?? 0);
	if (worst >= 400) {
		const message = wordsAt(body, WORDS) ?? `HTTP status ${worst}`;
		const kind = kindOf(worst, body);
		const hint = 'doo allows 1 request per second and 1,000 per day.';
		return { kind, message, ...(kind === 'limited' ? { hint } : {}) };
	}
	if (isRecord(body) && Array.isArray(body.errors) && body.errors.length > 0 && !hasData(body)) {
		const message = wordsAt({ errors: body.errors.map(messageOf) }, ['errors']);
		return {
			kind: body.errors.some(refusesToken) ? 'doubtful' : 'final',
			message: message ?? 'doo rejected the query',
			hint: 'Check the query and its variables.',
		};
	}
	return undefined;
}

function hasData(body: IDataObject): boolean {
	return isRecord(body.data) && Object.values(body.data).some((value) => value !== null);
}

/** GraphQL servers answer 200 also to a bad token. */
function refusesToken(error: unknown): boolean {
	return (
		wordsAt(error, ['extensions.code']) === 'UNAUTHENTICATED' ||
		/^unauth(enticated|orized)[.!]?$/i.test(messageOf(error).trim())
	);
}

function messageOf(error: unknown): string {
	return (isRecord(error) ? wordsAt(error, ['message']) : undefined) ?? String(error);
}
