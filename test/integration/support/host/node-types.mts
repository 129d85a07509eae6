import type { INodeProperties, INodeType, INodeTypes } from 'n8n-workflow';
import { cronNodeOptions, NodeHelpers } from 'n8n-workflow';

/** As n8n-core's nodes-loader/constants.js has it. */
const POLL_TIMES: INodeProperties = {
	displayName: 'Poll Times',
	name: 'pollTimes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: { item: [{ mode: 'everyMinute' }] },
	options: cronNodeOptions,
};

/** n8n adds the poll times to the description of a polling node when it loads it. */
function loaded(nodeType: INodeType): INodeType {
	if (nodeType.description.polling !== true) return nodeType;
	const description = structuredClone(nodeType.description);
	description.properties.unshift(POLL_TIMES);
	return Object.assign(Object.create(nodeType) as INodeType, { description });
}

/** The nodes of a package, as n8n has them loaded. */
export function nodeTypesOf(nodes: ReadonlyMap<string, INodeType>): INodeTypes {
	const types = new Map([...nodes].map(([name, type]) => [name, loaded(type)]));
	const find = (name: string): INodeType => {
		const type = types.get(name);
		if (!type) throw new Error(`There is no node type ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name) => NodeHelpers.getVersionedNodeType(find(name)),
		getKnownTypes: () => ({}),
	};
}
