import type { FailureKind, HttpResponse, ServiceFailure } from '../../transport/contracts/response';
import { isRecord, wordsAt } from '../../transport/core/json';
import { classifyStatus } from '../../transport/http/errors';

const HINTS: Readonly<Record<string, string>> = {
	insufficient_scope: 'Add this scope to the key or app in Otesse, under Settings > Integrations.',
	invalid_api_key: 'Check the key or connect the app again.',
};

function kindOf(status: number, type: string | undefined): FailureKind {
	if (type === 'authentication_error') return 'expired';
	if (type === 'rate_limit_exceeded' || type === 'rate_limited') return 'limited';
	return classifyStatus(status);
}

/**
 * Envelope `{error: {type, message, code, param, doc_url}}`; in the admin manual's pages `error` is a text.
 * Source: docs.otesse.com/api-reference/error-codes and /integrations/rate-limits-and-quotas.
 */
export function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	if (status < 400) return undefined;
	const type = wordsAt(body, ['error.type']) ?? wordsAt(body, ['error']);
	const code = wordsAt(body, ['error.code']);
	const hint = code === undefined ? undefined : HINTS[code];
	const words = isRecord(body)
		? wordsAt(body, ['error.message', 'message', 'error_description', 'error'])
		: wordsAt(body, ['']);
	return {
		kind: kindOf(status, type),
		message: words ?? `HTTP status ${status}`,
		...(code === undefined ? {} : { code }),
		...(hint === undefined ? {} : { hint }),
	};
}
