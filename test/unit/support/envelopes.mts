import type { FailureKind } from '../../../transport/contracts/response';

/** An answer of a service, and what has to be read out of it; `kind` null for a success. */
export interface Envelope {
	service: string;
	status: number;
	body: string;
	kind: FailureKind | null;
	words?: RegExp;
	code?: string;
	hint?: RegExp;
}

const doo = (status: number, body: string, kind: FailureKind | null, words?: RegExp): Envelope => ({
	service: 'doo',
	status,
	body,
	kind,
	...(words ? { words } : {}),
});

const said = (status: number, words: string) =>
	`{"response_status":${status},"developer_message":"${words}","user_message":"Unauthorized","data":null}`;

const dooEnvelopes: Envelope[] = [
	doo(401, said(401, 'Invalid client credentials'), 'expired', /^Invalid client credentials$/),
	doo(200, said(401, 'Access token is invalid'), 'expired', /^Access token is invalid$/),
	doo(200, '{"response_status":"404","user_message":"No such team"}', 'final', /^No such team$/),
	doo(200, said(503, 'Maintenance'), 'temporary', /Maintenance/),
	doo(403, '{"message":"Forbidden"}', 'doubtful', /^Forbidden$/),
	doo(403, '{"message":"Limit Exceeded"}', 'limited', /^Limit Exceeded$/),
	doo(400, said(400, 'Ticket limit exceeded'), 'final', /^Ticket limit exceeded$/),
	doo(409, '{"message":"Limit Exceeded"}', 'final', /^Limit Exceeded$/),
	doo(403, said(403, 'Limit exceeded'), 'doubtful', /^Limit exceeded$/),
	doo(403, '{"message":"Limit exceeded for this ticket"}', 'doubtful', /ticket$/),
	doo(200, said(429, 'Slow down'), 'limited', /^Slow down$/),
	doo(
		200,
		'{"errors":[{"message":"Too many requests for this ticket"}],"data":null}',
		'final',
		/^Too many/,
	),
	doo(
		200,
		'{"errors":[{"message":"Unauthorized discount code"}],"data":null}',
		'final',
		/^Unauthorized discount code$/,
	),
	doo(429, '{"message":"Too Many Requests"}', 'limited', /^Too Many Requests$/),
	doo(429, '', 'limited', /429/),
	doo(500, '{"response_status":500}', 'final', /500/),
	doo(400, '{"errors":[{"message":"name is required"}]}', 'final', /name is required/),
	doo(
		200,
		'{"errors":[{"message":"Cannot query field"}],"data":null}',
		'final',
		/^Cannot query field$/,
	),
	doo(
		200,
		'{"errors":[{"message":"No such event"}],"data":{"event":null}}',
		'final',
		/No such event/,
	),
	doo(200, '{"errors":["plain"]}', 'final', /^plain$/),
	doo(200, '{"errors":[{"message":"one part"}],"data":{"event":{"title":"Summit"}}}', null),
	doo(200, '{"data":{"event":null}}', null),
	doo(200, '{"data":{"event":{"title":"Summit"}},"errors":[]}', null),
	doo(
		200,
		'{"response_status":200,"developer_message":"Success","user_message":"Success","data":"id"}',
		null,
	),
	doo(200, '{"_embedded":{"webhooks":[]},"page_count":0,"total_items":0,"page":1}', null),
	doo(204, '', null),
];

/** A query with a dead token, as GraphQL servers usually say it: the service documents neither way. */
export const refusedQueries = [
	'{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}',
	'{"errors":[{"message":"Context creation failed","extensions":{"code":"UNAUTHENTICATED"}}]}',
];

const ooti = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
): Envelope => ({
	service: 'ooti',
	status,
	body,
	kind,
	...(words ? { words } : {}),
	...(code ? { code } : {}),
});

