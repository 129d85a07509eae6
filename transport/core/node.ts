import type { INode } from 'n8n-workflow';

interface NodeContext {
	getNode(): INode;
}

const nodes = new WeakMap<NodeContext, INode>();

/**
 * The node of a context, for reading only. It is read once: n8n's `getNode` copies the whole node with each call. A context's node
 * does not change: n8n makes a new context for each run of a node, each call of a webhook or hook, and each activation of a polling
 * trigger (n8n-core 2.41.1: workflow-execute.js, active-workflow-triggers.js).
 */
export function nodeOf(context: NodeContext): INode {
	const known = nodes.get(context);
	if (known) return known;
	const node = context.getNode();
	nodes.set(context, node);
	return node;
}
