import type { FailureKind } from '../../../transport/contracts/response';
import type { Envelope } from '../envelopes.mts';

const read = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
): Envelope => ({
	status,
	body,
	kind,
	...(words ? { words } : {}),
	...(code ? { code } : {}),
});

export const envelopes: readonly Envelope[] = [
	read(401, '{"detail":"Invalid token."}', 'expired', /^Invalid token\.$/),
	read(
		401,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	read(
		403,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	read(403, '{"detail":"You do not have permission."}', 'final', /permission/),
	read(400, '{"code":["token_not_valid"]}', 'final', /^code: token_not_valid$/),
	read(400, '{"code":"token_not_valid"}', 'final', /token_not_valid/, 'token_not_valid'),
	read(400, '{"code":["This field is required."]}', 'final', /^code: This field is required\.$/),
	read(
		400,
		'{"non_field_errors":["Must make a unique set."]}',
		'final',
		/^Must make a unique set\.$/,
	),
	read(
		400,
		'{"project_title":["This field is required."]}',
		'final',
		/^project_title: This field is required\.$/,
	),
	read(400, '{"items":[{"amount":["A number, please."]}]}', 'final', /amount: A number, please\./),
	read(400, '{"detail":"Currency already exists"}', 'final', /^Currency already exists$/),
	read(404, '{"detail":"Not found."}', 'final', /^Not found\.$/),
	read(404, '', 'final', /^HTTP status 404$/),
	read(429, '{"detail":"Request was throttled."}', 'limited', /throttled/),
	read(500, '<h1>Server Error (500)</h1>', 'final', /^HTTP status 500$/),
	read(502, '<html>Bad Gateway</html>', 'temporary', /^HTTP status 502$/),
	read(200, '[{"pk":1689,"title":"Paris"}]', null),
	read(200, '{"detail":"a field of a record","code":"token_not_valid"}', null),
	read(204, '', null),
];
