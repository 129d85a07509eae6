import { kindOfStatus } from '../../transport/failures';
import { isRecord, wordsAt } from '../../transport/reply';
import type { Reply, ServiceFailure } from '../../transport/types';

/**
 * Envelope `{code, message, request_id, timestamp}`: `code` is text for people, `message` text, an object per field, or null.
 * Source: OpenAPI file 1.0.0, ErrorResponse.
 */
export function readFailure({ status, body }: Reply): ServiceFailure | undefined {
	if (status < 400) return undefined;
	const title = wordsAt(body, ['code']);
	const detail = isRecord(body) ? wordsAt(body, ['message']) : undefined;
	const words = title && detail && title !== detail ? `${title}: ${detail}` : (detail ?? title);
	return {
		kind: kindOfStatus(status),
		message: words ?? `HTTP status ${status}`,
	};
}
