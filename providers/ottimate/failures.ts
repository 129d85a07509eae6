import type { HttpResponse, ServiceFailure } from '../../transport/contracts/response';
import { isRecord, wordsAt } from '../../transport/core/json';
import { classifyStatus } from '../../transport/http/errors';

/** A write was repeated under its idempotency key, and the first answer was too large to be kept. Source: docs.ottimate.com/v-1/idempotency. */
const REPORTED = 208;
const reported: ServiceFailure = {
	kind: 'final',
	message: 'The request was carried out before, and its answer is no longer available',
	hint: 'Do not send it again. Read the records with "Get" or "Get Many".',
};

/**
 * Envelope `{code, message, request_id, timestamp}`: `code` is text for people, `message` text, an object per field, or null.
 * Source: OpenAPI file 1.0.0, ErrorResponse.
 */
export function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	if (status === REPORTED) return reported;
	if (status < 400) return undefined;
	const title = wordsAt(body, ['code']);
	const detail = isRecord(body) ? wordsAt(body, ['message']) : undefined;
	const words = title && detail && title !== detail ? `${title}: ${detail}` : (detail ?? title);
	return {
		kind: classifyStatus(status),
		message: words ?? `HTTP status ${status}`,
	};
}
