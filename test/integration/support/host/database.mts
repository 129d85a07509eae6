import type { IDataObject, INode, INodeTypes } from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

/** A workflow in n8n's database. */
export interface WorkflowRow {
	readonly id: string;
	/** The version that is published. */
	published: INode[] | undefined;
	/** Of all nodes, each under its name. */
	staticData: IDataObject;
}

/** What a publication, a start or a delivery reads of the workflow: a copy, as from a database. */
export function read(row: WorkflowRow): WorkflowRow {
	return JSON.parse(JSON.stringify(row)) as WorkflowRow;
}

/** Nodes as they are saved: what is edited later is not in them. */
export function copyOf(nodes: readonly INode[]): INode[] {
	return JSON.parse(JSON.stringify(nodes)) as INode[];
}

/** A workflow as n8n works with it; two made of the same copy share its static data. */
export function workflowOf(
	copy: WorkflowRow,
	nodes: readonly INode[],
	nodeTypes: INodeTypes,
): Workflow {
	return new Workflow({
		id: copy.id,
		name: copy.id,
		// A workflow fills its nodes' defaults in.
		nodes: copyOf(nodes),
		connections: {},
		active: copy.published !== undefined,
		nodeTypes,
		staticData: copy.staticData,
	});
}

/**
 * Writes the static data of all nodes over what is stored, if any of it was changed in this copy (n8n's
 * workflow-static-data.service.js).
 */
export function save(row: WorkflowRow, { staticData }: Workflow): void {
	if (staticData.__dataChanged !== true) return;
	row.staticData = JSON.parse(JSON.stringify(staticData)) as IDataObject;
	staticData.__dataChanged = false;
}
