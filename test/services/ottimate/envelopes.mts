import type { FailureKind } from '../../../transport/contracts/response';
import type { Envelope } from '../envelopes.mts';

const read = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
): Envelope => ({ status, body, kind, ...(words ? { words } : {}) });

export const envelopes: readonly Envelope[] = [
	read(
		401,
		'{"code":"Unauthorized","message":"Invalid client credentials","request_id":"r"}',
		'expired',
		/^Unauthorized: Invalid client credentials$/,
	),
	read(401, '{"code":"Unauthorized","message":null,"request_id":"r"}', 'expired', /^Unauthorized$/),
	read(
		400,
		'{"code":"Validation error","message":{"name":["This field is required."]}}',
		'final',
		/^Validation error: name: This field is required\.$/,
	),
	read(403, '{"code":"Forbidden","message":"Forbidden"}', 'final', /^Forbidden$/),
	read(404, '{"code":"Not found","message":"No such vendor"}', 'final', /No such vendor/),
	read(
		400,
		'{"code":"Rate limit exceeded","message":"Token expired"}',
		'final',
		/^Rate limit exceeded: Token expired$/,
	),
	read(409, '{"code":"Conflict","message":"Still running"}', 'final', /Still running/),
	read(412, '{"code":"Precondition failed","message":"Changed"}', 'final', /Changed/),
	read(413, '{"code":"Too large","message":null}', 'final', /^Too large$/),
	read(422, '{"code":"Unprocessable","message":"Key used"}', 'final', /Key used/),
	read(429, '', 'limited', /^HTTP status 429$/),
	read(500, '{"code":"Error","message":"Oops"}', 'final', /Oops/),
	read(504, '<html></html>', 'temporary', /^HTTP status 504$/),
	read(200, '{"version":"1.1.0","count":0,"results":[]}', null),
	read(202, '{"status":"processing","batch_id":"b-1"}', null),
];
