import type { FastifyReply } from 'fastify';
import { hasVariant } from '../../../sandbox/core/variant.mts';

/** The host that the service prints in its links. */
export const REST = 'https://rest.doo.net/v1';

const WORDS: Record<number, string> = {
	400: 'Bad Request',
	401: 'Unauthorized',
	403: 'Forbidden',
	404: 'Not Found',
};

/** A success; `path` is what the self link shows below the REST base. */
export function success(path: string, result: Record<string, unknown>): Record<string, unknown> {
	return {
		response_status: 200,
		developer_message: 'Success',
		user_message: 'Success',
		...result,
		_links: { self: { href: REST + path } },
	};
}

/** A failure in the envelope; variant `envelope` sends it with HTTP 200. */
export function failure(reply: FastifyReply, status: number, message: string): FastifyReply {
	const config = reply.server.sandbox.config('doo');
	return reply.code(hasVariant(config, 'envelope') ? 200 : status).send({
		response_status: status,
		developer_message: message,
		user_message: WORDS[status] ?? 'Error',
		data: null,
	});
}
