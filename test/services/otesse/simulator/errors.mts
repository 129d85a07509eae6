import type { FastifyReply } from 'fastify';

const DOCS = 'https://docs.otesse.com/api/errors#';

export interface ErrorDetail {
	type?: string;
	code: string;
	message: string;
	param?: string;
}

/** The service's error envelope. */
export function refuse(reply: FastifyReply, status: number, detail: ErrorDetail): FastifyReply {
	const { type = 'invalid_request', code, message, param } = detail;
	return reply.code(status).send({
		error: {
			type,
			message,
			code,
			...(param === undefined ? {} : { param }),
			doc_url: DOCS + code,
		},
	});
}

export function refuseMissing(reply: FastifyReply, param: string): FastifyReply {
	return refuse(reply, 400, {
		code: 'missing_required_field',
		message: `The '${param}' field is required.`,
		param,
	});
}

export function refuseParameter(reply: FastifyReply, param: string, message: string): FastifyReply {
	return refuse(reply, 400, { code: 'invalid_parameter', message, param });
}

export function refuseUnknown(reply: FastifyReply, what: string): FastifyReply {
	return refuse(reply, 404, {
		code: 'resource_not_found',
		message: `The requested ${what} was not found.`,
	});
}

export function refuseConflict(reply: FastifyReply, code: string, message: string): FastifyReply {
	return refuse(reply, 409, { code, message });
}

/** The answer to a credential that is wrong, expired or missing. */
export function refuseCredential(reply: FastifyReply, message?: string): FastifyReply {
	return reply.code(401).send({
		error: {
			type: 'authentication_error',
			code: 'invalid_api_key',
			message: message ?? 'The API key provided is invalid.',
		},
	});
}

export function refuseScope(reply: FastifyReply, scope: string): FastifyReply {
	return reply.code(403).send({
		error: {
			type: 'authorization_error',
			code: 'insufficient_scope',
			message: `This API key does not have the '${scope}' scope.`,
		},
	});
}
