import { isDeepStrictEqual } from 'node:util';

import type { INode } from 'n8n-workflow';

const COMPARED = ['name', 'type', 'typeVersion', 'webhookId', 'credentials', 'parameters'] as const;

const compared = (node: INode) => COMPARED.map((key) => node[key]);

/** Which triggers n8n 2.41 ends and starts when a version is published: by the nodes' IDs (n8n's trigger-diff.js). */
export function changedTriggers(
	before: readonly INode[],
	after: readonly INode[],
): { removed: INode[]; added: INode[] } {
	const isIn = (nodes: readonly INode[], node: INode) =>
		nodes.some(({ id }) => id === node.id) &&
		isDeepStrictEqual(nodes.filter(({ id }) => id === node.id).map(compared), [compared(node)]);
	return {
		removed: before.filter((node) => !isIn(after, node)),
		added: after.filter((node) => !isIn(before, node)),
	};
}