const ootiEnvelopes: Envelope[] = [
	ooti(401, '{"detail":"Invalid token."}', 'expired', /^Invalid token\.$/),
	ooti(
		401,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	ooti(
		403,
		'{"detail":"Token not valid","code":"token_not_valid"}',
		'expired',
		/^Token/,
		'token_not_valid',
	),
	ooti(403, '{"detail":"You do not have permission."}', 'final', /permission/),
	ooti(400, '{"code":["token_not_valid"]}', 'final', /^code: token_not_valid$/),
	ooti(400, '{"code":"token_not_valid"}', 'final', /token_not_valid/, 'token_not_valid'),
	ooti(400, '{"code":["This field is required."]}', 'final', /^code: This field is required\.$/),
	ooti(
		400,
		'{"non_field_errors":["Must make a unique set."]}',
		'final',
		/^Must make a unique set\.$/,
	),
	ooti(
		400,
		'{"project_title":["This field is required."]}',
		'final',
		/^project_title: This field is required\.$/,
	),
	ooti(400, '{"items":[{"amount":["A number, please."]}]}', 'final', /amount: A number, please\./),
	ooti(400, '{"detail":"Currency already exists"}', 'final', /^Currency already exists$/),
	ooti(404, '{"detail":"Not found."}', 'final', /^Not found\.$/),
	ooti(404, '', 'final', /^HTTP status 404$/),
	ooti(429, '{"detail":"Request was throttled."}', 'limited', /throttled/),
	ooti(500, '<h1>Server Error (500)</h1>', 'final', /^HTTP status 500$/),
	ooti(502, '<html>Bad Gateway</html>', 'temporary', /^HTTP status 502$/),
	ooti(200, '[{"pk":1689,"title":"Paris"}]', null),
	ooti(200, '{"detail":"a field of a record","code":"token_not_valid"}', null),
	ooti(204, '', null),
];

const ottimate = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
): Envelope => ({ service: 'ottimate', status, body, kind, ...(words ? { words } : {}) });

const ottimateEnvelopes: Envelope[] = [
	ottimate(
		401,
		'{"code":"Unauthorized","message":"Invalid client credentials","request_id":"r"}',
		'expired',
		/^Unauthorized: Invalid client credentials$/,
	),
	ottimate(
		401,
		'{"code":"Unauthorized","message":null,"request_id":"r"}',
		'expired',
		/^Unauthorized$/,
	),
	ottimate(
		400,
		'{"code":"Validation error","message":{"name":["This field is required."]}}',
		'final',
		/^Validation error: name: This field is required\.$/,
	),
	ottimate(403, '{"code":"Forbidden","message":"Forbidden"}', 'final', /^Forbidden$/),
	ottimate(404, '{"code":"Not found","message":"No such vendor"}', 'final', /No such vendor/),
	ottimate(
		400,
		'{"code":"Rate limit exceeded","message":"Token expired"}',
		'final',
		/^Rate limit exceeded: Token expired$/,
	),
	ottimate(409, '{"code":"Conflict","message":"Still running"}', 'final', /Still running/),
	ottimate(412, '{"code":"Precondition failed","message":"Changed"}', 'final', /Changed/),
	ottimate(413, '{"code":"Too large","message":null}', 'final', /^Too large$/),
	ottimate(422, '{"code":"Unprocessable","message":"Key used"}', 'final', /Key used/),
	ottimate(429, '', 'limited', /^HTTP status 429$/),
	ottimate(500, '{"code":"Error","message":"Oops"}', 'final', /Oops/),
	ottimate(504, '<html></html>', 'temporary', /^HTTP status 504$/),
	ottimate(200, '{"version":"1.1.0","count":0,"results":[]}', null),
	ottimate(202, '{"status":"processing","batch_id":"b-1"}', null),
];

const otesse = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
	hint?: RegExp,
): Envelope => ({
	service: 'otesse',
	status,
	body,
	kind,
	...(words ? { words } : {}),
	...(code ? { code } : {}),
	...(hint ? { hint } : {}),
});

const error = (type: string, code: string, message = 'The words.') =>
	JSON.stringify({ error: { type, code, message, doc_url: 'https://docs.example.com' } });

const otesseEnvelopes: Envelope[] = [
	otesse(
		401,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
		/connect the app/,
	),
	otesse(
		400,
		error('authentication_error', 'invalid_api_key'),
		'expired',
		/^The words\.$/,
		'invalid_api_key',
	),
	otesse(
		403,
		error('authorization_error', 'insufficient_scope'),
		'final',
		/^The words\.$/,
		'insufficient_scope',
		/scope/,
	),
	otesse(
		400,
		error('invalid_request', 'missing_required_field'),
		'final',
		/^The words\.$/,
		'missing_required_field',
	),
	otesse(
		429,
		'{"error":{"type":"rate_limit_exceeded","message":"Slow down","retry_after":30}}',
		'limited',
		/^Slow down$/,
	),
	otesse(
		429,
		'{"error":"rate_limited","message":"Slow down","retryAfter":15}',
		'limited',
		/^Slow down$/,
	),
	otesse(400, '{"error":"rate_limited","message":"Slow down"}', 'limited', /^Slow down$/),
	otesse(
		400,
		'{"error":"invalid_grant","error_description":"Refresh token expired"}',
		'final',
		/^Refresh token expired$/,
	),
	otesse(404, '{"error":"not_found"}', 'final', /^not_found$/),
	otesse(
		409,
		error('invalid_request', 'coupon_expired', 'Rate limit exceeded for expired coupon'),
		'final',
		/^Rate limit/,
		'coupon_expired',
	),
	otesse(503, '{"error":{"type":"api_error","message":"Down"}}', 'temporary', /^Down$/),
	otesse(500, '', 'final', /^HTTP status 500$/),
	otesse(200, '{"data":[],"error":"a field of a record"}', null),
	otesse(204, '', null),
];

