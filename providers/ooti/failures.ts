import type { HttpResponse, ServiceFailure } from '../../transport/contracts/response';
import { isRecord, wordsAt } from '../../transport/core/json';
import { classifyStatus } from '../../transport/http/errors';

/** Django REST framework's bodies: `{detail}`, `{non_field_errors: []}` or `{field: []}`. */
export function classify({ status, body }: HttpResponse): ServiceFailure | undefined {
	if (status < 400) return undefined;
	// A field may be called `code`: its complaints come as a list.
	const code = isRecord(body) && typeof body.code === 'string' ? body.code : undefined;
	const expired = status === 401 || (status === 403 && code === 'token_not_valid');
	const words = isRecord(body) ? wordsAt(body, ['detail', 'non_field_errors', '']) : undefined;
	return {
		kind: expired ? 'expired' : classifyStatus(status),
		message: words ?? `HTTP status ${status}`,
		...(code === undefined ? {} : { code }),
	};
}
