import { randomUUID } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import { digest } from '../core/digest';
import { nodeOf } from '../core/node';
import type { ApiRequest } from '../http/request';

/** The only call of a write, or the first of those that its records are split into. */
export const FIRST_CHUNK = '0';

/** What identifies a write. */
export interface Write {
	itemIndex: number;
	/** Which of the calls that one node run splits its records into. */
	chunk?: string;
	request: Pick<ApiRequest, 'method' | 'path' | 'pathValues' | 'body'>;
}

/**
 * A key under which a service carries out a write only once. The same run of the same node makes the same key again, so that n8n's
 * "Retry On Fail" repeats the write instead of doubling it. Query and body are not part of it: a value that changes between tries, such
 * as the time, is then refused by the service instead of carried out as another write. Tool calls, which have no execution of their own
 * that would distinguish them, and files, whose key a service accepts only once, get a new one.
 *
 * @returns 43 characters of base64url
 */
export function idempotencyKey(context: IExecuteFunctions, write: Write): string {
	const { method, path, pathValues, body } = write.request;
	const execution = context.getExecutionId();
	if (!execution || isTool(context) || body instanceof FormData || Buffer.isBuffer(body)) {
		return digest(randomUUID());
	}
	const { id: workflow } = context.getWorkflow();
	const run = [context.getInstanceId(), workflow, execution, nodeOf(context).id, runIndex(context)];
	const { itemIndex, chunk = FIRST_CHUNK } = write;
	return digest(JSON.stringify([...run, itemIndex, chunk, method, path, pathValues]));
}

/** Whether an AI agent or MCP client calls the node; in n8n 1.x only the type's name shows it. */
export function isTool(context: Pick<IExecuteFunctions, 'getNode'>): boolean {
	return nodeOf(context).type.endsWith('Tool');
}

/** In a loop a node runs several times within one execution. */
function runIndex(context: IExecuteFunctions): unknown {
	return context.getWorkflowDataProxy(0).$runIndex;
}
