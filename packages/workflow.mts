import { combined } from './root.mts';
import type { Service } from './services.mts';

interface Node {
	type: string;
	parameters: Record<string, unknown>;
}

/** A workflow as a file or the editor has it. */
export interface Workflow {
	nodes: Node[];
}

/** The workflow with the service's nodes taken from its own package. Credentials and parameters stay as they are. */
export function moved<W extends Workflow>(workflow: W, { packageName, provider }: Service): W {
	const prefix = `${combined().name}.`;
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith(prefix)) return node;
		const type = node.type.slice(prefix.length);
		if (type !== 'providerRequest') return { ...node, type: `${packageName}.${type}` };
		const { service: _service, ...parameters } = node.parameters;
		return { ...node, type: `${packageName}.${provider.id}Request`, parameters };
	});
	return { ...workflow, nodes };
}
