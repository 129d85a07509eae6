import type { FailureKind } from '../../../transport/contracts/response';
import type { Envelope } from '../envelopes.mts';

const read = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
	hint?: RegExp,
): Envelope => ({
	status,
	body,
	kind,
	...(words ? { words } : {}),
	...(code ? { code } : {}),
	...(hint ? { hint } : {}),
});

const error = (type: string, code: string, message = 'The words.') =>
	JSON.stringify({ error: { type, code, message, doc_url: 'https://docs.example.com' } });

export const envelopes: readonly Envelope[] = [
	read(
		401,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
		/connect the app/,
	),
	read(
		400,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
	),
	read(
		403,
		error('authorization_error', 'insufficient_scope'),
		'final',
		/^The words\.$/,
		'insufficient_scope',
		/scope/,
	),
	read(
		400,
		error('invalid_request', 'missing_required_field'),
		'final',
		/^The words\.$/,
		'missing_required_field',
	),
	read(
		429,
		'{"error":{"type":"rate_limit_exceeded","message":"Slow down","retry_after":30}}',
		'limited',
		/^Slow down$/,
	),
	read(
		429,
		'{"error":"rate_limited","message":"Slow down","retryAfter":15}',
		'limited',
		/^Slow down$/,
	),
	read(400, '{"error":"rate_limited","message":"Slow down"}', 'limited', /^Slow down$/),
	read(
		400,
		'{"error":"invalid_grant","error_description":"Refresh token expired"}',
		'final',
		/^Refresh token expired$/,
	),
	read(404, '{"error":"not_found"}', 'final', /^not_found$/),
	read(
		409,
		error('invalid_request', 'coupon_expired', 'Rate limit exceeded for expired coupon'),
		'final',
		/^Rate limit/,
		'coupon_expired',
	),
	read(503, '{"error":{"type":"api_error","message":"Down"}}', 'temporary', /^Down$/),
	read(500, '', 'final', /^HTTP status 500$/),
	read(200, '{"data":[],"error":"a field of a record"}', null),
	read(204, '', null),
];
