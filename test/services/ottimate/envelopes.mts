import type { Envelope } from '../envelopes.mts';
import { envelope } from '../envelopes.mts';

export const envelopes: readonly Envelope[] = [
	envelope(
		401,
		'{"code":"Unauthorized","message":"Invalid client credentials","request_id":"r"}',
		'expired',
		/^Unauthorized: Invalid client credentials$/,
	),
	envelope(
		401,
		'{"code":"Unauthorized","message":null,"request_id":"r"}',
		'expired',
		/^Unauthorized$/,
	),
	envelope(
		400,
		'{"code":"Validation error","message":{"name":["This field is required."]}}',
		'final',
		/^Validation error: name: This field is required\.$/,
	),
	envelope(403, '{"code":"Forbidden","message":"Forbidden"}', 'final', /^Forbidden$/),
	envelope(404, '{"code":"Not found","message":"No such vendor"}', 'final', /No such vendor/),
	envelope(
		400,
		'{"code":"Rate limit exceeded","message":"Token expired"}',
		'final',
		/^Rate limit exceeded: Token expired$/,
	),
	envelope(409, '{"code":"Conflict","message":"Still running"}', 'final', /Still running/),
	envelope(412, '{"code":"Precondition failed","message":"Changed"}', 'final', /Changed/),
	envelope(413, '{"code":"Too large","message":null}', 'final', /^Too large$/),
	envelope(422, '{"code":"Unprocessable","message":"Key used"}', 'final', /Key used/),
	envelope(429, '', 'limited', /^HTTP status 429$/),
	envelope(500, '{"code":"Error","message":"Oops"}', 'final', /Oops/),
	envelope(504, '<html></html>', 'temporary', /^HTTP status 504$/),
	envelope(200, '{"version":"1.1.0","count":0,"results":[]}', null),
	envelope(202, '{"status":"processing","batch_id":"b-1"}', null),
];
