import { contentType, isRecord, readJson } from '../../../sandbox/core/body.mts';
import type { SandboxRequest } from '../../../sandbox/core/types.mts';
import type { JsonObject } from '../../../sandbox/core/wire.mts';
import { detail, fieldFaults } from './refusals.mts';

/** The JSON value of a body; a missing body is an empty object. */
export function jsonBody(request: SandboxRequest): unknown {
	if (request.raw_body.length === 0) return {};
	const body = readJson(request);
	if (body.ok) return body.value;
	if (body.reason === 'type') {
		throw detail(415, `Unsupported media type "${contentType(request)}" in request.`);
	}
	throw detail(400, 'JSON parse error - Expecting value: line 1 column 1 (char 0)');
}

export function objectBody(request: SandboxRequest): JsonObject {
	const body = jsonBody(request);
	if (isRecord(body)) return body;
	throw fieldFaults({ non_field_errors: ['Invalid data. Expected a dictionary.'] });
}
