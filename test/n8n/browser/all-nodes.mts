import type { INodeParameters } from 'n8n-workflow';
import type { Credential } from '../client.mts';
import type { NodeJson, WorkflowJson } from '../workflows.mts';
import { SERVICES } from './node-cases.mts';

/** All nodes with parameters that leave nothing to complain of, in the order of their rows. */
const PARAMETERS: ReadonlyArray<[string, INodeParameters]> = [
	['ottimate', { resource: 'invoice', operation: 'getMany' }],
	['ooti', { resource: 'project', operation: 'getMany' }],
	['oto', { resource: 'order', operation: 'getMany' }],
	['otesse', { resource: 'booking', operation: 'getMany' }],
	['doo', { resource: 'webhook', operation: 'getMany', organizationId: '111' }],
	['ottimateTrigger', { event: 'invoiceCreated' }],
	['ootiTrigger', { resource: 'project', organization: { __rl: true, mode: 'id', value: '1' } }],
	['otoTrigger', { events: ['orderStatus'] }],
	['otesseTrigger', { events: ['booking.confirmed'] }],
	['dooTrigger', { teamId: '111', types: ['event_updated'] }],
	[
		'providerRequest',
		{
			service: 'ottimate',
			authentication: 'ottimateApi',
			endpoint: { __rl: true, mode: 'list', value: 'GET /vendors' },
		},
	],
];

const A_ROW = 5;
const nameOf = (service: string) =>
	SERVICES.find((each) => each.service === service)?.name ?? service;

/** A workflow with every node once. */
export function allNodes(credentials: readonly Credential[]): WorkflowJson {
	const nodes = PARAMETERS.map(([type, parameters], index): NodeJson => {
		const service = type === 'providerRequest' ? 'ottimate' : type.replace('Trigger', '');
		const credential = credentials.find((each) => each.type === `${service}Api`);
		if (!credential) throw new Error(`There is no credential of ${service}`);
		const { id, name, type: credentialType } = credential;
		return {
			name:
				type === 'providerRequest'
					? 'Provider Request'
					: `${nameOf(service)}${type.endsWith('Trigger') ? ' Trigger' : ''}`,
			type: `n8n-nodes-business-apis.${type}`,
			typeVersion: 1,
			position: [(index % A_ROW) * 208, Math.floor(index / A_ROW) * 184],
			parameters,
			credentials: { [credentialType]: { id, name } },
		};
	});
	return { name: 'All nodes', nodes, connections: {}, settings: { executionOrder: 'v1' } };
}

/** The icon files of that workflow, sorted. */
export function allIcons(suffix: string): string[] {
	return PARAMETERS.map(([type]) => type.replace('Trigger', '') + suffix).sort();
}