const oto = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
	code?: string,
	hint?: RegExp,
): Envelope => ({ ...otesse(status, body, kind, words, code, hint), service: 'oto' });

const failed = (code: string, words = 'The words', more = {}) =>
	JSON.stringify({ success: false, otoErrorCode: code, otoErrorMessage: words, ...more });

const otoEnvelopes: Envelope[] = [
	oto(404, failed('OTO1002'), 'final', /^The words$/, 'OTO1002', /order ID/),
	oto(400, failed('OTO1002'), 'final', /^The words$/, 'OTO1002'),
	oto(200, failed('OTO1002'), 'final', /^The words$/, 'OTO1002'),
	oto(
		200,
		failed('OTO1070', 'Not unique', { errorCode: 10, errorMsg: 'Code is not unique' }),
		'final',
		/^Code is not unique$/,
		'OTO1070',
	),
	oto(400, failed('OTO1006'), 'final', /^The words$/, 'OTO1006', /wallet/),
	oto(
		400,
		failed('OTO1103', 'Not suitable', { errorCode: 5, errorMsg: 'The precise words' }),
		'final',
		/^The precise words$/,
		'OTO1103',
	),
	oto(400, failed('1107'), 'final', /^The words$/, 'OTO1107', /YYYY-MM-DD/),
	oto(400, failed('OTO110'), 'final', /^The words$/, 'OTO1110'),
	oto(
		400,
		failed('OTO1071', 'Invalid split', { warnings: ['split begins'] }),
		'final',
		/^Invalid split$/,
		'OTO1071',
	),
	oto(400, failed('OTO1143'), 'limited', /^The words$/, 'OTO1143'),
	oto(200, failed('OTO1105'), 'limited', /^The words$/, 'OTO1105'),
	oto(409, failed('OTO1211'), 'busy', /^The words$/, 'OTO1211'),
	oto(401, failed('OTO1080'), 'final', /^The words$/, 'OTO1080'),
	oto(403, failed('OTO1150'), 'final', /^The words$/, 'OTO1150', /plan/),
	oto(
		400,
		'{"otoErrorCode":"OTO1084","otoErrorMessage":"Login is required"}',
		'final',
		/^Login is required$/,
		'OTO1084',
	),
	oto(
		200,
		'{"otoErrorCode":"OTO1084","otoErrorMessage":"Login is required"}',
		'final',
		/^Login is required$/,
		'OTO1084',
	),
	oto(
		400,
		'{"success":false,"errorCode":5,"errorMsg":"Code, Mobile and Location"}',
		'final',
		/^Code, Mobile and Location$/,
	),
	oto(409, '{"success":false,"errorMsg":"country is null"}', 'final', /^country is null$/),
	oto(404, '{"success":false,"orderAvailability":"No"}', 'final', /404/),
	oto(200, '{"success":false}', 'final', /./),
	oto(401, '{"message":"Jwt is expired","code":401}', 'expired', /^Jwt is expired$/),
	oto(200, '{"message":"Jwt is expired","code":401}', 'expired', /^Jwt is expired$/),
	oto(401, '{"message":"Jwt is missing","code":"401"}', 'expired', /^Jwt is missing$/),
	oto(401, '', 'expired', /^HTTP status 401$/),
	oto(200, '{"success":true,"name":"Branch","code":"401"}', null),
	oto(200, '{"code":401,"storeURL":"https://shop.example","active":true}', null),
	oto(400, '{"success":false,"errorMsg":"Code is taken","code":"401"}', 'final', /^Code is taken$/),
	oto(400, failed('OTO1112', 'Too many order ids, limit exceeded'), 'final', /^Too/, 'OTO1112'),
	oto(500, 'Internal error', 'final', /^Internal error$/),
	oto(503, '<html>down</html>', 'temporary', /./),
	oto(200, '{"success":true,"warnings":["split begins"],"otoIds":[1,2]}', null),
	oto(200, '{"remainingCredit":1578.46,"name":"testUser"}', null),
	oto(200, '{"status":"ok"}', null),
	oto(200, '{"getCities":{"totalCount":1,"Cities":[{"name":"Aba"}]}}', null),
	oto(200, '{"result":[{},{"success":true,"orderIds":["3"]}]}', null),
	oto(200, '{"31071127":{"success":true,"otoId":31071127}}', null),
	oto(200, '{"success":true,"message":"received","code":"x"}', null),
];

export const envelopes: readonly Envelope[] = [
	...dooEnvelopes,
	...ootiEnvelopes,
	...ottimateEnvelopes,
	...otesseEnvelopes,
	...otoEnvelopes,
];
