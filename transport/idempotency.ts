import { createHash, randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from './request';

/** What makes a write this one and no other. */
export interface Write {
	itemIndex: number;
	/** Counts the calls that one node run splits its records into. */
	chunk?: number;
	request: Pick<ApiRequest, 'method' | 'path' | 'pathValues' | 'query' | 'body'>;
}

/**
 * A key under which a service carries out a write only once. The same run of the same node makes the same key again, so that n8n's
 * "Retry On Fail" repeats the write instead of doubling it. Tool calls, which have no execution of their own to tell them apart,
 * and files, whose key a service takes only once, get a new one.
 *
 * @returns 43 characters of base64url
 */
export function idempotencyKey(context: IExecuteFunctions, write: Write): string {
	const { method, path, pathValues, query, body } = write.request;
	const execution = context.getExecutionId();
	if (!execution || isTool(context) || body instanceof FormData || Buffer.isBuffer(body)) {
		return hash([randomUUID()]);
	}
	const { id: workflow } = context.getWorkflow();
	const place = [
		context.getInstanceId(),
		workflow,
		execution,
		context.getNode().id,
		runIndex(context),
	];
	const { itemIndex, chunk = 0 } = write;
	return hash([...place, itemIndex, chunk, method, path, pathValues, query, body]);
}

/** A node that an AI agent or MCP client calls; n8n 1.x has no other sign of it than the type's name. */
export function isTool(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** In a loop a node runs several times within one execution. */
function runIndex(context: IExecuteFunctions): unknown {
	return context.getWorkflowDataProxy(0).$runIndex;
}

function hash(parts: unknown[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
