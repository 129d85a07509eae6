import type { INodeParameters } from 'n8n-workflow';
import type { Credential } from '../client.mts';
import type { NodeJson, WorkflowJson } from '../workflows.mts';
import { SERVICES, TRIGGERS } from './node-cases.mts';

const REQUEST = {
	type: 'providerRequest',
	name: 'Provider Request',
	service: 'ottimate',
	parameters: {
		service: 'ottimate',
		authentication: 'ottimateApi',
		endpoint: { __rl: true, mode: 'list', value: 'GET /vendors' },
	},
};

interface Shown {
	type: string;
	name: string;
	/** Whose credential it takes. */
	service: string;
	parameters: INodeParameters;
}

/** All nodes with parameters that leave nothing to complain of, in the order of their rows. */
const NODES: readonly Shown[] = [
	...SERVICES.map(({ service, name, complete }) => ({
		type: service,
		name,
		service,
		parameters: complete,
	})),
	...TRIGGERS.map(({ service, name, complete }) => ({
		type: `${service}Trigger`,
		name: `${name} Trigger`,
		service,
		parameters: complete,
	})),
	REQUEST,
];

const A_ROW = SERVICES.length;

/** A workflow with every node once. */
export function allNodes(credentials: readonly Credential[]): WorkflowJson {
	const nodes = NODES.map(({ type, name, service, parameters }, index): NodeJson => {
		const { credential: wanted } = SERVICES.find((one) => one.service === service) ?? {};
		const credential = credentials.find((each) => each.type === wanted);
		if (!credential) throw new Error(`There is no credential of ${service}`);
		return {
			name,
			type: `n8n-nodes-business-apis.${type}`,
			typeVersion: 1,
			position: [(index % A_ROW) * 208, Math.floor(index / A_ROW) * 184],
			parameters,
			credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		};
	});
	return { name: 'All nodes', nodes, connections: {}, settings: { executionOrder: 'v1' } };
}

/** The icon files of that workflow, sorted. */
export function allIcons(suffix: string): string[] {
	return NODES.map(({ type }) => type.replace('Trigger', '') + suffix).sort();
}
