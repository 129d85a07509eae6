import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

/** Puts sentences under the node's output. n8n 1.x cannot. */
export function addHints(context: IExecuteFunctions, sentences: readonly string[]): void {
	if (typeof context.addExecutionHints !== 'function') return;
	const hints = sentences.map(
		(message): NodeExecutionHint => ({ message, type: 'info', location: 'outputPane' }),
	);
	if (hints.length > 0) context.addExecutionHints(...hints);
}
