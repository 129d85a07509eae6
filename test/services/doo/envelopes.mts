import type { FailureKind } from '../../../transport/contracts/response';
import type { Envelope } from '../envelopes.mts';

const read = (
	status: number,
	body: string,
	kind: FailureKind | null,
	words?: RegExp,
): Envelope => ({
	status,
	body,
	kind,
	...(words ? { words } : {}),
});

const said = (status: number, words: string) =>
	`{"response_status":${status},"developer_message":"${words}","user_message":"Unauthorized","data":null}`;

export const envelopes: readonly Envelope[] = [
	read(401, said(401, 'Invalid client credentials'), 'expired', /^Invalid client credentials$/),
	read(200, said(401, 'Access token is invalid'), 'expired', /^Access token is invalid$/),
	read(200, '{"response_status":"404","user_message":"No such team"}', 'final', /^No such team$/),
	read(200, said(503, 'Maintenance'), 'temporary', /Maintenance/),
	read(403, '{"message":"Forbidden"}', 'doubtful', /^Forbidden$/),
	read(403, '{"message":"Limit Exceeded"}', 'limited', /^Limit Exceeded$/),
	read(400, said(400, 'Ticket limit exceeded'), 'final', /^Ticket limit exceeded$/),
	read(409, '{"message":"Limit Exceeded"}', 'final', /^Limit Exceeded$/),
	read(403, said(403, 'Limit exceeded'), 'doubtful', /^Limit exceeded$/),
	read(403, '{"message":"Limit exceeded for this ticket"}', 'doubtful', /ticket$/),
	read(200, said(429, 'Slow down'), 'limited', /^Slow down$/),
	read(
		200,
		'{"errors":[{"message":"Too many requests for this ticket"}],"data":null}',
		'final',
		/^Too many/,
	),
	read(
		200,
		'{"errors":[{"message":"Unauthorized discount code"}],"data":null}',
		'final',
		/^Unauthorized discount code$/,
	),
	read(429, '{"message":"Too Many Requests"}', 'limited', /^Too Many Requests$/),
	read(429, '', 'limited', /429/),
	read(500, '{"response_status":500}', 'final', /500/),
	read(400, '{"errors":[{"message":"name is required"}]}', 'final', /name is required/),
	read(
		200,
		'{"errors":[{"message":"Cannot query field"}],"data":null}',
		'final',
		/^Cannot query field$/,
	),
	read(
		200,
		'{"errors":[{"message":"No such event"}],"data":{"event":null}}',
		'final',
		/No such event/,
	),
	read(200, '{"errors":["plain"]}', 'final', /^plain$/),
	read(200, '{"errors":[{"message":"one part"}],"data":{"event":{"title":"Summit"}}}', null),
	read(200, '{"data":{"event":null}}', null),
	read(200, '{"data":{"event":{"title":"Summit"}},"errors":[]}', null),
	read(
		200,
		'{"response_status":200,"developer_message":"Success","user_message":"Success","data":"id"}',
		null,
	),
	read(200, '{"_embedded":{"webhooks":[]},"page_count":0,"total_items":0,"page":1}', null),
	read(204, '', null),
];

/** A query with a dead token, as GraphQL servers usually say it: the service documents neither way. */
export const refusedQueries = [
	'{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}',
	'{"errors":[{"message":"Context creation failed","extensions":{"code":"UNAUTHENTICATED"}}]}',
];
