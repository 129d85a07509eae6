import type { Envelope } from '../envelopes.mts';
import { envelope } from '../envelopes.mts';

const said = (status: number, words: string) =>
	`{"response_status":${status},"developer_message":"${words}","user_message":"Unauthorized","data":null}`;

export const envelopes: readonly Envelope[] = [
	envelope(401, said(401, 'Invalid client credentials'), 'expired', /^Invalid client credentials$/),
	envelope(200, said(401, 'Access token is invalid'), 'expired', /^Access token is invalid$/),
	envelope(
		200,
		'{"response_status":"404","user_message":"No such team"}',
		'final',
		/^No such team$/,
	),
	envelope(200, said(503, 'Maintenance'), 'temporary', /Maintenance/),
	envelope(403, '{"message":"Forbidden"}', 'doubtful', /^Forbidden$/),
	envelope(403, '{"message":"Limit Exceeded"}', 'limited', /^Limit Exceeded$/),
	envelope(400, said(400, 'Ticket limit exceeded'), 'final', /^Ticket limit exceeded$/),
	envelope(409, '{"message":"Limit Exceeded"}', 'final', /^Limit Exceeded$/),
	envelope(403, said(403, 'Limit exceeded'), 'doubtful', /^Limit exceeded$/),
	envelope(403, '{"message":"Limit exceeded for this ticket"}', 'doubtful', /ticket$/),
	envelope(200, said(429, 'Slow down'), 'limited', /^Slow down$/),
	envelope(
		200,
		'{"errors":[{"message":"Too many requests for this ticket"}],"data":null}',
		'final',
		/^Too many/,
	),
	envelope(
		200,
		'{"errors":[{"message":"Unauthorized discount code"}],"data":null}',
		'final',
		/^Unauthorized discount code$/,
	),
	envelope(429, '{"message":"Too Many Requests"}', 'limited', /^Too Many Requests$/),
	envelope(429, '', 'limited', /429/),
	envelope(500, '{"response_status":500}', 'final', /500/),
	envelope(400, '{"errors":[{"message":"name is required"}]}', 'final', /name is required/),
	envelope(
		200,
		'{"errors":[{"message":"Cannot query field"}],"data":null}',
		'final',
		/^Cannot query field$/,
	),
	envelope(
		200,
		'{"errors":[{"message":"No such event"}],"data":{"event":null}}',
		'final',
		/No such event/,
	),
	envelope(200, '{"errors":["plain"]}', 'final', /^plain$/),
	envelope(200, '{"errors":[{"message":"one part"}],"data":{"event":{"title":"Summit"}}}', null),
	envelope(200, '{"data":{"event":null}}', null),
	envelope(200, '{"data":{"event":{"title":"Summit"}},"errors":[]}', null),
	envelope(
		200,
		'{"response_status":200,"developer_message":"Success","user_message":"Success","data":"id"}',
		null,
	),
	envelope(200, '{"_embedded":{"webhooks":[]},"page_count":0,"total_items":0,"page":1}', null),
	envelope(204, '', null),
];

/** A query with a dead token, as GraphQL servers usually say it: the service documents neither way. */
export const refusedQueries = [
	'{"errors":[{"message":"Unauthorized","extensions":{"code":"UNAUTHENTICATED"}}],"data":null}',
	'{"errors":[{"message":"Context creation failed","extensions":{"code":"UNAUTHENTICATED"}}]}',
];
