import type { Envelope } from '../envelopes.mts';
import { envelope } from '../envelopes.mts';

export const envelopes: readonly Envelope[] = [
	envelope(401, '{"detail":"Invalid token."}', 'expired', /^Invalid token\.$/),
	envelope(
		401,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	envelope(
		403,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	envelope(403, '{"detail":"You do not have permission."}', 'final', /permission/),
	envelope(400, '{"code":["token_not_valid"]}', 'final', /^code: token_not_valid$/),
	envelope(400, '{"code":"token_not_valid"}', 'final', /token_not_valid/, 'token_not_valid'),
	envelope(
		400,
		'{"code":["This field is required."]}',
		'final',
		/^code: This field is required\.$/,
	),
	envelope(
		400,
		'{"non_field_errors":["Must make a unique set."]}',
		'final',
		/^Must make a unique set\.$/,
	),
	envelope(
		400,
		'{"project_title":["This field is required."]}',
		'final',
		/^project_title: This field is required\.$/,
	),
	envelope(
		400,
		'{"items":[{"amount":["A number, please."]}]}',
		'final',
		/amount: A number, please\./,
	),
	envelope(400, '{"detail":"Currency already exists"}', 'final', /^Currency already exists$/),
	envelope(404, '{"detail":"Not found."}', 'final', /^Not found\.$/),
	envelope(404, '', 'final', /^HTTP status 404$/),
	envelope(429, '{"detail":"Request was throttled."}', 'limited', /throttled/),
	envelope(500, '<h1>Server Error (500)</h1>', 'final', /^HTTP status 500$/),
	envelope(502, '<html>Bad Gateway</html>', 'temporary', /^HTTP status 502$/),
	envelope(200, '[{"pk":1689,"title":"Paris"}]', null),
	envelope(200, '{"detail":"a field of a record","code":"token_not_valid"}', null),
	envelope(204, '', null),
];
