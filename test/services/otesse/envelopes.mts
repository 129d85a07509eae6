import type { Envelope } from '../envelopes.mts';
import { envelope } from '../envelopes.mts';

const error = (type: string, code: string, message = 'The words.') =>
	JSON.stringify({ error: { type, code, message, doc_url: 'https://docs.example.com' } });

export const envelopes: readonly Envelope[] = [
	envelope(
		401,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
		/connect the app/,
	),
	envelope(
		400,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
	),
	envelope(
		403,
		error('authorization_error', 'insufficient_scope'),
		'final',
		/^The words\.$/,
		'insufficient_scope',
		/scope/,
	),
	envelope(
		400,
		error('invalid_request', 'missing_required_field'),
		'final',
		/^The words\.$/,
		'missing_required_field',
	),
	envelope(
		429,
		'{"error":{"type":"rate_limit_exceeded","message":"Slow down","retry_after":30}}',
		'limited',
		/^Slow down$/,
	),
	envelope(
		429,
		'{"error":"rate_limited","message":"Slow down","retryAfter":15}',
		'limited',
		/^Slow down$/,
	),
	envelope(400, '{"error":"rate_limited","message":"Slow down"}', 'limited', /^Slow down$/),
	envelope(
		400,
		'{"error":"invalid_grant","error_description":"Refresh token expired"}',
		'final',
		/^Refresh token expired$/,
	),
	envelope(404, '{"error":"not_found"}', 'final', /^not_found$/),
	envelope(
		409,
		error('invalid_request', 'coupon_expired', 'Rate limit exceeded for expired coupon'),
		'final',
		/^Rate limit/,
		'coupon_expired',
	),
	envelope(503, '{"error":{"type":"api_error","message":"Down"}}', 'temporary', /^Down$/),
	envelope(500, '', 'final', /^HTTP status 500$/),
	envelope(200, '{"data":[],"error":"a field of a record"}', null),
	envelope(204, '', null),
];
